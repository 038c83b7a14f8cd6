from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.person import OldWage, Person
from dossier.model.posting import VacancyIn
from dossier.rules.hours import hours_limit, judge_hours, medical_hours_limit

ON = date(2026, 11, 21)
LIMITED = Person(id="Anna", max_hours_per_week=20, old_wage=OldWage(amount=3000, hours_per_week=36))
FREE = Person(id="Anna", old_wage=OldWage(amount=3000, hours_per_week=32))


def vacancy(low=None, high=None):
    return VacancyIn(id="v", title="Medewerker", hours_min=low, hours_max=high)


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (16, 20, "binnen"),
        (20, 20, "binnen"),
        (16, 32, "past bij lager aantal uren"),
        (20, 24, "past bij lager aantal uren"),
        (16, None, "past bij lager aantal uren"),
        (21, 21, "HOURS_NOT_SUITABLE"),
        (23, 40, "HOURS_NOT_SUITABLE"),
        (24, None, "HOURS_NOT_SUITABLE"),
        (None, 20, "binnen"),
        (None, 32, "onbekend"),
        (None, None, "onbekend"),
        (0, 0, "onbekend"),
    ],
)
def test_the_smallest_size_of_the_job_decides_without_any_margin(low, high, verdict):
    assert judge_hours(LIMITED, vacancy(low, high), on=ON).verdict == verdict


def test_swapped_hours_are_put_in_order():
    found = judge_hours(LIMITED, vacancy(32, 16), on=ON)
    assert (found.hours_min, found.hours_max) == (16, 32)


def test_without_a_medical_limit_the_larger_of_old_and_desired_hours_counts():
    person = FREE.model_copy(update={"desired_hours": 36})
    assert (hours_limit(FREE), hours_limit(person), medical_hours_limit(person)) == (32, 36, None)


def test_a_medical_limit_of_nought_is_a_limit():
    person = Person(id="Anna", max_hours_per_week=0)
    assert judge_hours(person, vacancy(8, 8), on=ON).verdict == "HOURS_NOT_SUITABLE"


def test_item_6_3_limits_the_week_and_the_lower_limit_leads():
    person = Person(id="Anna", max_hours_per_week=24, limitations=[{"item": "6.3", "level": 3}])
    assert medical_hours_limit(person) == 20


def test_a_person_without_hours_makes_the_verdict_unknown():
    found = judge_hours(Person(id="Anna"), vacancy(24, 32), on=ON)
    assert (found.verdict, found.limit) == ("onbekend", None)


@pytest.mark.parametrize(
    ("person", "low", "high", "ending"),
    [
        (LIMITED, 32, 40, "32-40 uur per week; de medische urengrens is 20 uur: ook het kleinste aantal is te veel."),
        (LIMITED, 16, 32, "16-32 uur per week; de medische urengrens is 20 uur: het past bij ten hoogste 20 uur."),
        (FREE, 24, 32, "24-32 uur per week; de oude of gewenste omvang is 32 uur: dat past."),
    ],
)
def test_the_explanation_names_both_sides(person, low, high, ending):
    assert judge_hours(person, vacancy(low, high), on=ON).explanation == f"De vacature vraagt {ending}"


ORDER = ["binnen", "past bij lager aantal uren", "HOURS_NOT_SUITABLE"]


@given(low=st.integers(1, 40), more=st.integers(0, 20), limit=st.integers(0, 40), lower=st.integers(0, 40))
def test_a_lower_limit_never_improves_the_verdict(low, more, limit, lower):
    verdicts = [
        judge_hours(Person(id="Anna", max_hours_per_week=most), vacancy(low, low + more), on=ON).verdict
        for most in (limit, min(limit, lower))
    ]
    assert ORDER.index(verdicts[1]) >= ORDER.index(verdicts[0])
