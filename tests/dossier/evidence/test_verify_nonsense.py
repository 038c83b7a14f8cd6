"""The verifier meets files made by someone who wishes it ill: it says what is wrong and never breaks."""

import json
import random
import zipfile

import pytest

from dossier.evidence import controleer
from dossier.evidence.verify import verify_path
from dossier.evidence.zip_form import zip_parts

NONSENSE = [None, 0, -1, 2**70, 1.5, True, "", "x", "\ud800", "é", [], {}, [[]], {"a": None}, "0" * 64, float("nan")]


def places_in(value, at=()):
    """Every place in a JSON value, the whole first."""
    yield at
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places_in(item, (*at, key))


def with_nonsense(value, at, nonsense):
    if not at:
        return nonsense
    copy = json.loads(json.dumps(value))
    inner = copy
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = nonsense
    return copy


def without(value, at):
    copy = json.loads(json.dumps(value))
    inner = copy
    for key in at[:-1]:
        inner = inner[key]
    del inner[at[-1]]
    return copy


@pytest.fixture(scope="module")
def members(employer_bundle):
    with zipfile.ZipFile(employer_bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def is_found(members):
    faults = []
    controleer.check_members(list(members.items()), None, faults)
    return faults != []


def test_nonsense_at_any_place_of_the_manifest_is_found(members):
    manifest = json.loads(members["manifest.json"])
    chance, missed = random.Random(1), []
    for at in places_in(manifest):
        if "files" in at and chance.random() < 0.7:
            continue
        for nonsense in chance.sample(NONSENSE, 4):
            text = json.dumps(with_nonsense(manifest, at, nonsense), indent=1, sort_keys=True).encode() + b"\n"
            if not is_found({"manifest.json": text, "logboek.jsonl": members["logboek.jsonl"]}):
                missed.append((at, nonsense))
        if at and not is_found(members | {"manifest.json": controleer.manifest_bytes(without(manifest, at))}):
            missed.append((at, "weg"))
    assert missed == []


def test_nonsense_at_any_place_of_a_line_is_found(members):
    lines = members["logboek.jsonl"].splitlines()
    chance, missed = random.Random(2), []
    for number in (0, len(lines) // 2, len(lines) - 1):
        line = json.loads(lines[number])
        for at in places_in(line):
            for nonsense in chance.sample(NONSENSE, 6):
                raw = json.dumps(with_nonsense(line, at, nonsense), sort_keys=True, separators=(",", ":")).encode()
                faults = []
                controleer.check_lines([controleer.parse_line(raw)], "logboek", faults)
                if not faults and raw != lines[number]:
                    missed.append((number, at, nonsense))
    assert missed == []


def test_a_name_that_stands_twice_in_the_zip_is_found(members, tmp_path):
    double = [*members.items(), ("02_activiteiten.csv", b"eerst deze")]
    path = tmp_path / "bundel.zip"
    path.write_bytes(b"".join(part for _, part in zip_parts(sorted(double))))
    report = verify_path(path)
    assert ("02_activiteiten.csv", "added") in {(fault.file, fault.code) for fault in report.faults}


def test_a_bundle_that_claims_to_unpack_to_more_than_there_is_stops_in_time(tmp_path):
    path = tmp_path / "bom.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * (1 << 24))
    assert not verify_path(path).ok


@pytest.mark.parametrize("deep", [b"[" * 100_000, b'{"a":' * 100_000, b"9" * 5000])
def test_json_that_is_too_deep_or_too_long_is_a_fault_like_any_other(tmp_path, deep):
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(deep + b"\n")
    assert [fault.code for fault in verify_path(path).faults] == ["line"]
