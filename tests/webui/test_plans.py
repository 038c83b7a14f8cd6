"""No page reads the whole stock: the plan of every query that a page makes, on both databases with enough rows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event, insert, text

from dossier.model.match import Match
from dossier.model.vacancy import Snapshot, Vacancy, VacancySnapshot
from dossier.storage.accounts import find_account
from dossier.storage.caseload import newest_matches
from dossier.storage.key_pages import matches_after, vacancies_after
from dossier.storage.match_list import Wanted, cut_list
from dossier.storage.match_tally import tally_of
from dossier.storage.sign_in_sessions import Place, begin_session
from tests.webui.addresses import PAGES
from tests.webui.cast import NOW, make_cast
from webui import create_app
from webui.sessions import TICKET

ROWS = 4_000
BIG = ("vacancy", "match", "snapshot", "vacancy_snapshot")
WALKERS = ("anna", "bram", "daan", "admin")
SCANS = {
    "sqlite": re.compile(rf"SCAN ({'|'.join(BIG)})\b(?! USING)"),
    "postgresql": re.compile(rf'Seq Scan on "?({"|".join(BIG)})"?(\s|$)'),
}


@pytest.fixture
def stocked(database, settings):
    """The cast with a stock behind it, of which one other case has a long list."""
    cast = make_cast(database, settings)
    with database.session() as session:
        other = session.execute(text("SELECT max(id) FROM reintegration_case")).scalar_one()
        keys = [f"{place:016x}" for place in range(ROWS)]
        session.execute(insert(Vacancy), [_vacancy(key) for key in keys])
        session.execute(insert(Snapshot), [_snapshot(place) for place in range(ROWS)])
        session.execute(insert(Match), [_match(other, place, key) for place, key in enumerate(keys)])
        pages = [{"vacancy_id": key, "version": 1, "snapshot_id": 100_000 + place} for place, key in enumerate(keys)]
        session.execute(insert(VacancySnapshot), pages)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if database.engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))
    return cast


def _vacancy(key):
    seen = {"first_seen": NOW, "last_seen": NOW, "description": "taken " * 200, "employment_type": [], "licences": []}
    seen |= {"warnings": [], "readings": {}}
    return {"id": key, "source": f"bron-{key[-2:]}", "title": f"Medewerker {key}", "text_sha256": key, **seen}


def _snapshot(place):
    where = {"warc": f"bron/{place // 100}.warc.gz", "offset": place, "length": 1, "sha256": "", "body_sha256": ""}
    return {"id": 100_000 + place, "url": f"https://werk.example/{place}", "fetched_at": NOW, "status": 200, **where}


def _match(case_id, place, key):
    verdicts = dict.fromkeys(("wage_verdict", "hours_verdict", "travel_verdict", "limitation_verdict"), "WITHIN")
    made = {"rule_version": "1", "model_version": "1", "computed_on": date(2026, 11, 21), "detail": {}}
    stands = {"rank": 10_000 + place, "by_day": place * 7 % ROWS, "by_place": place * 11 % ROWS}
    return {"case_id": case_id, "vacancy_id": key, **stands, "score": 0.1, **verdicts, **made}


@contextmanager
def asked_of(database) -> Iterator[dict[str, object]]:
    """Every different query that is made meanwhile, with what was filled in."""
    asked: dict[str, object] = {}

    def note(connection, cursor, statement, parameters, context, executemany):
        if statement.startswith("SELECT"):
            asked.setdefault(statement, parameters)

    event.listen(database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(database.engine, "before_cursor_execute", note)


def walk(database, settings, cast, name):
    app = create_app(settings, database, clock=lambda: NOW)
    with database.session() as session:
        account = find_account(session, cast.emails[name])
        ticket = begin_session(session, account, Place("127.0.0.1", "?"), now=NOW)
    client = app.test_client()
    with client.session_transaction() as stored:
        stored["_user_id"], stored["_fresh"] = account.fs_uniquifier, True
        stored[TICKET] = ticket
    for path in {"/", *(path for path, _ in PAGES.values())}:
        client.get(path)


def page_by_key(database):
    with database.reading() as session:
        case_id = session.execute(text("SELECT max(id) FROM reintegration_case")).scalar_one()
        matches_after(session, case_id, after=15_000, most=51)
        cut_list(session, case_id, Wanted(only_open=True), 50)
        cut_list(session, case_id, Wanted(only_open=True, dismissed=False), 50, after=f"{1_000:016x}")
        cut_list(session, case_id, Wanted(undecided=True), 50, before=f"{1_000:016x}")
        cut_list(session, case_id, Wanted(order="by_day"), 50, after=f"{1_000:016x}")
        cut_list(session, case_id, Wanted(order="by_place", only_open=True), 50, before=f"{1_000:016x}")
        tally_of(session, case_id)
        newest_matches(session, range(case_id + 40), since=NOW, best=20)
        vacancies_after(session, after="0" * 16, most=51, state=None, since=None)
        vacancies_after(session, after="0" * 16, most=51, state="OPEN", since=NOW)


def plan(database, statement, parameters):
    how = "EXPLAIN QUERY PLAN " if database.engine.dialect.name == "sqlite" else "EXPLAIN "
    with database.engine.connect() as connection:
        return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(how + statement, parameters))


def test_a_list_in_any_order_and_its_numbers_are_read_from_indexes_alone(database, settings, stocked):
    """Nothing is sorted and nobody counts: what a page of the list costs does not grow with the list."""
    with asked_of(database) as asked:
        page_by_key(database)
    plans = [plan(database, one, given) for one, given in asked.items() if "match" in one and "LIMIT" in one]
    assert len(plans) >= 6
    slow = r"TEMP B-TREE|(?<!Incremental )Sort  \(|SEARCH vacancy USING INDEX ix_vacancy_state"
    assert not [made for made in plans if re.search(slow, made)]


def test_no_page_reads_the_whole_stock(database, settings, stocked):
    with asked_of(database) as asked:
        for name in WALKERS:
            walk(database, settings, stocked, name)
        page_by_key(database)
    scan = SCANS[database.engine.dialect.name]
    plans = {statement: plan(database, statement, parameters) for statement, parameters in asked.items()}
    assert len(plans) > 40
    scanned = [f"{statement}\n{made}" for statement, made in plans.items() if scan.search(made)]
    assert not scanned, "\n\n".join(scanned)
