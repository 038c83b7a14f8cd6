"""A backup is one sealed file, made while people write; put back it is the same, or nothing is put back at all."""

import gc
import shutil
import threading
import time
from itertools import count

import pytest

from dossier.errors import BackupError, SealError
from dossier.evidence.verify import verify_url
from dossier.settings import Settings
from dossier.storage.backup.restoring import restore_backup
from dossier.storage.database import open_database
from tests.dossier.evidence.conftest import open_office
from tests.dossier.storage.packing import KEY, add_view, files_below, pack

CANARY = b"KANARIE-IN-EEN-BRIEF"
pytestmark = pytest.mark.usefixtures("cheap_key")


def test_what_comes_back_is_what_went_in(office, tmp_path):
    made = pack(office, tmp_path / "kopie")
    target = Settings(data_dir=tmp_path / "nieuw", testing=True)
    restore_backup(target, tmp_path / "kopie", KEY, force=False)
    before, after = files_below(office.settings.data_dir), files_below(target.data_dir)
    for part in ("attachments/", "snapshots/", "keys/"):
        assert {n: c for n, c in before.items() if n.startswith(part)} == {
            n: c for n, c in after.items() if n.startswith(part)
        }
    assert made.missing == []
    assert verify_url(target.effective_database_url).ok
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert (tmp_path / "kopie").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in target.data_dir.rglob("*"))


def test_nothing_in_a_backup_can_be_read_without_the_key(office, tmp_path):
    (office.settings.attachment_dir / "aa").mkdir(parents=True, exist_ok=True)
    kept = office.settings.attachment_dir / "aa" / ("aa" * 32)
    kept.write_bytes(CANARY)
    pack(office, tmp_path / "kopie")
    kept.unlink()
    sealed = (tmp_path / "kopie").read_bytes()
    assert CANARY not in sealed
    assert b"SQLite format 3" not in sealed
    assert b"PRIVATE KEY" not in sealed


def test_twenty_of_twenty_made_while_others_write_come_back_and_verify(tmp_path):
    """T33: a backup between the writes of a busy office is one moment of it."""
    office = open_office(tmp_path / "data", applications=1)
    stop, written, looks = threading.Event(), threading.Event(), count()

    def write() -> None:
        while not stop.is_set():
            with office.database.session() as session:
                add_view(session, office, f"deel {next(looks)}")
            written.set()
            time.sleep(0.01)

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    good = []
    try:
        for number in range(20):
            written.clear()
            assert written.wait(30)
            pack(office, tmp_path / f"kopie-{number}")
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    for number in range(20):
        target = Settings(data_dir=tmp_path / f"terug-{number}", testing=True)
        restore_backup(target, tmp_path / f"kopie-{number}", KEY, force=False)
        report = verify_url(target.effective_database_url)
        good.append(report.entries if report.ok else None)
    office.database.close()
    assert None not in good
    assert len(good) == 20
    assert good == sorted(good)
    assert good[-1] > good[0]


def test_another_key_opens_nothing(office, tmp_path):
    pack(office, tmp_path / "kopie")
    target = Settings(data_dir=tmp_path / "nieuw", testing=True)
    with pytest.raises(BackupError, match="sleutel"):
        restore_backup(target, tmp_path / "kopie", "x" * 40, force=False)
    assert files_below(target.data_dir) == {}


def test_any_changed_or_missing_byte_is_refused_and_changes_nothing(office, tmp_path):
    pack(office, tmp_path / "kopie")
    whole = (tmp_path / "kopie").read_bytes()
    target = Settings(data_dir=tmp_path / "nieuw", testing=True)
    step = len(whole) // 40
    spoiled = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), step)]
    cut = [whole[:at] for at in (0, 10, 33, 40, len(whole) // 2, len(whole) - 1)]
    for content in (*spoiled, *cut, whole + b"x"):
        (tmp_path / "anders").write_bytes(content)
        with pytest.raises(BackupError):
            restore_backup(target, tmp_path / "anders", KEY, force=False)
        assert files_below(target.data_dir) == {}


def test_data_that_stands_there_is_only_set_aside_when_asked(office, tmp_path):
    pack(office, tmp_path / "kopie")
    target = Settings(data_dir=tmp_path / "nieuw", testing=True)
    open_database(target).close()
    before = files_below(target.data_dir)
    with pytest.raises(BackupError, match="--force"):
        restore_backup(target, tmp_path / "kopie", KEY, force=False)
    assert files_below(target.data_dir) == before
    restore_backup(target, tmp_path / "kopie", KEY, force=True)
    assert verify_url(target.effective_database_url).entries > 0
    assert (target.data_dir / "before-restore" / "passend.sqlite").read_bytes() == before["passend.sqlite"]


def test_a_backup_without_keys_and_pages_says_so_and_leaves_those_that_stand_there(office, tmp_path):
    made = pack(office, tmp_path / "kopie", snapshots=False, keys=False)
    assert {member.name.partition("/")[0] for member in made.members} <= {"database", "attachments", "bundles"}
    target = Settings(data_dir=tmp_path / "nieuw", testing=True)
    target.signing_key_file.parent.mkdir(parents=True, mode=0o700)
    shutil.copy(office.settings.signing_key_file, target.signing_key_file)
    restore_backup(target, tmp_path / "kopie", KEY, force=True)
    with pytest.raises(SealError, match=r"data\.keys"):
        open_database(target)
    shutil.copy(office.settings.data_key_file, target.data_key_file)
    open_database(target).close()
    assert target.signing_key_file.read_bytes() == office.settings.signing_key_file.read_bytes()
    assert verify_url(target.effective_database_url).ok


def test_a_file_that_a_row_needs_and_that_is_not_there_is_named(office, tmp_path):
    moved = next(path for path in office.settings.attachment_dir.rglob("*") if path.is_file())
    moved.rename(tmp_path / "elders")
    try:
        assert pack(office, tmp_path / "kopie").missing == [f"attachments/{moved.parent.name}/{moved.name}"]
    finally:
        (tmp_path / "elders").rename(moved)


def test_an_existing_file_is_never_written_over(office, tmp_path):
    (tmp_path / "kopie").write_text("van een ander")
    with pytest.raises(BackupError, match="bestaat al"):
        pack(office, tmp_path / "kopie")
    assert (tmp_path / "kopie").read_text() == "van een ander"


@pytest.mark.parametrize("call", ["making.os.fsync", "seal.SealedWriter._seal"])
def test_a_full_disk_leaves_no_backup_and_one_plain_sentence(call, office, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dossier.storage.backup.seal.STRETCH", 4096)
    monkeypatch.setattr(f"dossier.storage.backup.{call}", full)
    with pytest.raises(BackupError, match="de schijf is vol"):
        pack(office, tmp_path / "kopie")
    gc.collect()  # a tar that is let go halfway says nothing of itself
    assert list(tmp_path.iterdir()) == []
