"""Putting the weights of a list back, and saying which occupation a vacancy really is."""

from datetime import datetime

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import Input, read_input, record_entry, row_content
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.vacancy import Vacancy
from dossier.storage.vacancies import get_vacancy


class OccupationIn(Input):
    """The unit group of ISCO-08 that a vacancy is, four digits; empty = let the title speak again."""

    occupation: str | None = Field(default=None, pattern=r"^\d{4}$")


def reset_weights(
    session: Session, case: ReintegrationCase, *, actor: Account, now: datetime, signer: Signer
) -> ReintegrationCase:
    """From now on earlier decisions about vacancies no longer move the weights of this case's list."""
    case.weights_reset_at = now
    session.add(case)
    session.flush()
    content = row_content(case, ("weights_reset_at",))
    record_entry(session, case, EntryKind.CASE_CHANGED, content, actor=actor, now=now, signer=signer)
    return case


def correct_occupation(
    session: Session,
    case: ReintegrationCase,
    vacancy_id: str,
    occupation: str | None,
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Vacancy:
    """Say which occupation a vacancy is; it counts for everybody whom the vacancy is weighed for.

    The entry stands in the log of the case in which it was found, because that list follows from it.
    """
    given = read_input(OccupationIn, {"occupation": occupation or None})
    vacancy = get_vacancy(session, vacancy_id)
    if vacancy.occupation == given.occupation:
        return vacancy
    vacancy.occupation = given.occupation
    session.add(vacancy)
    session.flush()
    content = {"vacancy_id": vacancy_id, "title": vacancy.title, "occupation": given.occupation}
    record_entry(session, case, EntryKind.OCCUPATION_CORRECTED, content, actor=actor, now=now, signer=signer)
    return vacancy
