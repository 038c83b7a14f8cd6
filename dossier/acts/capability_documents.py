"""Recording an FML, IZP or other capacity document: which items deviate, and never why."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field
from sqlmodel import Session

from dossier.acts.cases import check_first_day
from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    read_input,
    record_entry,
    require_act,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import CapabilityDocument, ReintegrationCase
from dossier.model.people import Account
from dossier.model.person import LimitationIn
from dossier.rules.access import may_in
from dossier.rules.fml import CURRENT, Kind, check_limitation, items
from dossier.rules.parties import check_author
from dossier.rules.standing import Part, part_of
from dossier.storage.profiles import save_document

FIELDS = (
    "kind",
    "instrument",
    "generation",
    "dated",
    "author_function",
    "max_hours_per_week",
    "labour_expert_conclusion",
)


class CapabilityDocumentIn(Input):
    """The document as received: its date, who wrote it in which function, and the deviations."""

    kind: str = Field(min_length=1, max_length=100)
    instrument: str = Field(default="FML", max_length=20)
    generation: Literal["current", "old"] = "current"
    dated: date
    author_function: str = Field(min_length=1, max_length=100)
    max_hours_per_week: float | None = Field(default=None, ge=0, le=80)
    labour_expert_conclusion: str | None = Field(default=None, max_length=4000)
    limitations: list[LimitationIn] = Field(default=[], max_length=200)


def save_capability_document(
    session: Session,
    case: ReintegrationCase,
    values: CapabilityDocumentIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> CapabilityDocument:
    """A new document leads or lies on top of what leads (`dossier.rules.standing`); an older one stays as it was."""
    given = read_input(CapabilityDocumentIn, values)
    require_keeper(actor, case, given)
    check_first_day("dated", given.dated, now)
    check_author(given.kind, given.author_function)
    limitations = [
        one.model_copy(update={"instrument": given.instrument, "generation": given.generation})
        for one in given.limitations
    ]
    for limitation in limitations:
        check_limitation(limitation)
    check_once(limitations)
    document = CapabilityDocument(
        case_id=case_id_of(case),
        recorded_at=now,
        recorded_by=account_id(actor),
        **given.model_dump(exclude={"limitations"}),
    )
    document, rows = save_document(session, document, limitations)
    content = row_content(document, FIELDS) | {
        "limitations": [{"item": row.item, "level": row.level, "note": row.note} for row in rows],
        **confirmed_words(given),
    }
    record_entry(
        session,
        case,
        EntryKind.DOCUMENT_SAVED,
        content,
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=document.dated,
    )
    return document


def require_keeper(actor: Account, case: ReintegrationCase, given: CapabilityDocumentIn) -> None:
    """The coach keeps every document; without one the employee does, and the employer a labour expert's conclusion.

    What someone can is between physician and employee: an employer neither reads nor types it (V-01, V-02, V-04).
    """
    has_coach = case.coach_id is not None
    if may_in(actor.role, 6, "write", has_coach=has_coach):
        return
    require_act(actor, case, 7, "write")
    if part_of(given.kind) is not Part.CONCLUDES:
        raise InvalidInputError("kind", given.kind, "AD-rapport; andere documenten legt de werknemer vast")
    if given.limitations or given.max_hours_per_week is not None:
        raise InvalidInputError("limitations", "…", "niets: een werkgever legt alleen de dag en de conclusie vast")


def check_once(limitations: Sequence[LimitationIn]) -> None:
    """An item once, but each kind of a variant once: no evenings and no nights are both on 6.1."""
    named = [name_point(one) for one in limitations]
    double = sorted({name for name in named if named.count(name) > 1})
    if double:
        raise InvalidInputError("limitations", ", ".join(double), "elk item hoogstens één keer")


def name_point(limitation: LimitationIn) -> str:
    variants = {item.item for item in items() if item.kind is Kind.VARIANT}
    is_kind = limitation.generation == CURRENT and limitation.item in variants
    return f"{limitation.item} stand {limitation.level}" if is_kind else limitation.item
