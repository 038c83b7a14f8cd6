"""A bundle with a byte, a file, a manifest or its packing changed."""

import bisect
import json
import random
import zipfile
from datetime import timedelta

import pytest

from dossier import acts
from dossier.errors import NotFoundError
from dossier.evidence import controleer
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_path
from dossier.evidence.zip_form import zip_parts
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import FULL
from tests.dossier.evidence.verifying import check_copy, codes, places_of


def test_an_untouched_bundle_is_right_for_every_receiver(bundle, office):
    report = verify_path(bundle, key=office.signer.fingerprint)
    assert (report.ok, report.key_known, report.head_known, report.faults) == (True, True, False, [])
    assert len(report.unproven) == 1


def test_what_is_not_known_is_said_to_be_unproven(bundle):
    report = verify_path(bundle)
    assert (report.key_known, report.head_known, len(report.unproven)) == (False, False, 2)


@pytest.mark.usefixtures("quick")
def test_a_flipped_byte_is_found_at_every_place_of_the_structure(employer_bundle):
    data = employer_bundle.read_bytes()
    spots = []
    with zipfile.ZipFile(employer_bundle) as archive:
        contents = {archive.read(name) for name in archive.namelist()}
    for start, _, part in places_of(employer_bundle):
        spots += range(start, start + len(part)) if part not in contents else []
    assert missed_flips(employer_bundle, data, spots) == []


@pytest.mark.usefixtures("quick")
def test_a_flipped_byte_is_found_and_named_at_2000_places(employer_bundle):
    data = employer_bundle.read_bytes()
    assert missed_flips(employer_bundle, data, random.Random(3).sample(range(len(data)), 2000)) == []


def missed_flips(path, data, positions):
    """The places where a changed bit was not found, or not in the file where it is."""
    chance, missed, places = random.Random(4), [], places_of(path)
    for position in positions:
        owner = places[bisect.bisect_right(places, position, key=lambda place: place[0]) - 1][1]
        changed = bytearray(data)
        changed[position] ^= 1 << chance.randrange(8)
        faults = []
        members = controleer.check_zip(bytes(changed), path.name, faults)
        controleer.check_members(members, None, faults)
        named = {fault["file"] for fault in faults}
        if not named & {owner, path.name}:
            missed.append((position, sorted(named)))
    return missed


@pytest.mark.parametrize("known", [True, False])
def test_every_file_that_is_gone_added_emptied_or_renamed_is_named(employer_bundle, tmp_path, office, known):
    with zipfile.ZipFile(employer_bundle) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    key = office.signer.fingerprint if known else None
    for name, content in members.items():
        for change, named in (
            ({other: data for other, data in members.items() if other != name}, name),
            (members | {name: content + b" "}, name),
            (members | {f"{name}x": b"erbij"}, f"{name}x"),
        ):
            changed = b"".join(part for _, part in zip_parts(list(change.items())))
            report = check_copy(tmp_path, "bundel.zip", changed, key=key)
            assert named in {fault.file for fault in report.faults}


def test_a_bundle_that_was_packed_again_says_so_and_blames_no_file(employer_bundle, tmp_path):
    with zipfile.ZipFile(employer_bundle) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "opnieuw.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert [(code, line) for _, line, code in codes(verify_path(path))] == [("zip", None)]


@pytest.mark.parametrize("change", [lambda data: b"x" + data, lambda data: data + b"x", lambda data: data[:-1]])
def test_a_byte_before_or_behind_the_zip_is_found(employer_bundle, tmp_path, change):
    report = check_copy(tmp_path, "bundel.zip", change(employer_bundle.read_bytes()))
    assert ("bundel.zip", None, "zip") in codes(report)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"onzin", b"{}\n", b"\n", b"[]\n"])
@pytest.mark.parametrize("name", ["bundel.zip", "logboek.jsonl"])
def test_a_file_that_is_no_evidence_is_never_right(tmp_path, name, content):
    assert not check_copy(tmp_path, name, content).ok


def test_a_manifest_signed_by_another_is_found_when_our_key_is_known(employer_bundle, tmp_path, office):
    with zipfile.ZipFile(employer_bundle) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    other, manifest = Signer.generate(), json.loads(members["manifest.json"])
    unsigned = {name: value for name, value in manifest.items() if name != "signature"} | {"made_by": "Iemand anders"}
    block = manifest["signature"] | {
        "public_key": other.public_key,
        "fingerprint": other.fingerprint,
        "signature": other.sign_manifest(unsigned),
    }
    members["manifest.json"] = controleer.manifest_bytes(unsigned | {"signature": block})
    content = b"".join(part for _, part in zip_parts(list(members.items())))
    report = check_copy(tmp_path, "bundel.zip", content, key=office.signer.fingerprint)
    assert ("manifest.json", None, "key") in codes(report)
    assert not check_copy(tmp_path, "bundel.zip", content).ok


def test_a_path_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(NotFoundError):
        verify_path(tmp_path / "weg.zip")


def test_a_bundle_made_later_keeps_the_head_of_an_earlier_one(own_office, tmp_path):
    first = own_office.bundle(tmp_path / "een.zip", "coach")
    with own_office.database.session() as session:
        case, bram = case_by_number(session, FULL), find_account(session, "bram@passend.example")
        day = {"occurred_on": "2026-11-02", "way": "telefoon", "with_whom": "Anna"}
        acts.add_contact(session, case, day, actor=bram, now=NOW + timedelta(hours=1), signer=own_office.signer)
    second = own_office.bundle(tmp_path / "twee.zip", "coach")
    assert verify_path(tmp_path / "twee.zip", head=first.head).ok
    assert codes(verify_path(tmp_path / "een.zip", head=second.head)) == [("logboek.jsonl", None, "head")]
