import pytest

from dossier.geography import MAIN_TOWNS, distance_km, find_name, locate, read_postcodes


def town(place=None, postcode=None):
    found = locate(place, postcode)
    return found and (found.place, found.province)


@pytest.mark.parametrize("name", ["'s-Hertogenbosch", "Den Bosch", "’s-Hertogenbosch", "S HERTOGENBOSCH", "den bosch"])
def test_den_bosch_has_many_spellings(name):
    assert town(name) == ("'s-Hertogenbosch", "Noord-Brabant")


@pytest.mark.parametrize("name", ["Den Haag", "'s-Gravenhage", "s Gravenhage", "The Hague", "DEN HAAG", "Den Haag, NL"])
def test_den_haag_has_many_spellings(name):
    assert town(name) == ("Den Haag", "Zuid-Holland")


@pytest.mark.parametrize("name", ["Amsterdam Zuidoost", "Amsterdam-Zuidoost", "amsterdam zuidoost"])
def test_amsterdam_zuidoost_is_a_place_of_its_own(name):
    assert locate(name).place == "Amsterdam-Zuidoost"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Beek (Gelderland)", ("Beek", "Gelderland")),
        ("Beek, Limburg", ("Beek", "Limburg")),
        ("Beek (Montferland)", ("Beek", "Gelderland")),
        ("Hengelo (Gld)", ("Hengelo", "Gelderland")),
        ("Hengelo OV", ("Hengelo", "Overijssel")),
        ("Bergen NH", ("Bergen", "Noord-Holland")),
        ("Bergen (L.)", ("Bergen", "Limburg")),
        ("Rijswijk ZH", ("Rijswijk", "Zuid-Holland")),
        ("Amsterdam, Noord-Holland, Nederland", ("Amsterdam", "Noord-Holland")),
        ("Utrecht, Utrecht, Netherlands", ("Utrecht", "Utrecht")),
    ],
)
def test_a_province_or_municipality_tells_namesakes_apart(name, expected):
    assert town(name) == expected


def test_an_ambiguous_name_means_the_clearly_larger_town():
    assert town("Hengelo") == ("Hengelo", "Overijssel")


@pytest.mark.parametrize("name", ["Eursinge", "Nes", "Oudega"])
def test_an_ambiguous_name_without_a_clearly_larger_town_is_unknown(name):
    assert locate(name) is None


@pytest.mark.parametrize("postcode", ["1011 AB", "1011AB", "1011ab", "NL-1011 AB", "1011"])
def test_a_postcode_is_read_in_every_form(postcode):
    assert town(postcode=postcode) == ("Amsterdam", "Noord-Holland")


def test_a_postcode_inside_an_address_is_found():
    assert locate("Stationsplein 1, 3511 ED Utrecht").postcode == "3511 ED"


def test_a_postcode_with_letters_wins_over_the_place():
    assert town("Groningen", "6211 LN") == ("Maastricht", "Limburg")


@pytest.mark.parametrize(("place", "postcode"), [("Gent", "9000"), ("2000 Antwerpen", None), ("Beveren", "9120")])
def test_four_digits_beside_a_foreign_place_are_not_a_dutch_postcode(place, postcode):
    assert locate(place, postcode) is None


def test_a_postcode_that_the_set_does_not_know_takes_the_nearest_number_and_says_so():
    found = locate(postcode="5851 AA")
    assert (found.municipality, found.postcode, found.approximate) == ("Bergen", "5851 AA", True)


def test_a_known_postcode_is_not_approximate():
    assert locate(postcode="3545 XX").approximate is False


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Regio Utrecht", "Utrecht"),
        ("Zwolle en omgeving", "Zwolle"),
        ("Rotterdam-Zuid", "Rotterdam"),
        ("Den Haag (Binckhorst)", "Den Haag"),
        ("Utrecht / Amersfoort", "Utrecht"),
        ("Haarlemmermeer", "Haarlemmermeer"),
        ("Súdwest-Fryslân", "Sneek"),
    ],
)
def test_a_loose_name_finds_its_town_and_is_approximate(name, place):
    found = locate(name)
    assert (found.place, found.approximate) == (place, True)


@pytest.mark.parametrize(
    "name", ["", "Remote", "Nederland", "Gelderland", "Noord-Brabant", "Antwerpen", "New York", None]
)
def test_what_is_no_dutch_place_is_unknown(name):
    assert locate(name) is None


@pytest.mark.parametrize("municipality", MAIN_TOWNS)
def test_every_younger_municipality_has_a_town(municipality):
    assert find_name(MAIN_TOWNS[municipality]) is not None


@pytest.mark.parametrize(
    ("here", "there", "kilometres"),
    [
        ("Amsterdam", "Utrecht", 35),
        ("Groningen", "Maastricht", 269),
        ("Rotterdam", "Den Haag", 21),
        ("Zwolle", "Arnhem", 61),
    ],
)
def test_known_distances_are_right_within_three_kilometres(here, there, kilometres):
    assert distance_km(locate(here), locate(there)) == pytest.approx(kilometres, abs=3)


def test_a_place_is_at_no_distance_of_itself():
    assert distance_km(locate("Zwolle"), locate("Zwolle")) == 0


def test_every_postcode_lies_in_the_netherlands():
    assert [
        place.postcode
        for place in read_postcodes().values()
        if not (50.7 < place.latitude < 53.6 and 3.3 < place.longitude < 7.3)
    ] == []
