"""A proposal as the page shows it, and carried from page to page: signed, in the form itself, and kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer
from pydantic import ValidationError

from dossier.capability_reading import Confidence, Finding, Proposal
from dossier.errors import InvalidInputError
from dossier.rules.fml import RUBRICS, FmlItem, Kind, find_item, items
from webui.configuration import derive_secret
from webui.context import get_context

LONGEST_WAIT = 4 * 60 * 60
"""Seconds between reading and saving; a sign-in that is not used ends sooner."""


@dataclass(frozen=True)
class ProposalRow:
    """One point to confirm: the document's words, and what they seem to come down to."""

    index: int
    item: FmlItem
    level: int
    note: str
    quote: str
    page: int
    doubtful: bool
    why: str
    taken: bool


@dataclass(frozen=True)
class ProposalRubric:
    number: int
    name: str
    rows: list[ProposalRow]


def seal_proposal(proposal: Proposal, owner: str) -> str:
    """The proposal as a signed text for a hidden field; `owner` is whose page and case it belongs to."""
    return str(_signer(owner).dumps(proposal.model_dump(mode="json")))


def open_proposal(sealed: str, owner: str) -> Proposal:
    try:
        return Proposal.model_validate(_signer(owner).loads(sealed, max_age=LONGEST_WAIT))
    except (BadData, ValidationError) as error:
        raise InvalidInputError("proposal", "", "een voorstel dat hier net is gelezen") from error


def _signer(owner: str) -> URLSafeTimedSerializer:
    key = derive_secret(get_context().settings.require_secret_key(), "capability-proposal")
    return URLSafeTimedSerializer(key, salt=owner)


def proposal_rubrics(proposal: Proposal) -> list[ProposalRubric]:
    """The rubrics with something to confirm, in the order of the list."""
    rows = [proposal_row(index, one) for index, one in enumerate(proposal.limited)]
    found = [
        ProposalRubric(number, name, [row for row in rows if row.item.rubric == number])
        for number, name in RUBRICS.items()
    ]
    return [rubric for rubric in found if rubric.rows]


def proposal_row(index: int, finding: Finding) -> ProposalRow:
    """As it was read, or as the person changed it when the page comes back."""
    level = request.form.get(f"read-level-{index}", str(finding.level))
    return ProposalRow(
        index=index,
        item=find_item(finding.item),
        level=int(level) if level.isdigit() else finding.level,
        note=request.form.get(f"read-note-{index}", finding.note or ""),
        quote=finding.quote,
        page=finding.page,
        doubtful=finding.confidence is Confidence.LOW,
        why=finding.why,
        taken=f"take-{index}" in request.form,
    )


def confirmed_limitations(proposal: Proposal) -> list[dict[str, object]]:
    """Only what was ticked, with the level and the note as they stand in the form."""
    return [
        {
            "item": finding.item,
            "level": request.form.get(f"read-level-{index}", ""),
            "note": request.form.get(f"read-note-{index}", "").strip()[:500] or None,
        }
        for index, finding in enumerate(proposal.limited)
        if f"take-{index}" in request.form
    ]


def other_items(proposal: Proposal) -> tuple[FmlItem, ...]:
    """What the reader did not propose, to add by hand; of kinds always, for another kind may be missing."""
    proposed = {finding.item for finding in proposal.limited}
    return tuple(item for item in items() if item.item not in proposed or item.kind is Kind.VARIANT)


def unlimited_names(proposal: Proposal) -> Sequence[str]:
    return [f"{find_item(one.item).name} ({one.item})" for one in proposal.unlimited]


def check_confirmed(limitations: Sequence[object], *, hours: bool) -> None:
    if not limitations and not hours:
        raise InvalidInputError("kind", "", _("minstens één punt dat u aanvinkt"))
