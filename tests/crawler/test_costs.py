"""What no page may cost, however it is made: markup that makes careless readers look at everything again and again."""

import time

import pytest

from crawler.document import Document
from crawler.extract import extract_document

MANY = 30_000
POSTING = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Kok"}</script>'
PAGES = {
    "forms that never end": "<form>" * MANY,
    "forms that all end at once": "<form>x" * MANY + "</form>",
    "hidden parts that never end": '<div style="display:none">' * MANY,
    "hidden paragraphs": '<p style="display: none">' * MANY,
    "links that never end": '<a href="/vacature/kok">solliciteer' * MANY,
    "headings that never end": "<h1>" * MANY,
    "comments that never end": "<!-- " * MANY,
    "titles everywhere": '<b class="job-title">x</b>' * MANY,
    "descriptions that never end": '<div class="job-description">' * MANY,
    "postings without a text": POSTING * 2_000 + "<h1>Kok</h1>" + "<p>x" * MANY,
    "labels on one line": "<h1>Kok</h1><p>" + "functie: kok : plaats: " * (MANY // 3),
    "closed everywhere": "<h1>Kok</h1>" + "<p>gesloten " * MANY,
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_page_costs_much(name):
    document = Document(f"<html><head><title>Kok</title></head><body>{PAGES[name]}</body></html>".encode())
    start = time.process_time()
    assert extract_document(document)
    assert time.process_time() - start < 2
