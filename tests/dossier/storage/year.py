"""A year of Anna's case as it was written down, and what its calendar and its check said on each day of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from dossier import acts
from dossier.rules.signals import check_case
from dossier.rules.terms import TermStatus
from dossier.storage.case_facts import facts_of
from dossier.storage.case_terms import terms_on
from tests.dossier.cast import Cast

FIRST, LAST = date(2025, 12, 1), date(2026, 11, 30)
APPLIED = (
    "2026-04-20", "2026-04-22", "2026-04-24", "2026-04-27", "2026-05-18", "2026-05-20", "2026-05-22", "2026-05-25",
    "2026-06-15", "2026-06-17", "2026-06-19", "2026-06-22", "2026-10-05",
)  # fmt: skip
TALKS = ("2026-04-08", "2026-05-06", "2026-06-03", "2026-07-01", "2026-08-05", "2026-08-26", "2026-09-09")
"""With the employer at the table."""
WATCHED = frozenset({*(f"K-{number:02}" for number in (*range(1, 11), *range(12, 16))), "P-04", "U-20"})
"""K-11 is about reports and has tests of its own."""


def write_year(session: Session, cast: Cast) -> None:
    """Evaluation, start, applications with proof, a holiday, a new capacity document, and a profile that came late."""

    def by(day: str) -> dict:
        moment = datetime.combine(date.fromisoformat(day), time(10), UTC)
        return {"actor": cast.bram, "now": moment, "signer": cast.signer}

    case = cast.case
    evaluation = {
        "kind": "eerstejaarsevaluatie", "held_on": "2026-02-16", "needs_track_two": True, "track_one_prospect": False,
    }  # fmt: skip
    acts.save_joint_record(session, case, evaluation, **by("2026-02-16"))
    acts.change_case(session, case, {"track_two_start": "2026-03-30"}, **by("2026-03-30"))
    profile = {"valid_from": "2026-04-01", "directions": ["planner", "receptie"], "reason": "start"}
    acts.save_search_profile(session, case, profile, **by("2026-04-01"))
    for day in TALKS:
        talk = {"occurred_on": day, "way": "driegesprek", "with_whom": "Anna en de werkgever"}
        acts.add_contact(session, case, talk, **by(day))
    for number, day in enumerate(APPLIED):
        row = {
            "applied_on": day, "employer": f"Werkgever {number}", "job_title": "Planner", "way": "brief of e-mail",
            "search_direction": "planner",
        }  # fmt: skip
        acts.log_application(session, case, row, **by(day))
    holiday = {
        "ground": "HOLIDAY", "starts_on": "2026-07-13", "ends_on": "2026-08-02", "document": "verlofbrief",
        "document_dated": "2026-07-01",
    }  # fmt: skip
    acts.save_pause(session, case, holiday, **by("2026-07-01"))
    document = {"kind": "FML", "dated": "2026-08-10", "author_function": "bedrijfsarts"}
    acts.save_capability_document(session, case, document, **by("2026-08-11"))
    late = {"valid_from": "2026-09-01", "directions": ["planner", "receptie", "balie"], "reason": "nieuwe FML"}
    acts.save_search_profile(session, case, late, **by("2026-09-01"))
    unpaid = {
        "kind": "WORK_EXPERIENCE", "employer": "De Hoek", "job_title": "Balie", "starts_on": "2026-09-07",
        "ends_on": "2026-10-31", "has_wage_value": False,
    }  # fmt: skip
    acts.save_placement(session, case, unpaid, **by("2026-09-07"))


def said_on(session: Session, cast: Cast, day: date) -> set[str]:
    """What stands on the screens of that day: reminders of terms within two weeks, and signals."""
    soon = {term.rule for term in terms_on(session, cast.case, day) if term.status is TermStatus.SOON}
    found = check_case(facts_of(session, cast.case, on=day))
    return soon | {f"{one.rule} {one.colour}" for one in found if one.rule in WATCHED}


def replay(session: Session, cast: Cast) -> Iterator[tuple[str, str]]:
    """Every day of the year: what appears with a plus, what goes with a minus."""
    before: set[str] = set()
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        now = said_on(session, cast, day)
        yield from ((day.isoformat(), f"+ {name}") for name in sorted(now - before))
        yield from ((day.isoformat(), f"- {name}") for name in sorted(before - now))
        before = now
