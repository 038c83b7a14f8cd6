"""T33: a backup of a gigabyte while four write and a crawl goes on, put back on an empty machine with one command."""

import multiprocessing
import os
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_url
from dossier.model.job_application import JobApplication
from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import case_by_number
from dossier.storage.database import Database
from tests.conftest import REPOSITORY
from tests.night.busy_work import BY
from tests.night.conftest import scaled
from tests.night.t36_load import crawling
from tests.webui.cast import NUMBER

MEGABYTES, WRITERS, MINUTES = scaled(small=100, full=1024), 4, 5
FILE_MB = 4


def keep_writing(folder: Path, number: int) -> None:
    settings = Settings(data_dir=folder, testing=True)
    database, signer, round_number = (
        Database(settings.effective_database_url),
        Signer.load(settings.signing_key_file),
        0,
    )
    while True:
        round_number += 1
        values = {
            "applied_on": "2026-05-05",
            "employer": f"writer{number}-{round_number}",
            "job_title": "Kok",
            "way": "netwerk",
        }
        with database.session() as session:
            case, bram = case_by_number(session, NUMBER), find_account(session, BY)
            acts.log_application(session, case, values, actor=bram, now=datetime.now(UTC), signer=signer)
        time.sleep(0.05)


def wait_for_all(settings: Settings) -> None:
    """Until each of them has written."""
    database, until = Database(settings.effective_database_url), time.monotonic() + 120
    written: set[str] = set()
    while len(written) < WRITERS:
        assert time.monotonic() < until, f"only {written} wrote"
        with database.reading() as session:
            employers = session.exec(select(JobApplication.employer)).all()
        written = {name.partition("-")[0] for name in employers if name.startswith("writer")}
        time.sleep(0.2)
    database.close()


@contextmanager
def busy(settings: Settings):
    context = multiprocessing.get_context("forkserver")
    writers = [
        context.Process(target=keep_writing, args=(settings.data_dir, number), daemon=True) for number in range(WRITERS)
    ]
    for each in writers:
        each.start()
    with crawling(settings.effective_database_url):
        wait_for_all(settings)
        yield
    for each in writers:
        each.kill()
        each.join()


def run_passend(*arguments: object) -> tuple[int, float, float]:
    """The exit code of one command, its seconds, and those of the processor."""
    began, given = time.monotonic(), os.environ | {"PASSEND_BACKUP_KEY": "k" * 40}
    used = sum(os.times()[2:4])
    command = [sys.executable, "-m", "passend", *map(str, arguments)]
    done = subprocess.run(command, cwd=REPOSITORY, env=given, capture_output=True, check=False, timeout=1800)
    return done.returncode, time.monotonic() - began, sum(os.times()[2:4]) - used


def flip_a_byte(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


@pytest.mark.row(
    "T33",
    f"{MEGABYTES:,} MB backed up while {WRITERS} write and a crawl goes on, put back elsewhere, then a byte changed",
    f"verifies, every file equal, the changed one refused; a command and {MINUTES} minutes of processor a GB each way",
)
def test_a_gigabyte_comes_back_whole_while_everybody_works(web_settings, tmp_path, reach):
    store = AttachmentStore(web_settings.attachment_dir, FILE_MB + 1)
    for _ in range(MEGABYTES // FILE_MB):
        store.keep(b"%PDF-1.4\n" + secrets.token_bytes(FILE_MB * 2**20))
    out, back = tmp_path / "kopie", Settings(data_dir=tmp_path / "elders", testing=True)
    with busy(web_settings):
        made, making, packing = run_passend("backup", out, "--data-dir", web_settings.data_dir)
    restored, restoring, unpacking = run_passend("restore", out, "--data-dir", back.data_dir)
    report = verify_url(back.effective_database_url)
    files = {path.name: path.read_bytes() for path in web_settings.attachment_dir.glob("*/*")}
    equal = all((back.attachment_dir / name[:2] / name).read_bytes() == content for name, content in files.items())
    flip_a_byte(out)
    refused, *_ = run_passend("restore", out, "--data-dir", tmp_path / "ander")
    told = (
        f"made in {making:.0f} s ({packing:.0f} of the processor), put back and verified in {restoring:.0f} s "
        f"({unpacking:.0f}; load {os.getloadavg()[0]:.0f} on {os.cpu_count()}); {report.entries} entries, "
        f"{len(report.faults)} faults; {len(files)} files equal: {equal}; changed byte refused: {refused == 2}"
    )
    held = (made, restored, refused) == (0, 0, 2) and report.ok and equal
    reach(told, held=held and max(packing, unpacking) <= MINUTES * 60 * MEGABYTES / 1024)
