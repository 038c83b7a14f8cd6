"""The working copy of a report: begun from the rows, saved part by part, and no evidence yet."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from pydantic import BaseModel, Field, create_model
from sqlmodel import Session

from dossier.acts.entry import (
    Input,
    account_id,
    case_id_of,
    dutch_day,
    read_input,
)
from dossier.acts.ownership import require_owner
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.house_style import standard_texts_for
from dossier.evidence.report_outward import facts_for
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.model.report import Report, ReportDraft, ReportKind
from dossier.rules.guarded_field import withhold
from dossier.rules.report_draft import draft_texts, first_day_of_next
from dossier.rules.report_kind import ReportForm, report_forms
from dossier.storage import reports as rows
from dossier.storage.cases import lock_case

TEXT_LENGTH = 20_000


class DraftIn(Input):
    """Which report over which days."""

    kind: ReportKind
    period_from: date
    period_to: date


@cache
def texts_model(kind: str) -> type[Input]:
    """The input of one kind of report: a text per part, each guarded under its own name."""
    texts: dict[str, Any] = {
        part.slug: (str, Field(default="", max_length=TEXT_LENGTH)) for part in form_of(kind).parts
    }
    return cast("type[Input]", create_model("ReportTexts", __base__=Input, **texts))


def form_of(kind: str) -> ReportForm:
    return report_forms()[kind]


def next_period(session: Session, case: ReintegrationCase, kind: str, *, now: datetime) -> tuple[date, date]:
    """What the next report would be about: a progress report follows the last one, others see the whole track."""
    start = case.track_two_start or case.first_sick_day
    today = dutch_day(now)
    if kind != ReportKind.PROGRESS:
        return min(start, today), today
    reported = [row.period_to for row in rows.list_reports(session, case_id_of(case)) if row.kind == kind]
    return min(first_day_of_next(max(reported, default=None), start), today), today


def start_draft(
    session: Session, case: ReintegrationCase, values: DraftIn | Mapping[str, Any], *, actor: Account, now: datetime
) -> ReportDraft:
    """A working copy with the texts that the dossier gives; of what was settled before, the texts of then."""
    require_owner(session, actor, case, now)
    given = read_input(DraftIn, values)
    _check_period(given.period_from, given.period_to, case, now)
    kind, case_id = given.kind.value, case_id_of(case)
    lock_case(session, case_id)  # or two writers would begin the same report
    number = _next_number(session, case_id, kind)
    known = _own_draft(session, case_id, kind, number, actor)
    if known is not None:
        return known
    earlier = next(iter(rows.versions_of(session, case_id, kind, number)), None)
    facts = facts_for(session, case, (given.period_from, given.period_to), role=actor.role)
    texts = draft_texts(form_of(kind).written_by(actor.role), facts, standard_texts_for(session, case, kind))
    if earlier is not None:
        texts |= {slug: text for slug, text in readable_texts(earlier, actor.role).items() if slug in texts}
    return _add_draft(session, case, kind, number, (given.period_from, given.period_to), texts, actor=actor, now=now)


def start_version(
    session: Session, case: ReintegrationCase, report_id: int, *, actor: Account, now: datetime
) -> ReportDraft:
    """A working copy of a settled report, for its next version; the settled one stays as it is."""
    require_owner(session, actor, case, now)
    is_employer = actor.role == Role.EMPLOYER
    report = rows.get_report(session, case_id_of(case), report_id, released_only=is_employer)
    known = _own_draft(session, case_id_of(case), report.kind, report.number, actor)
    if known is not None:
        return known
    newest = rows.versions_of(session, case_id_of(case), report.kind, report.number)[0]
    texts = readable_texts(newest, actor.role)
    period = (newest.period_from, newest.period_to)
    return _add_draft(session, case, report.kind, report.number, period, texts, actor=actor, now=now)


def readable_texts(report: Report, role: str) -> dict[str, str]:
    """The parts of a settled report as this role reads them: the employer the released ones that are his (row 23)."""
    if role != Role.EMPLOYER:
        return {one["slug"]: one["text"] for one in report.sections}
    if report.released_at is None:
        return {}
    return {one["slug"]: withhold(one["text"]) for one in report.sections if one["employer"]}


def _own_draft(session: Session, case_id: int, kind: str, number: int, actor: Account) -> ReportDraft | None:
    """What this role was writing; the copy of who kept the file before gives way, read by nobody else."""
    known = rows.find_draft(session, case_id, kind, number)
    if known is not None and role_of_writer(session, known) != actor.role:
        rows.drop_draft(session, known)
        return None
    return known


def role_of_writer(session: Session, draft: ReportDraft) -> str | None:
    writer = session.get(Account, draft.saved_by)
    return None if writer is None else writer.role


def drafts_for(session: Session, case: ReintegrationCase, actor: Account) -> list[ReportDraft]:
    """The working copies of this role: a draft is read by who keeps the file, and by nobody else."""
    drafts = rows.list_drafts(session, case_id_of(case))
    return [draft for draft in drafts if role_of_writer(session, draft) == actor.role]


def draft_for(
    session: Session, case: ReintegrationCase, draft_id: int, actor: Account, *, lock: bool = False
) -> ReportDraft:
    draft = rows.get_draft(session, case_id_of(case), draft_id, lock=lock)
    if role_of_writer(session, draft) != actor.role:
        raise NotFoundError("Dit concept is niet gevonden.")
    return draft


def _next_number(session: Session, case_id: int, kind: str) -> int:
    """Progress reports are counted; of the others there is one, with versions."""
    if kind != ReportKind.PROGRESS:
        return 1
    settled = [row.number for row in rows.list_reports(session, case_id) if row.kind == kind]
    begun = [row.number for row in rows.list_drafts(session, case_id) if row.kind == kind]
    return next((number for number in begun if number not in settled), max(settled, default=0) + 1)


def _add_draft(
    session: Session,
    case: ReintegrationCase,
    kind: str,
    number: int,
    period: tuple[date, date],
    texts: dict[str, str],
    *,
    actor: Account,
    now: datetime,
) -> ReportDraft:
    row = ReportDraft(
        case_id=case_id_of(case),
        kind=kind,
        number=number,
        period_from=period[0],
        period_to=period[1],
        texts=texts,
        saved_at=now,
        saved_by=account_id(actor),
    )
    session.add(row)
    session.flush()
    return row


def save_draft(
    session: Session,
    case: ReintegrationCase,
    draft_id: int,
    values: BaseModel | Mapping[str, Any],
    *,
    revision: int,
    actor: Account,
    now: datetime,
) -> ReportDraft:
    """Keep every text of the form; a copy that was saved elsewhere since is not overwritten."""
    require_owner(session, actor, case, now)
    draft = draft_for(session, case, draft_id, actor, lock=True)
    if draft.revision != revision:
        raise InvalidInputError("revision", revision, f"de versie die nu bewaard is ({draft.revision})")
    given = read_input(texts_model(draft.kind), cast("Mapping[str, Any]", values))
    draft.texts = {**draft.texts, **given.model_dump(exclude_unset=True)}
    draft.revision += 1
    draft.saved_at, draft.saved_by = now, account_id(actor)
    session.add(draft)
    session.flush()
    return draft


def _check_period(first: date, last: date, case: ReintegrationCase, now: datetime) -> None:
    if last < first:
        raise InvalidInputError("period_to", last.isoformat(), f"een dag vanaf {first}")
    if first < case.first_sick_day:
        raise InvalidInputError("period_from", first.isoformat(), f"een dag vanaf {case.first_sick_day}")
    if last > dutch_day(now):
        raise InvalidInputError("period_to", last.isoformat(), f"een dag tot en met {dutch_day(now)}")
