"""The size of a job in words of our own."""

from decimal import Decimal

import pytest

from crawler.normalise.hours import find_hours, parse_hours


def weekly(text):
    found = parse_hours(text)
    return (found.min and str(found.min), found.max and str(found.max)) if found.is_weekly_hours else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("24 uur per week", "24", "24"),
        ("24 - 32 uur", "24", "32"),
        ("24–32 uur p/w", "24", "32"),
        ("tussen de 24 en 32 uur per week", "24", "32"),
        ("32 of 36 uur", "32", "36"),
        ("28, 32 of 36 uur per week", "28", "36"),
        ("36,5 uur", "36.5", "36.5"),
        ("38u/week", "38", "38"),
        ("Voltijds (38u)", "38", "38"),
        ("32 upw", "32", "32"),
        ("40-urig contract", "40", "40"),
        ("36-urige werkweek", "36", "36"),
        ("minimaal 24 uur per week", "24", None),
        ("maximaal 32 uur", None, "32"),
        ("24 uur of meer", "24", None),
        ("min. 32 max. 40 uur", "32", "40"),
        ("twintig uur per week", "20", "20"),
        ("32-40", "32", "40"),
        ("36", "36", "36"),
        ("Aantal uren: 24", "24", "24"),
        ("uren: 32-36", "32", "36"),
        ("contract voor 24 uur", "24", "24"),
        ("4 dagen per week, 8 uur per dag", "32", "32"),
        ("4 dagen van 9 uur", "36", "36"),
        ("0,8 fte (o.b.v. 36 uur)", "28.8", "28.8"),
        ("0,6 fte bij 40-urige werkweek", "24", "24"),
        ("80 uur per maand", "18.46", "18.46"),
        ("1.040 uur per jaar", "20", "20"),
        ("8 - 16 uur per week", "8", "16"),
        ("20 hours/week", "20", "20"),
        ("full-time, 38 hrs", "38", "38"),
        ("32-40 uur per week, salaris € 2.500 o.b.v. 40 uur", "32", "40"),
    ],
)
def test_the_hours_of_a_job(text, low, high):
    assert weekly(text) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "van 8 tot 17 uur",
        "8.30 - 17.00 uur",
        "werktijden van 9:00 tot 17:30 uur",
        "9-18u",
        "20u",
        "reactie binnen 24 uur",
        "24 uur per dag bereikbaar",
        "24-uurs zorg",
        "diensten van 8 uur",
        "8 uur per dag",
        "€ 2.500 - € 3.000 o.b.v. 40 uur",
        "salaris op basis van 36 uur per week",
        "overwerk na 40 uur 130%",
        "1 uur per week",
        "1 dag per week thuiswerken",
        "25 vakantiedagen per jaar",
        "200 vakantie-uren",
        "€ 15 per uur",
        "uren in overleg",
        "24/7",
        "0-urencontract",
    ],
)
def test_what_does_not_tell_the_size_of_a_job(text):
    assert weekly(text) is None


def test_fte_tells_the_size_without_hours():
    found = parse_hours("0,6 - 0,8 fte")
    assert (found.is_weekly_hours, found.fte_min, found.fte_max, found.min) == (
        True,
        Decimal("0.6"),
        Decimal("0.8"),
        None,
    )


def test_three_decimals_of_an_fte_are_no_thousands():
    assert parse_hours("0,575 fte").fte_min == Decimal("0.575")


def test_days_tell_the_size_without_hours():
    found = parse_hours("drie tot vier dagen per week")
    assert (found.is_weekly_hours, found.days_min, found.days_max, found.min) == (True, Decimal(3), Decimal(4), None)


@pytest.mark.parametrize(
    ("text", "is_weekly", "fulltime"),
    [("Fulltime", True, True), ("parttime", False, False), ("fulltime of parttime", True, None)],
)
def test_fulltime_tells_the_size_and_parttime_does_not(text, is_weekly, fulltime):
    found = parse_hours(text)
    assert (found.is_weekly_hours, found.fulltime) == (is_weekly, fulltime)


def test_the_hours_are_found_in_a_whole_text():
    text = "Je werkt van 8 tot 17 uur.\nWij reageren binnen 24 uur.\nHet gaat om een baan van 24 tot 28 uur per week."
    found = find_hours(text)
    assert (found.min, found.max) == (Decimal(24), Decimal(28))
