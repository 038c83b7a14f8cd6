"""What was agreed about the track as a whole: its grounds, its goal, its extension and who keeps the file."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.course_row import keep_row
from dossier.acts.entry import Input, case_id_of, check_near, read_input
from dossier.errors import InvalidInputError
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCourse
from dossier.model.course_kind import CaseType, LedBy
from dossier.model.people import Account
from dossier.storage.course import course_of


class Explored(StrEnum):
    """The order of the law: own job, other job at the employer, elsewhere (seeds 22, 23, 64)."""

    OPEN = "OPEN"
    POSSIBLE = "POSSIBLE"
    IMPOSSIBLE = "IMPOSSIBLE"


class EarlyGround(StrEnum):
    """The four grounds for a start before the first-year evaluation (TL-15, seed 44)."""

    JOB_GONE = "JOB_GONE"
    JOB_UNSUITABLE = "JOB_UNSUITABLE"
    JOB_UNADAPTABLE = "JOB_UNADAPTABLE"
    NO_OTHER_JOB = "NO_OTHER_JOB"


class CourseIn(Input):
    """The course as it stands; an impossibility needs a word about why."""

    case_type: CaseType = CaseType.EMPLOYER
    led_by: LedBy = LedBy.AGENCY
    own_job: Explored = Explored.OPEN
    own_job_why: str | None = Field(default=None, max_length=1000)
    other_job: Explored = Explored.OPEN
    other_job_why: str | None = Field(default=None, max_length=1000)
    elsewhere: Explored = Explored.OPEN
    elsewhere_why: str | None = Field(default=None, max_length=1000)
    early_grounds: list[EarlyGround] = Field(default=[], max_length=4)
    early_document: str | None = Field(default=None, max_length=300)
    track_one: str | None = Field(default=None, max_length=2000)
    goal: str | None = Field(default=None, max_length=1000)
    extended_until: date | None = None
    extension_reason: str | None = Field(default=None, max_length=1000)


def save_course(
    session: Session,
    case: ReintegrationCase,
    values: CourseIn | Mapping[str, Any],
    *,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> CaseCourse:
    """State or change the course; the entry keeps the whole of it as it is from now on."""
    given = read_input(CourseIn, values)
    check_course(given, case)
    known = course_of(session, case_id_of(case))
    row_id = None if known is None else known.id
    fields = given.model_dump(mode="json", exclude={"extended_until"}) | {"extended_until": given.extended_until}
    entry = EntryKind.COURSE_SAVED
    return keep_row(
        session, case, CaseCourse, fields, entry=entry, given=given, row_id=row_id, occurred_on=None, actor=actor,
        now=now, signer=signer,
    )  # fmt: skip


def check_course(given: CourseIn, case: ReintegrationCase) -> None:
    """What is said to be impossible says why; early grounds name their paper; an extension its reason (63)."""
    for name in ("own_job", "other_job"):
        if getattr(given, name) == Explored.IMPOSSIBLE and not getattr(given, f"{name}_why"):
            raise InvalidInputError(f"{name}_why", "", "waarom dit niet kan, in woorden over werk")
    if given.elsewhere == Explored.POSSIBLE and Explored.OPEN in (given.own_job, given.other_job):
        allowed = "pas na het eigen werk en ander werk bij de eigen werkgever (volgorde van de wet)"
        raise InvalidInputError("elsewhere", given.elsewhere.value, allowed)
    if given.early_grounds and not given.early_document:
        raise InvalidInputError("early_document", "", "het document waaruit de grond blijkt, met de datum")
    if given.led_by != LedBy.AGENCY and case.coach_id is not None:
        allowed = "pas na overdracht: dit dossier heeft nog een coach"
        raise InvalidInputError("led_by", given.led_by.value, allowed)
    check_extension(given, case)


def check_extension(given: CourseIn, case: ReintegrationCase) -> None:
    if given.extended_until is not None and not given.extension_reason:
        raise InvalidInputError("extension_reason", "", "waarom de track langer duurt")
    check_near("extended_until", given.extended_until, case=case)
    start = case.track_two_start or case.first_sick_day
    if given.extended_until is not None and given.extended_until <= start:
        raise InvalidInputError("extended_until", given.extended_until.isoformat(), f"een dag na {start}")
