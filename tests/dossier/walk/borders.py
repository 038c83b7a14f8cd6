"""Every rule of chapters 1 and 3 that is no plain term: what holds on either side of its border.

Each check answers pairs of what was found and what the rule asks; a pair that differs is a fault.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from dossier.acts.applications import ApplicationChange
from dossier.acts.case_moves import MOVED
from dossier.acts.course import CourseIn, check_course
from dossier.acts.shortlists import DismissalReason
from dossier.errors import InvalidInputError
from dossier.evidence.columns import columns_for
from dossier.evidence.kind import EntryKind
from dossier.model.activity import Activity
from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCourse
from dossier.model.course_kind import PauseGround, PlacementKind
from dossier.rules.case_end import EndReason, needs_proof
from dossier.rules.case_facts import PlacementFact, ProfileFact
from dossier.rules.letter import Mention, find_mentions
from dossier.rules.norms import add_working_days, counts_as_application, is_unanswered, missing_for_evidence
from dossier.rules.parameter import days_on
from dossier.rules.pauses import GROUND_RULES, PauseFact, check_pause
from dossier.rules.placements import check_placement
from dossier.rules.sanction import is_wia_application_in_time, sanction_end
from dossier.rules.terms import list_terms
from dossier.rules.track_two import needs_early_start_ground, needs_track_two, postponed_until
from dossier.rules.waiting_period import WaitingPeriod
from tests.dossier.walk.facts import DAY, START, TODAY, applied, says
from tests.dossier.walk.terms import FIRST, E

Pairs = Iterator[tuple[object, object]]
BORDERS: dict[str, Callable[[], Pairs]] = {}


def walks(*rules: str) -> Callable[[Callable[[], Pairs]], Callable[[], Pairs]]:
    def keep(check: Callable[[], Pairs]) -> Callable[[], Pairs]:
        BORDERS.update(dict.fromkeys(rules, check))
        return check

    return keep


def refused(act: Callable[[], object]) -> str | None:
    """The field at which an act refuses, or nothing."""
    try:
        act()
    except InvalidInputError as error:
        return error.field
    return None


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


@walks("U-04", "K-09")
def the_employer_looks_every_six_weeks() -> Pairs:
    yield [says("K-09", last_employer_day=TODAY - timedelta(days=days)) for days in (41, 42)], [False, True]


@walks("U-05")
def an_employer_may_keep_the_file_without_an_agency() -> Pairs:
    given = CourseIn(led_by="EMPLOYER")
    case = ReintegrationCase(number="1", employee_name="A", employer_id=1, first_sick_day=FIRST, created_at=FIRST)
    yield refused(lambda: check_course(given, case)), None
    case.coach_id = 3
    yield refused(lambda: check_course(given, case)), "led_by"


@walks("U-09", "K-04")
def four_in_five_fall_inside_the_profile() -> Pairs:
    rows = lambda inside: tuple(applied(n, TODAY - n * DAY, inside_profile=n < inside) for n in range(10))  # noqa: E731
    yield [says("K-04", applications=rows(number)) for number in (8, 7)], [False, True]


@walks("U-10", "K-05")
def one_direction_is_too_narrow() -> Pairs:
    profile = lambda *names: (ProfileFact(START, frozenset(names)),)  # noqa: E731
    yield [says("K-05", profiles=profile("a")), says("K-05", profiles=profile("a", "b"))], [True, False]
    widen = START + timedelta(days=183)
    yield [says("K-05", on=day) for day in (widen - DAY, widen)], [False, True]


@walks("U-12", "K-08")
def new_capacity_asks_for_a_new_profile() -> Pairs:
    yield [says("K-08", last_document=day) for day in (START, START + DAY)], [False, True]


@walks("U-14")
def every_act_names_who_did_it_in_which_function() -> Pairs:
    from dossier.acts.entry import actor_name
    from dossier.model.people import Account

    bram = Account(email="b", name="Bram", password="", role="coach", fs_uniquifier="x", created_at=FIRST)
    yield actor_name(bram), "Bram (loopbaancoach)"


@walks("U-15")
def what_happened_and_when_it_was_written_are_two_columns() -> Pairs:
    yield {"occurred_on", "recorded_at"} <= set(Activity.model_fields), True


@walks("U-16")
def a_line_of_the_plan_shows_its_goal_and_its_result() -> Pairs:
    yield {"goal", "status", "result", "until"} <= set(Activity.model_fields), True


@walks("U-18", "K-03")
def four_per_four_weeks_unless_agreed_otherwise() -> Pairs:
    yield [days_on("norms", name, TODAY) for name in ("application_norm", "application_norm_days")], [4, 28]
    rows = lambda days: (applied(1, TODAY - 3 * DAY), applied(2, TODAY - days * DAY))  # noqa: E731
    yield [says("K-03", applications=rows(days)) for days in (27, 28)], [False, True]


@walks("U-20")
def what_the_coach_sent_counts_apart() -> Pairs:
    sent = (applied(1, TODAY - DAY, by_coach=True), applied(2, TODAY - DAY))
    yield [says("U-20", applications=sent), says("K-03", applications=sent)], [True, True]


@walks("U-21")
def ways_that_count() -> Pairs:
    yield [counts_as_application(way) for way in ("telefonisch", "open sollicitatie", "lezen")], [True, True, False]


@walks("U-21a")
def a_wage_demand_is_found_in_a_letter() -> Pairs:
    yield Mention.WAGE_DEMAND in find_mentions("Ik wil minimaal € 2.800 bruto per maand verdienen."), True
    yield find_mentions("Ik werk graag bij u in de winkel."), []


@walks("U-22")
def networking_counts_when_it_says_with_whom() -> Pairs:
    yield [counts_as_application("netwerk", contact_person=name) for name in (None, " ", "Jan")], [False, False, True]


@walks("U-23", "K-12")
def text_letter_and_proof_of_sending() -> Pairs:
    yield missing_for_evidence(has_vacancy_text=True, has_letter=False, has_sent_proof=True), ["brief"]
    rows = [(applied(1, TODAY - DAY, has_proof=has),) for has in (True, False)]
    yield [says("K-12", applications=row, application_norm=0) for row in rows], [False, True]


@walks("U-25")
def over_a_limit_needs_a_word_about_why() -> Pairs:
    rows = [(applied(1, TODAY - DAY, exceeds_limitations=True, has_remark=has),) for has in (True, False)]
    yield [says("K-04", applications=row) for row in rows], [False, True]


@walks("U-26", "K-07")
def half_a_year_and_to_the_end() -> Pairs:
    start = E - timedelta(days=100)
    half = start + timedelta(days=183)
    yield [needs_proof(EndReason.OTHER, start, day, E) for day in (half - DAY, half)], [True, False]
    yield [needs_proof(EndReason.OTHER, START, day, E) for day in (E - DAY, E)], [True, False]
    yield needs_proof(EndReason.NEW_WORK, START, START + DAY, E), False
    closed = {"ended_on": TODAY, "end_reason": "OTHER"}
    yield [says("K-07", **closed), says("K-07", **closed, end_proven=True)], [True, False]


@walks("U-27", "K-06")
def fourteen_quiet_days_unless_there_is_a_pause() -> Pairs:
    quiet = lambda days: (TODAY - timedelta(days=days),)  # noqa: E731
    yield [says("K-06", active_days=quiet(days), applications=()) for days in (13, 14)], [False, True]
    pause = (PauseFact("HOLIDAY", TODAY - timedelta(days=5), TODAY - timedelta(days=5)),)
    yield [says("K-06", active_days=quiet(days), pauses=pause) for days in (14, 15)], [False, True]


@walks("U-29")
def ten_working_days_of_silence() -> Pairs:
    friday = date(2026, 9, 4)
    yield add_working_days(friday, 10), date(2026, 9, 18)
    yield [is_unanswered(friday, on=date(2026, 9, day)) for day in (17, 18)], [False, True]


@walks("U-30")
def seven_neutral_reasons() -> Pairs:
    yield len(DismissalReason), 7


@walks("U-31")
def a_row_is_corrected_and_never_deleted() -> Pairs:
    yield EntryKind.APPLICATION_CORRECTED.value, "sollicitatie gecorrigeerd"
    yield "serial" in ApplicationChange.model_fields, False


@walks("U-32")
def totals_are_per_four_weeks() -> Pairs:
    from dossier.evidence.totals import FOUR_WEEKS

    yield FOUR_WEEKS, timedelta(days=28)


@walks("U-33")
def the_employer_reads_no_columns_11_18_and_20() -> Pairs:
    yield {11, 18, 20} & {column.number for column in columns_for("employer")}, set()
    yield {11, 18, 20} <= {column.number for column in columns_for("coach")}, True


@walks("K-01")
def the_last_day_to_start() -> Pairs:
    yield [says("K-01", track_two_start=None, latest_start=TODAY + n * DAY) for n in (15, 14, 0, -1)], [
        False, True, True, True,
    ]  # fmt: skip
    yield [says("K-01", latest_start=day) for day in (START, START - DAY)], [False, True]


@walks("K-14", "P-01")
def unpaid_work_lasts_six_weeks() -> Pairs:
    at = lambda days: PlacementFact("WORK_EXPERIENCE", TODAY - timedelta(days=days), has_wage_value=False)  # noqa: E731
    yield [says("K-14", placements=(at(days),)) for days in (42, 43)], [False, True]
    yield says("K-14", placements=(PlacementFact("SECONDMENT", TODAY - timedelta(days=90)),)), False


@walks("K-15")
def an_open_point_of_uwv_stays_in_sight() -> Pairs:
    yield [says("K-15", sanction_from=TODAY, open_points=number) for number in (1, 0)], [True, False]
    yield says("K-15", sanction_from=TODAY + DAY, open_points=1), False


@walks("P-02")
def a_trial_is_for_who_has_a_benefit_and_six_months_at_most() -> Pairs:
    def found(case_type: str, last: date | None) -> str | None:
        known = {"structural": False, "structural_reason": None, "starts_on": date(2026, 1, 15)}
        return refused(lambda: check_placement(PlacementKind.TRIAL, case_type=case_type, ends_on=last, **known))

    yield found("EMPLOYER", date(2026, 3, 1)), "kind"
    days = (date(2026, 7, 15), date(2026, 7, 16), None)
    yield [found("SICKNESS_ACT", day) for day in days], [None, "ends_on", "ends_on"]


@walks("P-03")
def a_secondment_names_its_hirer() -> Pairs:
    from dossier.acts.placements import PlacementIn

    yield PlacementIn.model_fields["employer"].is_required(), True


@walks("P-04")
def a_new_contract_needs_to_be_told_about() -> Pairs:
    row = lambda informed: PlacementFact("EMPLOYED", TODAY, informed=informed)  # noqa: E731
    yield [says("P-04", placements=(row(informed),)) for informed in (True, False)], [False, True]


@walks("TL-12")
def a_prospect_postpones_three_months_and_not_a_day_more() -> Pairs:
    latest = postponed_until(FIRST + timedelta(days=363))
    ground, first = PauseGround.CONCRETE_PROSPECT_TRACK1, FIRST + timedelta(days=363)
    ends = (latest, latest + DAY, None)
    yield [pause_refused(ground, first, last, first) for last in ends], [None, "ends_on", "ends_on"]


@walks("U-28", "K-11")
def eight_weeks_without_a_report_is_long_and_thirteen_too_long() -> Pairs:
    yield [says("K-11", last_report=TODAY - timedelta(days=days)) for days in (55, 56)], [False, True]
    names = ("report_due_days", "report_amber_days", "report_red_days")
    yield [days_on("norms", name, TODAY) for name in names], [42, 56, 91]
