"""A kill in the middle leaves a whole backup or none, and a restore that can be done over."""

import multiprocessing
import shutil
import signal
import time
from pathlib import Path

import pytest

from dossier.errors import BackupError
from dossier.evidence.verify import verify_url
from dossier.settings import Settings
from dossier.storage.backup.making import make_backup
from dossier.storage.backup.restoring import restore_backup
from dossier.storage.database import Database, open_database
from tests.dossier.cast import NOW
from tests.dossier.storage.packing import KEY, pack

multiprocessing.set_forkserver_preload(["dossier.evidence.verify", "dossier.storage.backup.restoring", __name__])
pytestmark = pytest.mark.usefixtures("cheap_key")


def kill_after(delay: float, work, *arguments) -> bool:
    """Was it still running when it was killed, so long after it had begun?"""
    context = multiprocessing.get_context("forkserver")
    begun = context.Event()
    process = context.Process(target=begin, args=(begun, work, *arguments))
    process.start()
    assert begun.wait(30)
    time.sleep(delay)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def begin(begun, work, *arguments) -> None:
    begun.set()
    work(*arguments)


def pack_alone(folder: Path, out: Path) -> None:
    settings = Settings(data_dir=folder, testing=True)
    database = Database(settings.effective_database_url)
    make_backup(database, settings, out, KEY, now=NOW, snapshots=True, keys=True)


def put_back_alone(folder: Path, source: Path) -> None:
    restore_backup(Settings(data_dir=folder, testing=True), source, KEY, force=True)


def test_a_kill_leaves_a_whole_backup_or_none_and_a_restore_that_can_be_done_over(office, tmp_path):
    pack(office, tmp_path / "goed")
    killed = 0
    for round_number in range(8):
        delay = 0.004 + 0.006 * round_number
        killed += kill_after(delay, pack_alone, office.settings.data_dir, tmp_path / "kopie")
        left = list(office.settings.data_dir.glob(".copy-*"))
        assert all(not one.stat().st_size for one in left)
        target = Settings(data_dir=tmp_path / "heel", testing=True)
        if (tmp_path / "kopie").exists():
            restore_backup(target, tmp_path / "kopie", KEY, force=True)
            (tmp_path / "kopie").unlink()
        torn = Settings(data_dir=tmp_path / f"nieuw-{round_number}", testing=True)
        killed += kill_after(delay, put_back_alone, torn.data_dir, tmp_path / "goed")
        whole = not torn.unfinished_restore.exists() and (torn.data_dir / "passend.sqlite").exists()
        if not whole:
            restore_backup(torn, tmp_path / "goed", KEY, force=False)
        assert verify_url(torn.effective_database_url).ok
    assert killed >= 4


def test_what_a_killed_backup_left_is_removed_by_the_next(office, tmp_path):
    (office.settings.data_dir / ".copy-0123").touch()
    pack(office, tmp_path / "kopie")
    assert not list(office.settings.data_dir.glob(".copy-*"))


def test_nothing_starts_on_a_half_restored_folder_and_doing_it_over_finishes_it(office, tmp_path, monkeypatch):
    pack(office, tmp_path / "kopie")
    target = Settings(data_dir=tmp_path / "nieuw", testing=True)
    for stopped_at in range(4):
        shutil.rmtree(target.data_dir, ignore_errors=True)
        calls = iter(range(100))

        def stop(path, before, at=stopped_at, calls=calls, real=restore_backup.__globals__["set_aside"]):
            if next(calls) == at + 2:
                raise KeyboardInterrupt
            real(path, before)

        with monkeypatch.context() as patched:
            patched.setattr("dossier.storage.backup.restoring.set_aside", stop)
            with pytest.raises(KeyboardInterrupt):
                restore_backup(target, tmp_path / "kopie", KEY, force=False)
        with pytest.raises(BackupError, match="niet afgemaakt"):
            open_database(target)
        restore_backup(target, tmp_path / "kopie", KEY, force=False)
        open_database(target).close()
        assert verify_url(target.effective_database_url).ok
