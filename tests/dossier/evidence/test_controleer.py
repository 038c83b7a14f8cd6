"""Each check of the verifier on a log, on one that is wrong in one place."""

import json

import pytest

from dossier.evidence import controleer
from dossier.evidence.controleer import HEADER, LOST, ROTATED, canonical
from tests.dossier.evidence.short_chain import NEXT, OTHER, OURS, SAYS, WHOLE, log_of, write_chain


def wrong_with(data, key=OURS.fingerprint):
    faults = []
    controleer.check_log(data, "logboek", key, faults)
    return [(fault["line"], fault["code"]) for fault in faults]


EMPTY = write_chain({"content": {}}, {})
LINES = [canonical(line) for line in WHOLE]
BLANK = WHOLE[2] | dict.fromkeys(HEADER)


def replaced(place, line):
    return log_of([*WHOLE[:place], line, *WHOLE[place + 1 :]])


def test_a_whole_log_is_right_with_and_without_a_known_key():
    for lines in (WHOLE, [*WHOLE[:2], BLANK, WHOLE[3]], WHOLE[:1], []):
        assert (wrong_with(log_of(lines)), wrong_with(log_of(lines), None)) == ([], [])
    faults = []
    assert controleer.check_log(log_of(WHOLE), "logboek", None, faults) == [line["hash"] for line in WHOLE]


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{}", b"[]", b"x", b"\xff", b"[" * 100_000, LINES[1] + b" ", json.dumps(WHOLE[1]).encode(),
        canonical(WHOLE[1] | {"more": 1}), canonical({name: WHOLE[1][name] for name in WHOLE[1] if name != "salts"}),
        canonical(sorted(WHOLE[1])),
    ],
)  # fmt: skip
def test_a_line_in_another_form_is_no_line(raw):
    assert wrong_with(b"\n".join([LINES[0], raw, *LINES[2:], b""])) == [(2, "line")]


def test_a_log_that_ends_in_the_middle_of_a_line_says_so():
    assert wrong_with(log_of(WHOLE)[:-1]) == [(4, "line")]
    assert wrong_with(log_of(WHOLE) + b"x") == [(5, "line")]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"actor": "Carla"}, ["hash"]),
        ({"hash": "0" * 64}, ["hash", "signature"]),
        ({"signature": OTHER.sign_entry(WHOLE[3]["hash"])}, ["signature"]),
        ({"signature": None}, ["signature"]), ({"signature": "0"}, ["signature"]),
        ({"signature": "zz" * 64}, ["signature"]),
        ({"content": {**SAYS, "part": "bewijs"}}, ["content"]),
        ({"content": {"part": "overzicht"}}, ["content"]),
        ({"content": None}, ["content"]), ({"content": None, "salts": None}, ["content"]),
        ({"content": None, "withheld": None}, ["content"]),
        ({"content": []}, ["content"]), ({"salts": []}, ["content"]), ({"withheld": {}}, ["content"]),
        ({"withheld": None}, ["content"]), ({"salts": {"part": "00"}}, ["content"]),
        ({"withheld": ["0" * 64]}, ["content"]), ({"withheld": [3]}, ["content"]),
        ({"withheld": ["b", "a"]}, ["content"]),
    ],
)  # fmt: skip
def test_a_changed_line_is_named_with_what_is_wrong(change, codes):
    assert wrong_with(replaced(3, WHOLE[3] | change)) == [(4, code) for code in codes]


@pytest.mark.parametrize("change", [{"content": []}, {"salts": []}, {"content": [], "salts": []}])
def test_an_empty_content_is_still_a_table(change):
    assert (wrong_with(log_of(EMPTY)), wrong_with(log_of([EMPTY[0] | change, EMPTY[1]]))) == ([], [(1, "content")])


def test_a_header_is_all_there_or_not_at_all():
    assert wrong_with(replaced(2, WHOLE[2] | {"actor": None, "kind": None})) == [(3, "hash")]
    assert wrong_with(replaced(2, BLANK | {"header_sha256": "0" * 64})) == [(3, "hash")]


@pytest.mark.parametrize(
    ("steps", "faults"),
    [
        ([{}, {"seq": 3}, {"seq": 4}], [(2, "sequence")]),
        ([{}, {"seq": "2"}, {}], [(2, "sequence")]),
        ([{}, {"prev": "0" * 64}, {}], [(2, "chain")]),
        ([{"prev": "0" * 64}, {}], [(1, "chain")]),
        ([{"case": "2026-0002"}, {}], [(1, "chain")]),
        ([{}, {"signer": OTHER}, {}], [(2, "key")]),
        ([{}, {"signer": OTHER}, {"signer": OTHER}], [(2, "key"), (3, "key")]),
        ([{}, {"kind": ROTATED, "content": {"new_key": NEXT.public_key}}, {"signer": NEXT}], []),
        ([{}, {"kind": ROTATED, "content": {"new_key": NEXT.public_key}}, {}], [(3, "key")]),
        ([{}, {"kind": ROTATED, "content": {}}, {}], []),
        ([{}, {"kind": ROTATED, "content": None}, {}], []),
        ([{}, {"content": {"new_key": NEXT.public_key}}, {"signer": NEXT}], [(3, "key")]),
        ([{}, {"signer": NEXT, "kind": LOST}, {"signer": NEXT}], [(2, "key")]),
        ([{}, {"signer": NEXT, "kind": LOST}, {}], [(3, "key"), (2, "key")]),
        ([{"kind": LOST}, {}, {"kind": LOST}], []),
        ([{}, {"kind": ROTATED, "content": {"new_key": NEXT.public_key}, "signature": "00"}, {}], [(2, "signature")]),
    ],
)
def test_a_chain_is_followed_by_number_hash_and_key(steps, faults):
    assert wrong_with(log_of(write_chain(*steps))) == faults


def test_a_chain_of_a_key_that_is_not_ours_is_named_once():
    alien = log_of(write_chain({"signer": OTHER}, {"signer": OTHER}))
    assert (wrong_with(alien), wrong_with(alien, None)) == ([(None, "key")], [])
    assert wrong_with(log_of(write_chain({"kind": LOST}, {"kind": LOST})), None) == []
    lost = log_of(write_chain({}, {"signer": NEXT, "kind": LOST}, {"signer": NEXT}))
    assert (wrong_with(lost, NEXT.fingerprint), wrong_with(lost, None)) == ([], [(2, "key")])


def test_after_a_line_that_is_gone_the_rest_is_followed_again():
    assert wrong_with(log_of([*WHOLE[:1], *WHOLE[2:]])) == [(2, "sequence"), (2, "chain")]
    assert wrong_with(b"\n".join([LINES[0], b"x", LINES[3], b""])) == [(2, "line"), (3, "sequence"), (3, "chain")]
