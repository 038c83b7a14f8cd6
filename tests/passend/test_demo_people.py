"""The people of the demo: five stories, told through the acts, without a word about health."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import Session

from crawler.document import Document
from crawler.extract import extract_document
from dossier.errors import NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import entries_of
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.match import ShortlistState
from dossier.model.people import Account, Role
from dossier.model.posting import VacancyIn
from dossier.rules.fml import Kind, find_item
from dossier.storage.accounts import find_account
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.agreements import list_agreements
from dossier.storage.applications import list_applications, proofs_of
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import all_cases, cases_for
from dossier.storage.course import owner_of
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from dossier.storage.profiles import documents_of, limitations_of, person_of, search_profiles_of
from dossier.storage.shortlists import entries_for
from dossier.storage.vacancies import upsert_vacancy
from passend.demo.people import DEMO_PASSWORD, create_history, create_people, has_people, list_sign_ins
from passend.demo.sites.agency import AgencySite
from passend.demo.sites.board import BoardSite
from passend.demo.sites.employer import EmployerSite
from passend.demo.sites.site import Site
from passend.demo.sites.vacancy import load_vacancies
from passend.demo.story import FOLDER, load_stories, working_day

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
HEALTH = re.compile(
    r"diagnos|ziekte\b|ziektebeeld|\b(rug|schouder|knie|nek|hart|arm|been|hand)(klacht|pijn|letsel|aanval)|pijn\b|hernia|"
    r"artrose|reuma|burn-?out|depress|\bangst|paniek|psych|trauma|stoornis|syndroom|kanker|tumor|epileps|diabet|migraine|"
    r"beroerte|hartinfarct|medicatie|\bbehandeling|therap|operatie|geopereerd|ziekenhuisopname|huisarts|specialist|chirurg|"
    r"ggz|icd|autis|adhd|ptss|verslav|alcohol|zwanger|revalid|lichamelijke klacht|gezondheidsklacht",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer.generate()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, signer: Signer) -> Iterator[Database]:
    """A database in which everything of the demo has happened."""
    folder = tmp_path_factory.mktemp("demo")
    database = Database(f"sqlite:///{folder / 'demo.sqlite'}", DataKeys.generate())
    database.migrate()
    store = AttachmentStore(folder / "attachments", 20, DataKeys.generate())
    with database.session() as session:
        tell_people(session, signer, store)
        keep_vacancies(session)
        create_history(session, now=NOW, signer=signer, attachments=store)
    yield database
    database.close()


@pytest.fixture
def session(told: Database) -> Iterator[Session]:
    with told.reading() as opened:
        yield opened


@pytest.fixture
def cases(session: Session) -> dict[str, ReintegrationCase]:
    return {case.employee_name.split()[0]: case for case in all_cases(session)}


def tell_people(session: Session, signer: Signer, store: AttachmentStore) -> None:
    create_people(session, now=NOW, password_hash=lambda word: f"hash of {word}", signer=signer, attachments=store)


def keep_vacancies(session: Session) -> None:
    """The vacancies as a crawl would keep them, without the crawl."""
    today = NOW.date()
    board = BoardSite(today, "http://bord.example")
    keep_page(session, board, "/api/offers/")
    employer, agency = EmployerSite(today, "http://w.example"), AgencySite(today, "http://b.example")
    for vacancy in employer.vacancies:
        keep_page(session, employer, f"/vacatures/{vacancy.slug}")
    for vacancy in (vacancy for vacancy in agency.vacancies if vacancy.closed_days is None):
        keep_page(session, agency, f"/baan/{vacancy.slug}")


def keep_page(session: Session, site: Site, path: str) -> None:
    answer = site.answer(path)
    document = Document(answer.body, url=site.base + path, media_type=answer.media_type)
    for found in extract_document(document, source=f"voorbeeld-{site.name}"):
        if isinstance(found, VacancyIn):
            upsert_vacancy(session, found, NOW, None)


def account(session: Session, name: str) -> Account:
    found = find_account(session, f"{name}@passend.example")
    assert found is not None
    return found


def test_no_story_says_a_word_about_health():
    said = [(path.name, match[0]) for path in FOLDER.glob("*.toml") for match in HEALTH.finditer(path.read_text())]
    assert said == []


def test_five_people_stand_at_five_weeks_of_the_waiting_period(session: Session, cases: dict):
    weeks = {name: (NOW.date() - case.first_sick_day).days // 7 + 1 for name, case in cases.items()}
    assert weeks == {"Anna": 74, "Wilma": 50, "Soraya": 58, "Peter": 90, "Noor": 66}


def test_the_coach_has_all_but_who_goes_on_without_and_the_other_coach_none(session: Session):
    assert len(cases_for(session, account(session, "bram"))) == 4
    assert cases_for(session, account(session, "carla")) == []
    assert cases_for(session, account(session, "ada")) == []


def test_each_employer_sees_its_own_people(session: Session):
    seen = {
        name: [case.employee_name for case in cases_for(session, account(session, name))] for name in ("daan", "els")
    }
    assert seen == {
        "daan": ["Anna Visser", "Peter van Loon"],
        "els": ["Wilma Hendriks", "Soraya Mansouri", "Noor Bakker"],
    }


def test_everybody_who_is_printed_can_sign_in(session: Session):
    sign_ins = list_sign_ins()
    assert sorted({sign_in.role for sign_in in sign_ins}) == ["admin", "coach", "employee", "employer"]
    for sign_in in sign_ins:
        found = find_account(session, sign_in.email)
        assert found is not None
        assert (found.role, found.name, found.password) == (sign_in.role, sign_in.name, f"hash of {DEMO_PASSWORD}")
    assert has_people(session)


def test_every_person_is_complete_for_the_matcher(session: Session):
    for case in all_cases(session):
        person = person_of(session, case, today=NOW.date())
        assert person.old_wage is not None
        assert person.home_postcode is not None
        assert len(person.work_history) >= 2
        assert len(person.limitations) >= 7
        assert len(person.search_directions) >= 2


def test_the_limitations_are_of_every_kind_and_rubric(session: Session):
    documents = [document for case in all_cases(session) for document in documents_of(session, case.id or 0)]
    kept = [row for document in documents for row in limitations_of(session, document)]
    items = [find_item(row.item) for row in kept]
    assert {item.kind for item in items} == {Kind.ORDINAL, Kind.VARIANT, Kind.CONDITION, Kind.YES_NO}
    assert {item.rubric for item in items} >= {1, 2, 4, 5, 6}
    assert sum(row.note is not None for row in kept) >= 8


def test_every_search_profile_has_an_earlier_version(session: Session):
    assert [len(search_profiles_of(session, case.id or 0)) for case in all_cases(session)] == [2, 2, 2, 3, 2]


def test_no_screen_is_empty(session: Session):
    for case in all_cases(session):
        assert case.id is not None
        statuses = {activity.status for activity in list_activities(session, case.id)}
        assert statuses == {"klaar", "loopt", "gepland"}
        assert len(list_contacts(session, case.id)) >= 3
        assert len(list_applications(session, case.id)) >= 2
        assert len({entry.state for entry in entries_for(session, case.id)}) >= 4


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


def test_the_same_day_tells_the_same_story(told: Database, signer: Signer, tmp_path: Path):
    again = Database(f"sqlite:///{tmp_path / 'again.sqlite'}", DataKeys.generate())
    again.migrate()
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


def test_a_vacancy_that_was_not_collected_is_named(tmp_path: Path, signer: Signer):
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}", DataKeys.generate())
    empty.migrate()
    with empty.session() as session:
        store = AttachmentStore(tmp_path / "files", 20, DataKeys.generate())
        tell_people(session, signer, store)
        with pytest.raises(NotFoundError, match="voorraadbeheerder-tiel"):
            create_history(session, now=NOW, signer=signer, attachments=store)
    empty.close()


@pytest.mark.parametrize("hour", [0, 6, 23])
@pytest.mark.parametrize("day", range(15, 22))
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
