"""People who write in one case at the same moment: nobody is refused, and no number is given out twice (T31)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from dossier import acts
from dossier.acts.career_documents import save_career_document
from dossier.acts.report_drafts import start_draft
from dossier.evidence.signing import Signer
from dossier.model.report import ReportDraft
from dossier.storage.accounts import find_account
from dossier.storage.applications import list_applications
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import entries_of
from tests.dossier.cast import NOW, make_cast

NUMBER, WRITERS, TIMES = "2026-0001", 4, 5


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
