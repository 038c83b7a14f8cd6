"""A site that misbehaves in every quick way, beside a good one in the same run: nothing hangs, leaks or spreads.

The slow ways (minutes of dripping bytes, long pauses) are walked by `python tests/crawler/walk_hostile.py`.
"""

import importlib.util
import socket
import sys

import pytest
from sqlmodel import select

from crawler.address import check_answers
from crawler.crawling import crawl_sources
from dossier.errors import Refused
from dossier.model.vacancy import CrawlRefusal, Vacancy
from dossier.settings import Settings
from dossier.storage.database import open_database

pytestmark = pytest.mark.xdist_group("crawl")
SLOW = {"time", "trap", "robots"}
ONE_BY_ONE = {"/429", "/429-forever", "/429-date", "/429-odd/", "/503", "/switch-protocol", "/sitemap-endless"}
"""After these the site is set aside, or the crawler waits: they have a run of their own in the long walk."""
LIMITED = {"/big-body", "/gzip-bomb", "/infinite-chunked", "/header-long"}
"""One of each kind is enough here; the long walk has them all."""
SMALLER = {"/deflate-bomb": "/deflate-bomb?mb=100"}
"""Far above what is taken; a whole GB costs the site itself seconds, and a busy machine then tells of a timeout."""


@pytest.fixture(scope="module")
def hostile(shared):
    path = shared / "attacks" / "hostile_server.py"
    if not path.is_file():
        pytest.skip(f"geen vijandige site naast deze kopie: {path.parent.name}/{path.name}")
    spec = importlib.util.spec_from_file_location("hostile_server", path)
    server = importlib.util.module_from_spec(spec)
    sys.modules["hostile_server"] = server  # its data classes look themselves up
    spec.loader.exec_module(server)
    stop = server.start(port=0, internal_port=0, max_seconds=20)
    yield server
    stop()


def quick_pages(server):
    skipped = ONE_BY_ONE | LIMITED
    return [
        server.base() + SMALLER.get(known["probe"], known["probe"])
        for known in server.B.values()
        if known["group"] not in SLOW and known["path"] not in skipped
    ]


@pytest.fixture(scope="module")
def walked(hostile, tmp_path_factory, open_site, make_source):
    """One run over sixty hostile pages as starts of one source, with a good source beside it."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("vijandig"), testing=True, loopback_crawl=True)
    pages = quick_pages(hostile)
    bad = make_source(*pages, name="vijandig", max_pages=250, max_minutes=2, min_items=0)
    with open_site() as site:
        site.listing("/vacatures", range(12))
        reports = crawl_sources(settings, [bad, make_source(f"{site.base}/vacatures", name="goed")])
    database = open_database(settings)
    with database.reading() as session:
        vacancies = list(session.exec(select(Vacancy)))
        refusals = {row.url.removeprefix(hostile.base()): row for row in session.exec(select(CrawlRefusal))}
    database.close()
    with hostile.STATE_LOCK:
        hits = list(hostile.HITS)
    return {"pages": pages, "reports": reports, "vacancies": vacancies, "refusals": refusals, "hits": hits}


def test_a_hostile_source_ends_by_itself_and_the_good_one_is_whole(walked):
    bad, good = walked["reports"]
    assert (good["state"], good["reason"], good["new"]) == ("ok", None, 12)
    assert (bad["state"], bad["reason"], bad["requests"] >= 100) == ("ok", None, True)
    assert len(walked["pages"]) >= 50


def test_nothing_inside_and_nothing_forbidden_was_asked_for(walked):
    assert [hit for hit in walked["hits"] if hit["listener"] == "internal"] == []
    danger = ("/danger/", "/forbidden-path/")
    assert [hit["target"] for hit in walked["hits"] if hit["target"].startswith(danger)] == []


def test_no_cookie_no_referer_and_no_password_went_over_the_wire(walked):
    assert {(hit["cookie"], hit["referer"], hit["auth"]) for hit in walked["hits"]} == {("", "", "")}


def test_what_stood_inside_was_not_kept(walked, hostile):
    assert [row.title for row in walked["vacancies"] if hostile.CANARY in row.description + row.title] == []


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("/redirect-loop", "status"),
        ("/deflate-bomb?mb=100", "too_large"),
        ("/gzip-truncated", "malformed"),
        ("/truncated", "malformed"),
        ("/close", "status"),
        ("/soft404", "expired"),
    ],
)
def test_each_is_refused_with_its_code(walked, page, code):
    assert walked["refusals"][page].code == code


def test_every_name_that_leads_inside_is_refused_and_one_that_changes_its_mind_gets_no_second_question(hostile):
    """The names of the DNS listener, by the answers it would give; what is slow or absent is refused as well."""
    inside = [
        "private", "private172", "private192", "cgnat", "linklocal", "loopback", "zero", "broadcast", "multicast",
        "benchmark", "mixed", "mixed-reversed", "v6loop", "v6mapped", "nat64", "v6private", "v6link", "sixtofour",
        "v6only-internal", "cname", "cnameloop", "servfail", "nx",
    ]  # fmt: skip
    assert [name for name in inside if not is_refused(hostile, f"{name}.test")] == []
    assert not is_refused(hostile, "public.test")


def is_refused(hostile, name):
    try:
        found = hostile.fake_getaddrinfo(name, 80, type=socket.SOCK_STREAM)
        check_answers(str(entry[4][0]) for entry in found)
    except (Refused, socket.gaierror):
        return True
    return False
