"""Many ways in which a vacancy tells the size of the job, in words of our own."""

from decimal import Decimal

import pytest

from crawler.normalise.hours import parse_hours


def weekly(text):
    found = parse_hours(text)
    return (found.min and str(found.min), found.max and str(found.max)) if found.is_weekly_hours else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Je werkt 36 uren per week", "36", "36"),
        ("een 38-urenweek", "38", "38"),
        ("40-uren week met 12 adv-dagen", "40", "40"),
        ("een werkweek van 36 uur", "36", "36"),
        ("32/36 uur per week", "32", "36"),
        ("32 à 36 uur per week", "32", "36"),
        ("tussen 16 en 24 uur p.w.", "16", "24"),
        ("16-24u per week", "16", "24"),
        ("28 u/week", "28", "28"),
        ("19u/week", "19", "19"),
        ("deeltijds 19 uur per week", "19", "19"),
        ("voltijds, 38 uur", "38", "38"),
        ("halftijds (19u)", "19", "19"),
        ("parttime (24 uur)", "24", "24"),
        ("fulltime 40 uur", "40", "40"),
        ("minimaal een contract van 32 uur", "32", None),
        ("ten minste 20 uur per week beschikbaar", "20", None),
        ("vanaf 12 uur per week", "12", None),
        ("12+ uur per week", "12", None),
        ("tot 16 uur per week", None, "16"),
        ("max. 20 uur per week", None, "20"),
        ("zo'n 24 uur per week", "24", "24"),
        ("gemiddeld 32 uur per week", "32", "32"),
        ("contract van 24 uur of meer", "24", None),
        ("0,8 - 1,0 fte (36 uur = fulltime)", "28.8", "36"),
        ("0,5 fte (18 uur)", "18", "18"),
        ("1 fte (36 uur)", "36", "36"),
        ("0,889 fte (32 uur)", "32", "32"),
        ("32 uur (0,89 fte)", "32", "32"),
        ("0,7 fte, gemiddeld 28 uur per week, start bij voorkeur in mei", "28", "28"),
        ("4 dagen van 8 of 9 uur", "32", "36"),
        ("3 dagen van 8 uur per week", "24", "24"),
        ("5 dagen x 7,5 uur", "37.5", "37.5"),
        ("130 uur per maand", "30", "30"),
        ("104 uur per maand", "24", "24"),
        ("1.872 uur per jaar", "36", "36"),
        ("jaarcontract van 1040 uur op jaarbasis", "20", "20"),
        ("80% van 40 uur", "32", "32"),
        ("part-time 60% (40-urige werkweek)", "24", "24"),
        ("Hours: 24-32 per week", "24", "32"),
        ("32 hours a week", "32", "32"),
        ("24 to 32 hours per week", "24", "32"),
        ("36-hour work week", "36", "36"),
        ("up to 20 hours per week", None, "20"),
        ("32 uur per week, verdeeld over 4 dagen", "32", "32"),
        ("vierentwintig uur per week", "24", "24"),
        ("Dienstverband: 24 uur", "24", "24"),
        ("aanstelling voor 0,6 tot 0,8 fte, bij voltijd 36 uur", "21.6", "28.8"),
        ("24, 28 of 32 uur", "24", "32"),
        ("24/32/36 uur per week", "24", "36"),
        ("24, 28, 32 of 36 uur", "24", "36"),
        ("36 uur (32 uur is bespreekbaar)", "32", "36"),
        ("20 - 24,5 uur", "20", "24.5"),
        ("minimaal 32, maximaal 40 uur", "32", "40"),
        ("4 dagen per week (32 uur)", "32", "32"),
        ("5 ochtenden per week van 4 uur", "20", "20"),
        ("werkweek: 38 uur", "38", "38"),
        ("een 38-urencontract", "38", "38"),
        ("minimum of 24 hours a week", "24", None),
        ("32 of meer uur per week", "32", None),
        ("van 6.00 tot 14.30 uur, 38 uur per week", "38", "38"),
        ("Uren per week: 32 - 40", "32", "40"),
        ("3x8 uur", "24", "24"),
    ],
)
def test_a_size_is_read_whole(text, low, high):
    assert weekly(text) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "08:00 - 16:30 uur",
        "van 7.00 uur tot 15.30 uur",
        "tussen 6 en 22 uur",
        "9u - 17u",
        "van 6u tot 14u",
        "van 8u30 tot 17u",
        "werkdagen tot 18 uur bereikbaar",
        "om 20 uur ben je vrij",
        "bel ons tussen 9 en 17 uur",
        "shiften van 12 uur",
        "avonddienst van 6 uur",
        "slapdienst van 8 uur",
        "je hoort binnen 48 uur van ons",
        "24 uur per dag, 7 dagen per week",
        "in overleg",
        "aantal uren nader te bepalen",
        "€ 2.650 per maand bij 36 uur",
        "salaris van € 3.200 op basis van 40 uur per week",
        "27 vakantiedagen op basis van 36 uur",
        "144 vakantie-uren per jaar",
        "2 dagen per week thuiswerken",
        "3 dagen per week op kantoor",
        "een team van 12 fte",
        "met 19 fte zijn wij een kleine club",
        "een cursus van 16 uur",
        "stage van 500 uur",
        "rijtijd van 9 uur",
        "8 uur rust tussen diensten",
        "36 jaar ervaring",
        "een pauze van een half uur",
        "oproepcontract",
        "nul-urencontract",
        "toeslag na 20 uur",
        "8 dagen per maand in het buitenland",
        "14 dagen geleden",
        "voltijds verlof van 28 dagen",
    ],
)
def test_other_hours_are_not_the_size_of_the_job(text):
    assert weekly(text) is None


@pytest.mark.parametrize(
    ("text", "fte", "days"),
    [
        ("0,8 fte", ("0.8", "0.8"), (None, None)),
        ("0,6-0,8 FTE", ("0.6", "0.8"), (None, None)),
        ("fte: 0,75", ("0.75", "0.75"), (None, None)),
        ("1.0 fte", ("1.0", "1.0"), (None, None)),
        ("3 dagen per week", (None, None), ("3", "3")),
        ("3 à 4 dagen per week", (None, None), ("3", "4")),
        ("vier dagen in de week", (None, None), ("4", "4")),
        ("2,5 dag per week", (None, None), ("2.5", "2.5")),
        ("3 to 5 days a week", (None, None), ("3", "5")),
    ],
)
def test_fte_and_days_tell_the_size_without_hours(text, fte, days):
    found = parse_hours(text)
    read = [value and str(value) for value in (found.fte_min, found.fte_max, found.days_min, found.days_max)]
    assert (found.is_weekly_hours, found.min, found.max, read) == (True, None, None, [*fte, *days])


@pytest.mark.parametrize("text", ["fulltime", "Voltijds", "een voltijdse baan", "full-time", "fulltime functie"])
def test_full_time_is_a_size(text):
    found = parse_hours(text)
    assert (found.is_weekly_hours, found.fulltime, found.min) == (True, True, None)


def test_hours_per_month_are_rounded_only_at_the_end():
    assert parse_hours("100 uur per maand").min == Decimal("23.08")
