"""The same rows on SQLite and on PostgreSQL give the same lists and the same bundles, byte for byte."""

import hashlib
import json
from functools import partial

import pytest
from sqlalchemy import insert, select, text

from dossier.evidence.bundle import make_bundle
from dossier.settings import Settings
from dossier.storage.cases import all_cases
from dossier.storage.database import Database, metadata, open_database
from dossier.storage.matches import ranking_of
from dossier.storage.profiles import profile_of
from matcher import rank_cases
from passend import ranking_run
from passend.ranking_run import rank_changed
from tests.conftest import copied_postgres
from tests.webui.cast import FIRST_SICK_DAY, NOW, TODAY, make_cast

MADE_AGAIN = ("match", "case_ranking")
NEXT_NUMBER = """SELECT setval(pg_get_serial_sequence('"{0}"', 'id'), count(*) + 1000) FROM "{0}\""""


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return Settings(data_dir=tmp_path_factory.mktemp("beide") / "data", testing=True)


@pytest.fixture(scope="module")
def both(settings, postgres_server, postgres_template):
    """The cast on SQLite, and the same rows on PostgreSQL; the lists are made on each apart."""
    own = open_database(settings)
    make_cast(own, settings)
    for shared in copied_postgres(postgres_server, postgres_template):
        copy_rows(own, shared)
        for database in (own, shared):
            with database.session() as session:
                rank_cases(session, on=TODAY)
        yield own, shared
    own.close()


def copy_rows(own: Database, shared: Database) -> None:
    with own.engine.connect() as source, shared.engine.begin() as target:
        for table in metadata().sorted_tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows and table.name not in MADE_AGAIN:
                target.execute(insert(table), rows)
            if "id" in table.columns:
                target.execute(text(NEXT_NUMBER.format(table.name)))


def test_the_lists_are_the_same_on_both_databases(both):
    lists = []
    for database in both:
        with database.reading() as session:
            kept = [ranking_of(session, case.id, case.number) for case in all_cases(session)]
        lists.append(json.dumps(kept, ensure_ascii=False))
    assert lists[0] == lists[1]
    assert '"vacancy"' in lists[0]


@pytest.mark.parametrize("receiver", ["employer", "employee", "coach"])
def test_the_bundles_are_the_same_on_both_databases(both, settings, tmp_path, receiver):
    hashes = []
    for place, database in enumerate(both):
        out = tmp_path / f"{place}.zip"
        with database.reading() as session:
            (case, *_) = all_cases(session)
            make_bundle(
                session,
                case,
                settings=settings,
                receiver=receiver,
                period_from=FIRST_SICK_DAY,
                period_to=TODAY,
                made_at=NOW,
                made_by="Bram",
                out=out,
            )
        hashes.append(hashlib.sha256(out.read_bytes()).hexdigest())
    assert hashes[0] == hashes[1]


def test_the_lists_are_the_same_by_however_many_processes_they_are_made(both, settings, monkeypatch):
    """And what did not change since is not made again."""
    monkeypatch.setattr(ranking_run, "CHUNK", 1)
    before, after = [], []
    for database, processes in zip(both, (2, 1), strict=True):
        with database.reading() as session:
            case_ids = [case.id for case in all_cases(session)]
            before.append([ranking_of(session, one, "?") for one in case_ids])
        run = partial(rank_changed, settings, database, case_ids, on=TODAY, now=NOW)
        assert run() == []
        assert run(every=True, processes=processes) == case_ids
        with database.session() as session:
            person = profile_of(session, case_ids[0])
            person.max_travel_minutes += 5
            session.add(person)
        assert run() == case_ids[:1]
        with database.reading() as session:
            after.append([ranking_of(session, one, "?") for one in case_ids])
    assert before[0] == before[1]
    assert json.dumps(after[0]) == json.dumps(after[1])
    assert after[0][1:] == before[0][1:]
