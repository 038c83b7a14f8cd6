"""The real pages, answers and feeds beside the checkout: every one read or refused with the right code, none lost."""

import html
import json
import re
from collections import Counter, defaultdict

import pytest

from crawler.document import Document
from crawler.extract import Refusal, extract_document, extract_paths

pytestmark = pytest.mark.real

READ = {"html": 50, "ats": 46, "feeds": 33}
"""Files that give vacancies. Of the others: expired and paused pages, lists of links, sitemaps, code lists, widgets
whose text stands elsewhere, an error page, and one text without a title."""
REFUSED = {
    "html": {"expired": 5, "listing": 17, "no_vacancy": 8},
    "ats": {"no_vacancy": 2},
    "feeds": {"no_vacancy": 1},
    "robots_sitemaps": {"unsupported": 17, "listing": 4, "no_vacancy": 1},
}
_LD = re.compile(r"<script[^>]*ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


@pytest.fixture(scope="module")
def real(shared):
    folder = shared / "data" / "real"
    if not folder.is_dir():
        pytest.skip(f"de echte pagina's zijn er niet: {folder}")
    return folder


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_every_file_is_read_or_refused_with_a_code(real, kind):
    outcome = defaultdict(set)
    for line in extract_paths([real / kind]):
        outcome[line.get("error", "read")].add(line["path"])
    found = Counter({code: len(paths) for code, paths in outcome.items()})
    assert found == Counter(REFUSED[kind]) + Counter({"read": READ.get(kind, 0)})


def test_no_page_with_a_posting_in_plain_json_ld_is_lost(real):
    """What any reader of JSON-LD finds (21 pages with extruct 0.18, 22 with its microdata) is found here as well."""
    pages = {path: list(postings_of(path)) for path in sorted((real / "html").rglob("*.html"))}
    wanted = {path.name for path, postings in pages.items() if postings}
    read = {path.name for path in pages if not all(isinstance(item, Refusal) for item in read_file(path))}
    assert len(wanted) == 19
    assert wanted - read == set()


def test_title_employer_place_and_day_are_those_of_the_structured_data(real):
    wrong = {}
    for path in sorted((real / "html").rglob("*.html")):
        for node, vacancy in zip(postings_of(path), read_file(path), strict=False):
            told = (vacancy.title, vacancy.employer, vacancy.date_posted and vacancy.date_posted.isoformat())
            given = (
                words(node["title"]),
                words(name_of(node.get("hiringOrganization"))),
                day_of(node.get("datePosted")),
            )
            place = words(place_of(node))
            if told != given or (place and place not in (vacancy.place or "")):
                wrong[path.name] = (given, told, place, vacancy.place)
    assert wrong == {}


@pytest.mark.parametrize(
    ("folder", "jobs", "title"),
    [
        ("greenhouse", "jobs", "title"),
        ("ashby", "jobs", "title"),
        ("recruitee", "offers", "title"),
        ("smartrecruiters", "content", "name"),
        ("workable", "jobs", "title"),
        ("bamboohr", "result", "jobOpeningName"),
        ("eightfold", "positions", "name"),
        ("torre", "results", "objective"),
        ("nav_arbeidsplassen", "content", "title"),
    ],
)
def test_every_title_of_an_answer_is_read(real, folder, jobs, title):
    for path in sorted((real / "ats" / folder).glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        if jobs in data:
            given = {words(job[title]) for job in data[jobs] if job.get("isListed") is not False}
            assert {vacancy.title for vacancy in read_file(path)} == given


def read_file(path):
    return extract_document(Document(path.read_bytes(), path=str(path)))


def postings_of(path):
    for block in _LD.findall(path.read_text("utf-8", "replace")):
        try:
            value = json.loads(block)
        except ValueError:
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict) and node.get("@type") == "JobPosting" and node.get("title"):
                yield node


def words(value):
    return " ".join(html.unescape(html.unescape(value)).split()) if value else None


def name_of(organisation):
    return organisation.get("name") if isinstance(organisation, dict) else organisation


def place_of(node):
    location = node.get("jobLocation")
    location = location[0] if isinstance(location, list) and location else location
    address = location.get("address") if isinstance(location, dict) else None
    return address.get("addressLocality") if isinstance(address, dict) else None


def day_of(value):
    """2026-7-27 and 2026-07-27T00:00 are the same day."""
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", value or "")
    return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}" if match else None
