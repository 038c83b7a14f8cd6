"""Places and days in words of our own."""

from datetime import date

import pytest

from crawler.normalise.country import country_code
from crawler.normalise.date import is_relative, parse_date, read_date
from crawler.normalise.place import parse_place, parse_places

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "place", "postcode", "country"),
    [
        ("Utrecht", "Utrecht", "3511", "NL"),
        ("Utrecht, NL", "Utrecht", "3511", "NL"),
        ("Standplaats: Zwolle", "Zwolle", "8011", "NL"),
        ("3511 AB Utrecht", "Utrecht", "3511 AB", "NL"),
        ("Dorpsstraat 12, 3511 AA Utrecht", "Utrecht", "3511 AA", "NL"),
        ("1234 AB Utrecht", "Utrecht", "1234 AB", "NL"),
        ("regio Eindhoven", "Eindhoven", "5611", "NL"),
        ("Nijmegen e.o.", "Nijmegen", "6511", "NL"),
        ("'s-Gravenhage", "Den Haag", "2511", "NL"),
        ("Bavel, Breda", "Bavel", "4854", "NL"),
        ("Groningen, Provincie Groningen", "Groningen", "9711", "NL"),
        ("Amersfoort | Hybride", "Amersfoort", "3811", "NL"),
        ("Zuid-Holland", "Zuid-Holland", None, "NL"),
        ("Heel Nederland", None, None, "NL"),
        ("Edegem, Antwerpen", "Edegem", None, "BE"),
        ("As, Hasselt", "As", None, "BE"),
        ("Asse, Vlaanderen, België", "Asse", None, "BE"),
        ("9000 Gent", "Gent", "9000", "BE"),
        ("Limburg (Provincie), België", "Limburg", None, "BE"),
        ("London, UK", "London, UK", None, "GB"),
        ("Rijssen, Rijssen-Holten", "Rijssen", "7461", "NL"),
        ("Noord-Holland, Nederland", "Noord-Holland", None, "NL"),
        ("Elst, Gelderland", "Elst", "6661", "NL"),
        ("Mechelen", "Mechelen", None, "BE"),
        ("Mechelen, Gulpen-Wittem", "Mechelen", "6281", "NL"),
        ("Remote (Canada)", None, None, "CA"),
        ("San Jose", "San Jose", None, None),
        ("Remote", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_place_is_read_with_its_postcode_and_country(text, place, postcode, country):
    found = parse_place(text)
    assert (found.place, found.postcode, found.country) == (place, postcode, country)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rotterdam/Dordrecht", ["Rotterdam", "Dordrecht"]),
        ("Utrecht, Zwolle en Arnhem", ["Utrecht", "Zwolle", "Arnhem"]),
        ("Son en Breugel", ["Son en Breugel"]),
        ("Capelle aan den IJssel", ["Capelle aan den IJssel"]),
        ("Roelofarendsveen, Kaag en Braassem", ["Roelofarendsveen"]),
        ("Den Haag en Delft", ["Den Haag", "Delft"]),
        (
            "Charlotte, North Carolina, United States of America",
            ["Charlotte, North Carolina, United States of America"],
        ),
    ],
)
def test_several_places_are_told_apart_and_one_name_stays_one(text, places):
    assert [found.place for found in parse_places(text)] == places


def test_a_dutch_place_has_coordinates_and_a_foreign_one_has_none():
    assert parse_place("Utrecht").lat is not None
    assert parse_place("Edegem, Antwerpen").lat is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nederland", "NL"),
        ("NLD", "NL"),
        ("the Netherlands", "NL"),
        ("België", "BE"),
        ("Deutschland", "DE"),
        ("Utrecht", None),
        (None, None),
    ],
)
def test_countries_become_two_letters(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-05", "2026-10-05"),
        ("2026-10-05T10:00:00+02:00", "2026-10-05"),
        ("2026-10-05 10:10:39 UTC", "2026-10-05"),
        ("05-10-2026", "2026-10-05"),
        ("5/10/2026", "2026-10-05"),
        ("5.10.26", "2026-10-05"),
        ("7/23/26", "2026-07-23"),
        ("uiterlijk 18 februari 2027", "2027-02-18"),
        ("tot en met 9 nov. 2025", "2025-11-09"),
        ("August 27, 2026", "2026-08-27"),
        ("Wed, 21 Oct 2026 16:51:15 +0100", "2026-10-21"),
        (1790000000, "2026-09-21"),
        (1790000000000, "2026-09-21"),
        ("2026-13-45", None),
        ("zo snel mogelijk", None),
        ("per direct", None),
        ("3 dagen geleden", None),
        (True, None),
        (-5, None),
        (["2026-10-05"], None),
    ],
)
def test_a_day_that_needs_no_today(text, day):
    found = read_date(text)
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 dagen geleden", "2026-11-18"),
        ("30+ dagen geleden", "2026-10-22"),
        ("Posted 3 Days Ago", "2026-11-18"),
        ("gisteren", "2026-11-20"),
        ("2 uur geleden", "2026-11-21"),
        ("over twee weken", "2026-12-05"),
        ("week 49", "2026-11-30"),
        ("t/m 12 dec", "2026-12-12"),
        ("uiterlijk 1 januari", "2027-01-01"),
        ("op dinsdag 25 augustus", "2026-08-25"),
        ("uiterlijk 31/12", "2026-12-31"),
        ("12 december om 17:00 uur", "2026-12-12"),
        ("vandaag", "2026-11-21"),
        ("sinds gisteren", "2026-11-20"),
        ("gewijzigd sinds 3 dagen", "2026-11-18"),
        ("sinds 2 weken online", "2026-11-07"),
        ("een maand geleden", "2026-10-22"),
        ("solliciteren kan tot en met zondag 29 november", "2026-11-29"),
        ("nog 5 dagen", "2026-11-26"),
        ("10 uur geleden", "2026-11-21"),
        ("2026-11-20T23:30:00Z", "2026-11-20"),
        ("2026-11-20T23:30:00+01:00", "2026-11-20"),
        ("2026-11-20T00:30:00-05:00", "2026-11-20"),
        ("9999999 dagen geleden", None),
    ],
)
def test_a_day_counted_from_today(text, day):
    found = parse_date(text, TODAY)
    assert (found.date and found.date.isoformat()) == day


def test_a_day_that_depends_on_the_day_of_writing_is_known_as_such():
    assert is_relative("gisteren")
    assert not is_relative("5 oktober 2026")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("31 maj 2026", "2026-05-31"),
        ("4 mars 2026", "2026-03-04"),
        ("15 de mayo de 2026", "2026-05-15"),
        ("2. června 2026", "2026-06-02"),
        ("12 grudnia 2025", "2025-12-12"),
        ("3 juillet 2026", "2026-07-03"),
    ],
)
def test_a_month_may_have_the_name_of_a_neighbour(words, day):
    assert parse_date(words).date.isoformat() == day
