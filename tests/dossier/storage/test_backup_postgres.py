"""A backup of a PostgreSQL comes back row for row, and one of a SQLite file too."""

from contextlib import contextmanager

import pytest
from sqlmodel import select

from dossier.errors import BackupError
from dossier.evidence.verify import verify_url
from dossier.model.evidence import LogEntry
from dossier.settings import Settings
from dossier.storage.backup.making import make_backup
from dossier.storage.backup.postgres_copy import is_empty
from dossier.storage.backup.restoring import restore_backup
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database, carry_keys, open_database
from tests.conftest import copied_postgres
from tests.dossier.cast import NOW, make_cast
from tests.dossier.evidence.conftest import Office
from tests.dossier.storage.packing import KEY, add_view, pack
from tests.dossier.storage.same_rows import differing_tables

pytestmark = pytest.mark.usefixtures("cheap_key")


def test_a_postgres_comes_back_row_for_row_with_its_counters(postgres_server, postgres_template, tmp_path):
    settings = Settings(data_dir=tmp_path / "data", testing=True)
    (tmp_path / "data").mkdir()
    from dossier.evidence.signing import Signer

    signer = Signer.load_or_create(settings.signing_key_file)
    first, second = (copied_postgres(postgres_server, postgres_template) for _ in range(2))
    source, target = next(first), next(second)
    source.keys = keys = DataKeys.load_or_create(settings.data_key_file)
    carry_keys(source.engine, keys)
    with source.session() as session:
        cast = make_cast(session, signer)
    office = Office(settings, source, cast, signer)
    make_backup(source, settings, tmp_path / "kopie", KEY, now=NOW, snapshots=True, keys=True)
    back = Settings(
        data_dir=tmp_path / "nieuw", testing=True, database_url=target.engine.url.render_as_string(hide_password=False)
    )
    target.close()
    restore_backup(back, tmp_path / "kopie", KEY, force=False)
    database = Database(back.effective_database_url, DataKeys(back.data_key_file))
    assert rows(database) == rows(source)
    assert verify_url(back.effective_database_url, data_keys=database.keys).ok
    with database.session() as session:
        add_view(session, Office(back, database, cast, signer), "overzicht")
    assert verify_url(back.effective_database_url, data_keys=database.keys).ok
    with pytest.raises(BackupError, match="--force"):
        restore_backup(back, tmp_path / "kopie", KEY, force=False)
    restore_backup(back, tmp_path / "kopie", KEY, force=True)
    assert rows(database) == rows(office.database)
    assert not is_empty(database)
    database.close()
    for each in (first, second):
        next(each, None)


def rows(database: Database) -> list[tuple[int, str]]:
    with database.reading() as session:
        return [(one.seq, one.hash) for one in session.exec(select(LogEntry).order_by(LogEntry.id))]


def test_an_office_that_grows_takes_its_backup_of_sqlite_to_postgres(
    office, tmp_path, postgres_server, postgres_template
):
    pack(office, tmp_path / "kopie")
    with contextmanager(copied_postgres)(postgres_server, postgres_template) as other:
        address = other.engine.url.render_as_string(hide_password=False)
        target = Settings(data_dir=tmp_path / "nieuw", testing=True, database_url=address)
        restore_backup(target, tmp_path / "kopie", KEY, force=False)
        grown = open_database(target)
        differing = differing_tables(office.database, grown)
        with grown.session() as session:
            add_view(session, office, "na de verhuizing")
        report = verify_url(grown.url, key=office.signer.fingerprint, data_keys=grown.keys)
        make_backup(grown, target, tmp_path / "terug", KEY, now=NOW, snapshots=True, keys=True)
        grown.close()
    assert (differing, report.ok, report.entries) == ([], True, len(rows(office.database)) + 1)
    with pytest.raises(BackupError, match="postgresql"):  # there is no way back
        restore_backup(Settings(data_dir=tmp_path / "oud", testing=True), tmp_path / "terug", KEY, force=False)
