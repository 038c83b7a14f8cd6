"""A short answer behind a question or a colon turns what was asked; a sum of pay is no number of hours."""

import pytest

from matcher.demand import find_demands


def _read(text):
    return {(demand.item, demand.direction.value) for demand in find_demands(text)}


@pytest.mark.parametrize("text", ["Nachtdiensten? Nooit.", "Nachtdiensten: geen."])
def test_a_short_no_eases_what_was_asked(text):
    assert _read(text) == {("6.1", "gunstig")}


def test_no_problem_is_not_a_no():
    assert ("4.13", "eis") in _read("Zware dozen tillen? Geen probleem voor jou.")


def test_a_question_with_another_answer_is_left_to_the_weighing():
    assert _read("Zware dozen tillen? De chauffeurs doen dat zelf.") == set()


def test_no_fear_of_heights_is_still_asked():
    assert ("4.19", "eis") in _read("Je werkt op daken. Hoogtevrees? Nee.")


@pytest.mark.parametrize("text", ["€ 2.700 - € 3.500 bij 36 uur", "€ 3.622 - € 5.520, 40 uur"])
def test_hours_that_carry_a_salary_are_not_asked(text):
    assert _read(text) == set()


def test_hours_without_a_sum_of_pay_are_asked():
    assert ("6.3", "eis") in _read("Receptionist, 24-32 uur")


def test_a_nice_to_have_may_stand_behind_a_comma():
    assert _read("Kun je autorijden, dan is dat een pluspunt.") == {("2.11", "optioneel")}
