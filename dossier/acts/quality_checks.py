"""Looking at a letter and CV with the five points of U-24; each look stays as it was."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    check_day,
    fields_of,
    read_input,
    record_entry,
    require_right,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.quality_check import QualityCheck, Seen
from dossier.rules.quality import POINTS
from dossier.storage.applications import get_application

LETTERS_ROW = 18


class QualityIn(Input):
    """What was seen of each point; a point that nobody looked at says so."""

    checked_on: date
    fits_profile: Seen = Seen.NOT_LOOKED
    fits_vacancy: Seen = Seen.NOT_LOOKED
    language: Seen = Seen.NOT_LOOKED
    layout: Seen = Seen.NOT_LOOKED
    motivation: Seen = Seen.NOT_LOOKED
    advice: str | None = Field(default=None, max_length=2000)


def save_quality_check(
    session: Session,
    case: ReintegrationCase,
    serial: int,
    values: QualityIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> QualityCheck:
    """One more look; who keeps letters may look (matrix row 18), and the employer never reads it."""
    require_right(actor, LETTERS_ROW, "write")
    given = read_input(QualityIn, values)
    check_day("checked_on", given.checked_on, case=case, now=now)
    seen = {name: getattr(given, name).value for name in POINTS}
    if set(seen.values()) == {Seen.NOT_LOOKED.value}:
        raise InvalidInputError("fits_profile", Seen.NOT_LOOKED.value, "minstens één punt dat is nagekeken")
    application = get_application(session, case_id_of(case), serial)
    assert application.id is not None
    row = QualityCheck(
        application_id=application.id,
        checked_on=given.checked_on,
        advice=given.advice or None,
        recorded_at=now,
        recorded_by=account_id(actor),
        **seen,
    )
    session.add(row)
    session.flush()
    content = row_content(row, ("application_id", *fields_of(QualityIn))) | {"serial": serial} | confirmed_words(given)
    record_entry(
        session,
        case,
        EntryKind.QUALITY_CHECKED,
        content,
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=row.checked_on,
    )
    return row
