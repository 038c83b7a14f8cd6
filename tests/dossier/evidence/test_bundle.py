import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from datetime import date, timedelta

import pytest

from dossier.errors import EvidenceError, InvalidInputError, SealError
from dossier.evidence.kind import EntryKind
from dossier.evidence.visibility import field_groups, shown_fields
from dossier.storage.cases import case_by_number
from tests.conftest import skip_or_fail
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import EMPTY
from tests.dossier.evidence.full_case import PAGE, SECRETS

FORGED_ROW = (
    "INSERT INTO job_application (case_id, serial, applied_on, employer, job_title, way, performed_by, result, "
    "recorded_at, recorded_by) VALUES (1, 99, '2026-05-01', 'x', 'x', 'bezoek', 'employee', 'aanbod', "
    "'2026-05-01 00:00:00.000000', 1)"
)


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_in(name, content, tmp_path):
    """Everything that can be read in a file: its bytes, what is packed in it, and the words on its pages."""
    found = [name.encode(), content]
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found += [archive.read(part) for part in archive.namelist()]
    if name.endswith(".pdf") and not name.startswith(("bewijs/", "vacatures/")):
        if shutil.which("pdftotext") is None:
            skip_or_fail("geen pdftotext (poppler-utils) gevonden")
        path = tmp_path / "blad.pdf"
        path.write_bytes(content)
        found.append(subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout)
        found.append(subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout)
    return b"\n".join(found).replace(b"\n", b" ")


def test_nothing_that_the_employer_may_not_read_is_in_any_file(employer_bundle, tmp_path):
    leaks = [
        (name, secret)
        for name, content in members_of(employer_bundle).items()
        for secret in SECRETS
        if name != "controleer.py" and secret.encode() in words_in(name, content, tmp_path)
    ]
    assert leaks == []


def test_the_search_for_secrets_does_find_them_where_they_may_be(office, tmp_path):
    office.bundle(tmp_path / "bundel.zip", "coach")
    everything = b"".join(words_in(*item, tmp_path) for item in members_of(tmp_path / "bundel.zip").items())
    assert [secret for secret in SECRETS if secret.encode() not in everything] == []


def test_the_same_rows_and_moment_give_the_same_bytes(office, receiver, tmp_path):
    first = office.bundle(tmp_path / "een.zip", receiver)
    second = office.bundle(tmp_path / "twee.zip", receiver)
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()
    assert first.sha256 == second.sha256 == hashlib.sha256((tmp_path / "een.zip").read_bytes()).hexdigest()


def test_the_manifest_lists_every_file_as_it_is(bundle):
    members = members_of(bundle)
    manifest = json.loads(members.pop("manifest.json"))
    listed = {file["name"]: (file["sha256"], file["size"]) for file in manifest["files"]}
    assert listed == {name: (hashlib.sha256(data).hexdigest(), len(data)) for name, data in members.items()}
    assert [file["name"] for file in manifest["files"] if not file["media_type"]] == []


def test_the_manifest_says_whose_it_is_and_nothing_about_health(employer_bundle, office):
    manifest = json.loads(members_of(employer_bundle)["manifest.json"])
    assert manifest["case"] == {"number": "2026-0001", "employee": "Anna Visser", "employer": "Bakkerij Mulder BV"}
    assert manifest["period"] == {"from": "2026-04-01", "to": "2026-11-20"}
    assert (manifest["receiver"], manifest["made_by"]) == ("employer", "Bram de Wit (loopbaancoach)")
    assert (manifest["made_at"], manifest["rule_version"]) == ("2026-11-20T09:30:00+00:00", "2026.2")
    assert manifest["signature"]["fingerprint"] == office.signer.fingerprint


def test_an_ordinary_program_opens_the_zip_and_its_check_sums_are_right(bundle):
    with zipfile.ZipFile(bundle) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(archive.namelist())
        assert {(info.compress_type, info.date_time) for info in archive.infolist()} == {(0, (1980, 1, 1, 0, 0, 0))}


def test_proofs_and_pages_are_in_it_byte_for_byte(employer_bundle):
    members = members_of(employer_bundle)
    assert members["bewijs/001-brief/brief 0.pdf"].startswith(b"%PDF-1.4")
    assert members["vacatures/001/pagina.html.txt"] == PAGE
    assert members["vacatures/001/text.txt"] == b"Kom orders picken in ons magazijn."
    about = json.loads(members["vacatures/001/meta.json"])
    assert about["page_sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert about["snapshot_sha256"] == hashlib.sha256(members["vacatures/001/snapshot.warc.gz"]).hexdigest()
    assert about["url"] == "https://werk.example/vacature/0123456789abcdef"


def test_a_vacancy_that_changed_since_shows_the_words_of_the_kept_page(own_office, tmp_path):
    from dossier.storage.applications import applied_vacancy

    with own_office.database.session() as session:
        vacancy = applied_vacancy(session, "0123456789abcdef")
        vacancy.version, vacancy.description = 2, "Heel ander werk."
        session.add(vacancy)
    own_office.bundle(tmp_path / "bundel.zip")
    members = members_of(tmp_path / "bundel.zip")
    assert members["vacatures/001/text.txt"] == b"x\nOrderpicker\nKom werken.\n"
    assert json.loads(members["vacatures/001/meta.json"])["text_from"] == "pagina"


def test_an_empty_case_gives_a_bundle_that_verifies(office, receiver, tmp_path):
    from dossier.evidence.verify import verify_path

    office.bundle(tmp_path / "leeg.zip", receiver, EMPTY)
    assert verify_path(tmp_path / "leeg.zip").faults == []


def test_the_readme_tells_how_to_check_and_is_read_in_any_editor(employer_bundle, office):
    text = members_of(employer_bundle)["00_lees_mij.txt"].decode("utf-8-sig")
    assert "\r\n" in text
    for said in ("sha256sum", "python3 controleer.py", office.signer.fingerprint, "2 vacatures", "1 bewijsstukken"):
        assert said in text


def test_every_kind_of_entry_says_who_may_read_it():
    assert set(field_groups()) == {kind.value for kind in EntryKind}


def test_a_kind_that_nobody_described_is_shown_to_nobody():
    assert shown_fields("iets nieuws", {"a": 1}, "coach", frozenset()) == frozenset()


@pytest.mark.parametrize(
    ("kind", "content", "shown"),
    [
        ("sollicitatie vastgelegd", {"serial": 1, "employer": "x", "coach_remark": "x"}, {"serial", "employer"}),
        ("sollicitatie vastgelegd", {"serial": 9, "employer": "x"}, set()),
        ("gesprek vastgelegd", {"record": "r", "facts": "x", "way": "x"}, {"record", "way"}),
        ("belastbaarheidsdocument opgeslagen", {"limitations": [], "max_hours_per_week": "20"}, {"max_hours_per_week"}),
        ("profiel opgeslagen", {"wishes": "x", "skills": []}, set()),
        ("dossier ingezien", {"part": "x"}, set()),
        ("vacature besproken", {"reason_code": "x"}, set()),
        ("oud loon opgeslagen", {"amount_cents": 1}, {"amount_cents"}),
        ("activiteit vastgelegd", {"title": "x", "goal": "x"}, {"title"}),
    ],
)
def test_the_employer_reads_of_the_log_what_the_matrix_grants(kind, content, shown):
    assert shown_fields(kind, content, "employer", frozenset({1})) == shown


@pytest.mark.parametrize(
    ("change", "field"),
    [({"receiver": "verzekeraar"}, "receiver"), ({"period_to": date(2026, 3, 31)}, "period_to")],
)
def test_a_bundle_for_nobody_or_for_no_time_is_refused(office, tmp_path, change, field):
    with pytest.raises(InvalidInputError) as refused:
        office.bundle(tmp_path / "bundel.zip", **change)
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE job_application SET applied_on = '2026-05-01' WHERE serial = 1",
        "UPDATE job_application SET recorded_at = '2026-05-01 00:00:00.000000' WHERE serial = 1",
        "UPDATE proof SET sha256 = (SELECT sha256 FROM proof ORDER BY id DESC LIMIT 1) WHERE id = 1",
        "UPDATE evidence_entry SET occurred_on = '2026-05-01' WHERE seq = 9",
        "UPDATE evidence_content SET content = '{}' WHERE entry_id = 5",
        "UPDATE limitation SET level = 0",
        "UPDATE snapshot SET sha256 = 'x'",
        "DELETE FROM proof WHERE id = 1",
        "UPDATE job_application SET coach_remark = NULL WHERE serial = 5",
        FORGED_ROW,
    ],
)
def test_a_case_that_was_changed_behind_the_log_is_not_sent_out(own_office, tmp_path, change):
    with own_office.database.engine.begin() as connection:
        connection.exec_driver_sql(change)
    with pytest.raises((EvidenceError, SealError)):
        own_office.bundle(tmp_path / "bundel.zip")
    assert not (tmp_path / "bundel.zip").exists()


def test_a_proof_that_is_gone_from_the_disk_stops_the_bundle(own_office, tmp_path):
    from dossier.errors import DossierError

    shutil.rmtree(own_office.settings.attachment_dir)
    with pytest.raises(DossierError):
        own_office.bundle(tmp_path / "bundel.zip")


def test_making_a_bundle_is_an_act_that_the_log_remembers(own_office, tmp_path):
    from dossier import acts
    from dossier.evidence.log import entries_of
    from dossier.evidence.verify import verify_path
    from dossier.storage.accounts import find_account

    with own_office.database.session() as session:
        case, bram = case_by_number(session, "2026-0001"), find_account(session, "bram@passend.example")
        report, row = acts.export_bundle(
            session,
            case,
            settings=own_office.settings,
            receiver="employer",
            period=(date(2026, 4, 1), NOW.date()),
            out=tmp_path / "bundel.zip",
            actor=bram,
            now=NOW,
            signer=own_office.signer,
        )
        last = entries_of(session, case.id)[-1]
    assert (last.kind, last.prev, row.head, row.sha256) == ("bundel gemaakt", report.head, report.head, report.sha256)
    manifest = json.loads(members_of(tmp_path / "bundel.zip")["manifest.json"])
    assert manifest["made_by"] == "Bram de Wit (loopbaancoach)"
    assert verify_path(own_office.settings.data_dir / "passend.sqlite").ok


def test_three_hundred_applications_are_bundled_in_five_seconds(tmp_path):
    import time

    from tests.dossier.evidence.conftest import open_office

    office = open_office(tmp_path / "groot", applications=300)
    with office.database.session() as session:
        assert case_by_number(session, "2026-0001").number == "2026-0001"
    started = time.process_time()
    report = office.bundle(tmp_path / "groot.zip", "coach", made_at=NOW + timedelta(days=1))
    seconds = time.process_time() - started
    office.database.close()
    assert report.files > 400
    assert seconds <= 5
