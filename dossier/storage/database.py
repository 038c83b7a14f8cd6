"""The database: opened, brought to the newest schema, and handed out one session at a time."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, create_engine

from dossier.errors import BackupError, MigrationError
from dossier.model import (
    activity,
    agreement,
    api_token,
    career_document,
    case,
    course,
    data_key,
    erasure,
    evidence,
    form_receipt,
    job_application,
    match,
    notice,
    odd_look,
    passkey,
    people,
    quality_check,
    report,
    schedule,
    sign_in,
    spoken,
    task,
    vacancy,
)
from dossier.settings import KEY_FOLDER, Settings
from dossier.storage.data_keys import DATA_KEYS, DataKeys
from dossier.storage.turns import turn_at

BUSY_TIMEOUT_MS = 15_000
MEMORY = ":memory:"
READ_ONLY = "passend_reads_only"
WRITES = "passend_writes"
FOUND_TERMS = "found terms"
MIGRATIONS = Path(__file__).parent / "migrations"
TABLE_MODULES = (
    activity,
    agreement,
    api_token,
    career_document,
    case,
    course,
    data_key,
    erasure,
    evidence,
    form_receipt,
    job_application,
    match,
    notice,
    odd_look,
    passkey,
    people,
    quality_check,
    report,
    schedule,
    sign_in,
    spoken,
    task,
    vacancy,
)
"""Imported so that every table is known to the metadata before a migration compares it."""


def metadata() -> Any:
    return SQLModel.metadata


class Database:
    """One engine; `session()` commits at the end of a good block, `reading()` never writes."""

    def __init__(self, url: str, keys: DataKeys | None = None) -> None:
        self.url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.engine = open_engine(self.url)
        self.keys = keys or keys_beside(self.engine)
        carry_keys(self.engine, self.keys)
        self._reader = open_reader(self.engine)
        self._known: dict[str, Any] = {FOUND_TERMS: {}}

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session in one transaction: functions that write take it and never commit."""
        with Session(self.engine, expire_on_commit=False, info={WRITES: True}) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, all of one moment: it waits for no writer and is rolled back at the end."""
        with Session(self._reader, expire_on_commit=False, info=self._known) as session:
            yield session

    def migrate(self) -> None:
        """Bring the schema to the newest version; the program runs this itself at every start."""
        if self._is_newest():
            return
        with migrating(self.engine) as connection:
            upgrade(connection, "head")

    def _is_newest(self) -> bool:
        """Does the database say that it has the last migration? One without a schema says nothing."""
        newest = max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
        try:
            with self.engine.connect() as connection:
                return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == newest
        except DBAPIError:
            return False

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """One transaction for all of it. SQLite changes a table by making it anew and dropping the old one, which rows that
    refer to it would forbid: they are looked at when it is done, and not before (sqlite.org/lang_altertable.html).
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver: Any = connection.connection.driver_connection  # the pragma does nothing within a transaction
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                check_references(connection)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise MigrationError(f"Een rij van {broken[0]} verwijst na het bijwerken naar niets; er is niets gewijzigd.")


def upgrade(connection: Connection, revision: str) -> None:
    """Run the migrations up to this one."""
    from alembic import command  # most of a second that a start with the newest schema need not pay
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def open_engine(url: str) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def open_reader(engine: Engine) -> Engine:
    """The same engine for who only reads: SQLite shows it one moment by itself, PostgreSQL when it is asked to."""
    moment = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    return engine.execution_options(**{READ_ONLY: True}, **moment)


def carry_keys(engine: Engine, keys: DataKeys | None) -> None:
    """Sealed columns ask the dialect, of which every engine has its own."""
    engine.dialect.data_keys = keys  # type: ignore[attr-defined]


def keys_beside(engine: Engine) -> DataKeys | None:
    """Where no keys are given: those in the folder of a database file, looked at when a guarded value is."""
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    return DataKeys(Path(file).parent / KEY_FOLDER / DATA_KEYS) if file else None


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's own BEGIN below decides, not the driver's
    for pragma in ("journal_mode=WAL", f"busy_timeout={BUSY_TIMEOUT_MS}", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # Read-then-write in a deferred transaction fails or loses updates with two writers; IMMEDIATE waits instead.
    file = str(connection.engine.url.database or MEMORY)
    if connection.get_execution_options().get(READ_ONLY, False):
        connection.exec_driver_sql("BEGIN")
    elif file == MEMORY:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        with turn_at(Path(file)):
            connection.exec_driver_sql("BEGIN IMMEDIATE")


def open_database(settings: Settings) -> Database:
    """Open the database of these settings with the newest schema, and with the keys that it was sealed with."""
    from dossier.storage.sealing import take_keys  # which needs this module

    if settings.unfinished_restore.exists():
        raise BackupError("Het terugzetten van een reservekopie is niet afgemaakt: draai `passend restore` opnieuw.")
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.effective_database_url, DataKeys(settings.data_key_file))
    with ExitStack() as unless_done:
        unless_done.callback(database.close)
        database.migrate()
        take_keys(database, settings)
        unless_done.pop_all()
    return database
