"""A case that is taken away: nothing of it is left, and the chain still proves that nothing else was."""

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from dossier import acts
from dossier.acts.erasure import ask_erasure, due_cases, erase_case, withdraw_erasure
from dossier.acts.holds import lift_hold, place_hold
from dossier.acts.keys import KeyReason, rotate_key
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_path
from dossier.storage.accounts import find_account
from dossier.storage.cases import all_cases, case_by_number, cases_for
from dossier.storage.database import metadata
from dossier.storage.erasure import OUTLIVE, owned_rows
from dossier.storage.evidence import entries_of
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import FULL, Office
from tests.dossier.evidence.full_case import SECRETS

PERSON = ("Anna Visser", "anna@passend.example", "Orderpicker-functie", "feiten-uit-het-gesprek", "Cursus heftruck")


@dataclass
class Eraser:
    office: Office

    @property
    def file(self):
        return self.office.settings.data_dir / "passend.sqlite"

    def by(self, session, name, now=NOW):
        return {"actor": find_account(session, f"{name}@passend.example"), "now": now, "signer": self.office.signer}

    def ask(self, name="anna", ground="verzoek van de werknemer (AVG artikel 17)", now=NOW):
        with self.office.database.session() as session:
            case = case_by_number(session, FULL)
            return ask_erasure(session, case, {"ground": ground}, **self.by(session, name, now)).id

    def erase(self, erasure_id, name="admin", now=NOW):
        office = self.office
        with office.database.reading() as session:
            actor = find_account(session, f"{name}@passend.example")
        return erase_case(office.database, office.settings, erasure_id, actor=actor, now=now, signer=office.signer)

    def hold(self, until=date(2027, 6, 1), name="bram"):
        with self.office.database.session() as session:
            case = case_by_number(session, FULL)
            given = {"ground": "bezwaar of beroep", "until": until}
            return place_hold(session, case, given, **self.by(session, name)).id


@pytest.fixture
def eraser(own_office):
    return Eraser(own_office)


def test_nothing_of_the_person_is_left_in_any_file_of_the_data_folder(eraser, tmp_path):
    office = eraser.office
    office.bundle(tmp_path / "werknemer.zip", "employee")
    with office.database.session() as session:
        case = case_by_number(session, FULL)
        bram = find_account(session, "bram@passend.example")
        office.settings.bundle_dir.mkdir(parents=True)
        acts.export_bundle(
            session, case, settings=office.settings, receiver="coach", period=(date(2026, 4, 1), NOW.date()),
            out=office.settings.bundle_dir / "b.zip", actor=bram, now=NOW, signer=office.signer,
        )  # fmt: skip
    kept = list(office.settings.attachment_dir.rglob("*"))
    report = eraser.erase(eraser.ask())
    assert (report.rows > 20, report.entries > 20, report.files >= 2, len(kept) > 0) == (True, True, True, True)
    office.database.close()
    left = [
        (path.name, word)
        for path in office.settings.data_dir.rglob("*")
        if path.is_file() and "snapshots" not in path.parts
        for word in (*PERSON, *SECRETS)
        if len(word) > 6 and word != "met aanpassing" and word.encode() in path.read_bytes()
    ]
    assert left == []
    assert [path for path in office.settings.attachment_dir.rglob("*") if path.is_file()] == []
    assert list(office.settings.bundle_dir.iterdir()) == []


def test_the_chain_still_verifies_with_every_head_that_ever_left(eraser, tmp_path):
    head = eraser.office.bundle(tmp_path / "b.zip", "employer").head
    eraser.erase(eraser.ask())
    report = verify_path(eraser.file, key=eraser.office.signer.fingerprint, head=head)
    assert (report.ok, report.faults) == (True, [])
    assert verify_path(tmp_path / "b.zip", key=eraser.office.signer.fingerprint).ok


def test_the_entry_proves_the_erasure_without_the_content(eraser):
    eraser.erase(eraser.ask())
    with eraser.office.database.session() as session:
        case = case_by_number(session, FULL)
        *before, last = entries_of(session, case.id)
        assert (last.kind, last.actor) == ("inhoud gewist", "Admin (beheerder)")
        left = {("gewist", "gewist"), ("wissen geblokkeerd", "Bram de Wit (loopbaancoach)")}
        assert {(entry.kind, entry.actor) for entry in before} == left
        assert [case.employee_name, case.coach_id, case.employee_id] == ["gewist", None, None]
        for name in ("bram", "daan"):
            assert cases_for(session, find_account(session, f"{name}@passend.example")) == []
        assert find_account(session, "anna@passend.example") is None
        assert FULL not in {one.number for one in all_cases(session)}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence_entry SET actor = 'Iemand' WHERE case_id = 1 AND seq = 3",
        "UPDATE evidence_entry SET kind = 'sollicitatie vastgelegd' WHERE case_id = 1 AND seq = 3",
        "UPDATE evidence_entry SET recorded_at = '2026-01-01 00:00:00' WHERE case_id = 1 AND seq = 3",
        "UPDATE evidence_entry SET header_sha256 = upper(header_sha256) || '0' WHERE case_id = 1 AND seq = 3",
        "UPDATE evidence_entry SET header_sha256 = NULL WHERE case_id = 1 AND seq = 3",
        "DELETE FROM evidence_entry WHERE case_id = 1 AND seq = 3",
        "INSERT INTO evidence_content SELECT id, 'x', '{}' FROM evidence_entry WHERE case_id = 1 AND seq = 3",
        "UPDATE reintegration_case SET job_title = 'x' WHERE id = 1",
        "UPDATE reintegration_case SET employee_id = 2 WHERE id = 1",
    ],
)
def test_what_an_erasure_leaves_is_guarded_as_before(eraser, statement):
    eraser.erase(eraser.ask())
    connection = sqlite3.connect(eraser.file)
    connection.execute(statement)
    connection.commit()
    connection.close()
    assert not verify_path(eraser.file).ok


def test_content_taken_away_without_an_act_is_still_a_fault(eraser):
    connection = sqlite3.connect(eraser.file)
    connection.execute("DELETE FROM evidence_content WHERE entry_id = 4")
    connection.execute(
        "UPDATE evidence_entry SET header_sha256 = 'ab', occurred_on = '1970-01-01', actor = 'gewist', "
        "kind = 'gewist', recorded_at = '1970-01-01 00:00:00.000000', content_sha256 = '' WHERE id = 4"
    )
    connection.commit()
    connection.close()
    assert not verify_path(eraser.file).ok


def test_who_asked_does_not_erase_and_only_the_administrator_does(eraser):
    asked = eraser.ask()
    for name in ("anna", "bram", "daan", "carla"):
        with pytest.raises(InvalidInputError):
            eraser.erase(asked, name)
    with pytest.raises(InvalidInputError):
        eraser.ask("admin")
    with pytest.raises(InvalidInputError, match="er loopt al"):
        eraser.ask("bram")


def test_an_employer_does_not_ask_in_the_name_of_the_employee(eraser):
    with pytest.raises(InvalidInputError):
        eraser.ask("daan")


def test_a_hold_forbids_until_its_day_or_until_it_is_lifted(eraser):
    asked, hold = eraser.ask(), eraser.hold()
    with pytest.raises(InvalidInputError, match="bezwaar of beroep, tot en met 2027-06-01"):
        eraser.erase(asked)
    with eraser.office.database.session() as session:
        case = case_by_number(session, FULL)
        with pytest.raises(InvalidInputError):
            lift_hold(session, case, hold, **eraser.by(session, "bram"))
        lift_hold(session, case, hold, **eraser.by(session, "admin"))
    eraser.erase(asked)
    assert verify_path(eraser.file).faults == []


def test_after_its_last_day_a_hold_forbids_nothing(eraser):
    asked = eraser.ask()
    eraser.hold(until=date(2026, 12, 1))
    with pytest.raises(InvalidInputError):
        eraser.erase(asked, now=NOW.replace(month=12, day=1))
    assert eraser.erase(asked, now=NOW.replace(month=12, day=2)).case == FULL


def test_a_hold_in_the_past_is_refused_and_one_that_was_tampered_with_is_found(eraser):
    with pytest.raises(InvalidInputError):
        eraser.hold(until=NOW.date() - timedelta(days=1))
    eraser.hold()
    connection = sqlite3.connect(eraser.file)
    connection.execute("UPDATE legal_hold SET until = '2026-11-01' WHERE lifted_at IS NULL AND until > '2026-11-20'")
    connection.commit()
    connection.close()
    assert [fault.code for fault in verify_path(eraser.file).faults] == ["row_changed"]


def test_the_end_of_the_term_is_a_list_and_no_erasure_by_itself(eraser):
    with eraser.office.database.session() as session:
        assert due_cases(session, NOW) == []
        later = NOW.replace(year=2031)
        assert [case.number for case, _ in due_cases(session, later)] == ["2026-0001", "2026-0002"]
    eraser.hold(until=date(2032, 1, 1))
    with eraser.office.database.session() as session:
        assert [case.number for case, _ in due_cases(session, later)] == ["2026-0002"]


def test_the_term_is_no_ground_before_its_day(eraser):
    with pytest.raises(InvalidInputError, match="24 maanden na"):
        eraser.ask("bram", "bewaartermijn voorbij")


def test_a_request_can_be_withdrawn_and_then_erases_nothing(eraser):
    asked = eraser.ask()
    with eraser.office.database.session() as session:
        withdraw_erasure(session, case_by_number(session, FULL), **eraser.by(session, "anna"))
    with pytest.raises(NotFoundError):
        eraser.erase(asked)
    assert verify_path(eraser.file).ok


def test_a_kill_before_the_files_went_is_finished_by_the_same_call(eraser, monkeypatch):
    from dossier.acts import erasure

    asked = eraser.ask()
    with monkeypatch.context() as broken:
        broken.setattr(erasure, "_remove_files", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            eraser.erase(asked)
    assert [path for path in eraser.office.settings.attachment_dir.rglob("*") if path.is_file()] != []
    eraser.erase(asked)
    assert [path for path in eraser.office.settings.attachment_dir.rglob("*") if path.is_file()] == []


def test_a_file_that_another_case_holds_too_stays(eraser):
    office = eraser.office
    from dossier.storage.attachments import AttachmentStore

    store = AttachmentStore(office.settings.attachment_dir, 20)
    shared = store.save(b"%PDF-1.4\nsamen", "samen.pdf")
    with office.database.session() as session:
        bram, carla = eraser.by(session, "bram"), eraser.by(session, "carla")
        for number, by in ((FULL, bram), ("2026-0002", carla)):
            case = case_by_number(session, number)
            given = {"applied_on": "2026-03-05", "employer": "A", "job_title": "B", "way": "netwerk"}
            row = acts.log_application(session, case, given, **by)
            acts.attach_proof(session, case, row.serial, kind="brief", file=shared, **by)
    eraser.erase(eraser.ask())
    assert store.has(shared.sha256)


def test_a_key_can_change_after_an_erasure(eraser):
    office = eraser.office
    eraser.erase(eraser.ask())
    path = office.settings.signing_key_file
    change = rotate_key(office.database, path, reason=KeyReason.PLANNED, actor="beheer", now=NOW)
    assert Signer.load(path).fingerprint == change.new
    assert verify_path(eraser.file, key=change.old).ok


def test_every_table_that_can_hold_a_case_is_reached(eraser):
    """A table that a case hangs from is erased by itself; this says which there are, so that a new one is seen."""
    with eraser.office.database.session() as session:
        owned = owned_rows(session, 1)
    reached = set(owned)
    tied = {
        table.name
        for table in metadata().sorted_tables
        if table.name not in OUTLIVE
        and any(key.column.table.name == "reintegration_case" for key in table.foreign_keys)
    }
    assert tied <= reached
    assert {"proof", "limitation"} <= reached
