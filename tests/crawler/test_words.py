"""Text, education, contracts, licences and language in words of our own."""

import pytest

from crawler.normalise.education import find_education, read_education
from crawler.normalise.employment import find_employment_types, read_employment_types
from crawler.normalise.language import find_language, language_code
from crawler.normalise.licence import find_licences
from crawler.normalise.text import clean_text, plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Eerste.</p><p>Tweede.</p>", "Eerste.\n\nTweede."),
        ("<ul><li>een</li><li><p>twee</p></li></ul>", "- een\n- twee"),
        ("regel een<br>regel twee<br/>regel drie", "regel een\nregel twee\nregel drie"),
        ("&lt;p&gt;Je bakt &amp;amp; bakt&lt;/p&gt;", "Je bakt & bakt"),
        ("&amp;lt;p&amp;gt;dubbel&amp;lt;/p&amp;gt;", "dubbel"),
        ("tekst met < 5 mensen en > 3 taken", "tekst met < 5 mensen en > 3 taken"),
        ("een\ntwee\n\ndrie", "een\ntwee\n\ndrie"),
        ("<p>een\ntwee</p>", "een twee"),
        ("<li>• bolletje</li>", "- bolletje"),
        ("<script>alert(1)</script>Echt<style>p{}</style>", "Echt"),
        ("<p onclick='x()'>Echt</p><img src=x onerror=alert(1)>", "Echt"),
        ("a\x00b\u202ec\ufeffd", "abcd"),
        ("\ud800x", "\ufffdx"),
        ("JosÃ© krijgt â‚¬ 15", "José krijgt € 15"),
        ("<table><tr><td>Uren</td><td>24</td></tr></table>", "Uren 24"),
        ("mail naar <naam@voorbeeld.example>", "mail naar <naam@voorbeeld.example>"),
        ("Vragen? <a href='mailto:els@voorbeeld.example'>Mail Els</a>.", "Vragen? Mail Els."),
        ("<a href='https://voorbeeld.example/@els'>Els</a> vertelt", "Els vertelt"),
        ("<!-- weg -->wel", "wel"),
        ("wel<!-- <p>weg</p> - - weg --> ook<!-- en de rest", "wel ook"),
        ("Sjouwen.<div style='display: none'>kantoor <div>zittend</div> werk</div> Tillen.", "Sjouwen. Tillen."),
        ("<p>Lassen</p><img src='t.gif' style='display:none'><p>Slijpen</p>", "Lassen\n\nSlijpen"),
        ("<p>Lassen<p style='display:none'>kantoor<p>Slijpen", "Lassen\n\nSlijpen"),
        ("<div style='display:none'>Lassen<br>Slijpen", "Lassen\nSlijpen"),
        ("", ""),
    ],
)
def test_markup_becomes_text_with_lines_and_lists(markup, text):
    assert plain_text(markup) == text


@pytest.mark.parametrize("value", [None, True, False, {"a": 1}, ["x"], object()])
def test_what_is_no_text_is_an_empty_line(value):
    assert clean_text(value) == ""


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("MBO 4", "mbo 4"),
        ("mbo niveau 3/4", "mbo 3-4"),
        ("HBO of WO", "hbo/wo"),
        ("VMBO/MBO", "vmbo/mbo"),
        ("Bachelor's degree", "hbo"),
        ("bachelor degree", "hbo"),
        ("high school", "vmbo"),
        ("WO-niveau", "wo"),
        ("geen opleiding nodig", "geen"),
        ("Anders", "Anders"),
    ],
)
def test_a_field_about_education_becomes_a_level(text, level):
    assert read_education(text) == level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Je kookt. Je hebt minimaal mbo werk- en denkniveau. Je bent sociaal.", "mbo"),
        ("Een afgeronde hbo-opleiding verpleegkunde", "hbo"),
        ("Een diploma mbo niveau 2 of 3", "mbo 2-3"),
        ("Een hbo-diploma is een pré", None),
        ("Je begeleidt mbo-studenten bij hun stage", None),
        ("Leerkracht basisonderwijs met een diploma", None),
        ("Open op ma, di, wo en do; diploma niet nodig", None),
        ("Je bent scrum master en haalt het beste uit de opleiding", None),
        ("Vereiste studies Professionele bachelor Werkervaring", "hbo"),
        ("Een bachelor- of masterdiploma in de techniek", "hbo/wo"),
        ("Bachelor of master in een technische richting", "hbo/wo"),
        ("je bent derdejaars hbo-student " + "en je houdt van werken met je handen " * 20, "hbo"),
        ("je volgt een mbo of hboopleiding", "mbo/hbo"),
        ("HBO or university working and thinking level", "hbo/wo"),
        ("Vereiste studies Secundair onderwijs", "secundair onderwijs"),
        ("Je hebt ervaring in de keuken", None),
    ],
)
def test_the_level_is_found_in_a_whole_text(text, level):
    found = find_education(text)
    assert (found and found[0]) == level


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        (["FULL_TIME", "PART_TIME"], ["fulltime", "parttime"]),
        ("FullTime", ["fulltime"]),
        (["Tijdelijk met uitzicht op vast"], ["vast", "tijdelijk"]),
        ("onbepaalde tijd", ["vast"]),
        ("bepaalde duur", ["tijdelijk"]),
        ("CONTRACTOR", ["freelance"]),
        ("INTERN", ["stage"]),
        ("Bijbaan", ["bijbaan"]),
        ("BBL", ["leerwerkplek"]),
        ([None, 7, {"a": 1}, ["x"]], []),
        (None, []),
    ],
)
def test_contracts_become_one_vocabulary(values, kinds):
    assert read_employment_types(values) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Je krijgt een jaarcontract met uitzicht op een vast dienstverband.", ["vast", "tijdelijk"]),
        ("Vaste job\nContract van onbepaalde duur\nVoltijds", ["fulltime", "vast"]),
        ("Een fulltime of parttime baan voor bepaalde tijd", ["fulltime", "parttime", "tijdelijk"]),
        ("Een contract voor zeven maanden", ["tijdelijk"]),
        ("Je start in een uitzendperiode", ["uitzendwerk"]),
        ("Wij bieden geen vast contract", None),
        ("Je mag vrij nemen voor vrijwilligerswerk", None),
        ("Je vaste klanten komen elke week; je blijft een tijd bij ons", None),
        ("Je bent goed in contractbeheer en vast van plan te leren", None),
    ],
)
def test_contracts_are_found_in_a_whole_text(text, kinds):
    found = find_employment_types(text)
    assert (found and found[0]) == kinds


@pytest.mark.parametrize(
    ("text", "licences"),
    [
        ("Je hebt rijbewijs B", ["B"]),
        ("In bezit van rijbewijs C/CE en code 95", ["C", "CE"]),
        ("B-rijbewijs", ["B"]),
        ("Rijbewijs B en BE", ["B", "BE"]),
        ("een geldig rijbewijs", ["B"]),
        ("je hebt een rijbewijs ce of bent bereid het te halen", ["CE"]),
        ("Een rijbewijs is vereist", ["B"]),
        ("Een rijbewijs is nodig, want je komt bij klanten. Rijbewijs BE is een pré.", ["B"]),
        ("Een rijbewijs is een pré", None),
        ("Rijbewijs niet vereist", None),
        ("Geen rijbewijs nodig: je werkt op de fiets", None),
        ("Rijbewijs C is een plus", None),
        ("Je fietst graag", None),
    ],
)
def test_licences_are_found_by_category(text, licences):
    found = find_licences(text)
    assert (found and found[0]) == licences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wij zoeken een collega die met ons werkt en die van de klanten houdt.", "nl"),
        ("We are looking for a person who will work with our team and your clients.", "en"),
        ("Wir suchen eine Person für unser Team und die Arbeit mit den Kunden.", "de"),
        ("Nous cherchons une personne pour notre équipe et pour les clients dans le nord.", "fr"),
        ("Bakker", None),
        ("", None),
    ],
)
def test_the_language_of_a_text(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize(
    ("label", "code"),
    [("nl-NL", "nl"), ("nl", "nl"), ("Dutch", "nl"), ("Nederlands", "nl"), ("???", None), (None, None)],
)
def test_labels_of_languages_become_codes(label, code):
    assert language_code(label) == code
