"""A pause of the track, with its ground and its dated document (rules 1c, U-27)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.course_row import keep_row
from dossier.acts.entry import Input, case_id_of, check_day, check_near, read_input
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.course import CasePause
from dossier.model.course_kind import PauseGround
from dossier.model.people import Account
from dossier.rules.parameter import days_on
from dossier.rules.pauses import PauseFact, check_pause
from dossier.storage.course import first_evaluation, pauses_of


class PauseIn(Input):
    """Ground, days and document; a paper without a day is no proof."""

    ground: PauseGround
    starts_on: date
    ends_on: date | None = None
    document: str = Field(min_length=1, max_length=300)
    document_dated: date
    reassessed_on: date | None = None


def save_pause(
    session: Session,
    case: ReintegrationCase,
    values: PauseIn | Mapping[str, Any],
    *,
    pause_id: int | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> CasePause:
    """A new pause, or the same pause with a known end or a new look of the physician."""
    given = read_input(PauseIn, values)
    check_day("document_dated", given.document_dated, case=case, now=now)
    check_day("reassessed_on", given.reassessed_on, case=case, now=now)
    for name in ("starts_on", "ends_on"):
        check_near(name, getattr(given, name), case=case)
    fact = PauseFact(given.ground.value, given.starts_on, given.ends_on, given.reassessed_on, given.document_dated)
    last_of_year = case.first_sick_day + timedelta(days=days_on("terms", "evaluation_until", case.first_sick_day))
    check_pause(
        fact,
        pauses_of(session, case_id_of(case), without=pause_id),
        first_sick_day=case.first_sick_day,
        evaluated=first_evaluation(session, case) or last_of_year,
    )
    fields = given.model_dump() | {"ground": given.ground.value}
    entry = EntryKind.PAUSE_SAVED
    return keep_row(
        session, case, CasePause, fields, entry=entry, given=given, row_id=pause_id, occurred_on=given.document_dated,
        actor=actor, now=now, signer=signer,
    )  # fmt: skip
