"""The same job elsewhere is joined, another job of the same employer never."""

import csv
import random
from datetime import UTC, datetime
from itertools import islice

import pytest

from crawler.duplicates import choose_leading
from crawler.normalise.place import parse_place
from crawler.source import SourceKind
from dossier.geography import locate
from dossier.model.vacancy import Vacancy
from tests.crawler.measure_duplicates import measure
from tests.crawler.stock import make_stock

NOW = datetime(2026, 11, 21, tzinfo=UTC)
TEXT = """Je werkt in onze bakkerij in de vroege ploeg. Je weegt de grondstoffen af, maakt het deeg, vormt
de broden en bedient de oven. Je houdt de werkplek schoon en vult de voorraad meel en gist aan. We werken met
zes collega's en bakken elke nacht tweeduizend broden voor winkels in de stad. Je begint om vier uur en bent om
twaalf uur klaar. Ervaring is niet nodig, wij leren je het vak. Je krijgt een contract voor een jaar met
uitzicht op een vaste aanstelling."""
OTHER = """Je bezorgt het brood bij winkels en restaurants in de regio. Je laadt de bus, controleert de lijst en
rijdt je route. Je rekent af met klanten, neemt lege kratten mee terug en maakt de bus schoon. Je hebt rijbewijs
B en kent de stad."""


def job(
    key, *, source="mulder", title="Broodbakker", employer="Bakkerij Mulder BV", text=TEXT, place="Utrecht", **more
):
    where = locate(place=place) if place else None
    spot = {"latitude": where.latitude, "longitude": where.longitude} if where else {}
    return Vacancy(
        id=key,
        source=source,
        title=title,
        employer=employer,
        description=text,
        place=place,
        first_seen=NOW,
        last_seen=NOW,
        **spot,
        **more,
    )


def copies(*jobs, **kinds):
    found = choose_leading(list(jobs), kinds)
    return {key: leading for key, leading in found.items() if leading}


def test_an_agency_copy_points_at_the_employers_own_page():
    own = job("b")
    agency = job(
        "a", source="werkwerk", title="Broodbakker (m/v) 32 uur", employer="Werkwerk", text="Werkwerk zoekt. " + TEXT
    )
    kinds = {"mulder": SourceKind.EMPLOYER, "werkwerk": SourceKind.AGENCY}
    assert copies(own, agency, **kinds) == {"a": "b"}


def test_the_agency_leads_the_board_when_the_employer_is_not_there():
    agency, board = job("z", source="werkwerk", employer="Werkwerk"), job("a", source="bord", employer="Werkwerk")
    assert copies(agency, board, werkwerk=SourceKind.AGENCY, bord=SourceKind.BOARD) == {"a": "z"}


def test_a_source_with_one_employer_is_taken_for_the_employers_own():
    board = [job("a", source="bord"), job("c", source="bord", title="Kapper", employer="Salon Kramer", text=OTHER)]
    assert copies(job("b"), *board) == {"a": "b"}


def test_a_shortened_copy_is_still_a_copy():
    assert copies(job("a"), job("b", source="bord", text=TEXT[:260])) == {"b": "a"}


def test_a_retold_title_made_of_the_same_parts_is_still_the_job():
    one = job("a", title="Productiemedewerker bakkerij")
    assert copies(one, job("b", source="bord", title="Medewerker productie bakkerij")) == {"b": "a"}


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Banketbakker"},
        {"title": "Teamleider broodbakker"},
        {"title": "Broodbakker nacht"},
        {"text": OTHER},
        {"place": "Groningen"},
        {"hours_min": 8.0, "hours_max": 16.0},
        {"salary": {"is_wage": True, "unit": "hour", "min": "21.00", "max": "24.00"}},
    ],
)
def test_another_job_of_the_same_employer_is_not_joined(change):
    pay = {"is_wage": True, "unit": "hour", "min": "14.99", "max": "16.50"}
    one = job("a", hours_min=32.0, hours_max=38.0, salary=pay)
    other = job("b", source="bord", **({"hours_min": 32.0, "hours_max": 38.0, "salary": pay} | change))
    assert copies(one, other) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Chauffeur C", "Chauffeur CE"),
        ("Verzorgende niveau 3", "Verzorgende niveau 4"),
        ("Junior inkoper", "Senior inkoper"),
        ("Stagiair frontend", "Stagiair backend"),
    ],
)
def test_titles_that_differ_in_a_telling_word_are_different_jobs(one, other):
    assert copies(job("a", title=one), job("b", source="bord", title=other)) == {}


def test_a_retold_text_needs_the_same_hours_as_a_witness():
    retold = TEXT[:240] + " Werkwerk bemiddelt je graag naar deze baan en regelt alles: " + OTHER[:120]
    told = TEXT[150:] + " Kom een dag kijken in de winkel en drink een kop koffie met de baas en zijn hond."
    hours = {"hours_min": 32.0, "hours_max": 38.0}
    pair = [job("a", text=told), job("b", source="bord", employer="Werkwerk", text=retold)]
    assert copies(*pair) == {}
    for one in pair:
        one.hours_min, one.hours_max = hours["hours_min"], hours["hours_max"]
    assert copies(*pair) == {"b": "a"}


def test_two_vacancies_of_one_site_stay_two_unless_one_is_a_literal_repost():
    assert copies(job("a"), job("b", text=TEXT.replace("oven", "rijskast") + OTHER)) == {}
    assert copies(job("a"), job("b")) == {"b": "a"}


def test_an_agency_and_the_employer_on_the_same_board_are_one_job():
    agency = job("b", employer="Werkwerk", text="Werkwerk zoekt voor een bakkerij: " + TEXT[:400])
    assert copies(job("a"), agency) == {"b": "a"}


def test_a_repost_with_a_few_words_changed_is_the_same_job():
    assert copies(job("a"), job("b", text=TEXT.replace("oven", "rijskast"))) == {"b": "a"}


def test_each_copy_finds_its_own_original_among_lookalikes():
    own = [job(f"o{n}", title=title) for n, title in enumerate(("Broodbakker", "Ervaren broodbakker"))]
    board = [
        job(f"b{n}", source="bord", title=title, employer="Werkwerk")
        for n, title in enumerate(("Broodbakker", "Ervaren broodbakker"))
    ]
    assert copies(*own, *board, mulder=SourceKind.EMPLOYER) == {"b0": "o0", "b1": "o1"}


def test_the_order_of_reading_makes_no_difference():
    jobs = [
        job("a"),
        job("b", source="bord"),
        job("c", source="werkwerk", employer="Werkwerk"),
        job("d", title="Kapper", text=OTHER),
    ]
    expected = choose_leading(jobs, {})
    for seed in range(5):
        random.Random(seed).shuffle(jobs)
        assert choose_leading(jobs, {}) == expected


@pytest.mark.parametrize("seed", [21, 22])
def test_edited_copies_are_found_in_a_stock_full_of_boilerplate(seed):
    found = measure(*make_stock(400, seed))
    assert found["recall"] >= 0.97
    assert found["precision"] >= 0.99


def test_six_jobs_of_one_employer_with_the_same_boilerplate_stay_six():
    stock, _ = make_stock(60, 3)
    assert copies(*(vacancy for vacancy in stock if vacancy.source.startswith("site-"))) == {}


@pytest.mark.real
def test_edited_copies_of_real_texts_are_found(shared):
    path = shared / "data" / "real" / "corpora" / "nl_ads_jobpostinganalysis" / "dutch.csv"
    if not path.exists():
        pytest.skip(f"de echte vacatureteksten zijn er niet: {path}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = islice(csv.DictReader(file), 400)
        texts = unlike([max(row.values(), key=lambda cell: len(str(cell))) for row in rows])
    found = measure(*make_stock(len(texts), 5, texts))
    assert len(texts) > 100
    assert found["recall"] >= 0.97
    assert found["precision"] >= 0.99


@pytest.mark.real
def test_the_copies_in_a_real_list_of_several_boards_are_joined(shared):
    path = shared / "data" / "real" / "corpora" / "nl_linkedin_union" / "jobs.csv"
    if not path.exists():
        pytest.skip(f"de echte lijst is er niet: {path}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = dict(enumerate(csv.DictReader(file)))
    jobs = [
        job(f"{number:04}", source=row["source"], title=row["title"], employer=row["company"],
            text=row["description"], place=parse_place(row["location"]).place)
        for number, row in rows.items()
    ]  # fmt: skip
    pairs = [(rows[int(copy)], rows[int(own)]) for copy, own in copies(*jobs).items()]
    assert len(pairs) >= 30
    assert [pair for pair in pairs if pair[0]["title"].split()[0].lower() != pair[1]["title"].split()[0].lower()] == []


def unlike(texts):
    """The texts of which no earlier one is a near copy: what is joined among them is joined wrongly."""
    kept = {}
    for text in texts:
        words = text.split()
        runs = {tuple(words[at : at + 5]) for at in range(len(words) - 4)}
        if len(words) > 80 and all(len(runs & other) < 0.5 * len(runs) for other in kept.values()):
            kept[text] = runs
    return list(kept)
