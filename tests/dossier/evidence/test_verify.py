import bisect
import functools
import json
import random
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest

from dossier.errors import NotFoundError
from dossier.evidence import controleer
from dossier.evidence.log import line_of
from dossier.evidence.signing import Signer
from dossier.evidence.standalone import verifier_source
from dossier.evidence.verify import verify_path
from dossier.evidence.zip_form import zip_parts
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import contents_of, entries_of
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import EMPTY, FULL


@pytest.fixture
def quick(monkeypatch):
    """Remembers which signatures were checked before: the same answers, for thousands of nearly equal files."""
    monkeypatch.setattr(controleer, "is_signed", functools.lru_cache(maxsize=None)(controleer.is_signed))
    monkeypatch.setattr(controleer, "faults_in", remembered(controleer.faults_in))


def remembered(check):
    known = {}

    def ask(line):
        raw = controleer.canonical(line)
        if raw not in known:
            known[raw] = check(line)
        return list(known[raw])

    return ask


@pytest.fixture(scope="session")
def small_bundle(office, tmp_path_factory):
    """The smallest bundle there is: an empty case."""
    path = tmp_path_factory.mktemp("klein") / "bundel.zip"
    office.bundle(path, "employer", EMPTY)
    return path


@pytest.fixture(scope="session")
def log_bytes(office):
    """The whole log of the full case, as a file of its own."""
    with office.database.session() as session:
        case = case_by_number(session, FULL)
        contents = contents_of(session, case.id)
        lines = [line_of(entry, case.number, contents.get(entry.id), None) for entry in entries_of(session, case.id)]
    return b"".join(controleer.canonical(line) + b"\n" for line in lines)


def codes(report):
    return [(fault.file, fault.line, fault.code) for fault in report.faults]


def check_copy(tmp_path, name, content, **known):
    path = tmp_path / name
    path.write_bytes(content)
    return verify_path(path, **known)


def places_of(path):
    """Where the bytes (header, contents, entry in the directory) of each member begin, and whose they are."""
    start, places = 0, []
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    for owner, part in zip_parts(members):
        places.append((start, owner or path.name, part))
        start += len(part)
    return places


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


def test_a_line_that_is_gone_moved_or_doubled_is_found_at_its_place(log_bytes, tmp_path, office):
    lines = log_bytes.splitlines(keepends=True)
    known = {"key": office.signer.fingerprint, "head": json.loads(lines[-1])["hash"]}
    for place in range(len(lines)):
        gone = lines[:place] + lines[place + 1 :]
        report = check_copy(tmp_path, "logboek.jsonl", b"".join(gone), **known)
        last = place == len(lines) - 1
        assert (None if last else place + 1) in {fault.line for fault in report.faults}
        doubled = lines[: place + 1] + lines[place:]
        assert not check_copy(tmp_path, "logboek.jsonl", b"".join(doubled), **known).ok
        swapped = [*gone, lines[place]]
        assert last or not check_copy(tmp_path, "logboek.jsonl", b"".join(swapped), **known).ok


def test_the_end_of_a_log_can_only_be_cut_where_nobody_knows_the_head(log_bytes, tmp_path, office):
    lines = log_bytes.splitlines(keepends=True)
    head = json.loads(lines[-1])["hash"]
    cut = b"".join(lines[:-3])
    unknown = check_copy(tmp_path, "logboek.jsonl", cut, key=office.signer.fingerprint)
    assert (unknown.ok, unknown.head_known, len(unknown.unproven)) == (True, False, 1)
    assert codes(check_copy(tmp_path, "logboek.jsonl", cut, head=head)) == [("logboek.jsonl", None, "head")]


def test_a_head_from_an_earlier_day_still_stands_in_the_log(log_bytes, tmp_path):
    earlier = json.loads(log_bytes.splitlines()[4])["hash"]
    grouped = " ".join(earlier[place : place + 8].upper() for place in range(0, 64, 8))
    assert check_copy(tmp_path, "logboek.jsonl", log_bytes, head=grouped).ok


@pytest.mark.usefixtures("quick")
def test_every_flipped_byte_of_a_log_is_found_on_its_line(log_bytes, tmp_path, office):
    chance = random.Random(5)
    for position in chance.sample(range(len(log_bytes)), 1500):
        changed = bytearray(log_bytes)
        changed[position] ^= 1 << chance.randrange(8)
        faults = []
        controleer.check_log(bytes(changed), "logboek.jsonl", office.signer.fingerprint, faults)
        line = log_bytes[:position].count(b"\n") + 1
        assert {fault["line"] for fault in faults} & {line, line + 1}


def resigned(log_bytes, signer, change):
    """The log as someone with the program but without our key would write it again after a change."""
    previous, lines = None, []
    for raw in log_bytes.splitlines():
        line = change(json.loads(raw))
        digests = [controleer.field_digest(line["salts"][name], name, value) for name, value in line["content"].items()]
        line["content_sha256"] = controleer.content_digest(digests)
        line |= {"key": signer.public_key, "prev": previous or controleer.genesis(line["case"])}
        header = {name: line[name] for name in controleer.HEADER}
        line["header_sha256"] = controleer.sha256(controleer.canonical(header))
        line["hash"] = controleer.sha256(controleer.canonical({name: line[name] for name in controleer.LINK}))
        line["signature"] = signer.sign_entry(line["hash"])
        previous = line["hash"]
        lines.append(controleer.canonical(line) + b"\n")
    return b"".join(lines)


def test_a_chain_that_was_made_again_with_another_key_is_found_when_ours_is_known(log_bytes, tmp_path, office):
    def backdate(line):
        return line | {"recorded_at": "2026-01-01T00:00:00+00:00"} if line["seq"] == 9 else line

    forged = resigned(log_bytes, Signer.generate(), backdate)
    assert check_copy(tmp_path, "logboek.jsonl", forged).unproven != []
    report = check_copy(tmp_path, "logboek.jsonl", forged, key=office.signer.fingerprint)
    assert {fault.code for fault in report.faults} == {"key"}


def test_a_chain_that_goes_on_with_another_key_is_found_without_knowing_ours(log_bytes, tmp_path):
    ours = log_bytes.splitlines(keepends=True)
    theirs = resigned(log_bytes, Signer.generate(), dict).splitlines(keepends=True)
    report = check_copy(tmp_path, "logboek.jsonl", b"".join(ours[:5] + theirs[5:]))
    assert ("logboek.jsonl", 6, "key") in codes(report)


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


def test_entries_of_another_case_do_not_fit(office, log_bytes, tmp_path):
    with office.database.session() as session:
        case = case_by_number(session, EMPTY)
        contents = contents_of(session, case.id)
        other = [line_of(entry, case.number, contents.get(entry.id), None) for entry in entries_of(session, case.id)]
    lines = log_bytes.splitlines(keepends=True)
    spliced = [controleer.canonical(other[0]) + b"\n", *lines[1:]]
    assert not check_copy(tmp_path, "logboek.jsonl", b"".join(spliced)).ok


def test_line_ends_cannot_be_changed(log_bytes, tmp_path):
    for changed in (log_bytes.replace(b"\n", b"\r\n"), log_bytes.rstrip(b"\n"), log_bytes + b"\n"):
        assert not check_copy(tmp_path, "logboek.jsonl", changed).ok


def test_a_path_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(NotFoundError):
        verify_path(tmp_path / "weg.zip")


def run_alone(folder, *arguments):
    """The verifier as a stranger runs it: no installed packages, not our folder."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "controleer.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_the_verifier_in_the_zip_needs_nothing_of_ours(bundle, tmp_path, office):
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "uit")
    assert (tmp_path / "uit" / "controleer.py").read_bytes() == verifier_source()
    shutil.copy(bundle, tmp_path / "bundel.zip")
    for arguments in ([], ["../bundel.zip"], ["logboek.jsonl"], ["../bundel.zip", "--key", office.signer.fingerprint]):
        run = run_alone(tmp_path / "uit", *arguments)
        assert (run.returncode, run.stdout.splitlines()[0], run.stderr) == (0, "KLOPT", "")


def test_the_verifier_in_the_zip_names_what_is_wrong(employer_bundle, tmp_path):
    with zipfile.ZipFile(employer_bundle) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "02_activiteiten.csv").write_text("anders")
    (tmp_path / "extra.pdf").write_text("erbij")
    (tmp_path / "00_lees_mij.txt").unlink()
    run = run_alone(tmp_path)
    assert run.returncode == 1
    assert run.stdout.splitlines()[:4] == [
        "KLOPT NIET",
        "  00_lees_mij.txt: staat op de lijst maar ontbreekt",
        "  02_activiteiten.csv: de inhoud is veranderd",
        "  extra.pdf: staat niet op de lijst",
    ]


def test_wrong_use_of_the_verifier_ends_with_two(employer_bundle, tmp_path):
    with zipfile.ZipFile(employer_bundle) as archive:
        archive.extract("controleer.py", tmp_path)
    assert run_alone(tmp_path, "weg.zip").returncode == 2


def test_ten_thousand_entries_are_checked_in_five_seconds(log_bytes, office):
    import time

    line = json.loads(log_bytes.splitlines()[-1])
    started = time.process_time()
    for _ in range(2_000):
        controleer.faults_in(line)
    assert (time.process_time() - started) * 5 < 5


def test_a_bundle_made_later_keeps_the_head_of_an_earlier_one(own_office, tmp_path):
    from dossier import acts
    from dossier.storage.accounts import find_account

    first = own_office.bundle(tmp_path / "een.zip", "coach")
    with own_office.database.session() as session:
        case, bram = case_by_number(session, FULL), find_account(session, "bram@passend.example")
        day = {"occurred_on": "2026-11-02", "way": "telefoon", "with_whom": "Anna"}
        acts.add_contact(session, case, day, actor=bram, now=NOW + timedelta(hours=1), signer=own_office.signer)
    second = own_office.bundle(tmp_path / "twee.zip", "coach")
    assert verify_path(tmp_path / "twee.zip", head=first.head).ok
    assert codes(verify_path(tmp_path / "een.zip", head=second.head)) == [("logboek.jsonl", None, "head")]
