import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import select

from dossier.model.people import Organisation
from dossier.storage.database import Database, metadata


def test_the_migrations_make_exactly_the_tables_of_the_models(database: Database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []


def test_migrating_twice_changes_nothing(database: Database):
    database.migrate()
    with database.reading() as session:
        assert session.exec(select(Organisation)).all() == []


def test_a_block_that_fails_leaves_nothing_behind(database: Database):
    with pytest.raises(KeyError), database.session() as session:
        session.add(Organisation(name="Weg BV", kind="employer"))
        session.flush()
        raise KeyError
    with database.reading() as session:
        assert session.exec(select(Organisation)).all() == []


def test_a_reader_does_not_wait_for_a_writer(database: Database):
    with database.session() as writer:
        writer.add(Organisation(name="Nieuw BV", kind="employer"))
        writer.flush()
        with database.reading() as reader:
            assert reader.exec(select(Organisation)).all() == []
