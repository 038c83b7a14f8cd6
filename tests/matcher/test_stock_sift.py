"""Whoever sifts finds exactly what weighing every row finds, on a stock that is large enough to sift."""

from datetime import date

import numpy as np
import pytest

from dossier.model.person import Person
from matcher.profile import build_profile
from matcher.ranking import phase_of
from matcher.stock.pay import measure_pay
from matcher.stock.person import Readings, lay_tables
from matcher.stock.rows import Beside
from matcher.stock.search import UNKNOWN, find_best, find_best_for_all
from matcher.stock.stock import build_stock
from matcher.stock.weighing import LIMITATIONS, read_rows
from matcher.stock.words import lay_words
from matcher.weights import list_weights
from passend.bench.stock import make_entries, make_persons

pytestmark = pytest.mark.usefixtures("compiled")

ROWS, TOP, MANY, SEED = 20_000, 100, 8_000, 3
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def stock():
    """Most of it taken in at once, some of it later."""
    entries = list(make_entries(ROWS, SEED, TODAY))
    stock = build_stock(entries[: ROWS - 500])
    stock.extend(entries[ROWS - 500 :])
    return stock


def weigh_everything(person, stock, readings):
    """Every row by the plain formula, in the plain order."""
    profile, own = build_profile(person), measure_pay(person, TODAY)
    means, weights = lay_tables(person, profile, readings, TODAY), list_weights(phase_of(person, TODAY), {})
    counts = [weight.weight for weight in weights]
    listed = []
    for part in stock.parts:
        said = lay_words(part.terms, person, profile, stock.rarity)
        beside = Beside(part.rows, means, said, readings.offers, own)
        values, floors = read_rows(beside, np.arange(len(part.ids), dtype=np.int32))
        for name, row, floor in zip(part.ids, values.tolist(), floors.tolist(), strict=True):
            row[LIMITATIONS] = round(row[LIMITATIONS], 6)
            known = [other if np.isnan(value) else value for value, other in zip(row, UNKNOWN, strict=True)]
            score = sum(count * value for count, value in zip(counts, known, strict=True)) / sum(counts)
            listed.append((floor, -round(score, 6), name.decode()))
    return sorted(listed)


@pytest.mark.parametrize("number", range(3))
def test_sifting_finds_what_weighing_every_row_finds(stock, number):
    person, readings = make_persons(number + 1, SEED, TODAY)[number], Readings(stock.shared)
    found = [(one.floor, -one.score, one.vacancy) for one in find_best(person, stock, readings, on=TODAY, top=TOP)]
    assert found == weigh_everything(person, stock, readings)[:TOP]


def test_a_list_that_runs_over_into_what_does_not_suit_is_exact_too(stock):
    """Nearly everything is too far or too much for this person, so every floor is in the list."""
    person, readings = make_persons(1, SEED, TODAY)[0], Readings(stock.shared)
    person = person.model_copy(update={"max_travel_minutes": 3, "max_hours_per_week": 8})
    found = [(one.floor, -one.score, one.vacancy) for one in find_best(person, stock, readings, on=TODAY, top=MANY)]
    assert {floor for floor, _, _ in found} == {0, 1, 2}
    assert found == weigh_everything(person, stock, readings)[:MANY]


def test_a_profile_without_work_words_or_wage_is_sifted_too(stock):
    readings = Readings(stock.shared)
    limits = [{"item": "4.14", "level": 1}, {"item": "5.1", "level": 1}]
    person = Person.model_validate({"id": "leeg", "today": TODAY, "limitations": limits, "home_postcode": "3511"})
    found = [(one.floor, -one.score, one.vacancy) for one in find_best(person, stock, readings, on=TODAY, top=TOP)]
    assert found == weigh_everything(person, stock, readings)[:TOP]


def test_ranking_many_people_gives_each_the_list_that_they_get_alone(stock):
    persons, readings = make_persons(4, SEED, TODAY), Readings(stock.shared)
    together = list(find_best_for_all(persons, stock, readings, on=TODAY, top=TOP))
    assert together == [find_best(person, stock, readings, on=TODAY, top=TOP) for person in persons]
