"""A new version of the search profile: where is searched, and why (U-09, U-10)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from sqlmodel import Session

from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    check_near,
    dutch_day,
    read_input,
    record_entry,
    require_right,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.acts.joint_records import SignatureIn, make_signature
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase, SearchProfile
from dossier.model.people import Account, Role
from dossier.storage import profiles as rows
from dossier.storage.matches import kept_ranking

FIELDS = ("version", "valid_from", "directions", "region", "hours", "reason", "why_dropped")
MARKET_FIELDS = ("market", "market_on")
SIGNERS = (Role.EMPLOYEE, Role.COACH)
PROGRAM = "Passend (programma)"


class SearchProfileIn(Input):
    """Search directions, region and hours, and the reason for this version."""

    valid_from: date
    directions: list[Annotated[str, StringConstraints(min_length=1, max_length=200)]] = Field(
        min_length=1, max_length=30
    )
    region: str | None = Field(default=None, max_length=300)
    hours: str | None = Field(default=None, max_length=100)
    reason: str = Field(min_length=1, max_length=4000)
    why_dropped: str | None = Field(default=None, max_length=4000)


def save_search_profile(
    session: Session,
    case: ReintegrationCase,
    values: SearchProfileIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> SearchProfile:
    """The next version; earlier versions stay as they were."""
    require_right(actor, 13, "write")
    given = read_input(SearchProfileIn, values)
    check_near("valid_from", given.valid_from, case=case)
    row = rows.save_search_profile(
        session,
        SearchProfile(
            case_id=case_id_of(case),
            version=0,
            recorded_at=now,
            recorded_by=account_id(actor),
            **given.model_dump(),
        ),
    )
    record_entry(
        session,
        case,
        EntryKind.SEARCH_PROFILE_SAVED,
        row_content(row, FIELDS) | confirmed_words(given),
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=row.valid_from,
    )
    return row


def sign_search_profile(
    session: Session,
    case: ReintegrationCase,
    version: int,
    values: SignatureIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> SearchProfile:
    """Employee and coach sign the version that holds now, in the way of every joint paper (rules 3e)."""
    given = read_input(SignatureIn, values)
    if given.role not in SIGNERS:
        raise InvalidInputError("role", given.role, "werknemer of loopbaancoach")
    row = next(iter(rows.search_profiles_of(session, case_id_of(case))), None)
    if row is None or row.version != version:
        raise InvalidInputError("version", version, "de versie die nu geldt" if row else "een zoekprofiel")
    made_on = min(row.valid_from, dutch_day(row.recorded_at))
    signature = make_signature(given, row.signatures, made_on, case, actor=actor, now=now)
    row.signatures = [*row.signatures, signature]
    session.add(row)
    session.flush()
    content = row_content(row, (*FIELDS, "signatures")) | confirmed_words(given)
    record_entry(
        session, case, EntryKind.SEARCH_PROFILE_SIGNED, content, actor=actor, now=now, signer=signer,
        occurred_on=given.signed_on,
    )  # fmt: skip
    return row


def keep_market_figures(
    session: Session, case: ReintegrationCase, *, now: datetime, signer: Signer
) -> SearchProfile | None:
    """Lay what the last list counted per direction beside the version that it was made for, once.

    UWV asks that a search profile rests on the labour market of that day (rules U-08, U-09, 3e).
    """
    latest = next(iter(rows.search_profiles_of(session, case_id_of(case))), None)
    ranking = kept_ranking(session, case_id_of(case))
    if latest is None or latest.market_on is not None or ranking is None or not ranking.directions:
        return None
    latest.market, latest.market_on = ranking.directions, ranking.computed_on
    session.add(latest)
    session.flush()
    record_entry(
        session, case, EntryKind.MARKET_KEPT, row_content(latest, ("version", *MARKET_FIELDS)),
        actor=PROGRAM, now=now, signer=signer, occurred_on=ranking.computed_on,
    )  # fmt: skip
    return latest
