"""A case in order, and what the check says of it after one change."""

from dataclasses import replace
from datetime import date, timedelta

from dossier.rules.case_facts import AppliedFact, CaseFacts, ProfileFact
from dossier.rules.signals import check_case

DAY = timedelta(days=1)
TODAY, START = date(2026, 9, 1), date(2026, 5, 1)


def applied(serial: int, day: date, **changes) -> AppliedFact:
    known = {
        "inside_profile": True, "exceeds_limitations": False, "has_remark": False, "by_coach": False,
        "has_vacancy": True, "has_proof": True,
    }  # fmt: skip
    return AppliedFact(serial=serial, applied_on=day, **known | changes)


QUIET = CaseFacts(
    on=TODAY,
    first_sick_day=date(2025, 4, 1),
    latest_start=date(2026, 5, 8),
    waiting_period_end=date(2027, 3, 30),
    track_two_start=START,
    application_norm=2,
    applications=tuple(applied(number + 1, TODAY - days * DAY) for number, days in enumerate((40, 30, 12, 5))),
    profiles=(ProfileFact(START, frozenset({"planner", "receptionist"})),),
    last_document=date(2026, 4, 1),
    active_days=(TODAY - 5 * DAY,),
    last_employer_day=TODAY - 5 * DAY,
)


def says(rule: str, **changes) -> bool:
    """Whether the check speaks of this rule once these facts are so."""
    return rule in {one.rule for one in check_case(replace(QUIET, **changes))}
