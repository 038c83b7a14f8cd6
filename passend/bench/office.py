"""An installation to measure in: an office with a case, and behind it as many vacancies and matches as are asked."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlmodel import Session

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.posting import Salary, VacancyIn
from dossier.settings import Settings
from dossier.storage.accounts import create_account, create_organisation
from dossier.storage.bulk import copy_matches, copy_vacancies
from dossier.storage.database import Database, open_database
from dossier.storage.vacancies import upsert_vacancy

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
NUMBER = "2026-0001"
NO_ONE = "-"
"""A password that is the hash of nothing: nobody signs in with one here."""
WRITTEN = 60
"""So many vacancies are written and weighed as the program does it; the rest are copies of them under other ids."""
PART = 20_000
TITLES = (
    "Administratief medewerker", "Medewerker klantenservice", "Planner thuiszorg", "Orderpicker", "Receptionist",
    "Chauffeur bestelbus", "Verkoopmedewerker", "Magazijnmedewerker", "Telefonist", "Conciërge",
)  # fmt: skip
PLACES = ("Utrecht", "Zeist", "Amersfoort", "Nieuwegein", "Woerden", "Houten", "Gouda")
SENTENCES = (
    "Je helpt klanten aan de telefoon en per e-mail.", "Je tilt regelmatig dozen tot 15 kg.",
    "Je plant de ritten van morgen en belt bij vertraging.", "Je werkt overdag, in een team van acht mensen.",
    "Je zit de meeste tijd achter een beeldscherm.", "Soms zijn er deadlines.", "Rijbewijs B is nodig.",
    "Wij bieden een contract voor een jaar en reiskosten.", "Je krijgt een goede inwerkperiode.",
    "Wij vragen mbo-niveau 3 en een vriendelijke stem.", "Je werkt ook op zaterdag, om de week.",
    "Je houdt de voorraad bij en maakt het magazijn schoon.",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """What was made; ids, so that it may be used outside the session that made it."""

    settings: Settings
    database: Database
    case_id: int
    coach_id: int
    employee_id: int


def open_office(folder: Path, vacancies: int = 0, matches: int = 0) -> Office:
    """A new installation with one case, with `vacancies` behind it of which `matches` stand in its list."""
    settings = Settings(data_dir=folder, testing=True, loopback_crawl=True)
    database = open_database(settings)
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        employee, coach, case = _open_case(session, signer)
        for number in range(min(vacancies, WRITTEN)):
            upsert_vacancy(session, make_posting(number), NOW - timedelta(days=2), None)
        assert case.id is not None
        assert coach.id is not None
        assert employee.id is not None
    if vacancies:
        _fill(database, case.id, vacancies, matches)
    return Office(settings, database, case.id, coach.id, employee.id)


def _open_case(session: Session, signer: Signer) -> tuple[Account, Account, ReintegrationCase]:
    work = create_organisation(session, name="Bakkerij Mulder BV")
    agency = create_organisation(session, name="Bureau Vooruit", kind="agency")
    employee = create_account(
        session, email="anna@passend.example", name="Anna Visser", role="employee", password_hash=NO_ONE, now=NOW,
        organisation_id=None,
    )  # fmt: skip
    coach = create_account(
        session, email="bram@passend.example", name="Bram de Wit", role="coach", password_hash=NO_ONE, now=NOW,
        organisation_id=agency.id,
    )  # fmt: skip
    by: dict[str, Any] = {"actor": coach, "now": NOW - timedelta(days=200), "signer": signer}
    case = acts.open_case(session, {
        "number": NUMBER, "employee_name": employee.name, "employer_id": work.id, "employee_id": employee.id,
        "coach_id": coach.id, "job_title": "Bakker", "first_sick_day": NOW.date() - timedelta(days=620),
        "first_year_evaluation": NOW.date() - timedelta(days=260),
        "track_two_start": NOW.date() - timedelta(days=226),
    }, **by)  # fmt: skip
    acts.save_profile(session, case, {
        "work_history": [{"title": "Bakker", "years": 9, "tasks": ["deeg maken", "ovens bedienen"]}],
        "skills": ["klantcontact", "plannen", "Excel"], "education": "mbo-4", "licences": ["rijbewijs B"],
        "languages": ["Nederlands"], "home_postcode": "3511 AB", "max_travel_minutes": 45, "transport": "ov",
        "desired_hours": 32,
    }, **by)  # fmt: skip
    wage = {"amount": "2950.00", "hours_per_week": 36, "source": "AD-rapport", "source_date": NOW.date()}
    acts.save_wage(session, case, wage, **by)
    acts.save_capability_document(session, case, {
        "kind": "FML", "dated": NOW.date() - timedelta(days=280), "author_function": "bedrijfsarts",
        "max_hours_per_week": 32,
        "limitations": [{"item": "4.13", "level": 1}, {"item": "6.1", "level": 2}, {"item": "2.8", "level": 1}],
    }, **by)  # fmt: skip
    return employee, coach, case


def make_posting(number: int) -> VacancyIn:
    draw = random.Random(number)  # noqa: S311 - seeded, no secret
    low, size = draw.randrange(2200, 3600, 50), draw.choice((24, 32, 36, 40))
    text = f"€ {low} - € {low + 400} per maand"
    return VacancyIn(
        id=f"{number:016x}", source="bench", identifier=str(number), url=f"https://werk.example/vacature/{number}",
        title=f"{draw.choice(TITLES)} {number}", employer=f"Bedrijf {number % 997}", place=draw.choice(PLACES),
        description="\n\n".join(" ".join(draw.choices(SENTENCES, k=6)) for _ in range(4)),
        hours_min=Decimal(size - 8), hours_max=Decimal(size), salary_text=text,
        salary=Salary(text=text, is_wage=True, min=Decimal(low), max=Decimal(low + 400), unit="month"),
        date_posted=NOW.date() - timedelta(days=number % 60),
    )  # fmt: skip


def _fill(database: Database, case_id: int, vacancies: int, matches: int) -> None:
    from dossier.storage.match_tally import keep_tally
    from dossier.storage.matches import count_matches
    from matcher import rank_cases

    with database.session() as session:
        rank_cases(session, on=NOW.date())
        ranked = count_matches(session, case_id)
    for first in range(min(vacancies, WRITTEN), vacancies, PART):
        with database.session() as session:
            copy_vacancies(session, WRITTEN, range(first, min(first + PART, vacancies)))
            copy_matches(session, case_id, ranked, range(max(first, ranked), min(first + PART, matches)))
    with database.session() as session:
        keep_tally(session, case_id)
