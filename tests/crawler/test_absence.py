"""Alive or dead: what is on a shortlist is looked at again; what is gone is first doubted, then closed."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from crawler.crawling import add_url, crawl_sources, look_at_shortlists
from dossier.evidence.signing import Signer
from dossier.model.match import ShortlistEntry, ShortlistState
from dossier.model.vacancy import CrawlRun, Vacancy
from dossier.storage.crawls import latest_runs
from dossier.storage.database import open_database
from tests.dossier.cast import NOW, make_cast

pytestmark = pytest.mark.xdist_group("crawl")


def put_on_shortlist(settings, states):
    """Vacancies by number onto the shortlist of Anna, and all of them last seen two days ago."""
    database = open_database(settings)
    with database.session() as session:
        cast = make_cast(session, Signer.generate())
        for row in session.exec(select(Vacancy)):
            row.last_seen = datetime.now(UTC) - timedelta(days=2)
            number = int(row.identifier.removeprefix("BM-"))
            if number in states:
                session.add(
                    ShortlistEntry(
                        case_id=cast.case.id,
                        vacancy_id=row.id,
                        state=states[number],
                        decided_by=cast.bram.id,
                        decided_at=NOW,
                    )
                )
    database.close()


def vacancies_of(settings):
    database = open_database(settings)
    with database.reading() as session:
        rows = {int(row.identifier.removeprefix("BM-")): row for row in session.exec(select(Vacancy))}
    database.close()
    return rows


def test_a_shortlisted_vacancy_is_looked_at_again_by_its_own_page_and_nothing_else_is(
    settings, site, make_source, posting_page
):
    site.listing("/vacatures", range(6))
    source = make_source(f"{site.base}/vacatures")
    crawl_sources(settings, [source])
    site["/los"] = posting_page(9)
    add_url(settings, f"{site.base}/los")
    look, dismissed = ShortlistState.LOOK.value, ShortlistState.DISMISSED.value
    put_on_shortlist(settings, {0: look, 1: look, 2: look, 3: dismissed, 9: look})
    site["/vacature/1"] = (404, {}, "weg")
    site["/vacature/2"] = (302, {"Location": "/"}, "")
    site["/"] = "<html><body><h1>Welkom bij de bakkerij</h1><a href='/vacature/5'>vacature</a></body></html>"
    site.asked.clear()
    since = datetime.now(UTC) - timedelta(hours=12)
    off = source.model_copy(update={"enabled": False})
    assert [report["source"] for report in look_at_shortlists(settings, [off], since=since)] == ["geplakt:shortlist"]
    reports = look_at_shortlists(settings, [source], since=since)
    assert [(report["source"], report["state"]) for report in reports] == [("mulder:shortlist", "ok")]
    assert sorted(site.paths()) == ["/", "/los", "/robots.txt", "/robots.txt", *(f"/vacature/{n}" for n in range(3))]
    rows = vacancies_of(settings)
    assert [rows[number].state for number in (0, 1, 2, 3, 9)] == ["OPEN", "GONE", "GONE", "OPEN", "OPEN"]
    assert [number for number, row in sorted(rows.items()) if row.last_seen > since] == [0, 9]
    assert look_at_shortlists(settings, [source], since=since) == []
    site["/vacature/0"] = (500, {}, "stuk")
    _, failed = look_at_shortlists(settings, [source], since=rows[0].last_seen + timedelta(seconds=1))
    assert (failed["state"], failed["reason"], vacancies_of(settings)[0].state) == (
        "broken",
        "alleen fouten (status 1)",
        "OPEN",
    )
    database = open_database(settings)
    with database.reading() as session:
        run = latest_runs(session)["mulder"]
        assert (run.state, run.new, len(list(session.exec(select(CrawlRun))))) == ("ok", 6, 6)
    database.close()


def test_what_left_a_feed_is_doubted_first_and_closed_the_second_time(settings, site, make_source, posting_page):
    """A feed has no page of its own per vacancy, so one run without it proves less than two."""

    def page_with(numbers):
        blocks = "".join(posting_page(number).partition("<head>")[2].partition("</head>")[0] for number in numbers)
        return f"<!doctype html><html><head>{blocks}</head><body><h1>Alle vacatures</h1></body></html>"

    source = make_source(f"{site.base}/alles")
    states = []
    for numbers in (range(5), range(4), range(4)):
        site["/alles"] = page_with(numbers)
        (report,) = crawl_sources(settings, [source])
        row = vacancies_of(settings)[4]
        states.append((row.state, row.gone_at is not None, report["gone"]))
    assert states == [("OPEN", False, 0), ("OPEN", True, 0), ("GONE", True, 1)]


def test_a_page_that_gives_no_answer_to_judge_by_closes_nothing(settings, site, make_source):
    site.listing("/vacatures", range(5))
    source = make_source(f"{site.base}/vacatures")
    crawl_sources(settings, [source])
    site["/vacature/4"] = (403, {}, "nee")
    for _ in range(2):
        crawl_sources(settings, [source])
    assert [row.state for row in vacancies_of(settings).values()] == ["OPEN"] * 5
