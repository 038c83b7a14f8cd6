"""Each check of the verifier on its own, on a chain and a bundle of a few lines that are wrong in one place."""

import json

import pytest

from dossier.evidence import controleer
from dossier.evidence.controleer import BODY, HEADER, LINK, LOST, ROTATED, canonical, sha256
from dossier.evidence.signing import Signer
from dossier.evidence.zip_form import zip_parts

OURS, NEXT, OTHER = (Signer.generate() for _ in range(3))
SAYS = {"part": "overzicht", "who": "Bram"}


def write_line(
    seq, prev, signer=OURS, *, content=SAYS, hidden=(), case="2026-0001", kind="dossier ingezien", **changed
):
    """A line as the program writes it, with one thing changed before or after it is hashed."""
    salts = {name: f"{number:02}" for number, name in enumerate(content or {})}
    digests = {name: controleer.field_digest(salts[name], name, content[name]) for name in salts}
    body = dict.fromkeys(BODY)
    if content is not None:
        shown = [name for name in content if name not in hidden]
        body["content"], body["salts"] = ({name: table[name] for name in shown} for table in (content, salts))
        body["withheld"] = sorted(digests[name] for name in hidden)
    header = {"occurred_on": "2026-11-01", "recorded_at": "2026-11-01T09:00:00+00:00", "actor": "Bram", "kind": kind}
    header["content_sha256"] = controleer.content_digest(list(digests.values()))
    link = {
        "case": case,
        "seq": seq,
        "key": signer.public_key,
        "prev": prev,
        "header_sha256": sha256(canonical(header)),
    }
    line = {**header, **link, **body} | {
        name: value for name, value in changed.items() if name not in {"hash", "signature"}
    }
    line["hash"] = changed.get("hash", sha256(canonical({name: line[name] for name in LINK})))
    return line | {
        "signature": changed.get("signature", signer.sign_entry(sha256(canonical({name: line[name] for name in LINK}))))
    }


def write_chain(*steps, case="2026-0001"):
    """Lines that each name the one before; a step says what is different in its line."""
    lines, prev = [], controleer.genesis(case)
    for number, step in enumerate(steps, 1):
        lines.append(write_line(**{"seq": number, "prev": prev, **step}))
        prev = lines[-1]["hash"]
    return lines


def log_of(lines):
    return b"".join(canonical(line) + b"\n" for line in lines)


def wrong_with(data, key=OURS.fingerprint):
    faults = []
    controleer.check_log(data, "logboek", key, faults)
    return [(fault["line"], fault["code"]) for fault in faults]


WHOLE = write_chain({}, {"hidden": ("who",)}, {"content": None}, {})
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
    ],
)
def test_a_chain_is_followed_by_number_hash_and_key(steps, faults):
    assert wrong_with(log_of(write_chain(*steps))) == faults


def test_a_chain_of_a_key_that_is_not_ours_is_named_once():
    alien = log_of(write_chain({"signer": OTHER}, {"signer": OTHER}))
    assert (wrong_with(alien), wrong_with(alien, None)) == ([(None, "key")], [])
    lost = log_of(write_chain({}, {"signer": NEXT, "kind": LOST}, {"signer": NEXT}))
    assert (wrong_with(lost, NEXT.fingerprint), wrong_with(lost, None)) == ([], [(2, "key")])


def test_after_a_line_that_is_gone_the_rest_is_followed_again():
    assert wrong_with(log_of([*WHOLE[:1], *WHOLE[2:]])) == [(2, "sequence"), (2, "chain")]
    assert wrong_with(b"\n".join([LINES[0], b"x", LINES[3], b""])) == [(2, "line"), (3, "sequence"), (3, "chain")]


def manifest_of(members, lines, signer=OURS, *, block=(), **said):
    """A signed manifest; `said` is signed along, `block` changes the signature's own fields."""
    listed = [{"name": name, "sha256": sha256(data), "size": len(data)} for name, data in members.items()]
    log = {"head": lines[-1]["hash"] if lines else "0", "entries": len(lines)}
    unsigned = {"files": listed, "log": log} | said
    own = {"algorithm": "Ed25519", "public_key": signer.public_key, "fingerprint": signer.fingerprint}
    signature = {**own, "signature": signer.sign_manifest(unsigned), **dict(block)}
    return controleer.manifest_bytes(unsigned | {"signature": signature})


def bundle(lines=WHOLE, signer=OURS, *, put=(), **said):
    files = {controleer.LOG: log_of(lines), "a.pdf": b"aa", "b.pdf": b"bb"}
    manifest = manifest_of(files, lines, signer, **said)
    members = files | {controleer.MANIFEST: manifest} | dict(put)
    return [(name, data) for name, data in members.items() if data is not None]


def faults_of(members, key=None):
    faults = []
    controleer.check_members(members, key, faults)
    return [(fault["file"], fault["line"], fault["code"]) for fault in faults]


TURNED = write_chain({}, {"kind": ROTATED, "content": {"new_key": NEXT.public_key}}, {"signer": NEXT})
FOREIGN = write_chain({"signer": OTHER})
MANIFEST, LOG, STAMP = controleer.MANIFEST, controleer.LOG, controleer.TIMESTAMP


@pytest.mark.parametrize(
    ("members", "key", "faults"),
    [
        (bundle(), None, []), (bundle(), OURS.fingerprint, []), (bundle([]), None, []),
        (bundle(), OTHER.fingerprint, [(LOG, None, "key"), (MANIFEST, None, "key")]),
        (bundle(TURNED, NEXT), None, []), (bundle(TURNED, NEXT), OURS.fingerprint, []),
        (bundle(TURNED, NEXT), NEXT.fingerprint, []),
        (bundle(TURNED, OURS), None, [(MANIFEST, None, "key")]),
        (bundle([], OTHER), OURS.fingerprint, [(MANIFEST, None, "key")]),
        (bundle(FOREIGN), None, [(LOG, None, "key"), (MANIFEST, None, "key")]),
        (bundle(put={"a.pdf": b"ab"}), None, [("a.pdf", None, "changed")]),
        (bundle(put={"a.pdf": b"aaa"}), None, [("a.pdf", None, "changed")]),
        (bundle(put={"a.pdf": None}), None, [("a.pdf", None, "missing")]),
        (bundle(put={"c.pdf": b""}), None, [("c.pdf", None, "added")]),
        (bundle(put={MANIFEST: None}), None, [(MANIFEST, None, "manifest")]),
        (bundle(put={MANIFEST: b"[]"}), None, [(MANIFEST, None, "manifest")]),
        (bundle(log={"head": "0", "entries": 4}), None, [(LOG, None, "head")]),
        (bundle(log={"head": WHOLE[-1]["hash"], "entries": 5}), None, [(LOG, None, "head")]),
        (bundle([], log={"head": "x", "entries": 1}), None, [(LOG, None, "head")]),
        (bundle(block={"signature": OTHER.sign_manifest({})}), None, [(MANIFEST, None, "signature")]),
        (bundle(block={"algorithm": "none"}), None, [(MANIFEST, None, "signature")]),
        (bundle(block={"more": 1}), None, [(MANIFEST, None, "signature")]),
        (bundle(block={"fingerprint": OTHER.fingerprint}), OURS.fingerprint,
         [(MANIFEST, None, "signature"), (MANIFEST, None, "key")]),
        (bundle(put={MANIFEST: dict(bundle())[MANIFEST] + b" "}), None, [(MANIFEST, None, "signature")]),
        (bundle(put={STAMP: b"x"}), None, [(STAMP, None, "added"), (STAMP, None, "timestamp")]),
    ],
)  # fmt: skip
def test_a_bundle_is_what_its_manifest_says(members, key, faults):
    assert faults_of(members, key) == faults


def test_a_file_that_the_manifest_lists_twice_is_a_fault_of_the_manifest():
    files = {controleer.LOG: log_of(WHOLE)}
    listed = [{"name": LOG, "sha256": sha256(files[LOG]), "size": len(files[LOG])}] * 2
    assert faults_of([(LOG, files[LOG]), (MANIFEST, manifest_of(files, WHOLE, files=listed))]) == [
        (MANIFEST, None, "signature")
    ]


def zip_of(members):
    return b"".join(part for _, part in zip_parts(members))


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (zip_of(bundle()), []),
        (zip_of([*bundle(), ("a.pdf", b"aa")]), [("a.pdf", "added")]),
        (zip_of(bundle()) + b"x", [("bundel.zip", "zip")]),
        (zip_of(bundle()).replace(b"aa", b"aA", 1), [("a.pdf", "zip"), ("a.pdf", "changed")]),
        (b"PK\3\4 and no more", [("bundel.zip", "zip"), (MANIFEST, "manifest")]),
        (b"", [("bundel.zip", "zip"), (MANIFEST, "manifest")]),
    ],
)
def test_a_zip_is_the_one_that_follows_from_its_members(tmp_path, data, faults):
    (tmp_path / "bundel.zip").write_bytes(data)
    found = controleer.check(tmp_path / "bundel.zip")["faults"]
    assert [(fault["file"], fault["code"]) for fault in found] == faults


def test_a_bundle_is_known_by_its_form_and_a_log_by_having_none(tmp_path):
    folder, log = tmp_path / "uitgepakt", tmp_path / "logboek.jsonl"
    (folder / "__pycache__").mkdir(parents=True)
    for name, data in [*bundle(), ("__pycache__/x.pyc", b"x")]:
        (folder / name).write_bytes(data)
    log.write_bytes(log_of(WHOLE))
    (tmp_path / "bundel").write_bytes(zip_of(bundle()))
    head, grouped = WHOLE[1]["hash"], " ".join((WHOLE[1]["hash"][:9].upper(), WHOLE[1]["hash"][9:]))
    for path in (folder, log, tmp_path / "bundel"):
        told = controleer.check(path, grouped, OURS.fingerprint.upper())
        assert told == {
            "ok": True, "key_known": True, "head_known": True, "entries": 4, "head": WHOLE[3]["hash"], "faults": [],
            "timestamp": None,
        }  # fmt: skip
        told = controleer.check(path, head.replace(head[:4], "0000"))
        assert [(fault["line"], fault["code"]) for fault in told["faults"]] == [(None, "head")]
        assert (told["ok"], told["key_known"], told["head_known"]) == (False, False, True)
    log.write_bytes(b"")
    told = controleer.check(log)
    assert (told["faults"], told["head"]) == ([{"file": "logboek.jsonl", "line": None, "code": "empty"}], None)


def test_the_verifier_says_what_is_right_what_is_wrong_and_what_is_not_proven(tmp_path, capsys):
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log_of(WHOLE))
    known = ["--key", OURS.fingerprint, "--head", WHOLE[0]["hash"]]
    count = f"Regels in het logboek: 4. Kop: {WHOLE[3]['hash']}"
    assert controleer.main([str(path), *known]) == 0
    assert capsys.readouterr().out.splitlines() == ["KLOPT", count]
    assert controleer.main([str(path)]) == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "KLOPT", "Regels in het logboek", "Niet bewezen", "Niet bewezen",
    ]  # fmt: skip
    path.write_bytes(replaced(3, WHOLE[3] | {"actor": "Carla"}))
    assert controleer.main([str(path), "--key", OTHER.fingerprint, "--head", "00"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == [
        "KLOPT NIET", "  logboek.jsonl regel 4", "  logboek.jsonl", "  logboek.jsonl", "Regels in het logboek",
    ]  # fmt: skip
    with pytest.raises(SystemExit) as ended:
        controleer.main([str(tmp_path / "weg")])
    assert ended.value.code == 2
