"""A coach with forty people, each with two hundred matches: what the measures are taken in."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.match import Match
from dossier.storage.accounts import create_account, get_account
from dossier.storage.bulk import insert_rows
from dossier.storage.cases import case_by_number
from dossier.storage.matches import list_matches
from passend.bench.office import NO_ONE, NOW, NUMBER, Office, open_office

PEOPLE, MATCHES = 40, 200
SILENT = 3
"""Of so many applications of the measured person the proof is missing."""


@dataclass(frozen=True)
class Caseload:
    """The office, and the accounts of those who are measured."""

    office: Office
    accounts: dict[str, int]


def open_caseload(folder: Path, people: int = PEOPLE, matches: int = MATCHES) -> Caseload:
    """A new installation; every row but the copies of matches is written by the acts of the program."""
    office = open_office(folder, matches, matches)
    signer = Signer.load_or_create(office.settings.signing_key_file)
    with office.database.session() as session:
        employer = _add_employer(session, office)
        _apply(session, office, case_by_number(session, NUMBER), SILENT, signer)
        kept = [row.model_dump(exclude={"id"}) for row in list_matches(session, office.case_id)]
        for number in range(2, people + 1):
            case = _open_case(session, office, number, signer)
            _apply(session, office, case, number % 3, signer)
            insert_rows(session, Match, [row | {"case_id": case.id} for row in kept])
    return Caseload(office, {"coach": office.coach_id, "employee": office.employee_id, "employer": employer})


def _add_employer(session: Session, office: Office) -> int:
    case = case_by_number(session, NUMBER)
    account = create_account(
        session, email="daan@passend.example", name="Daan Mulder", role="employer", password_hash=NO_ONE, now=NOW,
        organisation_id=case.employer_id,
    )  # fmt: skip
    assert account.id is not None
    return account.id


def _open_case(session: Session, office: Office, number: int, signer: Signer) -> ReintegrationCase:
    first = case_by_number(session, NUMBER)
    day = NOW.date() - timedelta(days=370 + number * 8)
    values = {
        "number": f"2026-{number:04}", "employee_name": f"Persoon {number:02}", "employer_id": first.employer_id,
        "coach_id": office.coach_id, "job_title": "Bakker", "first_sick_day": day,
        "track_two_start": NOW.date() - timedelta(days=number * 4),
    }  # fmt: skip
    return acts.open_case(session, values, actor=get_account(session, office.coach_id), now=NOW, signer=signer)


def _apply(session: Session, office: Office, case: ReintegrationCase, times: int, signer: Signer) -> None:
    actor = get_account(session, office.coach_id)
    for number in range(times):
        values = {
            "applied_on": NOW.date() - timedelta(days=3 + number), "employer": f"Bedrijf {number}",
            "job_title": "Receptionist", "way": "webformulier",
        }  # fmt: skip
        acts.log_application(session, case, values, actor=actor, now=NOW, signer=signer)
