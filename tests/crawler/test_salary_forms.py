"""Many ways in which a vacancy tells its pay, in words of our own: every field of every form."""

from decimal import Decimal

import pytest

from crawler.normalise.salary import parse_salary


def read(text):
    found = parse_salary(text)
    if not found.is_wage:
        return None
    return (found.min and str(found.min), found.max and str(found.max), found.unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Uurloon: €16,25", "16.25", "16.25", "hour"),
        ("16,25 euro bruto per uur", "16.25", "16.25", "hour"),
        ("je verdient € 15,80 tot wel € 19,10 per uur", "15.80", "19.10", "hour"),
        ("tot wel € 19,10 bruto per uur", None, "19.10", "hour"),
        ("Verdien tot €18 p.u.!", None, "18", "hour"),
        ("vanaf 15,06 p/u", "15.06", None, "hour"),
        ("een brutouurloon tussen de € 15,75 en € 18,20", "15.75", "18.20", "hour"),
        ("€ 17,- bruto per gewerkt uur", "17", "17", "hour"),
        ("€ 21,40/uur", "21.40", "21.40", "hour"),
        ("minimaal 16 euro bruto per uur", "16", None, "hour"),
        ("ca. € 16,50 per uur", "16.50", "16.50", "hour"),
        ("uurlonen van 15,40 tot 17,95", "15.40", "17.95", "hour"),
        ("€ 15,35 bpu", "15.35", "15.35", "hour"),
        ("startloon €15.42 per uur, na zes maanden €15.98", "15.42", "15.42", "hour"),
        ("€ 640 bruto per week", "640", "640", "week"),
        ("weekloon van € 580 - € 720", "580", "720", "week"),
        ("€ 720,- p/w", "720", "720", "week"),
        ("€ 2.345 bruto per vier weken", "2345", "2345", "four_weeks"),
        ("€ 2.400,- tot € 2.750,- bruto per 4 weken", "2400", "2750", "four_weeks"),
        ("Salaris per periode (4 weken): € 2.380", "2380", "2380", "four_weeks"),
        ("4-wekenloon € 2.512,44", "2512.44", "2512.44", "four_weeks"),
        ("€ 2550 bruto p/m", "2550", "2550", "month"),
        ("€ 2.550,- bruto p.m.", "2550", "2550", "month"),
        ("2550 euro bruto in de maand", "2550", "2550", "month"),
        ("tussen de € 2.500 en de € 3.100 bruto per maand", "2500", "3100", "month"),
        ("van € 2.612,- tot maximaal € 3.489,- bruto per maand", "2612", "3489", "month"),
        ("minimaal € 2.612 en maximaal € 3.489 bruto per maand", "2612", "3489", "month"),
        ("€ 2.612 t/m € 3.489 p.m.", "2612", "3489", "month"),
        ("€ 2.612 oplopend tot € 3.489 bruto per maand", "2612", "3489", "month"),
        ("Salaris: 2.612 - 3.489 euro", "2612", "3489", "month"),
        ("maandsalaris 2612-3489", "2612", "3489", "month"),
        ("€2,612.50 - €3,489.75 gross a month", "2612.50", "3489.75", "month"),
        ("EUR 2 612 - EUR 3 489 per maand", "2612", "3489", "month"),
        ("maximum salaris € 4.150 bruto", None, "4150", "month"),
        ("Salaris tot € 4.150 bpm", None, "4150", "month"),
        ("vanaf € 2.400 bruto, afhankelijk van ervaring", "2400", None, "month"),
        ("startsalaris € 2.400", "2400", "2400", "month"),
        ("salaris rond de € 3.000 bruto per maand", "3000", "3000", "month"),
        ("max. € 3.780,45 bruto per maand bij 36 uur", None, "3780.45", "month"),
        ("€ 3,2k bruto per maand", "3200.0", "3200.0", "month"),
        ("2,8K - 3,4K per maand", "2800.0", "3400.0", "month"),
        ("€ 40k - 55k per jaar", "40000", "55000", "year"),
        ("55-65k", "55000", "65000", "year"),
        ("€ 45.000 tot € 60.000 bruto per jaar", "45000", "60000", "year"),
        ("bruto jaarsalaris € 45.000,-", "45000", "45000", "year"),
        ("jaarinkomen tot € 52.000", None, "52000", "year"),
        ("€ 38000 p.j.", "38000", "38000", "year"),
        ("salary of €50,000 - €60,000 gross per year", "50000", "60000", "year"),
        ("Gross annual salary: EUR 48,500", "48500", "48500", "year"),
        ("between EUR 3,100 and EUR 4,200 gross per month", "3100", "4200", "month"),
        ("up to €20 an hour", None, "20", "hour"),
        ("€16 hourly", "16", "16", "hour"),
        ("from €2,700 per month", "2700", None, "month"),
        ("dagloon € 145", "145", "145", "day"),
        ("dagtarief van € 400 tot € 480", "400", "480", "day"),
        ("bruto uurloon €16,6845", "16.6845", "16.6845", "hour"),
        ("Loon: 15,7432 euro/uur (PC 140)", "15.7432", "15.7432", "hour"),
        ("brutoloon tussen € 2.350 en € 2.900 volgens barema", "2350", "2900", "month"),
        ("een brutomaandwedde van minimum €2.437,50 en maximum €3.612,80", "2437.50", "3612.80", "month"),
        ("verloning: € 2600 à € 3100 bruto/maand", "2600", "3100", "month"),
        ("Je krijgt € 2.480 bruto per maand, € 0,23 per kilometer en 8% vakantiegeld", "2480", "2480", "month"),
        ("8% vakantiegeld; € 2.900 per maand", "2900", "2900", "month"),
        ("een netto uurloon van € 13,50", "13.50", "13.50", "hour"),
        ("€ 2.150 netto per maand", "2150", "2150", "month"),
        ("inschaling tussen € 2.700 (schaal 6) en € 3.900 (schaal 8) per maand", "2700", "3900", "month"),
        ("schaal 7 met een bandbreedte van € 2.815,10 en € 3.944,60", "2815.10", "3944.60", "month"),
        ("trede 4 (€ 2.618)", "2618", "2618", "month"),
        ("€ 2300,00-3100,00", "2300.00", "3100.00", "month"),
        ("€ 3.224 max. bruto", None, "3224", "month"),
        ("€ 4.000+ per maand", "4000", None, "month"),
        ("salaris € 2.600,- en € 500,- welkomstbonus", "2600", "2600", "month"),
        ("€ 500 welkomstbonus en een salaris van € 2.600", "2600", "2600", "month"),
        ("15.50ph to 17.25ph", "15.50", "17.25", "hour"),
        ("42000 - 48000/annum OTE 60,000", "42000", "48000", "year"),
        ("wettelijk minimumloon (€ 14,99 per uur)", "14.99", "14.99", "hour"),
        ("zzp-tarief € 55 - € 65 per uur", "55", "65", "hour"),
        ("Marktconform (€ 2.500 - € 3.200)", "2500", "3200", "month"),
    ],
)
def test_a_form_of_pay_is_read_whole(text, low, high, unit):
    assert read(text) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "een goed salaris",
        "leerkracht groep 5 en 6",
        "een groep 3 met twintig kinderen",
        "op een schaal van 1 tot 10",
        "salaris in overleg",
        "salaris conform cao",
        "cao Schoonmaak",
        "beloning volgens de cao Horeca",
        "competitive salary",
        "salaris nader overeen te komen",
        "€ 0,00",
        "€ 1 - € 1",
        "€ 2750 - € 32",
        "stagevergoeding € 450",
        "een stageplek met € 400 per maand",
        "reiskosten tot € 0,23 netto per kilometer",
        "reiskostenvergoeding van maximaal € 250 per maand",
        "thuiswerkvergoeding van € 2,40 per dag",
        "een onkostenvergoeding van € 75 netto per maand",
        "eindejaarsbonus van € 1.200",
        "tekenbonus van € 2.500",
        "een bonus die kan oplopen tot € 5.000 per jaar",
        "persoonlijk opleidingsbudget van € 3.000 per jaar",
        "fietsplan tot € 1.500",
        "een persoonlijk budget van € 1.250 (te bewaren tot € 3.750)",
        "cadeaubon van € 50",
        "(max 115 euro)",
        "een lease-auto t.w.v. € 38.000",
        "verdien tot € 90 per dienst",
        "een laptop ter waarde van € 1.800",
        "€ 750 voor het aanbrengen van een nieuwe collega",
        "een jaaromzet van € 4.500.000",
        "verantwoordelijk voor een budget van € 60.000",
        "projecten van € 20.000 tot € 100.000",
        "hypotheken vanaf € 150.000",
        "maaltijdcheques van € 8 per gewerkte dag",
        "ecocheques t.w.v. € 250 per jaar",
        "vrijwilligersvergoeding van € 5 per uur",
        "een eigen bijdrage van € 30 per maand",
        "onregelmatigheidstoeslag van 25%",
        "13e maand en 8% vakantietoeslag",
        "8 vakantieweken",
        "bel 030-1234567",
        "tot 2.000 klanten",
        "een ploegentoeslag van € 350 per maand",
        "training budget of €1,500 per year",
        "referral bonus of €1,000",
    ],
)
def test_what_is_paid_beside_the_wage_is_no_wage(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "hours", "unit"),
    [
        ("€ 2.700 o.b.v. 36 uur", "36", "month"),
        ("€ 2.700 bruto per maand (o.b.v. 40 uur per week)", "40", "month"),
        ("€ 2.700 bruto per maand op basis van fulltime (38 uur)", "38", "month"),
        ("€ 2.700 per maand, gebaseerd op een 36-urige werkweek", "36", "month"),
        ("€ 2.700 bruto per maand bij een 36 urige werkweek", "36", "month"),
        ("€ 2.700 bruto per maand bij een werkweek van 40 uur", "40", "month"),
        ("€ 2.700 bruto per maand bij 38 uur per week", "38", "month"),
        ("€ 2.700 bruto per maand uitgaande van 36 uur", "36", "month"),
        ("Op basis van 36 uur verdien je € 2.700 bruto per maand", "36", "month"),
        ("€ 2,700 gross per month based on a 36-hour work week", "36", "month"),
        ("€ 2.700 bruto per maand voor een 36-urige werkweek", "36", "month"),
        ("€ 48.000 per jaar op fulltimebasis (40 uur)", "40", "year"),
        ("24 uur per week, € 2.700 per maand o.b.v. 36 uur", "36", "month"),
        ("€ 2.700 bruto per maand voor 24 tot 32 uur per week", None, "month"),
        ("€ 16,40 per uur voor 24 uur per week", None, "hour"),
        ("Salaris o.b.v. 38 uur p/w: tussen € 2.700 en € 3.300", "38", "month"),
        ("€ 16,40 per uur op basis van 38 uur", "38", "hour"),
    ],
)
def test_the_hours_under_the_amount(text, hours, unit):
    found = parse_salary(text)
    assert (found.fulltime_hours, found.unit) == (hours and Decimal(hours), unit)


@pytest.mark.parametrize(
    ("text", "cao", "scale"),
    [
        ("LB cao VO", "VO", "LB"),
        ("schaal LB, cao PO", "PO", "LB"),
        ("FWG 45", None, "FWG 45"),
        ("FWG-schaal 35 van de cao Ziekenhuizen", "Ziekenhuizen", "FWG 35"),
        ("functiegroep 40 (FWG 40) cao GGZ", "GGZ", "FWG 40"),
        ("schaal 9 cao gemeenten", "gemeenten", "9"),
        ("CAO Gemeenten schaal 7, periodiek 0 tot 11", "Gemeenten", "7"),
        ("salarisschaal 8 van de cao Nederlandse Universiteiten", "Nederlandse Universiteiten", "8"),
        ("loongroep C cao Schoonmaak", "Schoonmaak", "C"),
        ("Loongroep 3 conform de cao Metalektro", "Metalektro", "3"),
        ("functieschaal 5 (cao Kinderopvang)", "Kinderopvang", "5"),
        ("schaal 10A", None, "10A"),
        ("S9 of schaal 9", None, "9"),
        ("scale 7 of the Dutch universities", None, "7"),
        ("schaal 5, periodiek 3", None, "5"),
        ("schalen 6 t/m 8", None, "6 t/m 8"),
        ("L11 cao po", "po", "L11"),
        ("Functie LC met carrièreperspectief", None, "LC"),
        ("Schaal III", None, "III"),
    ],
)
def test_a_scale_is_a_wage_with_its_agreement(text, cao, scale):
    found = parse_salary(text)
    assert (found.is_wage, found.unit, found.cao, found.scale) == (True, None, cao, scale)


@pytest.mark.parametrize(
    ("text", "included"),
    [
        ("€ 16,20 per uur inclusief vakantiegeld en vakantiedagen", True),
        ("€ 2.900 per maand incl. 8% vakantietoeslag", True),
        ("€ 52.000 per jaar inclusief 13e maand en vakantiegeld", True),
        ("€ 52.000 per year including holiday allowance", True),
        ("€ 2.900 per maand, excl. 8% vakantiegeld", False),
        ("€ 2.900 per maand, ex. 8% vakantiegeld", False),
        ("€ 2.900 per maand exclusief emolumenten en vakantiegeld", False),
        ("€ 2.900 per maand, plus 8% vakantietoeslag", False),
        ("€ 2.900 per month excluding holiday pay", False),
        ("€ 2.900 per maand en een pensioen", None),
    ],
)
def test_holiday_pay_only_when_it_is_said(text, included):
    assert parse_salary(text).holiday_included is included


def test_without_another_sign_money_is_in_euros():
    assert [parse_salary(text).currency for text in ("in overleg", "2.500 bruto per maand", "£ 15 per hour")] == [
        "EUR", "EUR", "GBP"]  # fmt: skip
