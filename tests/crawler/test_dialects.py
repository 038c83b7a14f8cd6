"""Answers and feeds of forms that nobody wrote a reader for, in our own words: read by the names of their fields."""

import json

import pytest

from crawler.document import Document
from crawler.extract import Refusal, extract_document

TEXT = "<p>Je werkt in een leuk team en je helpt klanten met hun vragen.</p>"
PAGE = "https://mulder.example/1"
RSS = "<rss version='2.0'><channel><title>Werk</title><link>https://mulder.example/jobs</link><item>{}</item></channel></rss>"
ANSWERS = {
    "an aggregator": {
        "results": [
            {
                "title": "Kok",
                "company": {"display_name": "Mulder"},
                "created": "2026-10-01T10:00:00Z",
                "description": TEXT,
                "location": {"display_name": "Utrecht, Utrecht", "area": ["Nederland", "Utrecht"]},
                "redirect_url": PAGE,
            }
        ]
    },
    "a search of a public service": {
        "SearchResult": {
            "SearchResultItems": [
                {
                    "MatchedObjectId": "1",
                    "MatchedObjectDescriptor": {
                        "PositionTitle": "Kok",
                        "PositionURI": PAGE,
                        "PositionLocationDisplay": "Utrecht",
                        "OrganizationName": "Mulder",
                        "PublicationStartDate": "2026-10-01",
                    },
                }
            ]
        }
    },
    "a Swedish service": {
        "total": {"value": 1},
        "hits": [
            {
                "headline": "Kok",
                "employer": {"name": "Mulder"},
                "workplace_address": {"municipality": "Utrecht", "city": None},
                "publication_date": "2026-10-01T00:00:00",
                "description": {"text": "Je kookt."},
                "webpage_url": PAGE,
            }
        ],
    },
    "a French service": {
        "resultats": [
            {
                "intitule": "Kok",
                "entreprise": {"nom": "Mulder"},
                "lieuTravail": {"libelle": "Utrecht"},
                "description": TEXT,
                "dateCreation": "2026-10-01T00:00:00Z",
                "typeContrat": "CDI",
            }
        ]
    },
    "a German service": {
        "stellenangebote": [
            {
                "titel": "Kok",
                "arbeitgeber": "Mulder",
                "arbeitsort": {"plz": "48149", "ort": "Utrecht"},
                "aktuelleVeroeffentlichungsdatum": "2026-10-01",
                "externeUrl": PAGE,
            }
        ]
    },
    "a Dutch employer": {
        "vacatures": [
            {
                "functietitel": "Kok",
                "bedrijf": {"naam": "Mulder"},
                "standplaats": "Utrecht",
                "omschrijving": TEXT,
                "publicatiedatum": "01-10-2026",
                "dienstverband": "Vast",
            }
        ]
    },
    "nodes of a graph": {
        "data": {
            "jobs": {
                "edges": [
                    {
                        "node": {
                            "title": "Kok",
                            "companyName": "Mulder",
                            "location": "Utrecht",
                            "publishedAt": "2026-10-01",
                        }
                    }
                ]
            }
        }
    },
    "attributes beside an id": {
        "data": [
            {
                "id": "1",
                "type": "job",
                "attributes": {
                    "title": "Kok",
                    "company": "Mulder",
                    "city": "Utrecht",
                    "published_at": "2026-10-01",
                    "body": TEXT,
                },
            }
        ]
    },
}
FEEDS = {
    "the form that job boards exchange": (
        "<source><publisher>M</publisher><publisherurl>x</publisherurl><lastBuildDate>x</lastBuildDate><job>"
        "<title><![CDATA[Kok]]></title><date>Thu, 01 Oct 2026 10:00:00 GMT</date><url>x</url><company>Mulder</company>"
        "<city>Utrecht</city><country>NL</country><description>Je kookt.</description></job></source>"
    ),
    "records as attributes": (
        "<jobs><job id='7' title='Kok' company='Mulder' city='Utrecht' date='2026-10-01'><description>Je kookt."
        "</description></job></jobs>"
    ),
    "an envelope": (
        "<s:Envelope xmlns:s='x'><s:Body><Answer><Jobs><Job><JobTitle>Kok</JobTitle><Employer><Name>Mulder</Name>"
        "</Employer><Location><City>Utrecht</City></Location><PostedDate>2026-10-01</PostedDate></Job></Jobs></Answer>"
        "</s:Body></s:Envelope>"
    ),
    "Dutch names": (
        "<vacatures><vacature><functie>Kok</functie><bedrijfsnaam>Mulder</bedrijfsnaam><plaats>Utrecht</plaats>"
        "<omschrijving>Je kookt.</omschrijving><publicatiedatum>2026-10-01</publicatiedatum></vacature></vacatures>"
    ),
    "a feed with fields of its own": RSS.format(
        "<title>Kok</title><link>https://mulder.example/jobs/1</link><j:company xmlns:j='x'>Mulder</j:company>"
        "<j:location xmlns:j='x'>Utrecht</j:location><pubDate>Thu, 01 Oct 2026 10:00:00 GMT</pubDate>"
    ),
}
SAMPLES = {name: json.dumps(data) for name, data in ANSWERS.items()} | FEEDS


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_form_that_nobody_knows_is_read_by_its_names(name):
    (vacancy,) = extract_document(Document(SAMPLES[name].encode()))
    assert (vacancy.title, vacancy.employer, vacancy.place) == ("Kok", "Mulder", "Utrecht")
    assert vacancy.date_posted.isoformat() == "2026-10-01"


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"articles": [{"id": 1, "attributes": {"title": "Brug open", "body": TEXT, "date": "2026-10-01"}}]}),
        json.dumps({"data": {"products": {"edges": [{"node": {"title": "Fiets", "price": 3, "url": "/fiets"}}]}}}),
        "<catalog><book id='1' title='Koken' author='Els' year='2020'/><book id='2' title='Bakken'/></catalog>",
        "<svg width='1' height='1' name='logo' title='Logo'><g><path d='M0 0'/></g></svg>",
    ],
)
def test_what_looks_like_it_but_tells_no_job_is_refused(content):
    assert [type(item) for item in extract_document(Document(content.encode()))] == [Refusal]
