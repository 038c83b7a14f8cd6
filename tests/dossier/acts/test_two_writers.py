"""People who write in one case at the same moment: nobody is refused, no number is given out twice (T31), and
what one reads before writing nobody else changes meanwhile.
"""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlmodel import select

from dossier import acts
from dossier.acts.career_documents import save_career_document
from dossier.acts.joint_records import save_joint_record, sign_joint_record
from dossier.acts.report_drafts import start_draft
from dossier.evidence.signing import Signer
from dossier.model.course import JointRecord
from dossier.model.report import ReportDraft
from dossier.storage.accounts import find_account
from dossier.storage.applications import list_applications
from dossier.storage.cases import case_by_number
from dossier.storage.course import get_row
from dossier.storage.evidence import entries_of
from tests.dossier.cast import NOW, make_cast

NUMBER, WRITERS, TIMES = "2026-0001", 4, 5
PAPER = {"kind": "driegesprek bij de intake", "held_on": NOW.date(), "goal": "Werk", "actions": "Solliciteren"}


@pytest.fixture
def write_at_once(database):
    """Several threads with this act, each in transactions of its own; answers the numbers of the log."""
    signer = Signer.generate()
    with database.session() as session:
        make_cast(session, signer)

    def write(act) -> list[int]:
        def often(writer: int) -> None:
            for number in range(TIMES):
                with database.session() as session:
                    case, bram = case_by_number(session, NUMBER), find_account(session, "bram@passend.example")
                    act(session, case, f"{writer}-{number}", {"actor": bram, "now": NOW, "signer": signer})

        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(often, range(WRITERS), timeout=60))
        with database.reading() as session:
            return [entry.seq for entry in entries_of(session, case_by_number(session, NUMBER).id)]

    return write


def test_applications_written_at_once_get_a_number_each(write_at_once, database):
    def log(session, case, name, by):
        values = {"applied_on": NOW.date(), "employer": name, "job_title": "Kok", "way": "netwerk"}
        acts.log_application(session, case, values, **by)

    entries = write_at_once(log)
    with database.reading() as session:
        serials = [row.serial for row in list_applications(session, case_by_number(session, NUMBER).id)]
    assert serials == list(range(1, WRITERS * TIMES + 1))
    assert entries == list(range(1, len(entries) + 1))


def test_versions_of_one_letter_written_at_once_are_all_kept(write_at_once):
    def save(session, case, name, by):
        save_career_document(session, case, {"kind": "cv", "title": "Mijn cv", "body": name}, **by)

    entries = write_at_once(save)
    assert len(entries) > WRITERS * TIMES


def test_one_draft_is_begun_once_however_many_begin_it(write_at_once, database):
    def begin(session, case, name, by):
        by.pop("signer")
        values = {"kind": "voortgangsrapportage", "period_from": "2026-04-01", "period_to": "2026-10-01"}
        start_draft(session, case, values, **by)

    write_at_once(begin)
    with database.reading() as session:
        assert len(list(session.exec(select(ReportDraft)))) == 1


def test_of_two_who_sign_one_paper_at_once_both_signatures_are_kept(database):
    signer = Signer.generate()
    with database.session() as session:
        cast = make_cast(session, signer)
        paper = save_joint_record(session, cast.case, PAPER, **cast.by(cast.bram)).id

    def sign(session, role) -> None:
        case, by = case_by_number(session, NUMBER), {"actor": cast.bram, "now": NOW, "signer": signer}
        values = {"role": role, "name": role, "signed_on": NOW.date()}
        sign_joint_record(session, case, paper, values, **by)

    def sign_alone(role) -> None:
        with database.session() as session:
            sign(session, role)

    with ThreadPoolExecutor(1) as other:
        with database.session() as session:
            seen = get_row(session, JointRecord, case_by_number(session, NUMBER).id, paper)
            second = other.submit(sign_alone, "employer")
            wait([second], timeout=0.2)
            sign(session, "employee")
            assert len(seen.signatures) == 1
        second.result(timeout=20)
    with database.reading() as session:
        assert {one["role"] for one in session.get(JointRecord, paper).signatures} == {"employee", "employer"}


def test_a_page_tells_of_one_moment_whatever_is_written_meanwhile(database):
    signer = Signer.generate()
    with database.session() as session:
        cast = make_cast(session, signer)
    with database.reading() as reading:
        before = entries_of(reading, cast.case.id)
        with database.session() as session:
            acts.record_view(session, case_by_number(session, NUMBER), part="verloop", **cast.by(cast.bram))
        assert len(entries_of(reading, cast.case.id)) == len(before)
