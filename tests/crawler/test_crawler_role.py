"""A crawl under a role of its own in PostgreSQL: it writes down what it reads, and can read no dossier."""

import os
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError
from sqlmodel import col, select

from crawler.crawling import crawl_sources
from crawler.process import settings_of
from dossier.errors import SettingsError
from dossier.model.posting import VacancyIn
from dossier.model.vacancy import CrawlRun, VisitedPage
from dossier.settings import Settings
from dossier.storage.crawls import start_run
from dossier.storage.database import Database
from dossier.storage.vacancies import upsert_vacancy
from dossier.storage.visits import save_visits
from tests.conftest import REPOSITORY, copied_postgres, run_on
from tests.crawler.conftest import write_tagged

GRANTS = (REPOSITORY / "docs" / "crawler_role.sql").read_text()
OPEN = {"crawl_run", "crawl_refusal", "snapshot", "vacancy", "vacancy_snapshot", "visited_page", "host_turn"}
ALLOWED = text(
    "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND"
    " (has_any_column_privilege(oid, 'SELECT, INSERT, UPDATE, REFERENCES') OR"
    " has_table_privilege(oid, 'DELETE, TRUNCATE, TRIGGER'))"
)
WRITERS = text("SELECT written_by FROM vacancy WHERE id <> '1' UNION SELECT written_by FROM snapshot")
NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def both(postgres_server, postgres_template, settings):
    """The settings of an installation with such a role, made as the documentation says."""
    role = f"crawler_{os.urandom(6).hex()}"
    run_on(postgres_server, f"CREATE ROLE {role} LOGIN PASSWORD 'alleen-voor-de-test'")
    with contextmanager(copied_postgres)(postgres_server, postgres_template) as database:
        run_on(database.url, *GRANTS.replace("passend_crawler", role).strip().removesuffix(";").split(";"))
        own = make_url(database.url).set(username=role, password="alleen-voor-de-test")
        urls = [url.render_as_string(hide_password=False) for url in (make_url(database.url), own)]
        yield settings.model_copy(update=dict(zip(("database_url", "crawler_database_url"), urls, strict=True)))
    run_on(postgres_server, f"DROP ROLE {role}")


def read(url, query):
    with closing(Database(url)) as database, database.reading() as session:
        return list(session.execute(query).scalars())


def test_the_role_of_a_crawl_reads_no_dossier_and_no_account(both):
    assert set(read(both.crawler_database_url, ALLOWED)) == OPEN
    for table in ("reintegration_case", "limitation", "sign_in_session"):
        with pytest.raises(ProgrammingError) as refused:
            read(both.crawler_database_url, text(f"SELECT * FROM {table}"))
        assert isinstance(refused.value.orig, InsufficientPrivilege)


def remember(session, base):
    """What earlier crawls left: one that was killed, a page as it was then, and a vacancy that is closed by now."""
    start_run(session, "mulder", NOW)
    upsert_vacancy(session, VacancyIn(id="1", source="mulder", url=f"{base}/vacature/1", title="Bakker"), NOW, None)
    place = {"warc": "mulder/1.warc.gz", "offset": 0, "length": 1, "sha256": ""}
    save_visits(session, [{"source": "mulder", "url": f"{base}/lijst", "etag": '"toen"', "fetched_at": NOW, **place}])


def test_a_crawl_under_the_role_writes_all_that_a_crawl_writes(both, site, make_source):
    site.listing("/lijst", range(3), more="<a href='/vacature/9'>Vacature 9</a>")
    site.pages |= {"/lijst": write_tagged(site.pages["/lijst"]), "/vacature/1": (410, {}, "weg")}
    site["/robots.txt"] = "User-agent: *\nDisallow: /vacature/9"
    with closing(Database(both.database_url)) as database, database.session() as session:
        remember(session, site.base)
        for table in ("vacancy", "snapshot"):
            session.execute(text(f"ALTER TABLE {table} ADD COLUMN written_by text DEFAULT current_user"))
    (report,) = crawl_sources(both, [make_source(f"{site.base}/lijst")])
    assert [report[name] for name in ("state", "reason", "new", "gone")] == ["ok", None, 2, 1]
    assert report["refused"] == {"robots": 1, "status": 1}
    assert read(both.database_url, select(CrawlRun.state).order_by(CrawlRun.id)) == ["broken", "ok"]
    (mark,) = read(both.database_url, select(VisitedPage.etag).where(col(VisitedPage.url).endswith("/lijst")))
    assert mark not in {None, '"toen"'}
    assert read(both.database_url, WRITERS) == [make_url(both.crawler_database_url).username]


def test_a_crawl_with_a_role_of_its_own_is_not_told_the_address_of_the_program():
    program, own = "postgresql://passend:een@db/passend", "postgresql://passend_crawler:twee@db/passend"
    told = settings_of(Settings(database_url=program, crawler_database_url=own))
    assert (told["database_url"], program in str(told)) == (own, False)
    assert settings_of(Settings(database_url=program))["database_url"] == program


def test_a_role_without_a_server_is_refused_at_the_start():
    with pytest.raises(SettingsError, match="PASSEND_CRAWLER_DATABASE_URL"):
        Settings(crawler_database_url="postgresql://passend_crawler@db/passend")
