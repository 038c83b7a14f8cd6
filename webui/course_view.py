"""The course of a case as its page shows it: rows by kind, where it rests today, and how it got here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from dossier.evidence.kind import EntryKind
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCourse, CaseParty, CasePause, JointRecord, Placement, SanctionPoint, WageSanction
from dossier.rules.pauses import PauseFact, rests_on
from dossier.rules.sanction import sanction_end
from dossier.storage.case_terms import end_of_waiting
from dossier.storage.course import course_of, list_rows, pauses_of, sanction_of
from dossier.storage.evidence import contents_of, entries_of

SHOWN = frozenset({EntryKind.CASE_OPENED, EntryKind.CASE_MOVED, EntryKind.HANDED_OVER})


@dataclass(frozen=True)
class CourseView:
    """Everything on the page; `resting` is the pause of today."""

    agreed: CaseCourse | None
    pauses: list[CasePause]
    placements: list[Placement]
    papers: list[JointRecord]
    parties: list[CaseParty]
    sanction: WageSanction | None
    sanction_end: date | None
    points: list[SanctionPoint]
    resting: PauseFact | None
    end: date

    @property
    def days_moved(self) -> bool:
        return any(one.ground in {"INTERRUPTION", "PREGNANCY_LEAVE"} for one in self.pauses)


@dataclass(frozen=True)
class Step:
    """One line of the history, as the log keeps it."""

    day: date
    kind: str
    status: str | None
    actor: str
    from_name: str | None
    to_name: str | None
    reason: str | None


def build_course(session: Session, case: ReintegrationCase, on: date) -> CourseView:
    assert case.id is not None
    sanction, end = sanction_of(session, case.id), end_of_waiting(session, case)
    return CourseView(
        agreed=course_of(session, case.id),
        pauses=sorted(list_rows(session, CasePause, case.id), key=lambda row: row.starts_on, reverse=True),
        placements=sorted(list_rows(session, Placement, case.id), key=lambda row: row.starts_on, reverse=True),
        papers=sorted(list_rows(session, JointRecord, case.id), key=lambda row: row.held_on, reverse=True),
        parties=list(list_rows(session, CaseParty, case.id)),
        sanction=sanction,
        sanction_end=None if sanction is None else last_day(sanction, end),
        points=list(list_rows(session, SanctionPoint, case.id)),
        resting=rests_on(pauses_of(session, case.id), on),
        end=end,
    )


def last_day(sanction: WageSanction, end: date) -> date:
    return sanction_end(end, repaired=sanction.repair_established_on, late_days=sanction.late_days)


def history_of(session: Session, case_id: int) -> list[Step]:
    """The moves and hand-overs of a case, newest first, out of the log."""
    contents = contents_of(session, case_id)
    steps = []
    for entry in reversed(entries_of(session, case_id)):
        if entry.kind in SHOWN:
            assert entry.id is not None
            told: dict[str, Any] = contents[entry.id].content if entry.id in contents else {}
            steps.append(
                Step(
                    entry.occurred_on,
                    entry.kind,
                    told.get("status"),
                    entry.actor,
                    told.get("from_name"),
                    told.get("to_name"),
                    told.get("reason"),
                )
            )
    return steps
