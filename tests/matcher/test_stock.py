"""The stock as arrays puts the same vacancies in the same places as the plain way, one pair at a time."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from dossier.model.person import Person
from dossier.model.posting import Salary, VacancyIn
from matcher.index import build_index
from matcher.judge import posting_demands
from matcher.ranking import order_jobs, weigh_jobs
from matcher.stock.entry import read_entry
from matcher.stock.person import Readings
from matcher.stock.search import find_best
from matcher.stock.stock import build_stock

pytestmark = pytest.mark.usefixtures("compiled")

GRADED = Path(__file__).parent / "graded"
TOP = 100
SEEDS = range(20)


@pytest.fixture(scope="module")
def persons():
    return [Person.model_validate(row) for row in json.loads((GRADED / "cases.json").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def vacancies():
    lines = (GRADED / "vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    return [VacancyIn.model_validate_json(line) for line in lines]


@pytest.fixture(scope="module")
def pool(vacancies):
    """Read once; every seed draws its own stock from it."""
    return mix(vacancies, 0, 300)


def mix(vacancies: list[VacancyIn], seed: int, size: int = 130) -> list[VacancyIn]:
    """Vacancies that were never written: titles, texts, places and hours of several put together."""
    rng, mixed = random.Random(seed), []
    for number in range(size):
        one, other, third = rng.choices(vacancies, k=3)
        words = (one.description + " " + other.description).split()
        start = rng.randrange(len(words) // 2)
        changes = {
            "id": f"{seed:02}{number:014}",
            "title": rng.choice((one.title, other.title, f"{one.title} {rng.choice(('junior', 'senior', 'regio'))}")),
            "description": " ".join(words[start : start + rng.randrange(20, len(words))]),
            "place": third.place,
            "postcode": third.postcode,
            "hours_min": rng.choice((one.hours_min, None)),
            "hours_max": rng.choice((one.hours_max, other.hours_max, None)),
            "date_posted": rng.choice((None, one.date_posted and one.date_posted - timedelta(rng.randrange(90)))),
        }
        mixed.append(third.model_copy(update=changes))
    return mixed


@pytest.mark.parametrize("seed", SEEDS)
def test_the_first_hundred_are_those_of_the_plain_way(persons, pool, seed):
    index = build_index(random.Random(seed).sample(pool, 130))
    stock = build_stock(read_entry(posting, posting_demands(posting)) for posting in index.postings)
    person = persons[seed % len(persons)]
    on = person.today
    plain = order_jobs(person, weigh_jobs(person, index, on=on), on=on, top=TOP).matches
    found = find_best(person, stock, Readings(stock.shared), on=on, top=TOP)
    assert [(one.vacancy, one.floor, one.score) for one in found] == [
        (match.vacancy, match.floor, match.score) for match in plain
    ]


def test_every_feature_finds_the_same(persons, vacancies):
    index = build_index(vacancies)
    stock = build_stock(read_entry(posting, posting_demands(posting)) for posting in index.postings)
    readings = Readings(stock.shared)
    for person in persons:
        plain = {job.posting.id: job.values for job in weigh_jobs(person, index, on=person.today)}
        for one in find_best(person, stock, readings, on=person.today, top=TOP):
            known = {name: value for name, value in one.values.items() if value is not None}
            assert known == plain[one.vacancy], one.vacancy


def test_a_vacancy_that_comes_later_is_found_without_building_anew(persons, vacancies):
    stock = build_stock(read_entry(posting, posting_demands(posting)) for posting in vacancies[:60])
    readings = Readings(stock.shared)
    person = persons[0]
    before = find_best(person, stock, readings, on=person.today, top=TOP)
    stock.extend(read_entry(posting, posting_demands(posting)) for posting in vacancies[60:])
    after = find_best(person, stock, readings, on=person.today, top=TOP)
    assert {one.vacancy for one in before} < {one.vacancy for one in after}
    assert len(after) == len(stock) == len(vacancies)
    old = {one.vacancy: one.score for one in before}
    assert {one.vacancy: one.score for one in after if one.vacancy in old} == old


def test_an_empty_profile_and_an_empty_stock_are_ranked_too(persons, vacancies):
    nobody = Person(id="leeg", today=persons[0].today)
    stock = build_stock(read_entry(posting, posting_demands(posting)) for posting in vacancies)
    assert len(find_best(nobody, stock, Readings(stock.shared), on=nobody.today, top=10)) == 10
    nothing = build_stock([])
    assert find_best(persons[0], nothing, Readings(nothing.shared), on=nobody.today, top=10) == []


@pytest.mark.parametrize("medical", [None, 12, 30])
@pytest.mark.parametrize("included", [False, True])
def test_every_wage_and_size_is_worth_the_same_as_in_the_plain_sum(persons, medical, included):
    """Amounts, periods, bases and hours in every mixture, on the border of 65% too."""
    wages = [
        Salary(text="", is_wage=True, min=low, max=high, unit=unit, fulltime_hours=base)
        for low, high in (("2210", "2210"), ("2400", None), (None, "3100"), ("2000", "4000"), ("1", "2"))
        for unit in ("month", "four_weeks", None)
        for base in (None, "36")
    ] + [Salary(text="", is_wage=True, min="15.20", max="17", unit="hour"), Salary(text="", is_wage=False), None]
    sizes = [(None, None), (12, 12), (16, 32), (None, 40), (24, None), (38, 40)]
    postings = [
        VacancyIn(id=f"{number:03}", title=f"baan {number}", salary=salary, hours_min=low, hours_max=high)
        for number, (salary, (low, high)) in enumerate((salary, size) for salary in wages for size in sizes)
    ]
    old = {"amount": "3400", "period": "month", "hours_per_week": 40, "holiday_allowance_included": included}
    person = Person(id="loon", today=persons[0].today, old_wage=old, max_hours_per_week=medical)
    stock = build_stock(read_entry(posting, []) for posting in postings)
    found = find_best(person, stock, Readings(stock.shared), on=person.today, top=len(postings))
    plain = order_jobs(person, weigh_jobs(person, build_index(postings), on=person.today), on=person.today).matches
    assert {one.vacancy: (one.floor, one.values["wage"], one.values["hours"]) for one in found} == {
        match.vacancy: (match.floor, found_by(match, "wage"), found_by(match, "hours")) for match in plain
    }


def found_by(match, feature):
    return next((reason.value for reason in match.reasons if reason.feature == feature), None)
