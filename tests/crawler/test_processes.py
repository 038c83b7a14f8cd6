"""Several sources, each in its own process: one that fails never stops the others, and always leaves a record."""

import errno
import io
import json
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from crawler import child
from crawler.crawling import add_url, crawl_sources
from dossier.model.vacancy import CrawlRun, Vacancy
from dossier.settings import Settings
from dossier.storage.crawls import start_run
from dossier.storage.database import open_database
from dossier.storage.snapshots import snapshots_of

LONG = " ".join(
    f"Je bakt brood {word} en je houdt de oven schoon in de vroege ploeg." for word in ("van", "meel", "gist", "zout")
)


def read(settings, query):
    database = open_database(settings)
    with database.reading() as session:
        rows = list(session.exec(query))
    database.close()
    return rows


def test_sources_fail_alone_and_copies_are_joined_under_the_employers_own_page(
    settings, site, make_source, posting_page, open_site
):
    site["/robots.txt"] = (500, {}, "stuk")
    with open_site() as healthy:
        healthy["/eigen"] = posting_page(1, title="Broodbakker", text=LONG)
        healthy["/bureau"] = posting_page(
            2, title="Broodbakker (m/v)", employer="Werkwerk", text=f"Werkwerk zoekt. {LONG}"
        )
        healthy.listing("/veel", range(10))
        own = make_source(f"{healthy.base}/eigen", kind="employer", name="zelf")
        agency = make_source(f"{healthy.base}/bureau", kind="agency", name="bureau")
        limited = make_source(f"{healthy.base}/veel", max_pages=4, name="veel")
        closed = make_source(f"{site.base}/vacatures", name="dicht")
        gone = make_source("http://127.0.0.1:9/vacatures", name="weg")
        reports = crawl_sources(settings, [gone, agency, closed, own, limited])
    assert [(report["source"], report["state"], report["new"], report["reason"]) for report in reports] == [
        ("weg", "broken", 0, "alleen fouten (status 1)"),
        ("bureau", "ok", 1, None),
        ("dicht", "broken", 0, "robots.txt laat het niet toe (robots.txt is onbereikbaar (500))"),
        ("zelf", "ok", 1, None),
        ("veel", "ok", 3, "grens van 4 adressen bereikt; 7 niet bezocht"),
    ]
    assert {path for _, path, _ in site.asked} == {"/robots.txt"}
    rows = {row.source: row for row in read(settings, select(Vacancy))}
    assert (rows["zelf"].copy_of, rows["bureau"].copy_of) == (None, rows["zelf"].id)


def test_without_the_demo_setting_loopback_is_refused(site, make_source, tmp_path):
    (report,) = crawl_sources(Settings(data_dir=tmp_path, testing=True), [make_source(f"{site.base}/vacatures")])
    assert (site.asked, report["state"], report["refused"]) == ([], "broken", {"address": 1})


@pytest.mark.parametrize("program", ["/bin/false", "/bin/true"])
def test_a_process_that_dies_leaves_a_broken_record_and_no_error(settings, make_source, monkeypatch, program):
    monkeypatch.setattr("crawler.process.sys.executable", program)
    (report,) = crawl_sources(settings, [make_source("http://127.0.0.1:9/")])
    code = 1 if program == "/bin/false" else 0
    assert (report["state"], report["reason"]) == ("broken", f"het crawlproces eindigde met code {code}")
    assert [run.state for run in read(settings, select(CrawlRun))] == ["broken"]


def test_the_next_run_ends_the_record_of_one_that_was_killed_and_tells_how_far_it_is(settings, site, make_source):
    site.listing("/vacatures", range(3))
    database = open_database(settings)
    with database.session() as session:
        start_run(session, "mulder", datetime(2026, 11, 20, tzinfo=UTC))
    database.close()
    told = []
    crawl_sources(settings, [make_source(f"{site.base}/vacatures")], progress=told.append)
    assert [(run.state, run.reason) for run in read(settings, select(CrawlRun))] == [
        ("broken", "afgebroken"),
        ("ok", None),
    ]
    assert (told[0], told[-1]) == ("mulder: 1 verzoek, 0 vacatures", "mulder: 5 verzoeken, 3 vacatures")


def test_a_pasted_listing_gives_every_vacancy_on_it_with_its_snapshot(settings, site, tmp_path):
    site.listing("/alles", range(3))
    first = add_url(settings, f"{site.base}/alles", tmp_path / "uit.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "uit.jsonl").read_text().splitlines()]
    assert sorted(line["title"] for line in lines) == [f"Medewerker broodbakkerij {n}" for n in range(3)]
    assert (lines[0], first["source"]) == (first, "geplakt")
    database = open_database(settings)
    with database.reading() as session:
        assert [snapshots_of(session, line["id"])[0].id for line in lines] == [line["snapshot"] for line in lines]
    database.close()


def test_a_pasted_vacancy_is_read_and_its_links_are_left_alone(settings, site, tmp_path, posting_page):
    site["/vacature/1"] = posting_page(1, body="<a href='/vacature/2'>andere vacature</a>")
    line = add_url(settings, f"{site.base}/vacature/1")
    assert (line["title"], [path for _, path, _ in site.asked]) == (
        "Medewerker broodbakkerij 1",
        ["/robots.txt", "/vacature/1"],
    )


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "mulder", "http://127.0.0.2:8098/"]
)
def test_a_pasted_address_that_leads_inside_is_refused_before_anything_starts(settings, tmp_path, url):
    line = add_url(settings, url, tmp_path / "uit.jsonl")
    assert (line["path"], line["error"], (tmp_path / "uit.jsonl").read_text()) == (url, "address", "")


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "de schijf is vol"), (errno.EIO, "niet te lezen"), (1, None)]
)
def test_a_crawl_that_the_disk_refuses_says_so_in_plain_words(monkeypatch, number, said):
    def refuse(_order):
        raise OSError(number, "no")

    monkeypatch.setattr(child, "crawl_order", refuse)
    monkeypatch.setattr("sys.stdin", io.StringIO("{}"))
    with pytest.raises(OSError if said is None else SystemExit, match=said):
        child.main()
