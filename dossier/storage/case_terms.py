"""The calendar of a case, from every day that is recorded about it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from dossier.model.case import ReintegrationCase
from dossier.model.course import CasePause, JointRecord, Placement
from dossier.model.course_kind import JointKind, PauseGround
from dossier.rules.pauses import REASSESSED
from dossier.rules.sanction import sanction_end
from dossier.rules.terms import Term, list_terms
from dossier.rules.waiting_period import waiting_period_end
from dossier.storage.course import BOTH, first_evaluation, gaps_of, list_rows, sanction_of
from dossier.storage.database import FOUND_TERMS
from dossier.storage.evidence import last_hashes
from dossier.storage.profiles import documents_of

MOST_KEPT = 2_048


def end_of_waiting(session: Session, case: ReintegrationCase) -> date:
    """The first day after the waiting period, with the interruptions and leave that are recorded."""
    assert case.id is not None
    gaps, leave = gaps_of(session, case.id)
    return waiting_period_end(case.first_sick_day, gaps, leave)


def end_of_duties(session: Session, case: ReintegrationCase) -> date:
    """The first day without duties: after the waiting period, or after a wage sanction that follows it (TL-27)."""
    assert case.id is not None
    end, sanction = end_of_waiting(session, case), sanction_of(session, case.id)
    if sanction is None:
        return end
    last = sanction_end(end, repaired=sanction.repair_established_on, late_days=sanction.late_days)
    return max(end, last + timedelta(days=1))


def terms_on(session: Session, case: ReintegrationCase, on: date) -> list[Term]:
    """Every term that follows from what was recorded and had happened by this day."""
    assert case.id is not None
    return terms_by_case(session, [case], on)[case.id]


def terms_by_case(session: Session, cases: Iterable[ReintegrationCase], on: date) -> dict[int, list[Term]]:
    """The same for several cases; while nothing is added to the log of one, what was found before is given again.

    Every day that it follows from is logged (dossier/evidence/row_check), and the hash of the last entry is that of
    all before it. Only sessions that read alone know what was found: theirs is what is committed.
    """
    rows = {case.id: case for case in cases if case.id is not None}
    known: dict[tuple[str, date], list[Term]] | None = session.info.get(FOUND_TERMS)
    if known is None:
        return {case_id: _find_terms(session, case, on) for case_id, case in rows.items()}
    heads = last_hashes(session, rows)
    if len(known) > MOST_KEPT:
        known.clear()
    found = {case_id: known.get((heads.get(case_id, ""), on)) for case_id in rows}
    for case_id in (one for one, terms in found.items() if terms is None):
        terms = found[case_id] = _find_terms(session, rows[case_id], on)
        if case_id in heads:
            known[heads[case_id], on] = terms
    return {case_id: list(terms) for case_id, terms in found.items() if terms is not None}


def _find_terms(session: Session, case: ReintegrationCase, on: date) -> list[Term]:
    assert case.id is not None
    gaps, leave = gaps_of(session, case.id)
    known = _known(session, case, on)
    return list_terms(case.first_sick_day, on=on, gaps=gaps, leave=leave, **known)


def _known(session: Session, case: ReintegrationCase, on: date) -> dict[str, Any]:
    assert case.id is not None
    evaluation, sanction = first_evaluation(session, case), sanction_of(session, case.id)
    days = {
        "action_plan": _plan_signed(session, case.id),
        "evaluation": evaluation,
        "ad_advice": case.labour_expert_advice,
        "track_two_start": case.track_two_start,
        "capacity": _capacity_appeared(session, case.id, evaluation),
        "new_capacity_document": _newest_document(session, case, on),
        "shortening_request": None if sanction is None else sanction.shortening_asked_on,
        "unpaid_work": _unpaid_since(session, case.id, on),
    }
    happened: dict[str, Any] = {name: day for name, day in days.items() if day is not None and day <= on}
    return happened | {"track_one_prospect": _has_prospect(session, case.id, on)}


def _plan_signed(session: Session, case_id: int) -> date | None:
    """TL-05: the day on which the second of employer and employee signed the plan."""
    signed = []
    for paper in list_rows(session, JointRecord, case_id):
        days = {one["role"]: date.fromisoformat(one["signed_on"]) for one in paper.signatures if one["role"] in BOTH}
        if paper.kind == JointKind.ACTION_PLAN and days.keys() >= BOTH:
            signed.append(max(days.values()))
    return min(signed, default=None)


def _has_prospect(session: Session, case_id: int, on: date) -> bool:
    """TL-12 applies only where a concrete prospect in track one is on paper: in a pause, or in the evaluation."""
    pauses = list_rows(session, CasePause, case_id)
    if any(one.ground == PauseGround.CONCRETE_PROSPECT_TRACK1 and one.starts_on <= on for one in pauses):
        return True
    papers = list_rows(session, JointRecord, case_id)
    return any(one.kind == JointKind.FIRST_YEAR and one.track_one_prospect and one.held_on <= on for one in papers)


def _capacity_appeared(session: Session, case_id: int, evaluation: date | None) -> date | None:
    """TL-16: the day after a pause without capacity, when that lies after the first-year evaluation."""
    ended = [one.ends_on for one in list_rows(session, CasePause, case_id) if one.ground in REASSESSED and one.ends_on]
    later = [day for day in ended if evaluation is not None and day >= evaluation]
    return max(later, default=None)


def _newest_document(session: Session, case: ReintegrationCase, on: date) -> date | None:
    """TL-17: a capacity document that came while track two ran."""
    assert case.id is not None
    if case.track_two_start is None:
        return None
    days = [one.dated for one in documents_of(session, case.id) if case.track_two_start < one.dated <= on]
    return max(days, default=None)


def _unpaid_since(session: Session, case_id: int, on: date) -> date | None:
    """TL-30: the first day of work without wage value that still goes on."""
    days = [
        one.starts_on
        for one in list_rows(session, Placement, case_id)
        if not one.has_wage_value and one.starts_on <= on and (one.ends_on is None or on <= one.ends_on)
    ]
    return max(days, default=None)
