"""Every value keeps the words that it came from, and whether a field or the text gave them."""

from datetime import date

import pytest

from crawler.document import Document
from crawler.normalise.vacancy import make_vacancy
from crawler.raw_posting import RawPlace, RawPosting, RawSalary

DAY = date(2026, 11, 21)
TEXT = """Je bakt brood in de nacht. Je werkt 24 tot 32 uur per week en verdient € 16,20 per uur.
Een afgeronde mbo-opleiding niveau 2 is nodig. Je hebt rijbewijs B.
Je krijgt een jaarcontract met uitzicht op een vast contract."""


def read(**fields):
    raw = RawPosting(reader="eigen", title="Broodbakker", **fields)
    return make_vacancy(raw, Document(b"", url="https://mulder.example/1"), "mulder", DAY)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hours", "Je werkt 24 tot 32 uur per week en verdient € 16,20 per uur."),
        ("salary", "Je werkt 24 tot 32 uur per week en verdient € 16,20 per uur."),
        ("education", "Een afgeronde mbo-opleiding niveau 2 is nodig"),
        ("licences", "Je hebt rijbewijs B."),
        ("employment_type", "Je krijgt een jaarcontract met uitzicht op een vast contract."),
        ("language", TEXT.replace("\n", " ")[:80].strip()),
    ],
)
def test_what_the_text_tells_is_kept_with_its_sentence(name, words):
    found = read(description=TEXT).readings[name]
    assert (found.words, found.how) == (words, "tekst")


def test_what_a_field_tells_goes_before_the_text():
    vacancy = read(
        description=TEXT,
        hours_text="36 uur",
        education="HBO",
        employment_type=["FULL_TIME"],
        language="nl-NL",
        date_posted="3 dagen geleden",
        valid_through="2026-12-01",
        salary=RawSalary("2400", "2900", "MONTH", "EUR"),
        places=[RawPlace(text="Utrecht, NL")],
    )
    told = {name: (reading.words, reading.how) for name, reading in vacancy.readings.items() if name != "licences"}
    assert told == {
        "hours": ("36 uur", "veld"),
        "education": ("HBO", "veld"),
        "employment_type": ("FULL_TIME", "veld"),
        "language": ("nl-NL", "veld"),
        "date_posted": ("3 dagen geleden", "veld"),
        "valid_through": ("2026-12-01", "veld"),
        "salary": ("EUR 2400 - 2900 (MONTH)", "veld"),
        "place": ("Utrecht, NL", "veld"),
    }
    assert vacancy.education == "hbo"


def test_a_value_that_was_not_read_has_no_words():
    vacancy = read(description="Bel ons.", date_posted="binnenkort")
    assert vacancy.readings == {}


@pytest.mark.parametrize(
    ("told", "country", "is_doubtful"),
    [
        ("€ 9,50 per uur", None, True),
        ("€ 12 - € 18 per uur", "NL", True),
        ("€ 1.400 per maand", "NL", True),
        ("€ 14,99 per uur", "NL", False),
        ("€ 2.400 per maand o.b.v. 36 uur", "NL", False),
        ("€ 9,50 per uur", "BE", False),
        ("schaal 5", "NL", False),
    ],
)
def test_a_wage_below_the_legal_minimum_of_its_day_is_doubtful(told, country, is_doubtful):
    vacancy = read(salary_text=told, places=[RawPlace(country=country)])
    assert ("salaris: ligt onder het wettelijk minimumloon, dus twijfelachtig" in vacancy.warnings) is is_doubtful


def test_the_minimum_is_that_of_the_day_of_posting():
    assert read(salary_text="€ 14,06 per uur", date_posted="2025-03-01").warnings == []
    assert read(salary_text="€ 14,06 per uur", date_posted="2026-11-01").warnings != []
    assert read(salary_text="€ 2 per uur", date_posted="1999-11-01").warnings == []
