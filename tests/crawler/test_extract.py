"""Documents to vacancies or to one coded refusal."""

import json

from crawler.document import Document
from crawler.extract import Refusal, extract_document, extract_paths

POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Medewerker broodbakkerij",
    "description": "<p>Je bakt brood.</p><ul><li>Vroege dienst</li></ul>",
    "identifier": {"@type": "PropertyValue", "value": "BM-7"},
    "hiringOrganization": {"name": "Bakkerij Mulder BV"},
    "jobLocation": {"address": {"addressLocality": "Utrecht", "postalCode": "3511 AA"}},
    "datePosted": "2026-01-05",
}


def page(posting, head=""):
    block = f'<script type="application/ld+json">{json.dumps(posting)}</script>'
    return Document(f"<!doctype html><html><head>{head}{block}</head></html>".encode(), url="https://mulder.example/7")


def test_a_page_with_json_ld_gives_its_vacancy():
    (vacancy,) = extract_document(page(POSTING), source="mulder")
    assert (vacancy.title, vacancy.employer, vacancy.place) == (
        "Medewerker broodbakkerij",
        "Bakkerij Mulder BV",
        "Utrecht",
    )
    assert vacancy.description == "Je bakt brood.\n\n- Vroege dienst"
    assert vacancy.date_posted.isoformat() == "2026-01-05"
    assert vacancy.id == "0b34e9d29b102104"


def test_the_same_posting_twice_is_one_vacancy():
    assert len(extract_document(page([POSTING, POSTING]))) == 1


def test_a_page_without_a_vacancy_is_refused_with_its_code():
    assert extract_document(Document(b"<html><body>Welkom</body></html>")) == [
        Refusal("no_vacancy", "geen gegevens over een vacature en te weinig woorden die erop wijzen")
    ]


def test_no_bytes_are_refused_as_empty():
    assert extract_document(Document(b"")) == [Refusal("empty")]


def test_a_path_that_cannot_be_read_is_a_line_as_well(tmp_path):
    (line,) = extract_paths([tmp_path / "weg.html"])
    assert (line["error"], line["detail"]) == ("unsupported", "niet te lezen: No such file or directory")


def test_every_path_gives_a_line(tmp_path):
    (tmp_path / "a.html").write_bytes(page(POSTING).content)
    (tmp_path / "b.bin").write_bytes(bytes(range(200)))
    lines = list(extract_paths([tmp_path]))
    assert [line.get("error", line.get("title")) for line in lines] == ["Medewerker broodbakkerij", "unsupported"]
