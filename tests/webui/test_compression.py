"""What goes over the line: how heavy each page is, that it comes back as it was, and what is never compressed."""

import gzip
import re
from urllib.parse import urlsplit

import pytest

from passend.screens import SCREENS
from tests.webui.addresses import CASE, OPEN_TO_ALL, PAGES
from webui.compression import gzip_body

ACCEPT = {"Accept-Encoding": "gzip, deflate, br"}
FIRST_LOAD, LATER = 120_000, 40_000
LINKED = re.compile(r'<(?:link|script|img|use)\b[^>]*?\b(?:href|src)="([^"]+)"')
ROLES = ("anna", "bram", "daan", "admin")


def weigh(visitor, path: str) -> int:
    return len(visitor.get(path, headers=ACCEPT).data)


def linked_in(visitor, path: str) -> set[str]:
    return {urlsplit(link)._replace(fragment="").geturl() for link in LINKED.findall(visitor.get(path).text)}


@pytest.mark.parametrize("role", ROLES)
def test_no_page_is_heavier_than_was_promised(role: str, visit):
    visitor = visit(role)
    paths = ["/", *(path for path, allowed in PAGES.values() if role in allowed)]
    pages = [path for path in paths if visitor.get(path).mimetype == "text/html"]
    heavy = {path: weight for path in pages if (weight := weigh(visitor, path)) > LATER}
    linked = set().union(*(linked_in(visitor, path) for path in pages))
    assert [link for link in linked if not link.startswith("/") or link.startswith("//")] == []
    assert heavy == {}
    assert max(weigh(visitor, path) for path in pages) + sum(weigh(visitor, link) for link in linked) <= FIRST_LOAD


def test_every_screen_that_is_shown_to_people_is_among_them(app):
    match = app.url_map.bind("localhost").match
    there = [screen for screen in SCREENS if not screen.path.startswith("/onzin")]  # the page that says so
    named = {match(screen.path.partition("?")[0])[0] for screen in there}
    assert named - set(PAGES) - OPEN_TO_ALL == set()


def test_a_page_and_a_style_sheet_come_back_as_they_were(bram):
    for path in (f"{CASE}/matches", *sorted(linked_in(bram, CASE))[:3]):
        plain, packed = bram.get(path), bram.get(path, headers=ACCEPT)
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert without_token(gzip.decompress(packed.data)) == without_token(plain.data)
        plain.close()


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrf_token" value="[^"]+"', b"", page)


def test_who_does_not_ask_for_it_gets_plain_bytes_and_a_cache_hears_why(bram):
    answer = bram.get(CASE)
    assert ("Content-Encoding" in answer.headers, "Accept-Encoding" in answer.headers["Vary"]) == (False, True)
    assert "Content-Encoding" not in bram.get(CASE, headers={"Accept-Encoding": "gzip;q=0"}).headers


def test_a_secret_that_is_shown_once_is_never_compressed(anna):
    shown = anna.post("/agenda", headers=ACCEPT)
    assert (shown.status_code, "Content-Encoding" in shown.headers) == (200, False)


def test_a_download_is_sent_as_it_is_kept(anna):
    answer = anna.get(f"{CASE}/bewijs/1", headers=ACCEPT)
    assert (answer.status_code, "Content-Encoding" in answer.headers) == (200, False)


def test_the_length_on_the_line_says_little_about_the_page(bram):
    lengths = {weigh(bram, CASE) for _ in range(20)}
    assert max(lengths) - min(lengths) > 10


def test_a_static_file_is_asked_for_once(bram):
    sheet = min(link for link in linked_in(bram, CASE) if ".css" in link)
    first = bram.get(sheet, headers=ACCEPT)
    assert first.headers["ETag"].startswith("W/")
    with bram.get(sheet, headers={**ACCEPT, "If-None-Match": first.headers["ETag"]}) as again:
        assert again.status_code == 304
    assert "max-age=31536000" in first.headers["Cache-Control"]
    assert "immutable" in first.headers["Cache-Control"]


@pytest.mark.parametrize("noise", [b"", b"Abc"])
@pytest.mark.parametrize("body", [b"", b"x", b"woord " * 5000])
def test_what_is_packed_is_gzip(body: bytes, noise: bytes):
    assert gzip.decompress(gzip_body(body, noise=noise)) == body
