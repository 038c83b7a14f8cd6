"""Real pages of job sites, served on loopback: read, kept, and found back byte for byte."""

import hashlib

import pytest
from sqlmodel import select

from crawler.crawling import crawl_sources
from crawler.document import Document
from crawler.extract import Refusal, extract_document
from dossier.model.vacancy import Snapshot, VacancySnapshot
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore
from dossier.storage.vacancies import list_vacancies
from tests.crawler.conftest import write_tagged


@pytest.mark.real
def test_the_real_pages_are_stored_with_snapshots_that_verify(settings, site, make_source, shared):
    pages = sorted((shared / "data" / "real" / "html").rglob("*.html"))
    paths = {f"/pagina/{number}.html": page.read_bytes() for number, page in enumerate(pages)}
    for path, content in paths.items():
        site[path] = (200, {"Content-Type": "text/html"}, content)
    site["/index"] = "".join(f"<a href='{path}'>vacature</a>" for path in paths)
    follow = {"vacancies": [r"/pagina/\d+\.html$"]}
    (report,) = crawl_sources(settings, [make_source(f"{site.base}/index", follow=follow, min_items=20)])
    # What a page says comes after it (a next page of a platform) is asked for too, and is not there.
    assert (report["state"], report["reason"], report["statuses"]["200"]) == ("ok", None, len(pages) + 1)
    readable = {key for path, content in paths.items() for key in vacancies_in(content, f"{site.base}{path}")}
    database = open_database(settings)
    with database.reading() as session:
        snapshots = list(session.exec(select(Snapshot)))
        linked = {row.vacancy_id for row in session.exec(select(VacancySnapshot))}
        vacancies = {vacancy.id for vacancy in list_vacancies(session)}
    database.close()
    assert len(readable) >= 20
    assert vacancies == linked == readable
    store = WarcStore(settings.snapshot_dir)
    kept = {snapshot.url.removeprefix(site.base): store.read_body(snapshot) for snapshot in snapshots}
    assert {path: hashlib.sha256(body).digest() for path, body in kept.items()} == {
        path: hashlib.sha256(paths[path]).digest() for path in kept
    }


@pytest.mark.real
def test_a_second_crawl_of_unchanged_pages_costs_304s_and_makes_no_version(settings, site, make_source, shared):
    """Also from a server that gives no marks: then the page comes again, and the same text is the same version."""
    pages = sorted((shared / "data" / "real" / "html").rglob("*.html"))
    paths = {f"/pagina/{number}.html": page.read_bytes() for number, page in enumerate(pages)}
    html = {"Content-Type": "text/html"}
    for path, content in paths.items():
        site[path] = write_tagged(content, html)
    site["/robots.txt"] = write_tagged("User-agent: *\nAllow: /\n")
    site["/index"] = write_tagged("".join(f"<a href='{path}'>vacature</a>" for path in paths))
    follow = {"vacancies": [r"/pagina/\d+\.html$"], "pages": ["/index$"]}  # no next pages: those were not kept
    source = make_source(f"{site.base}/index", follow=follow, min_items=20)
    (first,) = crawl_sources(settings, [source])
    (second,) = crawl_sources(settings, [source])
    for path, content in paths.items():
        site[path] = (200, html, content)
    (third,) = crawl_sources(settings, [source])
    assert second["statuses"]["304"] / second["requests"] >= 0.95
    assert third["statuses"]["200"] == len(paths)
    for report in (second, third):
        assert (report["new"], report["changed"], report["same"]) == (0, 0, first["new"])


def vacancies_in(content, url):
    found = extract_document(Document(content, url=url, media_type="text/html"), source="mulder")
    return [item.id for item in found if not isinstance(item, Refusal)]
