"""Sharing vacancies with the people they suit, and taking back what was decided a moment ago."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session

from dossier.acts.entry import account_id, case_id_of
from dossier.acts.shortlists import shortlist_vacancy
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.match import ShortlistEntry, ShortlistState
from dossier.model.people import Account
from dossier.storage.shortlists import decided_at, entry_for, logged_decisions

MOST_AT_ONCE = 20
"""More than this is no advice any more, but a list."""
TAKE_BACK_WITHIN = timedelta(hours=1)
"""After that the other has seen it: then it is moved on the board, as everything else."""
SHARED, TAKEN_BACK = "gedeeld", "teruggenomen"
MOVED_BY_SHARING = frozenset({ShortlistState.NEW.value})
"""What stands on the board already keeps its place, except what nobody looked at yet."""


class Shared(NamedTuple):
    """Which vacancies came on the shortlist, and which stood there or were decided about before."""

    shared: list[str]
    known: list[str]


def share_vacancies(
    session: Session,
    case: ReintegrationCase,
    vacancy_ids: Sequence[str],
    *,
    word: str | None = None,
    confirmed: bool = False,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> Shared:
    """Put vacancies on the shortlist of a case at "bekijken", with a word along; an earlier decision stays."""
    wanted = list(dict.fromkeys(vacancy_ids))
    if not 0 < len(wanted) <= MOST_AT_ONCE:
        raise InvalidInputError("vacancies", str(len(wanted)), f"1 tot en met {MOST_AT_ONCE} vacatures")
    result = Shared([], [])
    for vacancy_id in wanted:
        known = entry_for(session, case_id_of(case), vacancy_id)
        if known is not None and known.state not in MOVED_BY_SHARING:
            result.known.append(vacancy_id)
            continue
        shortlist_vacancy(
            session,
            case,
            vacancy_id,
            state=ShortlistState.LOOK,
            note=word or (known.note if known else None),
            confirmed=confirmed,
            origin=SHARED,
            actor=actor,
            now=now,
            signer=signer,
        )
        result.shared.append(vacancy_id)
    return result


def take_back(
    session: Session, case: ReintegrationCase, moment: datetime, *, actor: Account, now: datetime, signer: Signer
) -> int:
    """Put what this person decided in this case at that moment back as it was; answers how many vacancies.

    Only the last decision about a vacancy can be taken back, by who made it, and not long after.
    """
    if not timedelta(0) <= now - moment <= TAKE_BACK_WITHIN:
        raise InvalidInputError("moment", moment.isoformat(), "een keuze van het laatste uur")
    own = [row for row in decided_at(session, account_id(actor), moment) if row.case_id == case.id]
    for row in own:
        before = earlier_decision(session, row)
        shortlist_vacancy(
            session, case, row.vacancy_id, confirmed=True, origin=TAKEN_BACK, actor=actor, now=now, signer=signer,
            **before,
        )  # fmt: skip
    return len(own)


def earlier_decision(session: Session, row: ShortlistEntry) -> dict[str, Any]:
    """What stood there before the last decision, as the log has it; before the first one nothing stood."""
    said = logged_decisions(session, row, kind=EntryKind.SHORTLISTED.value)
    if len(said) < 2:
        return {"state": ShortlistState.WITHDRAWN.value, "reason_code": None, "note": None}
    return {name: said[-2].get(name) for name in ("state", "reason_code", "note")}
