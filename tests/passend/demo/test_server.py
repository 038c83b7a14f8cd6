"""The sample sites over real HTTP on loopback."""

from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.source import load_sources
from passend.demo.server import DemoSites

TODAY = date(2026, 11, 21)
PAGE = "/vacatures/orderpicker-dagdienst-tiel"


@pytest.fixture(scope="module")
def sites() -> Iterator[DemoSites]:
    with DemoSites(TODAY) as running:
        yield running


def ask(sites: DemoSites, name: str, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(sites.bases[name]).netloc, timeout=10)
    try:
        connection.request(method, path, headers={key.replace("_", "-"): value for key, value in headers.items()})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_each_site_has_a_port_of_its_own_on_loopback(sites: DemoSites):
    assert list(sites.bases) == ["werkgever", "bureau", "bord"]
    assert {urlsplit(base).hostname for base in sites.bases.values()} == {"127.0.0.1"}
    assert len({urlsplit(base).port for base in sites.bases.values()}) == 3


def test_a_page_comes_with_its_tag_and_its_day(sites: DemoSites):
    response, body = ask(sites, "werkgever", PAGE)
    assert (response.status, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert int(response.headers["Content-Length"]) == len(body)
    assert response.headers["Last-Modified"].endswith("08:15:00 GMT")


def test_a_page_that_is_known_is_not_sent_again(sites: DemoSites):
    first, _ = ask(sites, "werkgever", PAGE)
    by_tag, body = ask(sites, "werkgever", PAGE, If_None_Match=first.headers["ETag"])
    assert (by_tag.status, body) == (304, b"")
    by_day, body = ask(sites, "werkgever", PAGE, If_Modified_Since=first.headers["Last-Modified"])
    assert (by_day.status, body) == (304, b"")


@pytest.mark.parametrize("since", ["Mon, 01 Jan 2001 00:00:00 GMT", "gisteren"])
def test_an_older_or_unreadable_day_gets_the_page(sites: DemoSites, since: str):
    assert ask(sites, "werkgever", PAGE, If_Modified_Since=since)[0].status == 200


def test_a_question_for_the_head_alone_gets_no_body(sites: DemoSites):
    response, body = ask(sites, "bord", "/api/offers/", method="HEAD")
    assert (response.status, body) == (200, b"")


def test_a_fault_is_never_answered_as_known(sites: DemoSites):
    first, _ = ask(sites, "bureau", "/bestaat-niet")
    assert ask(sites, "bureau", "/bestaat-niet", If_None_Match=first.headers["ETag"])[0].status == 404


@pytest.mark.parametrize("name", ["werkgever", "bureau", "bord"])
def test_every_site_has_its_style_sheet_and_its_own_404(sites: DemoSites, name: str):
    response, body = ask(sites, name, f"/stijl/{name}.css")
    assert (response.headers["Content-Type"], b"body {" in body) == ("text/css; charset=utf-8", True)
    response, body = ask(sites, name, "/weg")
    assert (response.status, f"/stijl/{name}.css".encode() in body) == (404, True)


def test_requests_are_counted():
    with DemoSites(TODAY) as sites:
        ask(sites, "bord", "/")
        ask(sites, "bord", "/nergens")
        assert (sites.requests, dict(sites.statuses)) == (2, {200: 1, 404: 1})


def test_the_source_files_lead_to_the_ports(sites: DemoSites, tmp_path: Path):
    sources = load_sources([sites.write_sources(tmp_path / "bronnen")])
    assert [source.name for source in sources] == ["voorbeeld-bord", "voorbeeld-bureau", "voorbeeld-werkgever"]
    starts = {source.start[0] for source in sources}
    assert starts == {
        f"{sites.bases['werkgever']}/sitemap.xml",
        f"{sites.bases['bureau']}/banen",
        f"{sites.bases['bord']}/api/offers/",
    }
    assert all(source.min_items > 0 and "eigen voorbeeldsite" in source.permission for source in sources)
