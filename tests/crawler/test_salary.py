"""Wages as Dutch and Flemish vacancies write them, in words of our own."""

from decimal import Decimal

import pytest

from crawler.normalise.salary import parse_salary
from crawler.normalise.wage_fields import find_salary, read_unit, read_wage_fields
from crawler.raw_posting import RawSalary


def amounts(text):
    found = parse_salary(text)
    return (found.min and str(found.min), found.max and str(found.max), found.unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Salaris: € 2.400 - € 2.900 bruto per maand o.b.v. 40 uur", "2400", "2900", "month"),
        ("€ 14,71 per uur", "14.71", "14.71", "hour"),
        ("€14.71 p/u", "14.71", "14.71", "hour"),
        ("Uurloon vanaf € 15,50", "15.50", None, "hour"),
        ("tussen € 15 en € 18 bruto per uur", "15", "18", "hour"),
        ("15 euro per uur", "15", "15", "hour"),
        ("€15,- p.u.", "15", "15", "hour"),
        ("Loon: €18,5 bruto/u", "18.5", "18.5", "hour"),
        ("2.500 à 3.000 euro bruto per maand", "2500", "3000", "month"),
        ("€2.5K - €3K per maand", "2500.0", "3000", "month"),
        ("36K-42K bruto per jaar", "36000", "42000", "year"),
        ("€ 2.000 bruto per 4 weken", "2000", "2000", "four_weeks"),
        ("€ 2.000 per periode van 4 weken", "2000", "2000", "four_weeks"),
        ("€ 650 per week", "650", "650", "week"),
        ("dagtarief €350", "350", "350", "day"),
        ("jaarsalaris van € 48.000", "48000", "48000", "year"),
        ("€ 2750 - 3500 per maand", "2750", "3500", "month"),
        ("2.750,00 - 3.500,00 EUR / maand", "2750.00", "3500.00", "month"),
        ("€ 2.345,50 tot € 3.456,75 bruto per maand", "2345.50", "3456.75", "month"),
        ("€3,500 - €4,500 gross per month", "3500", "4500", "month"),
        ("Euro 2.900 tot Euro 3.300 per maand", "2900", "3300", "month"),
        ("€ 2.700,-- en maximaal € 3.100,-- bruto per maand", "2700", "3100", "month"),
        ("min. €2.799,50 – max. €3.954,10 per maand", "2799.50", "3954.10", "month"),
        ("Tot € 4.000 bruto per maand", None, "4000", "month"),
        ("maximaal € 3.974,- bruto per maand", None, "3974", "month"),
        ("€ 3.000 of meer per maand", "3000", None, "month"),
        ("Je uurloon is minimaal 15,06 euro", "15.06", None, "hour"),
        ("€17,123 per uur", "17.123", "17.123", "hour"),
        ("Bruto salaris per maand: 2800", "2800", "2800", "month"),
        ("salarisindicatie 3000-3500", "3000", "3500", "month"),
        (
            "Een uurloon van €17,58 inclusief toeslag en een reiskostenvergoeding van €0,23 per km",
            "17.58",
            "17.58",
            "hour",
        ),
        ("Salaris €3.200 per maand, bonus tot €1.000", "3200", "3200", "month"),
        ("€ 3.000 - € 4.000 per maand; 25 vakantiedagen; opleidingsbudget € 1.500", "3000", "4000", "month"),
        ("32-40 uur per week, €2.500-€3.000 per maand", "2500", "3000", "month"),
        ("vergoeding van € 2.750 bruto per maand", "2750", "2750", "month"),
        ("$18 - $22/hr", "18", "22", "hour"),
        ("20000 - 30000/annum", "20000", "30000", "year"),
    ],
)
def test_a_wage_is_read_as_written(text, low, high, unit):
    assert parse_salary(text).is_wage
    assert amounts(text) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "marktconform salaris",
        "n.o.t.k.",
        "in overleg",
        "WML",
        "cao Bouw",
        "€ 0 - € 0",
        "€ 500 per maand stagevergoeding",
        "stagevergoeding van € 500 per maand",
        "reiskostenvergoeding € 0,21 per km",
        "€ 1.000 bonus",
        "opleidingsbudget van € 2.500 per jaar",
        "een ontwikkelbudget van € 4.000",
        "van € 600",
        "van € 2000",
        "tot € 2.000",
        "€ 0,19 netto per kilometer",
        "maaltijdcheques van € 8 per dag",
        "ecocheques van €250 per jaar",
        "€2800 - €31",
        "9450",
        "tussen € 2.000 en € 5.000 bonus per jaar",
        "een omzet van € 200M",
        "vrijwilligersvergoeding € 200 per maand",
        "25 vakantiedagen en 8% vakantiegeld",
    ],
)
def test_what_is_no_wage_is_not_read_as_one(text):
    found = parse_salary(text)
    assert (found.is_wage, found.min, found.max) == (False, None, None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("€ 2.600 - € 3.100", "month"),
        ("€ 15,20 en € 17,80", "hour"),
        ("€ 41.000 - € 52.500", "year"),
        ("€ 2.850", "month"),
    ],
)
def test_a_unit_that_is_not_named_follows_from_the_size_and_says_so(text, unit):
    found = parse_salary(text)
    assert (found.unit, found.unit_inferred) == (unit, True)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("€ 2.600 per maand op basis van 38 uur", "38"),
        ("€ 2.600 per maand o.b.v. 36 uur per week", "36"),
        ("€ 2.600 - € 3.100 obv 40 uur", "40"),
        ("€ 2.600 bruto per maand (36 uur)", "36"),
        ("Maandsalaris tussen € 2.600 en € 3.400 op basis van een 36-urige werkweek", "36"),
        ("€ 2.600 bruto per maand bij een fulltime dienstverband van 40 uur", "40"),
        ("€ 2.200 per maand (32-40 uur per week)", None),
        ("32 uur per week, € 2.600 per maand", None),
        ("€ 15,50 per uur, 32 uur per week", None),
        ("€ 15,50 per uur bij 38 uur", None),
    ],
)
def test_the_hours_under_a_wage_are_those_it_is_based_on(text, hours):
    assert parse_salary(text).fulltime_hours == (hours and Decimal(hours))


@pytest.mark.parametrize(
    ("text", "included"),
    [
        ("€ 35.000 per jaar incl. vakantiegeld", True),
        ("€ 16,50 per uur inclusief 8% vakantietoeslag", True),
        ("€ 45.000 all-in per jaar", True),
        ("€ 2.600 per maand exclusief 8% vakantiegeld", False),
        ("€ 2.600 per maand excl. vakantietoeslag", False),
        ("€ 2.600 per maand + 8% vakantiegeld", False),
        ("€ 2.600 per maand", None),
    ],
)
def test_holiday_pay_is_in_or_out_only_when_said(text, included):
    assert parse_salary(text).holiday_included is included


@pytest.mark.parametrize(
    ("text", "cao", "scale"),
    [
        ("Salaris in schaal 9 cao Rijk (min € 3.100 – max € 4.700)", "Rijk", "9"),
        ("conform cao VVT, FWG 35 (€ 2.345 - € 3.210)", "VVT", "FWG 35"),
        ("Cao Horeca, functiegroep 3", "Horeca", "3"),
        ("schaal 8/9", None, "8/9"),
        ("schaal 7 tot 8", None, "7 tot 8"),
        ("CAO Metaal en Techniek (schaal E)", "Metaal en Techniek", "E"),
        ("Schaal 6 CAO Gemeenten", "Gemeenten", "6"),
        ("salarisschaal 05", None, "05"),
        ("Schaal LC trede naar ervaring", None, "LC"),
        ("LB", None, "LB"),
        ("€ 5.100 - € 6.200 (Hay 10)", None, "Hay 10"),
    ],
)
def test_agreement_and_scale_are_kept_as_written(text, cao, scale):
    found = parse_salary(text)
    assert (found.is_wage, found.cao, found.scale) == (True, cao, scale)


def test_a_scale_alone_has_no_unit():
    assert parse_salary("schaal 8").unit is None


def test_the_full_time_amount_goes_before_the_part_time_amount():
    assert amounts("parttime (24 uur) € 2.100, fulltime € 3.500 per maand") == ("3500", "3500", "month")
    assert amounts("€ 2.800 bruto voor 32 uur (fulltime € 3.500)") == ("3500", "3500", "month")


def test_another_currency_is_kept():
    assert parse_salary("$38000 to $45000 per year").currency == "USD"


def test_the_words_are_kept_with_what_was_read():
    assert parse_salary("  € 15 per uur ").text == "  € 15 per uur "


@pytest.mark.parametrize(
    ("low", "high", "unit", "currency", "read"),
    [
        (2400, 2900, "MONTH", "EUR", ("2400", "2900", "month", [])),
        ("2.400,50", "2.900,-", "MONTH", "EUR", ("2400.50", "2900", "month", [])),
        (
            3100,
            2400,
            "MONTH",
            "EUR",
            ("2400", "3100", "month", ["salaris: minimum 3100 boven maximum 2400, omgewisseld"]),
        ),
        (15, None, "per uur", "EUR", ("15", None, "hour", [])),
        (2000, None, "4 weken", "EUR", ("2000", None, "four_weeks", [])),
        (2500, 2500, None, "EUR", ("2500", "2500", "month", ["salaris: de pagina noemt geen eenheid"])),
    ],
)
def test_a_wage_in_fields_is_read_as_stated(low, high, unit, currency, read):
    warnings = []
    found = read_wage_fields(RawSalary(low, high, unit, currency), warnings)
    assert (found.min and str(found.min), found.max and str(found.max), found.unit, warnings) == read


@pytest.mark.parametrize("value", [0, "0", -2400, 10**400, "veel", "", None, [], float("nan"), float("inf")])
def test_what_cannot_be_an_amount_gives_no_wage(value):
    assert read_wage_fields(RawSalary(value, value, "MONTH", "EUR"), []) is None


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("HOUR", "hour"),
        ("HUR", "hour"),
        ("MON", "month"),
        ("ANN", "year"),
        ("per-year-salary", "year"),
        ("WEE", "week"),
        ("x", None),
    ],
)
def test_codes_of_platforms_are_units(code, unit):
    assert read_unit(code) == unit


def test_the_line_of_a_text_that_tells_the_wage_is_found():
    line = "Een salaris van € 2.450 tot € 2.800 bruto per maand"
    text = f"Wij zijn een bakkerij met een omzet van € 3 miljoen.\n- {line}\n- € 0,23 per km"
    assert find_salary(text).text == line


def test_a_text_without_a_wage_has_none():
    assert find_salary("Je krijgt een ontwikkelbudget van € 1.500 en een laptop.") is None
