"""T29: killed at random moments, again and again on the same data; each time everything is whole and goes on."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dossier.settings import Settings
from dossier.storage.database import Database
from tests.conftest import REPOSITORY, SHARED
from tests.dossier.storage.earlier_schema import downgrade, open_values
from tests.night.conftest import scaled

KILLS = scaled(small=20, full=200)
HOLD = "200 kills, 0 failed checks, 0 acknowledged writes lost"
KILLED = {
    "import": "an import of 40 rows",
    "upload": "five uploads, each with its row",
    "export": "the making of a bundle",
    "backup": "a backup; each that is there is put back",
    "migration": "every migration from the first to the last, with rows",
    "web": "`passend serve`, its start included, while four browsers write",
}


@pytest.fixture
def folder(filled, tmp_path) -> Path:
    shutil.copytree(filled[0], tmp_path / "data")
    (tmp_path / "out").mkdir()
    return tmp_path / "data"


def make_first_version(folder: Path) -> None:
    """The same rows in the tables of the first version, beside the folder."""
    path = folder.parent / "first.sqlite"
    database = Database(Settings(data_dir=folder, testing=True).effective_database_url)
    open_values(database)
    database.close()
    shutil.copy(folder / "passend.sqlite", path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        downgrade(connection, "0001")
    engine.dispose()


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.row(f"T29 {kind}", work, HOLD)) for kind, work in KILLED.items()]
)
def test_what_is_killed_is_whole_and_goes_on(kind, folder, reach):
    if kind == "migration":
        make_first_version(folder)
    given = os.environ | {"PASSEND_TESTING": "1", "PASSEND_BACKUP_KEY": "k" * 40, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.night.kills", kind, folder, str(KILLS)],
        cwd=REPOSITORY, env=given, capture_output=True, text=True, timeout=3600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    found = json.loads(done.stdout)
    told = f"{found['kills']} kills within {found['length']:.2f} s ({found['late']} too late, not counted)"
    kept = f", {found['acknowledged']} acknowledged and kept" if found["acknowledged"] else ""
    faults = found["faults"]
    held = not faults and found["kills"] >= KILLS
    reach(f"{told}, {len(faults)} failed checks{kept} {faults[:3] or ''}", held=held)


@pytest.mark.row("T29 crawl", "a crawl with its child killed at random moments, going on from what was left", HOLD)
def test_a_killed_crawl(reach):
    given = os.environ | {"PASSEND_KILLS": str(KILLS), "PASSEND_SHARED": str(SHARED)}
    slow = ("-p", "no:cacheprovider", "-o", "faulthandler_timeout=7200", "-n0")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *slow, "tests/crawler/test_kill.py"],
        cwd=REPOSITORY, env=given, capture_output=True, text=True, timeout=7200, check=False,
    )  # fmt: skip
    reach(f"{KILLS} kills, {'0 failed' if done.returncode == 0 else done.stdout[-300:]}", held=done.returncode == 0)
