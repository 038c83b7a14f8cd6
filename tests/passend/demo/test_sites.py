"""The sample sites: enough vacancies, of our own, each on a page that reads back to what was written."""

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import lxml.html
import pytest

from crawler.document import Document
from crawler.extract import Refusal, extract_document
from crawler.normalise.hours import parse_hours
from crawler.readers.sitemap import read_sitemap
from dossier.geography import locate
from dossier.model.posting import VacancyIn
from passend.demo.sites import agency, employer
from passend.demo.sites.agency import AgencySite
from passend.demo.sites.board import BoardSite
from passend.demo.sites.employer import EmployerSite, has_amounts
from passend.demo.sites.markup import Block, read_blocks
from passend.demo.sites.site import Site
from passend.demo.sites.vacancy import FOLDER, DemoVacancy, load_vacancies

TODAY = date(2026, 11, 21)
SITES: dict[str, Site] = {
    "werkgever": EmployerSite(TODAY, "http://werkgever.example"),
    "bureau": AgencySite(TODAY, "http://bureau.example"),
    "bord": BoardSite(TODAY, "http://bord.example"),
}
PATHS = {"werkgever": "/vacatures/", "bureau": "/baan/", "bord": "/o/"}
SINGLE = [vacancy for vacancy in load_vacancies() if vacancy.site != "bord"]
by_slug = pytest.mark.parametrize("vacancy", load_vacancies(), ids=lambda v: v.slug)


def page_of(vacancy: DemoVacancy) -> tuple[str, str]:
    site = SITES[vacancy.site]
    path = PATHS[vacancy.site] + vacancy.slug
    answer = site.answer(path)
    assert (answer.status, answer.media_type) == (200, "text/html")
    return site.base + path, answer.body.decode()


def read_page(url: str, page: str) -> list[VacancyIn | Refusal]:
    return extract_document(Document(page.encode(), url=url, media_type="text/html"), source="proef")


def read_board() -> dict[str, VacancyIn]:
    url = "http://bord.example/api/offers/"
    document = Document(SITES["bord"].answer("/api/offers/").body, url=url, media_type="application/json")
    found = extract_document(document, source="proef")
    return {vacancy.title: vacancy for vacancy in found if isinstance(vacancy, VacancyIn)}


def originals() -> list[DemoVacancy]:
    return [vacancy for vacancy in load_vacancies() if vacancy.copy_of is None]


def test_there_are_at_least_170_different_vacancies():
    assert len({(v.title, v.employer, v.place) for v in originals()}) >= 170
    assert len({v.text for v in load_vacancies()}) == len(load_vacancies())


def test_the_sectors_of_the_labour_market_are_there():
    sectors = {path.stem for path in FOLDER.glob("*.toml")} - {"reposts", "closed"}
    assert sectors == {
        "care", "cleaning", "construction", "customer_service", "education", "hospitality", "industry", "logistics",
        "office", "retail", "security", "technical", "transport",
    }  # fmt: skip


def test_every_text_is_as_long_as_a_real_advertisement():
    assert [v.slug for v in load_vacancies() if not 90 <= len(v.text.split()) <= 300] == []


def test_no_line_but_a_heading_is_in_more_than_a_tenth_of_the_advertisements():
    lines = Counter(line for v in load_vacancies() for line in set(v.text.splitlines()) if not line.startswith("#"))
    del lines[""]
    assert max(lines.values()) < len(load_vacancies()) / 10


def test_every_postcode_lies_in_its_place():
    wrong = [
        (v.slug, v.place, v.postcode)
        for v in load_vacancies()
        if v.country == "NL" and ((found := locate(postcode=v.postcode)) is None or found.place != v.place)
    ]
    assert wrong == []


def test_every_employer_has_an_address_that_cannot_exist():
    assert {v.mail.rsplit(".", 1)[1] for v in load_vacancies()} == {"example"}


def test_the_agency_takes_over_at_least_25_jobs_of_the_other_sites():
    known = {vacancy.slug: vacancy for vacancy in originals()}
    copies = [vacancy for vacancy in load_vacancies() if vacancy.copy_of]
    assert len(copies) >= 25
    assert {copy.site for copy in copies} == {"bureau"}
    assert {known[copy.copy_of].site for copy in copies} == {"werkgever", "bord"}
    assert {known[copy.copy_of].place == copy.place for copy in copies} == {True}
    assert 0 < sum(copy.employer == "Uitzendbureau De Hoepel" for copy in copies) < len(copies)


def test_pay_is_written_in_every_dutch_way():
    salaries = [vacancy.salary for vacancy in load_vacancies()]
    for words in ("per uur", "p/u", "p.m.", "per 4 weken", "per jaar", "o.b.v.", "cao", "FWG", "schaal", "marktconform",
                  "n.o.t.k.", "minimumloon", "2400-2900", "vanaf", "toeslag", "bonus", "vakantiegeld"):  # fmt: skip
        assert [words for salary in salaries if words in salary], words


def test_there_are_english_and_flemish_advertisements():
    assert sum(vacancy.language == "en" for vacancy in load_vacancies()) >= 2
    assert [vacancy.place for vacancy in load_vacancies() if vacancy.country == "BE"] == ["Turnhout"]


@by_slug
def test_every_vacancy_has_a_page_in_its_own_language(vacancy: DemoVacancy):
    _, page = page_of(vacancy)
    root = lxml.html.document_fromstring(page)
    assert root.get("lang") == (vacancy.language if vacancy.site != "bureau" else "nl")
    assert root.xpath("//h1")[0].text_content() == vacancy.title
    text = " ".join(root.text_content().split())
    assert [b.text for b in read_blocks(vacancy.text) if " ".join(b.text.split()) not in text] == []


def test_the_closed_page_is_refused_as_expired():
    (closed,) = [vacancy for vacancy in SINGLE if vacancy.closed_days is not None]
    assert [getattr(found, "code", None) for found in read_page(*page_of(closed))] == ["expired"]


@pytest.mark.parametrize("vacancy", [v for v in SINGLE if v.closed_days is None], ids=lambda v: v.slug)
def test_every_page_reads_back_to_what_was_written(vacancy: DemoVacancy):
    (found,) = read_page(*page_of(vacancy))
    assert isinstance(found, VacancyIn)
    assert (found.title, found.employer, found.place) == (vacancy.title, vacancy.employer, vacancy.place)
    hours = parse_hours(vacancy.hours)
    assert (found.hours_min, found.hours_max) == (hours.min, hours.max)
    assert (found.date_posted, found.valid_through) == (vacancy.posted(TODAY), vacancy.valid_through(TODAY))
    assert found.url == f"{SITES[vacancy.site].base}{PATHS[vacancy.site]}{vacancy.slug}"
    if vacancy.site == "werkgever" and has_amounts(vacancy):
        assert vacancy.pay is not None
        assert found.salary is not None
        assert (found.salary.min, found.salary.max) == (Decimal(vacancy.pay.min), Decimal(vacancy.pay.max))
    else:
        assert found.salary_text == vacancy.salary


def test_the_answer_of_the_board_reads_back_to_what_was_written():
    found = read_board()
    vacancies = SITES["bord"].vacancies
    assert len(found) == len(vacancies)
    for vacancy in vacancies:
        read = found[vacancy.title]
        assert (read.employer, read.place) == (vacancy.employer, vacancy.place)
        assert (read.date_posted, read.valid_through) == (vacancy.posted(TODAY), vacancy.valid_through(TODAY))
        assert vacancy.salary.rstrip(".") in read.description
        if vacancy.weekly is None:
            assert vacancy.hours in read.description


def test_the_board_answers_in_the_form_of_its_platform():
    offers = json.loads(SITES["bord"].answer("/api/offers/").body)["offers"]
    offer = next(offer for offer in offers if offer["slug"] == "verzorgende-ig-kleinschalig-wonen-wijk-bij-duurstede")
    assert (offer["min_hours"], offer["max_hours"], offer["city"]) == (20, 28, "Wijk bij Duurstede")
    assert offer["description"].startswith("<p>In onze woning aan de Lek")
    assert offer["careers_url"] == f"http://bord.example/o/{offer['slug']}"
    assert len({offer["id"] for offer in offers}) == len(offers)


def test_the_sitemap_of_the_employer_names_every_vacancy():
    site = SITES["werkgever"]
    index = read_sitemap(site.answer("/sitemap.xml").body, f"{site.base}/sitemap.xml")
    assert len(index.sitemaps) == 2
    pages = [url for part in index.sitemaps for url in read_sitemap(site.answer(urlsplit(part).path).body, part).pages]
    expected = {f"{site.base}/vacatures/{vacancy.slug}" for vacancy in site.vacancies}
    assert expected <= set(pages)
    beside = {"/", "/over-ons", f"/vacatures/{employer.BROKEN}", employer.PRIVATE}
    assert {url.removeprefix(site.base) for url in set(pages) - expected} == beside


def test_the_listing_of_the_agency_leads_over_every_page_to_every_vacancy():
    site, path, found = SITES["bureau"], "/banen", []
    while path:
        root = lxml.html.document_fromstring(site.answer(path).body)
        found += root.xpath("//div[@class='kaart']//a/@href")
        path = next(iter(root.xpath("//a[@rel='next']/@href")), "")
    assert len(found) == len(set(found))
    dead = {f"/baan/{agency.GONE}", f"/baan/{agency.FAILING}"}
    assert set(found) == {f"/baan/{vacancy.slug}" for vacancy in site.vacancies} | dead
    assert site.answer("/banen?pagina=99").status == 404


@pytest.mark.parametrize(
    ("name", "allowed", "forbidden"),
    [
        ("werkgever", "/vacatures/x", employer.PRIVATE),
        ("bureau", "/banen?pagina=2", "/mijn-hoepel/reageren"),
        ("bord", "/api/offers/", "/api/kandidaten"),
    ],
)
def test_every_site_forbids_something_in_its_robots_txt(name: str, allowed: str, forbidden: str):
    site = SITES[name]
    robots = RobotFileParser()
    robots.parse(site.answer("/robots.txt").body.decode().splitlines())
    assert [robots.can_fetch("Passend", site.base + path) for path in (allowed, forbidden)] == [True, False]


def test_a_dead_link_a_stumbling_page_and_a_broken_page_are_there():
    assert SITES["bureau"].answer(f"/baan/{agency.GONE}").status == 404
    assert SITES["bureau"].answer(f"/baan/{agency.FAILING}").status == 500
    broken = SITES["werkgever"].answer(f"/vacatures/{employer.BROKEN}").body.decode()
    assert [type(found) for found in read_page("http://werkgever.example/x", broken)] == [Refusal]


def test_one_vacancy_is_closed_and_says_so():
    closed = [vacancy for vacancy in load_vacancies() if vacancy.closed_days is not None]
    assert len(closed) == 1
    assert "Deze vacature is gesloten" in page_of(closed[0])[1]


@pytest.mark.parametrize("later", [0, 40, 400])
def test_no_other_vacancy_ever_expires(later: int):
    today = TODAY + timedelta(days=later)
    past = [v.slug for v in load_vacancies() if (last := v.valid_through(today)) is not None and last < today]
    assert past == ["inpakker-sinterklaasdrukte-nieuwegein"]
    assert {(today - v.posted(today)).days for v in originals() if v.closed_days is None} <= set(range(41))


def test_the_same_day_gives_the_same_bytes():
    again = EmployerSite(TODAY, "http://werkgever.example")
    for path in ("/", "/sitemap-vacatures.xml", "/vacatures/orderpicker-dagdienst-tiel"):
        assert again.answer(path).body == SITES["werkgever"].answer(path).body


def test_text_becomes_headings_lists_and_paragraphs():
    blocks = read_blocks("Eerst dit\nen dat.\n\n## Kop\n\n- een\n- twee\n")
    assert blocks == [
        Block("paragraph", "Eerst dit en dat."),
        Block("heading", "Kop"),
        Block("list", items=("een", "twee")),
    ]
