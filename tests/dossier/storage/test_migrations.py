"""A filled database of the first version comes up to the newest with every row; step by step at night (T34)."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dossier.errors import MigrationError
from dossier.settings import Settings
from dossier.storage.database import Database, migrating, open_database, upgrade
from tests.dossier.evidence.conftest import open_office
from tests.dossier.storage.earlier_schema import downgrade, open_values, rows_of


@pytest.fixture(scope="module")
def first(tmp_path_factory) -> Path:
    """The data folder of the first version."""
    office = open_office(tmp_path_factory.mktemp("eerder"), applications=1)
    open_values(office.database)
    office.database.close()
    engine = create_engine(office.database.url)
    with engine.begin() as connection:
        downgrade(connection, "0001")
    engine.dispose()
    return office.settings.data_dir


@pytest.fixture
def settings(first, tmp_path) -> Settings:
    shutil.copytree(first, tmp_path / "data")
    return Settings(data_dir=tmp_path / "data", testing=True)


def test_a_filled_database_of_the_first_version_loses_no_row_on_its_way_to_the_newest(settings):
    old = Database(settings.effective_database_url)
    with old.engine.connect() as connection:
        before = rows_of(connection)
    old.close()
    database = open_database(settings)
    with database.engine.connect() as connection:
        after = rows_of(connection)
        assert ({table: after[table] for table in before}, sum(before.values()) > 15) == (before, True)
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    database.close()


def test_a_row_that_refers_to_nothing_afterwards_undoes_the_whole_migration(settings):
    database = Database(settings.effective_database_url)
    with pytest.raises(MigrationError), migrating(database.engine) as connection:
        upgrade(connection, "0002")
        connection.exec_driver_sql("UPDATE reintegration_case SET employer_id = 9999")
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None
    database.close()
