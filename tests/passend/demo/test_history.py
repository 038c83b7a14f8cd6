"""What happened to the people of the demo, told through the acts."""

import shutil
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from dossier.errors import NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import entries_of
from dossier.evidence.signing import Signer
from dossier.model.match import ShortlistState
from dossier.model.people import Role
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.agreements import list_agreements
from dossier.storage.applications import list_applications, proofs_of
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import all_cases
from dossier.storage.course import owner_of
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from dossier.storage.shortlists import entries_for
from passend.demo.people import create_history, create_people
from passend.demo.sites.vacancy import load_vacancies
from passend.demo.story import load_stories, working_day
from tests.passend.demo.telling import NOW, keep_vacancies, tell_people


def test_the_shortlists_together_show_dismissals_with_their_reasons(session: Session):
    entries = [entry for case in all_cases(session) for entry in entries_for(session, case.id or 0)]
    dismissed = [entry for entry in entries if entry.state == ShortlistState.DISMISSED.value]
    assert {entry.reason_code for entry in dismissed} == {"LIMITATIONS_EXCEEDED", "HOURS", "TRAVEL_TIME"}


def test_applications_are_released_proven_late_and_unproven(session: Session):
    rows = [row for case in all_cases(session) for row in list_applications(session, case.id or 0)]
    proven = [row for row in rows if proofs_of(session, row.id or 0)]
    assert len(rows) >= 20
    assert 0 < sum(row.released_at is not None for row in rows) < len(rows)
    assert 0 < len(rows) - len(proven) < len(rows) / 3
    assert sum((row.recorded_at.date() - row.applied_on).days >= 2 for row in rows) >= 2
    assert len({row.result for row in rows}) >= 5
    assert len({row.way for row in rows}) == 7


def test_applications_to_demo_vacancies_are_younger_than_the_vacancy():
    by_slug = {vacancy.slug: vacancy for vacancy in load_vacancies()}
    applied = [(a.vacancy, a.days_ago) for story in load_stories() for a in story.application if a.vacancy]
    assert len(applied) == 6
    assert [slug for slug, days_ago in applied if by_slug[slug].age_days < days_ago] == []


def test_the_log_of_every_case_runs_forward_in_time(session: Session):
    for case in all_cases(session):
        entries = entries_of(session, case.id or 0)
        moments = [entry.recorded_at for entry in entries]
        assert moments == sorted(moments)
        assert moments[-1] <= NOW
        assert all(entry.occurred_on <= entry.recorded_at.date() for entry in entries if "activiteit" not in entry.kind)
        assert sum(entry.occurred_on < entry.recorded_at.date() for entry in entries) >= 2


def test_proofs_open_in_the_form_of_their_name(session: Session, tmp_path_factory: pytest.TempPathFactory):
    from passend.demo.proof import make_proof

    proofs = [proof for story in load_stories() for application in story.application for proof in application.proofs]
    assert {Path(proof.file).suffix for proof in proofs} == {".pdf", ".eml", ".txt"}
    for proof in proofs:
        content = make_proof(proof)
        if proof.file.endswith(".pdf"):
            text = PdfReader(BytesIO(content), strict=True).pages[0].extract_text()
            assert [line for line in proof.text if line not in text] == []
        assert (
            AttachmentStore(tmp_path_factory.mktemp("files"), 1, DataKeys.generate()).save(content, proof.file).filename
            == proof.file
        )


def test_the_same_day_tells_the_same_story(told: Database, sqlite_template: Path, signer: Signer, tmp_path: Path):
    again = Database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'again.sqlite')}", DataKeys.generate())
    with again.session() as session:
        tell_people(session, signer, AttachmentStore(tmp_path / "files", 20, DataKeys.generate()))
        keep_vacancies(session)
        create_history(
            session, now=NOW, signer=signer, attachments=AttachmentStore(tmp_path / "files", 20, DataKeys.generate())
        )
        retold = story_lines(session)
    with told.reading() as session:
        assert story_lines(session) == retold
    again.close()


def story_lines(session: Session) -> list[tuple[str, date, datetime, str]]:
    return [
        (entry.kind, entry.occurred_on, entry.recorded_at, entry.actor)
        for case in all_cases(session)
        for entry in entries_of(session, case.id or 0)
    ]


def test_a_vacancy_that_was_not_collected_is_named(sqlite_template: Path, tmp_path: Path, signer: Signer):
    empty = Database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'empty.sqlite')}", DataKeys.generate())
    with empty.session() as session:
        store = AttachmentStore(tmp_path / "files", 20, DataKeys.generate())
        tell_people(session, signer, store)
        with pytest.raises(NotFoundError, match="voorraadbeheerder-tiel"):
            create_history(session, now=NOW, signer=signer, attachments=store)
    empty.close()


@pytest.mark.parametrize(("day", "hour"), [*((day, 0) for day in range(15, 22)), (18, 6), (21, 23)])
def test_the_story_can_be_told_on_every_day_of_the_week(
    sqlite_template: Path, tmp_path: Path, signer: Signer, day: int, hour: int
):
    database = Database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'week.sqlite')}", DataKeys.generate())
    with database.session() as session:
        create_people(
            session, now=datetime(2026, 11, day, hour, 5, tzinfo=UTC), password_hash=str, signer=signer,
            attachments=AttachmentStore(tmp_path / "files", 20, DataKeys.generate()),
        )  # fmt: skip
        assert len(all_cases(session)) == 5
    database.close()


def test_the_office_is_closed_at_the_weekend():
    sunday = date(2026, 11, 22)
    assert [working_day(sunday, days) for days in (0, 1, 2, 3)] == [date(2026, 11, 20)] * 3 + [date(2026, 11, 19)]


def test_one_case_goes_on_without_an_agency_and_says_who_keeps_it(session: Session, cases: dict):
    alone = [name for name, case in cases.items() if case.coach_id is None]
    assert alone == ["Noor"]
    assert owner_of(session, cases["Noor"]) == Role.EMPLOYEE


def test_a_coach_writes_nothing_in_a_case_after_handing_it_over(session: Session, cases: dict):
    entries = entries_of(session, cases["Noor"].id)
    handed_over = next(one.seq for one in entries if one.kind == EntryKind.HANDED_OVER)
    later = [(one.kind, one.actor) for one in entries if one.seq > handed_over]
    assert (EntryKind.ACTIVITY_SAVED, "Noor Bakker (werknemer)") in later
    assert [actor for _, actor in later if "loopbaancoach" in actor] == []


def test_agreements_are_kept_late_and_to_come_and_of_each_of_the_three(session: Session, cases: dict):
    rows = [row for name in ("Anna", "Noor") for row in list_agreements(session, cases[name].id)]
    assert {row.owner for row in rows} == {"werknemer", "loopbaancoach", "werkgever"}
    assert {row.state for row in rows} == {"open", "nagekomen"}
    due = [row.due_on for row in rows if row.state == "open"]
    assert min(due) < NOW.date() < max(due)


def test_no_screen_is_empty(session: Session):
    for case in all_cases(session):
        assert case.id is not None
        statuses = {activity.status for activity in list_activities(session, case.id)}
        assert statuses == {"klaar", "loopt", "gepland"}
        assert len(list_contacts(session, case.id)) >= 3
        assert len(list_applications(session, case.id)) >= 2
        assert len({entry.state for entry in entries_for(session, case.id)}) >= 4
