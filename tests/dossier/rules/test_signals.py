"""Every signal appears on its day and not before, says what it saw, and names its rule."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dossier.rules.case_facts import AppliedFact, CaseFacts, ProfileFact
from dossier.rules.signals import LEFT_OUT, Colour, check_case

DAY = timedelta(days=1)
START, TODAY = date(2026, 5, 1), date(2026, 9, 1)


def applied(serial, day, **changes):
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
    applications=(
        applied(1, date(2026, 7, 15)),
        applied(2, date(2026, 7, 20)),
        applied(3, date(2026, 8, 15)),
        applied(4, date(2026, 8, 20)),
    ),
    profiles=(
        ProfileFact(START, frozenset({"planner", "receptionist"})),
        ProfileFact(START + 80 * DAY, frozenset({"planner", "receptionist"})),
    ),
    last_document=date(2026, 4, 1),
    active_days=(date(2026, 8, 25),),
    last_employer_day=date(2026, 8, 10),
    last_report=date(2026, 8, 1),
)
"""A case in which nothing is amiss."""


def signals(**changes):
    return [(one.rule, one.colour) for one in check_case(replace(QUIET, **changes))]


def test_a_case_in_order_gives_no_signal():
    assert signals() == []


def test_k01_starts_fourteen_days_before_the_latest_start_and_turns_red_after_it():
    waiting = {"track_two_start": None, "latest_start": TODAY + 14 * DAY}
    assert signals(**waiting) == [("K-01", Colour.AMBER)]
    assert signals(**waiting | {"latest_start": TODAY + 15 * DAY}) == []
    assert signals(**waiting | {"latest_start": TODAY}) == [("K-01", Colour.AMBER)]
    assert signals(**waiting | {"latest_start": TODAY - DAY}) == [("K-01", Colour.RED)]


def test_k01_a_late_start_stays_red_and_counts_the_days():
    found = check_case(replace(QUIET, latest_start=START - 3 * DAY))
    assert [(one.rule, one.colour) for one in found] == [("K-01", Colour.RED)]
    assert found[0].finding == "Spoor 2 begon op 1 mei 2026, 3 dagen na de uiterste dag 28 april 2026."


def test_k02_a_start_before_the_first_year_evaluation_asks_for_its_ground():
    early = {"track_two_start": date(2026, 1, 5), "profiles": (*QUIET.profiles, ProfileFact(TODAY, frozenset({"kok"})))}
    assert ("K-02", Colour.AMBER) in signals(**early)


def test_k03_one_short_period_is_amber_and_two_are_red():
    assert signals(applications=QUIET.applications[:3]) == [("K-03", Colour.AMBER)]
    assert signals(applications=QUIET.applications[1:3]) == [("K-03", Colour.RED)]


def test_k03_is_silent_in_the_first_period_and_where_no_number_was_agreed():
    young = {"track_two_start": TODAY - 27 * DAY, "latest_start": TODAY, "active_days": (TODAY,)}
    assert signals(applications=(), **young) == []
    assert signals(applications=(), **young | {"track_two_start": TODAY - 28 * DAY}) == [("K-03", Colour.AMBER)]
    assert signals(applications=(), application_norm=0) == []


def test_k03_and_u20_an_application_that_the_coach_sent_is_counted_apart():
    rows = (*QUIET.applications[:3], applied(4, date(2026, 8, 20), by_coach=True))
    assert signals(applications=rows) == [("K-03", Colour.AMBER), ("U-20", Colour.AMBER)]


def test_k04_below_eighty_percent_inside_the_profile():
    four_of_five = (*QUIET.applications, applied(5, date(2026, 8, 21), inside_profile=False))
    assert signals(applications=four_of_five) == []
    assert signals(applications=four_of_five[1:]) == [("K-04", Colour.AMBER)]


def test_k04_work_over_a_limit_needs_a_word_of_explanation():
    over = applied(5, date(2026, 8, 21), exceeds_limitations=True)
    assert signals(applications=(*QUIET.applications, over)) == [("K-04", Colour.RED)]
    assert signals(applications=(*QUIET.applications, replace(over, has_remark=True))) == []


def test_k05_one_direction_is_narrow():
    narrow = tuple(ProfileFact(one.valid_from, frozenset({"planner"})) for one in QUIET.profiles)
    assert signals(profiles=narrow) == [("K-05", Colour.AMBER)]


def test_k05_after_six_months_the_profile_must_have_been_widened():
    recent = START + 180 * DAY
    active = {"active_days": (recent,), "last_employer_day": recent, "last_report": recent, "application_norm": 0}
    assert signals(on=START + 182 * DAY, **active) == []
    assert signals(on=START + 183 * DAY, **active) == [("K-05", Colour.RED)]
    wider = (*QUIET.profiles, ProfileFact(START + 90 * DAY, frozenset({"planner", "portier"})))
    assert signals(on=START + 183 * DAY, profiles=wider, **active) == []
    same = (*QUIET.profiles, ProfileFact(START + 90 * DAY, frozenset({"planner"})))
    assert ("K-05", Colour.RED) in signals(on=START + 183 * DAY, profiles=same, **active)


def test_k05_at_three_months_a_new_version_is_due_and_the_same_directions_will_do():
    day = START + 91 * DAY
    recent = day - DAY
    active = {"active_days": (recent,), "last_employer_day": recent, "last_report": recent, "application_norm": 0}
    once = QUIET.profiles[:1]
    assert signals(on=day - DAY, profiles=once, **active) == []
    assert signals(on=day, profiles=once, **active) == [("K-05", Colour.AMBER)]
    assert signals(on=day, **active) == []


def test_k05_at_six_months_one_signal_takes_the_place_of_the_other():
    day = START + 183 * DAY
    active = {"active_days": (day,), "last_employer_day": day, "last_report": day, "application_norm": 0}
    assert signals(on=day, profiles=QUIET.profiles[:1], **active) == [("K-05", Colour.RED)]


def test_k06_fourteen_quiet_days_are_amber_and_twenty_eight_are_red():
    quiet = {"application_norm": 0}
    assert signals(active_days=(TODAY - 13 * DAY,), **quiet) == []
    assert signals(active_days=(TODAY - 14 * DAY,), **quiet) == [("K-06", Colour.AMBER)]
    assert signals(active_days=(TODAY - 28 * DAY,), **quiet) == [("K-06", Colour.RED)]


def test_k08_a_newer_capacity_document_asks_for_a_new_profile():
    assert signals(last_document=TODAY - 14 * DAY) == [("K-08", Colour.AMBER)]
    assert signals(last_document=TODAY - 15 * DAY) == [("K-08", Colour.RED)]
    assert signals(last_document=START) == []


def test_k09_six_weeks_without_the_employer():
    assert signals(last_employer_day=TODAY - 41 * DAY) == []
    assert signals(last_employer_day=TODAY - 42 * DAY) == [("K-09", Colour.AMBER)]


def test_k11_eight_weeks_without_a_report_is_amber_and_thirteen_red():
    assert signals(last_report=TODAY - 55 * DAY) == []
    assert signals(last_report=TODAY - 56 * DAY) == [("K-11", Colour.AMBER)]
    assert signals(last_report=TODAY - 90 * DAY) == [("K-11", Colour.AMBER)]
    assert signals(last_report=TODAY - 91 * DAY) == [("K-11", Colour.RED)]


def test_k11_counts_from_the_start_where_there_is_no_report_yet():
    found = check_case(replace(QUIET, last_report=None))
    assert [one.finding for one in found] == [
        "Spoor 2 begon op 1 mei 2026 en er is nog geen rapportage: 123 dagen geleden."
    ]
    assert ("K-11", Colour.RED) not in signals(last_report=None, ended_on=TODAY, end_reason="x", end_proven=True)


@pytest.mark.parametrize("lacks", ["has_vacancy", "has_proof"])
def test_k12_an_application_that_cannot_be_shown_is_named(lacks):
    rows = (*QUIET.applications, applied(7, date(2026, 8, 22), **{lacks: False}))
    found = check_case(replace(QUIET, applications=rows))
    assert [one.finding for one in found] == ["Zonder vacaturetekst of bewijs van versturen: sollicitatie 7."]


def test_many_applications_without_proof_are_counted_beyond_ten():
    rows = tuple(applied(number, date(2026, 8, 22), has_proof=False) for number in range(1, 13))
    assert check_case(replace(QUIET, applications=rows))[0].finding.endswith("1, 2, 3, 4, 5, 6, 7, 8, 9, 10 en nog 2.")


def test_what_must_be_done_now_comes_first():
    found = signals(applications=QUIET.applications[:1], last_employer_day=None)
    assert [colour for _, colour in found] == sorted((colour for _, colour in found), key=lambda one: one != Colour.RED)


def test_every_signal_of_the_rules_is_given_or_says_why_not():
    given = {"K-01", "K-02", "K-03", "K-04", "K-05", "K-06", "K-07", "K-08", "K-09"} | {
        f"K-{n}" for n in (11, 12, 13, 14, 15)
    }
    assert given | set(LEFT_OUT) == {f"K-{number:02}" for number in range(1, 17)}


def test_every_signal_says_what_would_mend_it_and_on_what_it_rests():
    amiss = replace(
        QUIET, applications=(applied(1, TODAY - DAY, has_proof=False, inside_profile=False, by_coach=True),),
        profiles=(ProfileFact(START, frozenset({"planner"})),), last_document=TODAY - 40 * DAY,
        active_days=(TODAY - 30 * DAY,), last_employer_day=None, latest_start=START - DAY,
    )  # fmt: skip
    found = check_case(amiss)
    assert {one.rule for one in found} == {"K-01", "K-03", "K-04", "K-05", "K-06", "K-08", "K-09", "K-12", "U-20"}
    assert all(one.finding.endswith(".") and one.mend.endswith(".") and one.source for one in found)
