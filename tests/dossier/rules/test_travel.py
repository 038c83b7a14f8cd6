from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.travel import has_car_licence, judge_travel, named_means

ON = date(2026, 11, 21)


def anna(**more):
    return Person(id="Anna", **({"home_postcode": "3511 ED", "max_travel_minutes": 45} | more))


def vacancy(place=None, postcode=None, **more):
    return VacancyIn(id="v", title="Medewerker", place=place, postcode=postcode, **more)


CAR = {"transport": "auto", "licences": ["B"]}


@pytest.mark.parametrize(
    ("place", "verdict"),
    [("Utrecht", "binnen"), ("Nieuwegein", "binnen"), ("Amersfoort", "binnen"), ("Groningen", "boven reistijd")],
)
def test_by_car_from_utrecht(place, verdict):
    assert judge_travel(anna(**CAR), vacancy(place), on=ON).verdict == verdict


@pytest.mark.parametrize(
    ("transport", "place", "low", "high"),
    [
        ("auto", "Amsterdam", 40, 60),
        ("ov", "Amsterdam", 55, 80),
        ("fiets", "Nieuwegein", 25, 45),
        ("auto", "Maastricht", 110, 150),
    ],
)
def test_the_minutes_are_in_the_order_of_known_journeys(transport, place, low, high):
    minutes = judge_travel(anna(transport=transport, licences=["B"]), vacancy(place), on=ON).minutes
    assert low <= minutes <= high


def test_a_limit_inside_the_margin_of_the_estimate_is_unknown():
    found = judge_travel(anna(**CAR, max_travel_minutes=50), vacancy("Amsterdam"), on=ON)
    assert (found.verdict, found.minutes_low <= 50 < found.minutes_high) == ("onbekend", True)


@pytest.mark.parametrize(
    ("person", "offered"),
    [
        (anna(home_postcode=None), vacancy("Utrecht")),
        (anna(), vacancy()),
        (anna(), vacancy("Remote")),
        (anna(), vacancy("Antwerpen", "2000")),
        (anna(), vacancy("Beek", country="BE")),
    ],
)
def test_an_unknown_place_is_unknown(person, offered):
    found = judge_travel(person, offered, on=ON)
    assert (found.verdict, found.minutes, found.km) == ("onbekend", None, None)


def test_without_a_licence_nobody_is_sent_by_car():
    found = judge_travel(anna(transport="auto", licences=["AM"]), vacancy("Amersfoort"), on=ON)
    assert found.transport == "openbaar vervoer"


def test_a_car_without_a_recorded_licence_is_a_question():
    found = judge_travel(anna(transport="auto", max_travel_minutes=40), vacancy("Amersfoort"), on=ON)
    assert (found.transport, found.verdict) == ("openbaar vervoer", "onbekend")
    assert "vraag of er een rijbewijs en een auto zijn" in found.explanation


def test_a_licence_without_a_stated_car_is_a_question_too():
    found = judge_travel(anna(licences=["B"], max_travel_minutes=60), vacancy("Amsterdam"), on=ON)
    assert (found.transport, found.verdict) == ("openbaar vervoer", "onbekend")


def test_who_travels_by_public_transport_is_not_sent_by_car_with_a_licence():
    found = judge_travel(anna(transport="OV", licences=["B"], max_travel_minutes=60), vacancy("Zwolle"), on=ON)
    assert (found.transport, found.verdict) == ("openbaar vervoer", "boven reistijd")


def test_the_quickest_of_several_means_counts():
    assert judge_travel(anna(transport="fiets, OV"), vacancy("De Bilt"), on=ON).transport == "fiets"


def test_a_bicycle_goes_no_further_than_a_bicycle_goes():
    found = judge_travel(anna(transport="fiets"), vacancy("Groningen"), on=ON)
    assert (found.verdict, found.minutes) == ("boven reistijd", None)


def test_without_an_agreed_limit_the_default_hour_is_used_and_named():
    found = judge_travel(anna(**CAR, max_travel_minutes=None), vacancy("Nieuwegein"), on=ON)
    assert (found.max_minutes, found.verdict) == (60, "binnen")
    assert "60 minuten (standaard)" in found.explanation


def test_a_limit_of_nought_minutes_is_a_limit():
    assert judge_travel(anna(**CAR, max_travel_minutes=0), vacancy("Zwolle"), on=ON).max_minutes == 0


def test_the_explanation_names_minutes_kilometres_and_limit():
    found = judge_travel(anna(**CAR), vacancy(postcode="3811 AA"), on=ON)
    sentence = (
        f"Naar Amersfoort is het ongeveer {found.minutes} minuten met de auto "
        f"({found.minutes_low}-{found.minutes_high}, {str(found.km).replace('.', ',')} km); de grens is 45 minuten."
    )
    assert found.explanation == sentence


@pytest.mark.parametrize(
    ("licence", "counts"),
    [
        ("B", True),
        ("rijbewijs B", True),
        ("Rijbewijs B+E", True),
        ("CE", True),
        ("AM", False),
        ("heftruck", False),
        ("BHV", False),
    ],
)
def test_which_licences_are_for_a_car(licence, counts):
    assert has_car_licence(licence) is counts


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("eigen auto", ["auto"]),
        ("OV-fiets", ["openbaar vervoer", "fiets"]),
        ("e-bike en trein", ["openbaar vervoer", "fiets"]),
        ("geen auto, wel fiets", ["fiets"]),
        ("", []),
    ],
)
def test_the_means_are_read_from_free_text(text, means):
    assert named_means(text) == means


ORDER = ["binnen", "onbekend", "boven reistijd"]


@given(minutes=st.integers(0, 240), more=st.integers(0, 120), place=st.sampled_from(["Zeist", "Ede", "Breda", "Assen"]))
def test_more_travel_time_never_makes_a_place_worse(minutes, more, place):
    verdicts = [
        judge_travel(anna(transport="auto", max_travel_minutes=most), vacancy(place), on=ON).verdict
        for most in (minutes, minutes + more)
    ]
    assert ORDER.index(verdicts[1]) <= ORDER.index(verdicts[0])
