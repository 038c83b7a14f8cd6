from datetime import timedelta
from decimal import Decimal

from matcher.index import build_index
from matcher.outlook import measure_directions, outline, suggest_occupations
from matcher.ranking import weigh_jobs
from tests.matcher.people import TODAY, anna, posting, wage

DAY = timedelta(days=1)


def jobs(person, stock):
    return [outline(job) for job in weigh_jobs(person, build_index(stock), on=TODAY)]


def directions(person, stock):
    return measure_directions(person, jobs(person, stock), build_index(stock).titles, on=TODAY)


def planner(number, days_ago, **changes):
    day = TODAY - days_ago * DAY
    text = f"Je plant ritten voor klant {number}. {number * 7} vrachtwagens per dag."
    return posting(number, "Planner", text, hours_min=24, hours_max=24, date_posted=day, **changes)


def test_a_direction_counts_its_vacancies_those_that_fit_and_what_they_pay():
    stock = [
        planner(1, 5, salary=wage("3900", "3900", hours="36")),
        planner(2, 6, salary=wage("4300", "4300", hours="36")),
        planner(3, 7, place="Groningen"),
        posting(9, "Kapper", "Je knipt haar."),
    ]
    figures = directions(anna(search_directions=["planner"]), stock)
    assert [(row.direction, row.vacancies, row.suitable, row.paid) for row in figures] == [("planner", 3, 2, 2)]
    assert round(figures[0].median_wage_ratio, 3) == Decimal("1.051")


def test_the_trend_compares_four_weeks_with_the_four_before():
    person = anna(search_directions=["planner"])
    rising = [planner(1, 1), planner(2, 8), planner(3, 27), planner(4, 28), planner(5, 57)]
    row = directions(person, rising)[0]
    assert (row.posted_last_weeks, row.posted_weeks_before, row.trend) == (3, 1, "meer")


def test_two_vacancies_are_no_trend():
    person = anna(search_directions=["planner"])
    assert directions(person, [planner(1, 1), planner(2, 40)])[0].trend is None


def test_without_search_directions_there_are_no_figures():
    person = anna(search_directions=[])
    assert directions(person, [planner(1, 1)]) == []


def test_a_kindred_occupation_with_a_suitable_vacancy_is_suggested_with_its_ground():
    person = anna(search_directions=[], limitations=[])
    stock = [
        posting(1, "Voorraadbeheerder", "Je houdt de voorraad bij.", hours_min=20, hours_max=24),
        posting(2, "Magazijnmedewerker", "Je verzamelt orders.", hours_min=20, hours_max=24),
        posting(3, "Kapper", "Je knipt haar.", hours_min=20, hours_max=24),
    ]
    suggested = suggest_occupations(person, jobs(person, stock))
    assert [(one.isco08, one.label, one.vacancies, one.examples) for one in suggested] == [
        ("4321", "voorraadmedewerker", 1, ["v1"]),
    ]  # fmt: skip
    assert suggested[0].why == "Zelfde werkveld als Magazijnmedewerker (magazijn en logistiek)."


def test_an_occupation_of_which_every_vacancy_exceeds_a_limit_is_not_suggested():
    person = anna(search_directions=[])
    stock = [posting(1, "Heftruckchauffeur", "Je werkt in nachtdiensten. Je tilt 20 kg.", hours_min=20, hours_max=24)]
    assert suggest_occupations(person, jobs(person, stock)) == []
