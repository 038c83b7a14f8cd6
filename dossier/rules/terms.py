"""The calendar of a case: what is due, when, by whom and by which rule (rules 1, TL-01 to TL-31)."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pydantic import BaseModel

from dossier.errors import InvalidInputError
from dossier.rules.parameter import days_on, value_on
from dossier.rules.waiting_period import Days, WaitingPeriod, waiting_period_end, week_number

__all__ = ["Term", "TermStatus", "list_terms", "waiting_period_end", "week_number"]

SOON_DAYS = 14
EMPLOYER, EMPLOYEE, BOTH = "werkgever", "werknemer", "werkgever en werknemer"
PHYSICIAN, UWV = "bedrijfsarts", "UWV"


class TermStatus(StrEnum):
    """`te laat` where a case records what was done and has not; `voorbij` where it keeps no record of that."""

    DONE = "gedaan"
    OPEN = "open"
    SOON = "binnenkort"
    OVERDUE = "te laat"
    PAST = "voorbij"


class Term(BaseModel):
    """One line of the calendar; a `soft` term is procedure, from which may be departed with reasons (TL-06)."""

    rule: str
    name: str
    due: date
    window_from: date | None = None
    who: str
    status: TermStatus = TermStatus.OPEN
    source: str
    soft: bool = False
    done_on: date | None = None


@dataclass(frozen=True)
class Known:
    """The days of a case that the calendar depends on; None is not known or not yet."""

    problem_analysis: date | None
    action_plan: date | None
    evaluation: date | None
    ad_advice: date | None
    capacity: date | None
    new_capacity_document: date | None
    track_two_start: date | None
    track_one_prospect: bool
    incomplete_report: date | None
    shortening_request: date | None
    unpaid_work: date | None


def list_terms(  # noqa: PLR0913 - one keyword for each day that a case may record
    first_sick_day: date,
    *,
    on: date,
    gaps: Iterable[Days] = (),
    leave: Iterable[Days] = (),
    problem_analysis: date | None = None,
    action_plan: date | None = None,
    evaluation: date | None = None,
    ad_advice: date | None = None,
    capacity: date | None = None,
    new_capacity_document: date | None = None,
    track_two_start: date | None = None,
    track_one_prospect: bool = False,
    incomplete_report: date | None = None,
    shortening_request: date | None = None,
    unpaid_work: date | None = None,
) -> list[Term]:
    """Every term that can be computed from what is known, in the order of the days.

    `gaps` and `leave` are (first, last) days; they move every term that they precede, because only days
    of illness count (TL-02, TL-03). `capacity` is the day on which capacity appeared after the evaluation,
    `incomplete_report` the day of UWV's letter, `unpaid_work` the first day of work without wage value.
    """
    known = Known(
        problem_analysis=problem_analysis,
        action_plan=action_plan,
        evaluation=evaluation,
        ad_advice=ad_advice,
        capacity=capacity,
        new_capacity_document=new_capacity_document or capacity,
        track_two_start=track_two_start,
        track_one_prospect=track_one_prospect,
        incomplete_report=incomplete_report,
        shortening_request=shortening_request,
        unpaid_work=unpaid_work,
    )
    check_days(first_sick_day, known)
    case = Calendar(WaitingPeriod(first_sick_day, gaps, leave), known, on)
    terms = [*case.first_weeks(), *case.track_two(), *case.events(), *case.last_weeks()]
    return sorted(terms, key=lambda term: (term.due, term.rule))


def check_days(first_sick_day: date, known: Known) -> None:
    for field, day in vars(known).items():
        if isinstance(day, date) and day < first_sick_day:
            raise InvalidInputError(field, day.isoformat(), f"een dag vanaf {first_sick_day.isoformat()}")


class Calendar:
    """The terms of one case, grouped as they come along."""

    def __init__(self, period: WaitingPeriod, known: Known, on: date) -> None:
        self.period, self.known, self.on = period, known, on

    def days(self, parameter: str) -> timedelta:
        return timedelta(days=days_on("terms", parameter, self.period.first_sick_day))

    def counted(self, parameter: str) -> date:
        """The last day of a term that is counted from the first sick day: the safe side of 'by week n'."""
        return self.period.day(self.days(parameter).days)

    def before_end(self, parameter: str) -> date:
        """The last day of a term that is counted back from the end of the waiting period."""
        return self.period.end - self.days(parameter) - timedelta(days=1)

    def term(  # noqa: PLR0913 - the columns of the calendar
        self,
        rule: str,
        parameter: str,
        name: str,
        who: str,
        due: date,
        *,
        window_from: date | None = None,
        done_on: date | None = None,
        recorded: bool = False,
        soft: bool = False,
    ) -> Term:
        return Term(
            rule=rule,
            name=name,
            due=due,
            window_from=window_from,
            who=who,
            status=self.status(due, done_on, recorded=recorded),
            source=value_on("terms", parameter, self.period.first_sick_day).source,
            soft=soft,
            done_on=done_on,
        )

    def status(self, due: date, done_on: date | None, *, recorded: bool) -> TermStatus:
        if done_on is not None and done_on <= self.on:
            return TermStatus.DONE
        if due < self.on:
            return TermStatus.OVERDUE if recorded else TermStatus.PAST
        return TermStatus.SOON if due - self.on <= timedelta(days=SOON_DAYS) else TermStatus.OPEN

    def first_weeks(self) -> Iterator[Term]:
        """TL-01, TL-04 to TL-08: from the first sick day to the notice in week 42."""
        first = self.period.first_sick_day
        yield self.term("TL-01", "waiting_period", "Begin van de wachttijd", "-", first, done_on=first)
        analysed, due = self.known.problem_analysis, self.counted("problem_analysis")
        name = "Probleemanalyse door de bedrijfsarts"
        yield self.term("TL-04", "problem_analysis", name, PHYSICIAN, due, done_on=analysed, soft=True)
        plan = self.counted("action_plan")
        if analysed is not None:
            plan = min(plan, analysed + self.days("action_plan_after_analysis"))
        signed, name = self.known.action_plan, "Plan van aanpak, door beiden ondertekend"
        yield self.term("TL-05", "action_plan", name, BOTH, plan, done_on=signed, soft=True)
        evaluation = next_repetition(plan, self.days("plan_evaluation"), self.on)
        if evaluation < self.period.end:
            yield self.term("TL-07", "plan_evaluation", "Evaluatie plan van aanpak", BOTH, evaluation, soft=True)
        notice = self.counted("week_42_notice")
        yield self.term("TL-08", "week_42_notice", "42e-weeksmelding aan UWV", EMPLOYER, notice)

    def track_two(self) -> Iterator[Term]:
        """TL-09 to TL-12 and TL-31: the first-year evaluation and the start of track two."""
        known, until = self.known, self.counted("evaluation_until")
        window = self.counted("evaluation_from")
        name = "Eerstejaarsevaluatie"
        yield self.term(
            "TL-09", "evaluation_until", name, BOTH, until, window_from=window, done_on=known.evaluation, recorded=True
        )
        evaluated = known.evaluation or until
        latest = evaluated + self.days("track_two_after_evaluation")
        prospect = add_months(evaluated, days_on("terms", "prospect_months", self.period.first_sick_day))
        if known.track_one_prospect:
            name = "Einde uitstel bij concreet uitzicht in spoor 1"
            yield self.term("TL-12", "prospect_months", name, EMPLOYER, prospect)
            latest = max(latest, prospect)
        yield from self.start_of_track_two(latest)

    def start_of_track_two(self, latest: date) -> Iterator[Term]:
        """TL-10, TL-11 and TL-31: an advice may bring the start forward, never put it off."""
        start, advice = self.known.track_two_start, self.known.ad_advice
        if advice is not None:
            parameter, name = "track_two_after_advice", "Tweede spoor gestart na advies van de arbeidsdeskundige"
            due = min(advice + self.days(parameter), latest)
            yield self.term("TL-10", parameter, name, EMPLOYER, due, done_on=start, recorded=True)
        parameter, name = "track_two_after_evaluation", "Tweede spoor uiterlijk gestart"
        yield self.term("TL-11", parameter, name, EMPLOYER, latest, done_on=start, recorded=True)
        if start is not None:
            name, due = "Ten minste zes maanden actief in spoor 2", start + self.days("min_active")
            yield self.term("TL-31", "min_active", name, EMPLOYER, due, window_from=start)

    def events(self) -> Iterator[Term]:
        """TL-16, TL-17, TL-22, TL-26 and TL-30: what follows from an event, when there was one."""
        known = self.known
        for rule, parameter, name, who, since in (
            ("TL-16", "capacity", "Activiteiten gestart na het ontstaan van mogelijkheden", EMPLOYER, known.capacity),
            ("TL-17", "profile_review", "Zoekprofiel herzien", "coach en werkgever", known.new_capacity_document),
            ("TL-22", "incomplete_report", "Re-integratieverslag aangevuld", EMPLOYER, known.incomplete_report),
            ("TL-26", "shortening_decision", "Beslissing op het bekortingsverzoek", UWV, known.shortening_request),
            ("TL-30", "unpaid_work", "Einde werken zonder loonwaarde", BOTH, known.unpaid_work),
        ):
            if since is not None:
                yield self.term(rule, parameter, name, who, since + self.days(parameter), window_from=since)

    def last_weeks(self) -> Iterator[Term]:
        """TL-18 to TL-20 and TL-23 to TL-25: from UWV's letter to the end, and a sanction after it."""
        end = self.period.end
        letter, expected = self.counted("wia_letter"), self.counted("wia_letter_expected")
        yield self.term("TL-18", "wia_letter", "Brief van UWV over de WIA-aanvraag", UWV, letter, window_from=expected)
        report, application = self.before_end("reintegration_report"), self.before_end("wia_application")
        yield self.term("TL-19", "reintegration_report", "Re-integratieverslag (RIV) klaar", EMPLOYER, report)
        yield self.term("TL-20", "wia_application", "WIA-aanvraag", EMPLOYEE, application)
        decision = self.before_end("sanction_decision")
        yield self.term("TL-23", "sanction_decision", "Beslissing van UWV over een loonsanctie", UWV, decision)
        yield self.term("TL-24", "waiting_period", "Einde wachttijd: eerste mogelijke WIA-dag", "-", end)
        last = end + self.days("sanction")
        yield self.term("TL-25", "sanction", "Loonsanctie duurt hoogstens tot en met", UWV, last, window_from=end)


def next_repetition(first: date, every: timedelta, on: date) -> date:
    """The next evaluation of the plan on or after a day (TL-07)."""
    past = max(0, -(-(on - first).days // every.days))
    return first + max(1, past) * every


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day: three months after 30 November is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
