"""The night: every row is a test with a mark that says what is asked, and what it reached goes into one table."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from tests.conftest import REPOSITORY, SHARED, copied_postgres, skip_or_fail
from tests.dossier.evidence.conftest import closed_office, employer_bundle, memories, office, quick
from tests.night.table import Line, write_line
from tests.webui.browser.conftest import browser
from tests.webui.conftest import anyone, app, cast, filled, visit, web_database, web_settings

__all__ = [
    "anyone",
    "app",
    "browser",
    "cast",
    "closed_office",
    "employer_bundle",
    "filled",
    "memories",
    "office",
    "quick",
    "visit",
    "web_database",
    "web_settings",
]
FULL = os.environ.get("NIGHT", "full") == "full"
TABLE = REPOSITORY / "docs" / "security-figures.md"
REACHED: pytest.StashKey[str] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "row(name, asked, hold): a row of the test plan that runs at night")


def scaled(*, small: int, full: int) -> int:
    """How often: what the plan asks, or what a busy machine can do in a minute (`NIGHT=small`)."""
    return full if FULL else small


@pytest.fixture
def reach(request: pytest.FixtureRequest) -> Callable[..., None]:
    """`reach("0 of 200 failed", held=True)`: what the row reached, kept whether it holds or not."""

    def reached(figure: str, *, held: bool) -> None:
        request.node.stash[REACHED] = figure
        assert held, figure

    return reached


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    mark = item.get_closest_marker("row")
    if mark is not None and (call.when == "call" or not report.passed):
        name, asked, hold = mark.args
        broken = (
            f"not run: {report.longrepr[2]}" if report.skipped else f"ended by {call.excinfo and call.excinfo.typename}"
        )
        figure = item.stash.get(REACHED, broken)
        held = "yes" if report.passed else "not run" if report.skipped else "**no**"
        size, today = "full" if FULL else "small", f"{datetime.now(UTC):%Y-%m-%d}"
        write_line(TABLE, Line(name, asked, figure, hold, held, size, f"{call.duration:.0f}", today))
    return report


@pytest.fixture(scope="session")
def attacks() -> Path:
    """The folder of the harnesses and lists, used where it lies."""
    folder = SHARED / "attacks"
    if not folder.is_dir():
        skip_or_fail("the attack lists are not beside this checkout; set PASSEND_SHARED")
    return folder


@pytest.fixture(scope="session")
def harness(attacks: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """`harness("kill9.py", "--runs", 20)`: run one of the harnesses on the program, with a time limit."""

    def run(name: str, *arguments: object, minutes: float = 60, **settings: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(attacks / name), *map(str, arguments)]
        surroundings = {**os.environ, "PASSEND_TESTING": "1", "PYTHONPATH": str(REPOSITORY), **settings}
        return subprocess.run(
            command, cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, timeout=minutes * 60, check=False
        )

    return run


@pytest.fixture
def database_of_each_kind(tmp_path, sqlite_template, postgres_server, postgres_template):
    shutil.copy(sqlite_template, tmp_path / "each.sqlite")
    """An empty one with the newest schema on SQLite and on PostgreSQL, for a row that is about both."""
    with contextlib.contextmanager(copied_postgres)(postgres_server, postgres_template) as postgres:
        sqlite = Database(f"sqlite:///{tmp_path / 'each.sqlite'}", DataKeys.generate())
        yield {"SQLite": sqlite, "PostgreSQL": postgres}
        sqlite.close()
