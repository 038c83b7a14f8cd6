"""JSON-LD as real and hostile pages contain it."""

import csv
import json
import time

import pytest

from crawler.document import Document
from crawler.extract import Refusal, extract_document

GOOD = {"@type": "JobPosting", "title": "Kok", "description": "Je kookt.", "identifier": "K-1"}


def read(block, *, script='<script type="application/ld+json">', body=""):
    text = block if isinstance(block, str) else json.dumps(block)
    return extract_document(
        Document(f"<!doctype html><html><head>{script}{text}</script></head>{body}</html>".encode())
    )


def read_one(block, **more):
    (vacancy,) = read(block, **more)
    return vacancy


@pytest.mark.parametrize(
    "block",
    [
        json.dumps(GOOD),
        "\ufeff" + json.dumps(GOOD),
        "<!-- " + json.dumps(GOOD) + " -->",
        "//<![CDATA[\n" + json.dumps(GOOD) + "\n//]]>",
        json.dumps(GOOD) + ";",
        "var vacature = " + json.dumps(GOOD) + ";",
        json.dumps(GOOD).replace('"', "&quot;"),
        json.dumps(GOOD).replace("}", ",}"),
        "/* vacature */ " + json.dumps(GOOD),
        json.dumps(GOOD).replace("kookt.", "kookt.\n\tElke dag."),
        json.dumps({"@graph": [{"@type": "WebSite"}, GOOD]}),
        json.dumps({"@type": "WebPage", "mainEntity": GOOD}),
        json.dumps({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": GOOD}]}),
        json.dumps([GOOD, GOOD]),
        json.dumps(GOOD | {"@type": ["Thing", "JobPosting"]}),
        json.dumps(GOOD | {"@type": "http://schema.org/JobPosting"}),
        json.dumps(GOOD | {"@type": "schema:JobPosting"}),
        json.dumps(GOOD | {"title": {"@value": "Kok", "@language": "nl"}}),
    ],
)
def test_a_posting_is_read_however_it_is_written_down(block):
    assert read_one(block).title == "Kok"


@pytest.mark.parametrize(
    "script",
    [
        "<script type='application/ld+json; charset=utf-8'>",
        "<SCRIPT TYPE=APPLICATION/LD+JSON>",
        "<script type=application/json+ld>",
        '<script id="x" type="application/ld&#43;json" data-a="b">',
        "<template><script type='application/ld+json'>",
    ],
)
def test_the_script_is_found_by_its_type(script):
    assert read_one(GOOD, script=script).title == "Kok"


def test_a_script_in_a_comment_is_not_read():
    page = f"<!doctype html><html><!-- <script type='application/ld+json'>{json.dumps(GOOD)}</script> --></html>"
    assert [item.code for item in extract_document(Document(page.encode()))] == ["no_vacancy"]


def test_a_comment_inside_an_earlier_script_hides_nothing():
    page = (
        "<html><script><!-- verberg</script>"
        f"<script type='application/ld+json'>{json.dumps(GOOD)}</script><!-- einde --></html>"
    )
    assert [item.title for item in extract_document(Document(page.encode()))] == ["Kok"]


def test_a_script_tag_inside_a_string_does_not_end_the_block():
    vacancy = read_one(GOOD | {"description": "Je kookt <script>alert(1)</script> echt."})
    assert vacancy.description == "Je kookt echt."


def test_a_broken_block_does_not_lose_the_good_one():
    page = (
        '<html><script type="application/ld+json">{"@type": "JobPosting", "title": </script>'
        f'<script type="application/ld+json">{json.dumps(GOOD)}</script></html>'
    )
    assert [item.title for item in extract_document(Document(page.encode()))] == ["Kok"]


@pytest.mark.parametrize(
    "block",
    [
        '{"@type": "JobPosting", "title": "Kok", "identifier": {"@ty',
        "[" * 5000 + '"JobPosting"',
        "<p>JobPosting</p>",
        '"JobPosting"',
    ],
)
def test_a_block_that_was_cut_off_or_is_no_json_gives_a_refusal(block):
    assert [type(item) for item in read(block)] == [Refusal]


def test_what_was_repaired_by_guessing_says_so():
    vacancy = read_one('{"@type": "JobPosting", "title": "Kok", "description": "Je kookt "goed"."}')
    assert vacancy.warnings == ["JSON-LD hersteld: kapotte JSON, waarden kunnen afwijken"]


def test_a_list_of_addresses_is_a_listing():
    links = {
        "@type": "ItemList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "url": "https://v.example/1"}],
    }
    assert [item.code for item in read(links)] == ["listing"]


def test_a_title_that_is_nothing_but_markup_keeps_its_words():
    assert read_one(json.dumps(GOOD | {"title": "\u003cscript>welkom(1)\u003c/script>"})).title == "welkom(1)"


@pytest.mark.parametrize("title", [None, "", [], {}, 7, True])
def test_there_is_no_vacancy_without_a_title(title):
    assert [item.code for item in read(GOOD | {"title": title})] == ["malformed"]


@pytest.mark.parametrize(
    ("organisation", "employer"),
    [
        ({"@type": "Organization", "name": "Bakkerij Mulder BV"}, "Bakkerij Mulder BV"),
        ("Bakkerij Mulder BV", "Bakkerij Mulder BV"),
        ([{"name": "Bakkerij Mulder BV"}, {"name": "Els Kramer"}], "Bakkerij Mulder BV"),
        (None, None),
        ([], None),
        (7, "7"),
    ],
)
def test_the_employer_is_the_first_name(organisation, employer):
    assert read_one(GOOD | {"hiringOrganization": organisation}).employer == employer


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ({"address": {"addressLocality": "Utrecht"}}, "Utrecht"),
        ([{"address": {"addressLocality": "Utrecht"}}, {"address": {"addressLocality": "Zwolle"}}], "Utrecht / Zwolle"),
        ({"address": "Utrecht"}, "Utrecht"),
        ("Utrecht, NL", "Utrecht"),
        ({"name": "Utrecht"}, "Utrecht"),
        (None, None),
        (7, None),
    ],
)
def test_all_places_are_kept(location, place):
    assert read_one(GOOD | {"jobLocation": location}).place == place


def test_work_from_home_without_a_place_says_so():
    assert read_one(GOOD | {"jobLocationType": "TELECOMMUTE"}).place == "Thuiswerk (remote)"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://", "//x y/", 7]
)
def test_an_address_that_is_no_page_is_left_out(address):
    assert read_one(GOOD | {"url": address, "@id": address}).url is None


def test_an_end_before_the_beginning_is_said():
    vacancy = read_one(GOOD | {"datePosted": "2026-10-05", "validThrough": "2026-10-01"})
    assert vacancy.warnings == ["valid_through ligt voor date_posted"]


def test_a_day_that_cannot_be_is_said_and_left_out():
    vacancy = read_one(GOOD | {"datePosted": "2026-13-45"})
    assert (vacancy.date_posted, vacancy.warnings) == (None, ["date_posted: '2026-13-45' is geen datum"])


def test_a_title_beyond_the_limit_is_cut_and_said():
    vacancy = read_one(GOOD | {"title": "K" * 5000})
    assert (len(vacancy.title), vacancy.warnings) == (300, ["titel afgekapt op 300 tekens"])


def test_the_rest_of_a_text_is_taken_from_the_page():
    body = "<body><h1>Kok</h1>" + "<p>Je kookt soep en je kookt vlees voor onze gasten.</p>" * 12 + "</body>"
    vacancy = read_one(GOOD | {"description": "Je kookt soep…"}, body=body)
    assert len(vacancy.description) > 500
    assert vacancy.warnings == ["omschrijving uit de tekst van de pagina: de gegevens bevatten alleen het begin"]


def test_a_page_that_says_it_is_closed_is_expired_whatever_its_data_say():
    body = "<body><h1>Kok</h1><p>Deze vacature is niet meer beschikbaar.</p></body>"
    assert [item.code for item in read(GOOD, body=body)] == ["expired"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reacties nadat de vacature is gesloten, nemen wij niet in behandeling.",
        "Bij voldoende reacties kan de vacature eerder gesloten worden.",
        "Als deze vacature is vervuld, halen wij haar weg.",
    ],
)
def test_a_sentence_about_closing_does_not_close_a_page(sentence):
    assert read_one(GOOD, body=f"<body><h1>Kok</h1><p>{sentence}</p></body>").title == "Kok"


@pytest.mark.real
def test_every_hostile_page_gives_what_is_expected_of_it_in_time(shared):
    folder = shared / "attacks" / "jsonld_malformed"
    if not folder.is_dir():
        pytest.skip(f"de vijandige pagina's zijn er niet: {folder}")
    rows = list(csv.DictReader((folder / "expected.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
    wrong = {}
    for row in rows:
        start = time.process_time()
        found = extract_document(Document((folder / row["file"]).read_bytes(), url="https://voorbeeld.example/v/1"))
        count = sum(not isinstance(item, Refusal) for item in found)
        if str(count) not in row["vacancies"].split("|") or time.process_time() - start > 2:
            wrong[row["file"]] = (row["vacancies"], count)
    assert (len(rows), wrong) == (107, {})
