"""T31: four processes that read and then write, with the program's own engine, and with its acts on both databases."""

import multiprocessing
import os
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_url
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database, carry_keys
from dossier.storage.evidence import entries_of
from tests.dossier.cast import NOW, make_cast
from tests.night.conftest import scaled

NUMBER = "2026-0001"
PROCESSES = 4


@pytest.mark.row("T31 engine", "sqlite_writers.py: 4 processes × 200 transactions on SQLite", "0 errors, 0 lost")
def test_four_writers_lose_nothing_with_our_engine(harness, tmp_path, reach):
    engine = ("--engine", "dossier.storage.database:open_engine", "--url", f"sqlite:///{tmp_path / 'writers.sqlite'}")
    done = harness("sqlite_writers.py", *engine, "--procs", PROCESSES, "-n", scaled(small=50, full=200), minutes=10)
    reach(" ".join(done.stdout.split()[1:]), held=done.returncode == 0)


def write_much(url: str, key: Path, times: int, answers) -> None:
    """A log entry and a numbered application in one transaction: both follow the last one that there was."""
    database, signer, worst = Database(url, DataKeys(key.with_suffix(".keys"))), Signer.load(key), 0.0
    for number in range(times):
        began = monotonic()
        with database.session() as session:
            case, bram = case_by_number(session, NUMBER), find_account(session, "bram@passend.example")
            by = {"actor": bram, "now": NOW + timedelta(hours=2 * number), "signer": signer}
            values = {"applied_on": NOW.date(), "employer": "X", "job_title": "Kok", "way": "netwerk"}
            acts.log_application(session, case, values, **by)
            acts.record_view(session, case, part=f"deel {os.getpid()} {number}", **by)
        worst = max(worst, monotonic() - began)
    database.close()
    answers.put((times, worst))


@pytest.mark.row(
    "T31 acts", "4 processes × 200 applications with their entries in the log, on each database", "0 errors, 0 lost"
)
def test_four_writers_of_one_log_lose_nothing_on_either_database(database_of_each_kind, tmp_path, reach):
    told, right = [], True
    for kind, database in database_of_each_kind.items():
        times, key = scaled(small=20, full=200), tmp_path / f"{kind}.pem"
        database.keys = DataKeys.load_or_create(key.with_suffix(".keys"))
        carry_keys(database.engine, database.keys)
        with database.session() as session:
            before = len(entries_of(session, make_cast(session, Signer.load_or_create(key)).case.id))
        done, worst = write_at_once(database.engine.url.render_as_string(hide_password=False), key, times)
        with database.reading() as session:
            entries = entries_of(session, case_by_number(session, NUMBER).id)
        whole = verify_url(database.url, key=Signer.load(key).fingerprint, data_keys=database.keys).ok
        sequence = [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        expected = before + 2 * PROCESSES * times
        right &= whole and sequence and done == PROCESSES * times and len(entries) == expected
        told.append(f"{kind}: {done} written, {expected - len(entries)} entries lost, worst wait {worst:.1f} s")
    reach("; ".join(told), held=right)


def write_at_once(url: str, key: Path, times: int) -> tuple[int, float]:
    context = multiprocessing.get_context("forkserver")
    answers = context.Queue()
    processes = [context.Process(target=write_much, args=(url, key, times, answers)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=600)
    given = [answers.get(timeout=1) for process in processes if process.exitcode == 0]
    return sum(times for times, _ in given), max((worst for _, worst in given), default=0.0)
