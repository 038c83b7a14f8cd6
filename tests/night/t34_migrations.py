"""T34: every revision of the tables up, down and up again with rows in them, on both databases."""

import pytest
from sqlalchemy import create_engine

from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database, migrating, upgrade
from tests.dossier.cast import make_cast
from tests.dossier.evidence.full_case import fill_case
from tests.dossier.storage.earlier_schema import REVISIONS, Schema, downgrade, open_values, rows_of, schema_of


def fill(database: Database, settings: Settings) -> None:
    DataKeys.load_or_create(settings.data_key_file)
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        fill_case(session, make_cast(session, signer), settings, applications=20)
    open_values(database)


def walk_down(database: Database) -> tuple[dict[str, Schema], dict[str, int]]:
    """What each revision looks like on the way to the first, and the rows that are left there."""
    engine, schemas = create_engine(database.engine.url), {}
    for revision in reversed(REVISIONS):
        with engine.begin() as connection:
            downgrade(connection, revision)
            schemas[revision] = schema_of(connection)
    with engine.connect() as connection:
        rows = rows_of(connection)
    engine.dispose()
    return schemas, rows


def walk_up(database: Database) -> tuple[dict[str, Schema], dict[str, int]]:
    schemas = {}
    for revision in REVISIONS:
        with migrating(database.engine) as connection:
            upgrade(connection, revision)
            schemas[revision] = schema_of(connection)
    with database.engine.connect() as connection:
        return schemas, rows_of(connection)


@pytest.mark.row(
    "T34",
    "a filled database: every revision up, down, up, on each database",
    "equal schema at 100 % of revisions, no row lost",
)
def test_every_revision_goes_up_down_and_up_with_its_rows(database_of_each_kind, tmp_path, reach):
    told, right = [], True
    for kind, database in database_of_each_kind.items():
        fill(database, Settings(data_dir=tmp_path / kind, testing=True))
        downward, before = walk_down(database)
        upward, after = walk_up(database)
        differing = [revision for revision in REVISIONS if upward[revision] != downward[revision]]
        lost = [table for table, count in before.items() if after.get(table) != count]
        right &= not differing and not lost
        told.append(
            f"{kind}: {len(REVISIONS)} revisions, {len(differing)} differ {differing or ''}, "
            f"{sum(before.values())} rows at the first, {len(lost)} tables lost some {lost or ''}"
        )
    reach("; ".join(told), held=right)
