"""T29: killed at random moments, again and again on the same data; each time everything is whole and goes on."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.database import Database, upgrade
from tests.conftest import REPOSITORY, SHARED
from tests.night.conftest import scaled

RUNS, KILLS = scaled(small=20, full=400), scaled(small=5, full=200)
"""Not every run is hit: on a busy machine many a kill comes when the work is done."""
TOLD = re.compile(r"(\d+) kills of a running command \((\d+) came too late\), (\d+) failed checks")
ACKNOWLEDGED = {"upload", "web"}


@pytest.fixture
def folder(filled, tmp_path) -> Path:
    shutil.copytree(filled[0], tmp_path / "data")
    (tmp_path / "out").mkdir()
    return tmp_path / "data"


@pytest.fixture
def kill(harness, folder, reach):
    def run(kind: str, *more: object) -> None:
        work, check = (f"{sys.executable} -m tests.night.{name}" for name in (f"busy_work {kind}", "soundness"))
        acknowledged = folder.parent / "acknowledged"
        acknowledged.touch()
        more += ("--ack", acknowledged) if kind in ACKNOWLEDGED else ()
        done = harness(
            "kill9.py", "--runs", RUNS, "--cmd", f"{work} {folder}", "--check", f"{check} {folder}", *more,
            minutes=180, PASSEND_BACKUP_KEY="k" * 40,
        )  # fmt: skip
        found = TOLD.search(done.stdout)
        assert found is not None, done.stdout[-2000:] + done.stderr[-2000:]
        kills, late, failed = map(int, found.groups())
        kept = f", {len(acknowledged.read_text().split())} acknowledged and kept" if kind in ACKNOWLEDGED else ""
        told = f"{kills} kills ({late} too late), {failed} failed checks{kept} {done.stdout[:300] if failed else ''}"
        reach(told, held=failed == 0 and kills >= KILLS)

    return run


HOLD = "200 kills, 0 failed checks, 0 acknowledged writes lost"


KILLED = {
    "import": "an import of 200 rows",
    "upload": "uploads, each with its row",
    "export": "the making of a bundle",
    "backup": "a backup; each that is there is put back",
    "web": "the web, four browsers writing",
}


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.row(f"T29 {kind}", f"kill9.py on {work}", HOLD))
        for kind, work in KILLED.items()
    ],
)
def test_what_is_killed_is_whole_and_goes_on(kind, kill):
    kill(kind)


@pytest.mark.row("T29 migration", "kill9.py on every migration from the first to the last", HOLD)
def test_a_killed_migration(kill, folder):
    shutil.rmtree(folder)
    folder.mkdir()
    settings = Settings(data_dir=folder, testing=True)
    Signer.load_or_create(settings.signing_key_file)
    old = Database(f"sqlite:///{folder.parent / 'first.sqlite'}")
    with old.engine.begin() as connection:
        upgrade(connection, "0001")
    old.close()
    kill(
        "migration",
        "--reset",
        f"rm -f {folder}/passend.sqlite*; cp {folder.parent}/first.sqlite {folder}/passend.sqlite",
    )


@pytest.mark.row("T29 crawl", "a crawl with its child killed at random moments, going on from what was left", HOLD)
def test_a_killed_crawl(reach):
    test = "tests/crawler/test_kill.py"
    given = os.environ | {"PASSEND_KILLS": str(scaled(small=20, full=200)), "PASSEND_SHARED": str(SHARED)}
    slow = ("-p", "no:cacheprovider", "-o", "faulthandler_timeout=7200", "-n0")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *slow, test],
        cwd=REPOSITORY, env=given, capture_output=True, text=True, timeout=7200, check=False,
    )  # fmt: skip
    reach(
        f"{scaled(small=20, full=200)} kills, {'0 failed' if done.returncode == 0 else done.stdout[-300:]}",
        held=done.returncode == 0,
    )
