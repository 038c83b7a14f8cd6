"""The rules of chapter 1 that are no plain term: what holds on either side of their border."""

from datetime import date, timedelta
from decimal import Decimal

from dossier.acts.case_moves import MOVED
from dossier.model.course import CaseCourse
from dossier.model.course_kind import PauseGround
from dossier.rules.case_end import EndReason, needs_proof
from dossier.rules.pauses import GROUND_RULES, PauseFact, check_pause
from dossier.rules.sanction import is_wia_application_in_time, sanction_end
from dossier.rules.terms import list_terms
from dossier.rules.track_two import needs_early_start_ground, needs_track_two, postponed_until
from dossier.rules.waiting_period import WaitingPeriod
from tests.dossier.walk.border import Pairs, refused, walks
from tests.dossier.walk.facts import DAY, START, TODAY, says
from tests.dossier.walk.terms import FIRST, E


def pause_refused(ground: PauseGround, first: date, last: date | None, evaluated: date = FIRST) -> str | None:
    fact = PauseFact(ground.value, first, last, document_dated=first)
    return refused(lambda: check_pause(fact, (), first_sick_day=FIRST, evaluated=evaluated))


@walks("TL-01")
def the_waiting_period_is_104_weeks() -> Pairs:
    yield WaitingPeriod(FIRST).end, FIRST + timedelta(weeks=104)


@walks("TL-02")
def under_four_weeks_moves_the_end_and_four_weeks_begin_anew() -> Pairs:
    gap = lambda days: (date(2025, 6, 1), date(2025, 6, 1) + timedelta(days=days - 1))  # noqa: E731
    yield WaitingPeriod(FIRST, [gap(27)]).end, E + timedelta(days=27)
    yield refused(lambda: WaitingPeriod(FIRST, [gap(28)])), "gaps"
    yield [pause_refused(PauseGround.INTERRUPTION, *gap(days)) for days in (27, 28)], [None, "ends_on"]


@walks("TL-03")
def leave_moves_the_end_whatever_its_length() -> Pairs:
    leave = (date(2025, 6, 1), date(2025, 9, 20))
    yield WaitingPeriod(FIRST, leave=[leave]).end, E + timedelta(days=112)
    yield pause_refused(PauseGround.PREGNANCY_LEAVE, leave[0], None), "ends_on"


@walks("TL-06")
def procedure_is_soft() -> Pairs:
    soft = {term.rule for term in list_terms(FIRST, on=FIRST) if term.soft}
    yield soft, {"TL-04", "TL-05", "TL-07"}


@walks("TL-07")
def the_plan_is_evaluated_every_six_weeks() -> Pairs:
    due = lambda on: next(term.due for term in list_terms(FIRST, on=on) if term.rule == "TL-07")  # noqa: E731
    first = FIRST + timedelta(days=55 + 42)
    yield [due(first), due(first + DAY)], [first, first + timedelta(days=42)]


@walks("TL-13")
def below_65_percent_without_prospect_needs_track_two() -> Pairs:
    ratios = [Decimal("0.6499"), Decimal("0.65")]
    yield [needs_track_two(one, prospect=False, on=TODAY) for one in ratios], [True, False]
    yield needs_track_two(ratios[0], prospect=True, on=TODAY), False


@walks("TL-14")
def track_one_stands_beside_the_status() -> Pairs:
    yield "track_one" in CaseCourse.model_fields, True
    yield "track_one" in MOVED, False


@walks("TL-15", "K-02")
def a_start_before_week_46_needs_a_ground() -> Pairs:
    window = FIRST + timedelta(days=315)
    yield [needs_early_start_ground(day, FIRST) for day in (window - DAY, window)], [True, False]
    early = {"first_sick_day": START - timedelta(days=314)}
    yield [says("K-02", **early), says("K-02", **early, early_grounds=("JOB_GONE",))], [True, False]
    yield says("K-02", first_sick_day=START - timedelta(days=315)), False


@walks("TL-21")
def a_late_letter_gives_four_weeks() -> Pairs:
    period, letter = WaitingPeriod(FIRST), E - timedelta(days=60)
    late = [letter + timedelta(days=days) for days in (28, 29)]
    notice = FIRST + timedelta(days=200)
    yield [is_wia_application_in_time(day, period, letter=letter, week_42_notice=notice) for day in late], [True, False]


@walks("TL-27")
def duties_go_on_in_the_sanction_year() -> Pairs:
    last = sanction_end(E)
    yield [needs_proof(EndReason.OTHER, None, day, last + DAY) for day in (last, last + DAY)], [True, False]


@walks("TX-01", "TX-04")
def no_capacity_is_a_pause_with_a_new_look() -> Pairs:
    yield (
        [GROUND_RULES[PauseGround.NO_USABLE_CAPACITY], GROUND_RULES[PauseGround.MARGINAL_CAPACITY]],
        ["TX-01", "TX-04"],
    )
    for ground in (PauseGround.NO_USABLE_CAPACITY, PauseGround.MARGINAL_CAPACITY):
        looked = [PauseFact(ground, TODAY - timedelta(days=200), None, TODAY - timedelta(days=d)) for d in (89, 90)]
        yield [says("K-13", pauses=(one,)) for one in looked], [False, True]


@walks("K-13")
def a_pause_is_looked_at_again_within_90_days() -> Pairs:
    at = lambda days: PauseFact("NO_USABLE_CAPACITY", TODAY - timedelta(days=days))  # noqa: E731
    yield [says("K-13", pauses=(at(days),)) for days in (89, 90)], [False, True]
    yield says("K-13", pauses=(PauseFact("HOLIDAY", TODAY - timedelta(days=120)),)), False


@walks("TX-05")
def the_pension_age_is_a_ground_that_both_agreed() -> Pairs:
    yield GROUND_RULES[PauseGround.PENSION_AGE_AGREED], "TX-05"
    yield pause_refused(PauseGround.PENSION_AGE_AGREED, FIRST, None), None


@walks("TX-08")
def a_second_attempt_without_sense_needs_a_document() -> Pairs:
    yield needs_proof(EndReason.NO_SENSE_IN_GOING_ON, START, E - DAY, E), True


@walks("TL-12")
def a_prospect_postpones_three_months_and_not_a_day_more() -> Pairs:
    latest = postponed_until(FIRST + timedelta(days=363))
    ground, first = PauseGround.CONCRETE_PROSPECT_TRACK1, FIRST + timedelta(days=363)
    ends = (latest, latest + DAY, None)
    yield [pause_refused(ground, first, last, first) for last in ends], [None, "ends_on", "ends_on"]
