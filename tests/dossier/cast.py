"""The cast: Anna and her coach Bram, her employer Daan, and Carla and Els who have nothing to do with her."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.storage import accounts

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FIRST_SICK_DAY = date(2025, 3, 3)


@dataclass
class Cast:
    anna: Account
    bram: Account
    carla: Account
    daan: Account
    els: Account
    admin: Account
    case: ReintegrationCase
    other_case: ReintegrationCase
    signer: Signer

    def by(self, actor: Account, *, days_ago: int = 0) -> dict:
        """The three arguments of every act."""
        return {"actor": actor, "now": NOW - timedelta(days=days_ago), "signer": self.signer}


def make_cast(session: Session, signer: Signer) -> Cast:
    mulder = accounts.create_organisation(session, name="Bakkerij Mulder BV")
    kramer = accounts.create_organisation(session, name="Kramer Transport BV")
    agency = accounts.create_organisation(session, name="Bureau Vooruit", kind="agency")

    def account(name: str, role: str, organisation_id: int | None = None) -> Account:
        email = f"{name.split(maxsplit=1)[0].lower()}@passend.example"
        return accounts.create_account(
            session,
            email=email,
            name=name,
            role=role,
            password_hash="x",
            organisation_id=organisation_id,
            now=NOW,
        )

    anna, bram = account("Anna Visser", "employee"), account("Bram de Wit", "coach", agency.id)
    carla = account("Carla Smit", "coach", agency.id)
    daan, els = account("Daan Mulder", "employer", mulder.id), account("Els Kramer", "employer", kramer.id)
    admin = account("Admin", "admin")
    case = acts.open_case(
        session,
        {
            "number": "2026-0001",
            "employee_name": anna.name,
            "employer_id": mulder.id,
            "employee_id": anna.id,
            "coach_id": bram.id,
            "job_title": "bakker",
            "first_sick_day": FIRST_SICK_DAY,
            "track_two_start": date(2026, 4, 1),
        },
        actor=bram,
        now=NOW - timedelta(days=230),
        signer=signer,
    )
    other = acts.open_case(
        session,
        {
            "number": "2026-0002",
            "employee_name": "Fatima Bakker",
            "employer_id": kramer.id,
            "coach_id": carla.id,
            "first_sick_day": date(2025, 6, 2),
        },
        actor=carla,
        now=NOW - timedelta(days=230),
        signer=signer,
    )
    return Cast(anna, bram, carla, daan, els, admin, case, other, signer)
