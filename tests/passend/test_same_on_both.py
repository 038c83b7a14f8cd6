"""The same rows on SQLite and on PostgreSQL give the same lists and the same bundles, byte for byte."""

import hashlib
import json

import pytest
from sqlalchemy import insert, select

from dossier.evidence.bundle import make_bundle
from dossier.settings import Settings
from dossier.storage.cases import all_cases
from dossier.storage.database import Database, metadata, open_database
from dossier.storage.matches import ranking_of
from matcher import rank_cases
from tests.conftest import copied_postgres
from tests.webui.cast import FIRST_SICK_DAY, NOW, TODAY, make_cast

MADE_AGAIN = ("match", "case_ranking")


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
