"""Each check of the verifier on a bundle, on one that is wrong in one place."""

import runpy
import sys
import warnings

import pytest

from dossier.evidence import controleer
from dossier.evidence.controleer import ROTATED, sha256
from dossier.evidence.zip_form import zip_parts
from tests.dossier.evidence.short_chain import NEXT, OTHER, OURS, WHOLE, bundle, log_of, manifest_of, write_chain


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
        (bundle([]), OURS.fingerprint, []),
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
        (bundle(put={MANIFEST: None}), OTHER.fingerprint, [(LOG, None, "key"), (MANIFEST, None, "manifest")]),
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


@pytest.mark.parametrize("over_head", [True, False])
def test_a_time_stamp_is_read_over_the_head_of_the_manifest(monkeypatch, over_head):
    asked = []
    monkeypatch.setattr(controleer, "describe_timestamp", lambda *by: asked.append(by) or {"over_head": over_head})
    assert faults_of(bundle()) == ([] if over_head else [(STAMP, None, "timestamp")])
    assert asked == [(None, WHOLE[-1]["hash"])]


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
    for name in ("__pycache__", "map"):
        (folder / name).mkdir(parents=True)
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


def test_the_verifier_says_what_is_right_what_is_wrong_and_what_is_not_proven(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(controleer, "write_timestamp", lambda stamp, head: [f"Stempel {stamp}: {head}"])
    path = tmp_path / "logboek.jsonl"
    path.write_bytes(log_of(WHOLE))
    known = ["--key", OURS.fingerprint, "--head", WHOLE[0]["hash"]]
    count = f"Regels in het logboek: 4. Kop: {WHOLE[3]['hash']}"
    assert controleer.main([str(path), *known]) == 0
    assert capsys.readouterr().out.splitlines() == ["KLOPT", count, f"Stempel None: {WHOLE[3]['hash']}"]
    assert controleer.main([str(path)]) == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "KLOPT", "Regels in het logboek", "Stempel None", "Niet bewezen", "Niet bewezen",
    ]  # fmt: skip
    path.write_bytes(log_of([*WHOLE[:3], WHOLE[3] | {"actor": "Carla"}]))
    assert controleer.main([str(path), "--key", OTHER.fingerprint, "--head", "00"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said] == [
        "KLOPT NIET", "  logboek.jsonl regel 4", "  logboek.jsonl", "  logboek.jsonl", "Regels in het logboek",
        "Stempel None",
    ]  # fmt: skip
    with pytest.raises(SystemExit) as ended:
        controleer.main([str(tmp_path / "weg")])
    assert ended.value.code == 2


def test_the_verifier_runs_by_itself_on_what_is_named(tmp_path, monkeypatch, capsys):
    (tmp_path / "logboek.jsonl").write_bytes(log_of(WHOLE))
    monkeypatch.setattr(sys, "argv", ["controleer.py", str(tmp_path / "logboek.jsonl")])
    with warnings.catch_warnings(), pytest.raises(SystemExit) as ended:
        warnings.simplefilter("ignore")  # it was imported before, and is read once more here
        runpy.run_module(controleer.__name__, run_name="__main__")
    assert (ended.value.code, capsys.readouterr().out.split()[0]) == (0, "KLOPT")
