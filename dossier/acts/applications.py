"""Applying: the row that UWV reads, its corrections and its result."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
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
    require_act,
    require_right,
    row_content,
)
from dossier.acts.free_text import confirmed_words
from dossier.acts.known_vacancy import fill_from_vacancy
from dossier.acts.reason import read_reason
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.job_application import ApplicationResult, ApplicationWay, FoundBy, JobApplication
from dossier.model.people import Account, Role
from dossier.rules.free_text import holds_guarded
from dossier.storage.applications import applied_vacancy, get_application, list_applications, next_serial


class Fit(StrEnum):
    """Column 11: whether the work fits, in no medical words."""

    YES = "ja"
    ADAPTED = "met aanpassing"
    NO = "nee"
    UNKNOWN = "onbekend"


class Performer(StrEnum):
    """Who applied (U-20): the employee does, the coach guides; an entry by the coach is counted apart."""

    EMPLOYEE = "employee"
    COACH = "coach"


class ApplicationIn(Input):
    """An application as entered; employer and function may come from the vacancy."""

    applied_on: date
    vacancy_id: str | None = None
    employer: str | None = Field(default=None, max_length=200)
    place: str | None = Field(default=None, max_length=200)
    job_title: str | None = Field(default=None, max_length=300)
    source: str | None = Field(default=None, max_length=200)
    found_by: FoundBy | None = None
    url: str | None = Field(default=None, max_length=2000)
    hours: str | None = Field(default=None, max_length=100)
    wage: str | None = Field(default=None, max_length=300)
    search_direction: str | None = Field(default=None, max_length=200)
    fits_limitations: Fit | None = None
    travel_minutes: int | None = Field(default=None, ge=0, le=600)
    way: ApplicationWay
    performed_by: Performer = Performer.EMPLOYEE
    contact_person: str | None = Field(default=None, max_length=200)
    result: ApplicationResult = ApplicationResult.NO_ANSWER
    result_on: date | None = None
    rejection_reason: str | None = Field(default=None, max_length=2000)
    follow_up: str | None = Field(default=None, max_length=2000)
    coach_remark: str | None = Field(default=None, max_length=2000)


class ApplicationChange(ApplicationIn):
    """A correction: only the fields that are given change."""

    applied_on: date | None = None  # type: ignore[assignment]
    way: ApplicationWay | None = None  # type: ignore[assignment]


class ResultIn(Input):
    """What came of an application."""

    result: ApplicationResult
    result_on: date
    rejection_reason: str | None = Field(default=None, max_length=2000)
    follow_up: str | None = Field(default=None, max_length=2000)


JUDGED = ("snapshot_id", "wage_verdict", "wage_ratio_low", "wage_ratio_high")
LOGGED = ("serial", *fields_of(ApplicationIn), *JUDGED)


def log_application(
    session: Session,
    case: ReintegrationCase,
    values: ApplicationIn | Mapping[str, Any],
    *,
    origin: str | None = None,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> JobApplication:
    """A new row with the next number; a known vacancy brings its page, wage ratio and travel time along.

    `origin` says from which row of which list it was taken over.
    """
    require_right(actor, 17, "write")
    given = read_input(ApplicationIn, values)
    _check(given.applied_on, given, case, now)
    fields: dict[str, Any] = {name: _plain(value) for name, value in given.model_dump().items()}
    evidence = fill_from_vacancy(session, case_id_of(case), fields) | ({"origin": origin} if origin else {})
    _require(fields, "employer", "job_title")
    row = JobApplication(
        case_id=case_id_of(case),
        serial=next_serial(session, case_id_of(case)),
        recorded_at=now,
        recorded_by=account_id(actor),
        **fields,
    )
    session.add(row)
    session.flush()
    record_entry(
        session,
        case,
        EntryKind.APPLICATION_LOGGED,
        row_content(row, LOGGED) | evidence | confirmed_words(given),
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=row.applied_on,
    )
    return row


def correct_application(
    session: Session,
    case: ReintegrationCase,
    serial: int,
    values: ApplicationChange | Mapping[str, Any],
    *,
    reason: str,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> JobApplication:
    """Correct some fields and say why; what stood there before stays readable in the log (U-31)."""
    require_right(actor, 17, "write")
    given = read_input(ApplicationChange, values)
    why = read_reason(reason, confirmed=given.confirmed_words)
    row = get_application(session, case_id_of(case), serial)
    changed: dict[str, Any] = {name: _plain(value) for name, value in given.model_dump(exclude_unset=True).items()}
    _require({"fields": changed}, "fields")
    _require({"applied_on": 1, "way": 1, "performed_by": 1, "result": 1} | changed, "applied_on", "way")
    _check(changed.get("applied_on", row.applied_on), given, case, now)
    if changed.get("vacancy_id"):
        applied_vacancy(session, changed["vacancy_id"])
    _require(row.model_dump() | changed, "employer", "job_title")
    for name, value in changed.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    content = row_content(row, ["serial", *changed]) | {"reason": why.reason} | confirmed_words(given, why)
    record_entry(
        session,
        case,
        EntryKind.APPLICATION_CORRECTED,
        content,
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=row.applied_on,
    )
    return row


def record_result(
    session: Session,
    case: ReintegrationCase,
    serial: int,
    values: ResultIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> JobApplication:
    """The answer of the employer, or that the employee withdrew."""
    require_right(actor, 17, "write")
    given = read_input(ResultIn, values)
    row = get_application(session, case_id_of(case), serial)
    _check(row.applied_on, given, case, now)
    changed: dict[str, Any] = {name: _plain(value) for name, value in given.model_dump(exclude_unset=True).items()}
    for name, value in changed.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    record_entry(
        session,
        case,
        EntryKind.RESULT_RECORDED,
        row_content(row, ["serial", *changed]) | confirmed_words(given),
        actor=actor,
        now=now,
        signer=signer,
        occurred_on=given.result_on,
    )
    return row


def release_applications(
    session: Session,
    case: ReintegrationCase,
    serials: list[int] | None = None,
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> list[JobApplication]:
    """Release rows to the employer (matrix row 17); without numbers every row that is not released yet.

    A row with words about health stays behind (V-16): `is_held_back` says which, and their words can be changed.
    """
    require_act(actor, case, 17, "release")
    rows = list_applications(session, case_id_of(case))
    unknown = set(serials or []) - {row.serial for row in rows}
    if unknown:
        raise InvalidInputError("serials", sorted(unknown), "nummers uit dit dossier")
    chosen = [row for row in rows if row.released_at is None and (serials is None or row.serial in serials)]
    chosen = [row for row in chosen if not is_held_back(row)]
    if not chosen:
        return []
    for row in chosen:
        row.released_at = now
        session.add(row)
    session.flush()
    content = {
        "record": "job_application",
        "record_ids": [row.id for row in chosen],
        "serials": [row.serial for row in chosen],
        "released_at": now,
        "released_to": Role.EMPLOYER.value,
    }
    record_entry(session, case, EntryKind.APPLICATIONS_RELEASED, content, actor=actor, now=now, signer=signer)
    return chosen


def is_held_back(row: JobApplication) -> bool:
    """Does a text of this row speak of health? Also in fields that the employer does not read: better safe."""
    return any(holds_guarded(text) for text in (row.rejection_reason, row.follow_up, row.coach_remark))


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else (value if value != "" else None)


def check_application(given: ApplicationIn, case: ReintegrationCase, now: datetime) -> None:
    """What `log_application` asks of the days and of the names, without writing anything."""
    _check(given.applied_on, given, case, now)
    _require(given.model_dump(), "employer", "job_title")


def _check(applied_on: date, given: ApplicationIn | ResultIn, case: ReintegrationCase, now: datetime) -> None:
    check_day("applied_on", applied_on, case=case, now=now)
    check_day("result_on", given.result_on, case=case, now=now)
    if given.result_on is not None and given.result_on < applied_on:
        raise InvalidInputError("result_on", given.result_on.isoformat(), f"een dag vanaf {applied_on}")


def _require(fields: Mapping[str, Any], *names: str) -> None:
    for name in names:
        if not fields[name]:
            raise InvalidInputError(name, "", "een waarde: dit veld is verplicht")
