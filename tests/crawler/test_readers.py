"""Every reader reads the page of our own writing in its form exactly; a reader without such a page fails here."""

import json
import random
from pathlib import Path

import pytest

from crawler.document import Document
from crawler.extract import Refusal, extract_document
from crawler.readers import READERS

PAGES = Path(__file__).parent / "pages"
ORACLE = "https://v.fa.oraclecloud.com/hcmRestApi/resources/latest/"
SAMPLES = {path.stem: path for path in PAGES.iterdir() if not path.name.endswith(".expected.json")}


def told(item):
    """What an outcome says, without what it leaves empty."""
    if isinstance(item, Refusal):
        return {"error": item.code, "detail": item.detail}
    fields = {
        name: value
        for name, value in item.model_dump(mode="json").items()
        if value not in (None, [], "") and name not in ("id", "readings")
    }
    if "salary" in fields:
        fields["salary"] = {name: value for name, value in fields["salary"].items() if value not in (None, False)}
    return fields


def test_every_reader_has_a_page_and_every_page_a_reader():
    assert set(SAMPLES) == set(READERS)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_page_of_a_reader_is_read_exactly(name):
    path = SAMPLES[name]
    expected = json.loads((PAGES / f"{name}.expected.json").read_text("utf-8"))
    assert [told(item) for item in extract_document(Document(path.read_bytes(), path=str(path)))] == expected


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_the_reader_itself_recognises_its_page(name):
    path = SAMPLES[name]
    document = Document(path.read_bytes(), path=str(path))
    assert READERS[name].recognises(document)
    assert document.kind in (READERS[name].kinds or (document.kind,))


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_reader_asks_for_nothing_more_when_it_does_not_know_where_the_document_came_from(name):
    following = READERS[name].next_requests(Document(SAMPLES[name].read_bytes()))
    assert all(address.startswith("https://") for address in following)


@pytest.mark.parametrize(
    ("name", "url", "following"),
    [
        (
            "workday",
            "https://v.wd3.myworkdayjobs.com/wday/cxs/v/Site/jobs",
            ["https://v.wd3.myworkdayjobs.com/wday/cxs/v/Site/job/Venlo/Magazijnmedewerker_JR1001"],
        ),
        ("bamboohr", "https://v.bamboohr.com/careers/list", ["https://v.bamboohr.com/careers/86/detail"]),
        ("teamtailor", None, ["https://werken.voorbeeldwonen.example/jobs.json?page=2"]),
        ("arbeitnow", None, ["https://www.arbeitnow.com/api/job-board-api?page=2"]),
        (
            "eightfold",
            "https://v.eightfold.ai/api/apply/v2/jobs?domain=v.example&start=0&num=1",
            ["https://v.eightfold.ai/api/apply/v2/jobs?domain=v.example&start=1&num=1"],
        ),
        (
            "lever",
            "https://api.lever.co/v0/postings/kramer?mode=json&skip=0&limit=1",
            ["https://api.lever.co/v0/postings/kramer?mode=json&skip=1&limit=1"],
        ),
        ("lever", "https://api.lever.co/v0/postings/kramer?mode=json", []),
        ("greenhouse", "https://boards-api.greenhouse.io/v1/boards/mulder/jobs", []),
        (
            "oracle",
            ORACLE + "recruitingCEJobRequisitions?finder=findReqs;siteNumber=CX_1",
            [
                ORACLE
                + 'recruitingCEJobRequisitionDetails?expand=all&onlyData=true&finder=ById;Id="25587",siteNumber=CX_1'
            ],
        ),
        ("sitemap", None, ["https://voorbeeld.example/vacature/1", "https://voorbeeld.example/vacature/2?a=1&b=2"]),
    ],
)
def test_a_reader_says_what_to_ask_for_next(name, url, following):
    assert READERS[name].next_requests(Document(SAMPLES[name].read_bytes(), url=url)) == following


def written(data):
    return json.dumps(data)


WRAPPED = {
    "jsonp": lambda data: f"mulder.ontvang({written(data)});",
    "a guard against scripts": lambda data: ")]}',\n" + written(data),
    "a variable": lambda data: f"window.__DATA__ = {written(data)};",
    "a string": lambda data: written(written(data)),
    "a last comma": lambda data: written(data)[:-1] + "," + written(data)[-1],
    "an envelope": lambda data: written({"status": "ok", "response": {"body": {"data": data}}, "page": 1}),
    "a line each": lambda data: "\n".join(map(written, data if isinstance(data, list) else [data, data])),
    "pages together": lambda data: written([data, data]),
    "one after another": lambda data: f"{json.dumps(data, indent=1)}\n{written(data)}",
    "a page of the browser": lambda data: (
        f"<html><head></head><body><pre>{written(data).replace('&', '&amp;').replace('<', '&lt;')}</pre></body></html>"
    ),
}
ANSWERS = [name for name, path in sorted(SAMPLES.items()) if path.suffix == ".json"]


@pytest.mark.parametrize("wrapper", sorted(WRAPPED))
def test_an_answer_is_read_however_it_is_wrapped(wrapper):
    read = {}
    for name in ANSWERS:
        data = json.loads(SAMPLES[name].read_text("utf-8"))
        outcome = extract_document(Document(WRAPPED[wrapper](data).encode()))
        read[name] = [(item.title, item.employer, item.reader) for item in outcome if not isinstance(item, Refusal)]
    whole = {name: extract_document(Document(SAMPLES[name].read_bytes())) for name in ANSWERS}
    assert read == {
        name: [(item.title, item.employer, item.reader) for item in items if not isinstance(item, Refusal)]
        for name, items in whole.items()
    }


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_missing_or_of_another_type_nothing_crashes(seed):
    for name in ANSWERS:
        data = spoil(json.loads(SAMPLES[name].read_text("utf-8")), random.Random(seed))
        assert extract_document(Document(json.dumps(data).encode()))


def spoil(value, chance):
    """The value with keys gone, empty, or of a type that nobody expects."""
    if chance.random() < 0.08:
        return chance.choice(
            [None, [], {}, 7, True, "", "x", [None], {"a": 1}, [[1]], 1e30, -5, "\0", ["a", {"b": []}]]
        )
    if isinstance(value, dict):
        return {key: spoil(item, chance) for key, item in value.items() if chance.random() > 0.1}
    return [spoil(item, chance) for item in value] if isinstance(value, list) else value


def test_a_list_and_a_detail_of_workday_are_one_vacancy():
    url = "https://v.wd3.myworkdayjobs.com/wday/cxs/v/Site/jobs"
    detail = {
        "jobPostingInfo": {
            "title": "Magazijnmedewerker",
            "jobDescription": "<p>Je pakt orders in.</p>",
            "jobReqId": "JR1001",
            "location": "Venlo",
            "startDate": "2026-10-01",
            "externalUrl": "https://v.wd3.myworkdayjobs.com/Site/job/Venlo/Magazijnmedewerker_JR1001",
        }
    }
    (listed,) = extract_document(Document(SAMPLES["workday"].read_bytes(), url=url), source="v")
    (whole,) = extract_document(Document(json.dumps(detail).encode(), url=url), source="v")
    assert listed.id == whole.id
    assert listed.url == whole.url
    assert whole.date_posted.isoformat() == "2026-10-01"


def test_a_board_with_only_closed_jobs_is_expired():
    offers = {"offers": [{"slug": "x", "careers_url": "https://x.recruitee.com/o/x", "title": "X", "status": "closed"}]}
    assert [item.code for item in extract_document(Document(json.dumps(offers).encode()))] == ["expired"]


@pytest.mark.parametrize(
    "answer",
    [
        {"hits": [{"title": "Ask: wie zoekt werk?", "author": "els", "created_at": "2026-09-01", "objectID": "1"}]},
        {
            "products": [
                {"title": "Fiets", "price": 300, "url": "https://winkel.example/fiets", "description": "Een fiets."}
            ]
        },
        {"codes": [{"codeValue": "1", "codeDescription": "Nederland"}]},
        [],
        {},
        {"jobs": []},
        [None, 1, "x"],
    ],
)
def test_an_answer_about_something_else_gives_no_vacancy(answer):
    assert [item.code for item in extract_document(Document(json.dumps(answer).encode()))] == ["no_vacancy"]


def test_a_feed_of_news_gives_no_vacancy():
    news = b"""<rss version="2.0"><channel><title>Nieuws</title><link>https://krant.example/</link>
    <item><title>Brug open</title><link>https://krant.example/nieuws/1</link>
    <description>De brug is open.</description></item></channel></rss>"""
    assert [item.code for item in extract_document(Document(news))] == ["no_vacancy"]


def test_an_atom_feed_links_to_the_page_for_people():
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Vacatures</title><entry><title>Kok</title>
    <link rel="self" href="https://v.example/api/1"/><link rel="alternate" href="https://v.example/vacature/kok"/>
    <id>urn:1</id><updated>2026-10-01T00:00:00Z</updated><summary>Je kookt.</summary></entry></feed>"""
    (vacancy,) = extract_document(Document(feed))
    assert (vacancy.url, vacancy.identifier, vacancy.date_posted.isoformat()) == (
        "https://v.example/vacature/kok",
        "urn:1",
        "2026-10-01",
    )


def test_xml_with_a_tag_left_open_is_read_and_says_so():
    broken = SAMPLES["personio"].read_text("utf-8").replace("<workzag-jobs>", "<workzag-jobs", 1)
    document = Document(broken.encode())
    assert [item.title for item in extract_document(document)] == ["Heftruckchauffeur"]
    assert document.faults == ["een tag was niet gesloten"]


def test_external_entities_are_not_read():
    feed = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel>
    <title>Vacatures</title><item><title>Kok &x;</title><link>https://v.example/vacature/1</link></item></channel></rss>"""
    (vacancy,) = extract_document(Document(feed))
    assert vacancy.title == "Kok &x;"
