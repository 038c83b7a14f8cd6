"""Another signing key: the chain follows the hand-over, and nothing else."""

import json
import shutil
import zipfile
from datetime import timedelta

import pytest

from dossier import acts
from dossier.acts.keys import KeyReason, replace_lost_key, rotate_key
from dossier.errors import EvidenceError
from dossier.evidence import controleer
from dossier.evidence.log import line_of
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_path
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import contents_of, entries_of
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import EMPTY, FULL


def rotate(office):
    return rotate_key(
        office.database, office.settings.signing_key_file, reason=KeyReason.SUSPECTED, actor="beheer", now=NOW
    )


def add_contact(office, signer, number=FULL):
    with office.database.session() as session:
        case, bram = case_by_number(session, number), find_account(session, "bram@passend.example")
        day = {"occurred_on": "2026-11-02", "way": "telefoon", "with_whom": "Anna"}
        acts.add_contact(session, case, day, actor=bram, now=NOW + timedelta(hours=1), signer=signer)


def log_of(office, number=FULL):
    with office.database.session() as session:
        case = case_by_number(session, number)
        contents = contents_of(session, case.id)
        lines = [line_of(entry, case.number, contents.get(entry.id), None) for entry in entries_of(session, case.id)]
    return [controleer.canonical(line) + b"\n" for line in lines]


def check(folder, lines, **known):
    path = folder / "logboek.jsonl"
    path.write_bytes(b"".join(lines))
    return verify_path(path, **known)


@pytest.fixture
def rotated(own_office):
    """An office whose key changed, with one more act since."""
    change = rotate(own_office)
    signer = Signer.load(own_office.settings.signing_key_file)
    add_contact(own_office, signer)
    return own_office, change, signer


def test_the_database_is_right_with_the_old_and_with_the_new_fingerprint(rotated):
    office, change, _ = rotated
    path = office.settings.data_dir / "passend.sqlite"
    assert (change.old != change.new, change.cases) == (True, 2)
    for key in (None, change.old, change.new):
        report = verify_path(path, key=key)
        assert (report.ok, report.faults) == (True, [])
    assert {fault.code for fault in verify_path(path, key="0" * 64).faults} == {"key"}


@pytest.mark.parametrize("receiver", ["employer", "employee", "coach"])
def test_every_receiver_can_follow_the_change_of_key(rotated, receiver, tmp_path):
    office, change, _ = rotated
    bundle = tmp_path / "bundel.zip"
    made = office.bundle(bundle, receiver)
    assert made.key == change.new
    for key in (None, change.old, change.new):
        assert verify_path(bundle, key=key).faults == []
    assert not verify_path(bundle, key="0" * 64).ok


def test_a_bundle_made_before_stays_right_with_the_fingerprint_of_its_day(own_office, tmp_path):
    before = own_office.bundle(tmp_path / "voor.zip", "employer")
    change = rotate(own_office)
    assert before.key == change.old
    assert verify_path(tmp_path / "voor.zip", key=change.old, head=before.head).ok
    after = own_office.bundle(tmp_path / "na.zip", "employer")
    assert verify_path(tmp_path / "na.zip", key=after.key, head=before.head).ok


def test_a_case_opened_after_the_change_is_trusted_through_the_other_chains(rotated):
    office, change, signer = rotated
    with office.database.session() as session:
        old = case_by_number(session, FULL)
        carla = find_account(session, "carla@passend.example")
        given = {
            "number": "2026-0003",
            "employee_name": "X",
            "employer_id": old.employer_id,
            "first_sick_day": "2026-01-05",
        }
        acts.open_case(session, given, actor=carla, now=NOW, signer=signer)
    assert verify_path(office.settings.data_dir / "passend.sqlite", key=change.old).ok


def test_the_old_key_signs_nothing_more(rotated, tmp_path):
    office, _, _ = rotated
    with pytest.raises(EvidenceError, match="niet de sleutel van dit logboek"):
        add_contact(office, office.signer)


def test_a_hand_over_that_names_another_key_or_is_not_signed_by_the_old_one_is_found(rotated, tmp_path):
    office, _, _ = rotated
    lines = log_of(office)
    place = next(place for place, raw in enumerate(lines) if json.loads(raw)["kind"] == controleer.ROTATED)
    forged = json.loads(lines[place])
    forged["content"]["new_key"] = Signer.generate().public_key
    changed = [*lines[:place], controleer.canonical(forged) + b"\n", *lines[place + 1 :]]
    found = {(fault.line, fault.code) for fault in check(tmp_path, changed).faults}
    assert {(place + 1, "content"), (place + 2, "key")} <= found
    gone = check(tmp_path, lines[:place] + lines[place + 1 :])
    assert (place + 1, "key") in {(fault.line, fault.code) for fault in gone.faults}


def test_a_stranger_cannot_hand_over_to_a_key_of_ours_that_signs_nothing(own_office, tmp_path):
    """The public key of ours is public: naming it proves nothing until it signs."""
    theirs = Signer.generate()
    with own_office.database.session() as session:
        case = case_by_number(session, EMPTY)
        entry = entries_of(session, case.id)[0]
        line = line_of(entry, case.number, contents_of(session, case.id)[entry.id], None)
    salt = "0" * 64
    line |= {
        "kind": controleer.ROTATED,
        "content": {"new_key": own_office.signer.public_key},
        "salts": {"new_key": salt},
    }
    digest = controleer.field_digest(salt, "new_key", own_office.signer.public_key)
    line |= {"key": theirs.public_key, "content_sha256": controleer.content_digest([digest])}
    line["header_sha256"] = controleer.sha256(controleer.canonical({name: line[name] for name in controleer.HEADER}))
    line["hash"] = controleer.sha256(controleer.canonical({name: line[name] for name in controleer.LINK}))
    line["signature"] = theirs.sign_entry(line["hash"])
    raw = [controleer.canonical(line) + b"\n"]
    assert check(tmp_path, raw).ok
    assert [fault.code for fault in check(tmp_path, raw, key=own_office.signer.fingerprint).faults] == ["key"]


def test_a_manifest_signed_with_a_retired_key_is_found(rotated, tmp_path):
    office, change, _ = rotated
    office.bundle(tmp_path / "na.zip", "employer")
    with zipfile.ZipFile(tmp_path / "na.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"])
    unsigned = {name: value for name, value in manifest.items() if name != "signature"}
    block = manifest["signature"] | {
        "public_key": office.signer.public_key,
        "fingerprint": office.signer.fingerprint,
        "signature": office.signer.sign_manifest(unsigned),
    }
    members["manifest.json"] = controleer.manifest_bytes(unsigned | {"signature": block})
    from dossier.evidence.zip_form import zip_parts

    (tmp_path / "na.zip").write_bytes(b"".join(part for _, part in zip_parts(list(members.items()))))
    for key in (None, change.old, change.new):
        assert ("manifest.json", "key") in {
            (one.file, one.code) for one in verify_path(tmp_path / "na.zip", key=key).faults
        }


def test_a_change_that_was_cut_off_is_finished_by_the_next_call(own_office, monkeypatch):
    path = own_office.settings.signing_key_file
    old = path.read_bytes()
    change = rotate(own_office)
    shutil.move(path, path.with_name(path.name + ".nieuw"))  # as if killed before the new key took its place
    path.write_bytes(old)
    again = rotate(own_office)
    assert again.new == change.new
    assert Signer.load(path).fingerprint == change.new
    assert [json.loads(raw)["kind"] for raw in log_of(own_office)].count(controleer.ROTATED) == 1


def test_a_lost_key_leaves_a_break_that_only_the_new_fingerprint_bridges(own_office, tmp_path):
    path = own_office.settings.signing_key_file
    with pytest.raises(EvidenceError, match="is er nog"):
        replace_lost_key(own_office.database, path, actor="beheer", now=NOW)
    path.unlink()
    with pytest.raises(EvidenceError, match="is er niet"):
        rotate(own_office)
    change = replace_lost_key(own_office.database, path, actor="beheer", now=NOW)
    signer = Signer.load(path)
    add_contact(own_office, signer)
    file = own_office.settings.data_dir / "passend.sqlite"
    place = next(i for i, raw in enumerate(log_of(own_office), 1) if json.loads(raw)["kind"] == controleer.LOST)
    assert (f"logboek {FULL}", place, "key") in {(f.file, f.line, f.code) for f in verify_path(file).faults}
    assert {f.code for f in verify_path(file, key=change.old).faults} == {"key"}
    assert verify_path(file, key=change.new).ok
    assert own_office.bundle(tmp_path / "b.zip", "coach").key == change.new
    assert verify_path(tmp_path / "b.zip", key=change.new).ok


def test_a_tampered_line_before_a_lost_key_is_still_found(own_office):
    import sqlite3

    path = own_office.settings.signing_key_file
    path.unlink()
    change = replace_lost_key(own_office.database, path, actor="beheer", now=NOW)
    file = own_office.settings.data_dir / "passend.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("UPDATE evidence_entry SET actor = 'Iemand' WHERE case_id = 1 AND seq = 3")
    connection.commit()
    connection.close()
    assert [(f.line, f.code) for f in verify_path(file, key=change.new).faults] == [(3, "hash")]
