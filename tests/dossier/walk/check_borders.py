"""The rules of chapter 3: what holds on either side of their border."""

from datetime import date, timedelta

from dossier.acts.applications import ApplicationChange
from dossier.acts.course import CourseIn, check_course
from dossier.acts.shortlists import DismissalReason
from dossier.evidence.columns import columns_for
from dossier.evidence.kind import EntryKind
from dossier.model.activity import Activity
from dossier.model.case import ReintegrationCase
from dossier.model.course_kind import PlacementKind
from dossier.model.quality_check import QualityCheck
from dossier.rules.case_end import EndReason, needs_proof
from dossier.rules.case_facts import PlacementFact, ProfileFact
from dossier.rules.letter import Mention, find_mentions
from dossier.rules.norms import add_working_days, counts_as_application, is_unanswered, missing_for_evidence
from dossier.rules.parameter import days_on
from dossier.rules.pauses import PauseFact
from dossier.rules.placements import check_placement
from dossier.rules.quality import POINTS, looked_at
from tests.dossier.walk.border import Pairs, refused, walks
from tests.dossier.walk.facts import DAY, START, TODAY, applied, says
from tests.dossier.walk.terms import FIRST, E


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
    early = {"on": START + DAY}
    found = [says("K-05", profiles=profile(*names), **early) for names in (("a",), ("a", "b"))]
    yield found, [True, False]
    widen = START + timedelta(days=183)
    kept = (*profile("a", "b"), ProfileFact(START + 91 * DAY, frozenset({"a", "b"})))
    yield [says("K-05", on=day, profiles=kept) for day in (widen - DAY, widen)], [False, True]


@walks("K-05")
def at_three_months_the_profile_is_looked_at_again() -> Pairs:
    look = START + timedelta(days=91)
    yield [says("K-05", on=day) for day in (look - DAY, look)], [False, True]


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


@walks("U-24")
def letters_looked_at_in_three_months() -> Pairs:
    looks = [QualityCheck(application_id=1, checked_on=TODAY - days * DAY) for days in (90, 91)]
    yield [looked_at([look], on=TODAY) for look in looks], [1, 0]
    yield {"fits_profile", "fits_vacancy", "language", "layout", "motivation"}, set(POINTS)
    yield {"score", "mark", "sum"} & set(QualityCheck.model_fields), set()


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


@walks("U-28", "K-11")
def eight_weeks_without_a_report_is_long_and_thirteen_too_long() -> Pairs:
    yield [says("K-11", last_report=TODAY - timedelta(days=days)) for days in (55, 56)], [False, True]
    names = ("report_due_days", "report_amber_days", "report_red_days")
    yield [days_on("norms", name, TODAY) for name in names], [42, 56, 91]
