"""A backup is one sealed file, made while people write; put back it is the same, or nothing is put back at all."""

import multiprocessing
import shutil
import signal
import threading
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import Session, select

from dossier.errors import BackupError, SealError
from dossier.evidence.verify import verify_url
from dossier.model.evidence import LogEntry
from dossier.settings import Settings
from dossier.storage.backup import seal
from dossier.storage.backup.making import make_backup
from dossier.storage.backup.postgres_copy import is_empty
from dossier.storage.backup.restoring import restore_backup
from dossier.storage.cases import case_by_number
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database, carry_keys, open_database
from tests.conftest import copied_postgres
from tests.dossier.cast import NOW, make_cast
from tests.dossier.evidence.conftest import Office, open_office
from tests.dossier.storage.same_rows import differing_tables

KEY = "k" * 40
CANARY = b"KANARIE-IN-EEN-BRIEF"


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch):
    monkeypatch.setattr(seal, "COST", 2**10)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    opened = open_office(tmp_path_factory.mktemp("kantoor") / "data")
    yield opened
    opened.database.close()


def pack(office: Office, out: Path, **more):
    given = {"now": NOW, "snapshots": True, "keys": True} | more
    return make_backup(office.database, office.settings, out, KEY, **given)


def files_below(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def add_view(session: Session, office: Office, part: str) -> None:
    from dossier.acts.views import record_view

    case = case_by_number(session, "2026-0001")
    record_view(session, case, actor=office.cast.bram, part=part, now=NOW, signer=office.signer)


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


def test_a_full_disk_leaves_no_backup_and_one_plain_sentence(office, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dossier.storage.backup.making.os.fsync", full)
    with pytest.raises(BackupError, match="No space left"):
        pack(office, tmp_path / "kopie")
    assert list(tmp_path.iterdir()) == []


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


multiprocessing.set_forkserver_preload(["dossier.evidence.verify", "dossier.storage.backup.restoring", __name__])


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
