"""A small site of our own on loopback, for everything that has to go over real HTTP."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crawler.source import Source

GROUND = "Eigen testsite; iedereen die test mag hem ophalen."


def write_posting(number, *, title=None, employer="Bakkerij Mulder BV", text="", body="", **more):
    """A vacancy page with JSON-LD, in our own words."""
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": title or f"Medewerker broodbakkerij {number}",
        "description": text or f"<p>Je bakt brood in ploeg {number} van onze bakkerij en je houdt de oven schoon.</p>",
        "identifier": {"@type": "PropertyValue", "value": f"BM-{number}"},
        "hiringOrganization": {"@type": "Organization", "name": employer},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Utrecht", "addressCountry": "NL"}},
        "datePosted": "2026-11-01",
        **more,
    }
    data = f'<script type="application/ld+json">{json.dumps(posting)}</script>'
    return f'<!doctype html><html lang="nl"><head>{data}</head><body><h1>Vacature</h1>{body}</body></html>'


def write_tagged(page, headers=None):
    """A page of a server that marks what it sends, and answers 304 when that did not change."""
    content = page if isinstance(page, bytes) else page.encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'

    def answer(asked):
        known = asked.get("If-None-Match") == tag
        return (304, {"ETag": tag}, "") if known else (200, {"ETag": tag, **(headers or {})}, page)

    return answer


class Site:
    """Pages by path: text, (status, headers, body) or a function of the request headers that answers one.

    "POST /path" answers to that method; its function gets the body instead of the headers.
    """

    def __init__(self):
        self.pages = {"/robots.txt": (404, {}, "")}
        self.asked = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.handle_error = lambda *_: None  # a crawl that is killed breaks its connections off
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def __setitem__(self, path, page):
        self.pages[path] = page

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def paths(self):
        return [path for _, path, _ in self.asked]

    def listing(self, path, numbers, *, more=""):
        """A listing page and the vacancy pages it links to."""
        self[path] = "<ul>" + "".join(f"<li><a href='/vacature/{n}'>Vacature {n}</a></li>" for n in numbers) + more
        for number in numbers:
            self[f"/vacature/{number}"] = write_posting(number)

    def _handler(self):
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else every answer waits 40 ms for the other side

            def do_GET(self):
                self.answer(self.path, self.headers)

            def do_POST(self):
                self.answer(f"POST {self.path}", self.rfile.read(int(self.headers["Content-Length"])))

            def answer(self, name, given):
                site.asked.append((time.monotonic(), name, dict(self.headers)))
                page = site.pages.get(name, (404, {}, "weg"))
                page = page(given) if isinstance(page, Callable) else page
                status, headers, body = page if isinstance(page, tuple) else (200, {}, page)
                content = body if isinstance(body, bytes) else body.encode()
                self.send_response(status)
                for header, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                    self.send_header(header, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if status != 304:
                    self.wfile.write(content)

            def log_message(self, *_):
                """A test prints nothing."""

        return Handler


@contextmanager
def opened() -> Iterator[Site]:
    site = Site()
    try:
        yield site
    finally:
        site.close()


@pytest.fixture(scope="session")
def open_site():
    """Opens a site for as long as a `with` lasts."""
    return opened


@pytest.fixture
def site() -> Iterator[Site]:
    with opened() as here:
        yield here


@pytest.fixture(scope="session")
def make_source():
    """A source as its TOML would give it, with only what matters to the test."""

    def make(*start, name="mulder", **keys):
        return Source(name=name, start=list(start), permission=GROUND, permission_date=date(2026, 11, 21), **keys)

    return make


@pytest.fixture
def posting_page():
    return write_posting
