"""T25: every change that tamper.py can think of, on a log, on each logged table and on a bundle."""

import contextlib
import functools
import re
import runpy
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from dossier import acts
from dossier.evidence import controleer
from dossier.evidence.log import line_of
from dossier.evidence.verify import verify_path
from dossier.settings import KEY_FOLDER
from dossier.storage.cases import case_by_number
from dossier.storage.data_keys import DATA_KEYS, DataKeys
from dossier.storage.evidence import contents_of, entries_of
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import FULL as CASE
from tests.dossier.evidence.conftest import Office, open_office
from tests.dossier.evidence.test_tampering import ROWS, rows_of
from tests.night.conftest import scaled

# The harness leaves its files to the collector of garbage.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
TOTAL = re.compile(r"(\d+) changes, (\d+) not noticed")


@pytest.fixture
def tamper(attacks: Path, monkeypatch, capsys, quick):
    """Run tamper.py with the verifier in this process: one process per change would take the whole night."""

    def run(verify, *arguments: object) -> tuple[int, int, str]:
        def judge(command, **_):
            return subprocess.CompletedProcess(command, 0 if verify(Path(command[-1])) else 1)

        monkeypatch.setattr(sys, "argv", ["tamper.py", "--verify", "verify {path}", *map(str, arguments)])
        monkeypatch.setattr(subprocess, "run", judge)
        with pytest.raises(SystemExit):
            runpy.run_path(str(attacks / "tamper.py"), run_name="tamper")
        told = capsys.readouterr().out
        changes, unnoticed = map(int, TOTAL.search(told).groups())
        return changes, unnoticed, "".join(line for line in told.splitlines(keepends=True) if "e.g." in line)

    return run


def log_of(office: Office) -> bytes:
    with office.database.session() as session:
        case = case_by_number(session, CASE)
        contents = contents_of(session, case.id)
        lines = [line_of(entry, case.number, contents.get(entry.id), None) for entry in entries_of(session, case.id)]
    return b"".join(controleer.canonical(line) + b"\n" for line in lines)


def lengthen(office: Office, entries: int) -> None:
    with office.database.session() as session:
        case = case_by_number(session, CASE)
        for number in range(entries - len(entries_of(session, case.id))):
            part, now = f"deel {number}", NOW + timedelta(minutes=number)
            acts.record_view(session, case, part=part, actor=office.cast.bram, now=now, signer=office.signer)


@pytest.mark.row(
    "T25 log",
    "tamper.py on a log of 1,000 entries (small: 100), older copy and foreign entries included",
    "0 unnoticed of ≥ 10,000",
)
def test_no_change_of_a_log_goes_unnoticed(tamper, tmp_path, reach):
    office = open_office(tmp_path / "data")
    (tmp_path / "older.jsonl").write_bytes(log_of(office))
    lengthen(office, scaled(small=100, full=1000))
    (tmp_path / "log.jsonl").write_bytes(log_of(office))
    other = open_office(tmp_path / "other", applications=2)
    (tmp_path / "other.jsonl").write_bytes(log_of(other))
    head = controleer.parse_line(log_of(office).splitlines()[-1])["hash"]
    key = office.signer.fingerprint
    files = ("--log", tmp_path / "log.jsonl", "--older", tmp_path / "older.jsonl", "--other", tmp_path / "other.jsonl")
    amount = ("--max", scaled(small=9500, full=8000), "--entries", scaled(small=40, full=200))
    changes, unnoticed, told = tamper(lambda path: controleer.check(path, head, key)["ok"], *files, *amount)
    for one in (office, other):
        one.database.close()
    reach(
        f"{unnoticed} unnoticed of {changes:,} {told}",
        held=unnoticed == 0 and changes >= 10_000,
    )


@pytest.mark.row("T25 bundle", "tamper.py on an exported bundle, with the head and key known", "0 unnoticed")
def test_no_change_of_a_bundle_goes_unnoticed(tamper, office, employer_bundle, reach):
    key = office.signer.fingerprint
    changes, unnoticed, told = tamper(lambda path: controleer.check(path, None, key)["ok"], "--export", employer_bundle)
    reach(f"{unnoticed} unnoticed of {changes:,} {told}", held=unnoticed == 0)


@pytest.mark.row(
    "T25 tables", "tamper.py on the tables of the log and the rows it speaks of, triggers dropped", "0 unnoticed"
)
def test_no_change_of_a_table_goes_unnoticed(tamper, tmp_path, reach):
    office = open_office(tmp_path / "data")
    source, key = office.settings.data_dir / "passend.sqlite", office.signer.fingerprint
    heads = {line["hash"] for line in map(controleer.parse_line, log_of(office).splitlines()[-1:])}
    with office.database.reading() as session:
        tables = [table for table in ROWS if rows_of(session, table)]
    office.database.close()
    totals, telling = [0, 0], ""
    for table in tables:
        size = ("--entries", scaled(small=5, full=60))
        verify = functools.partial(is_same_or_whole, source, table, key=key, head=next(iter(heads)))
        changes, unnoticed, told = tamper(verify, "--sqlite", source, "--table", table, *size)
        totals, telling = [totals[0] + changes, totals[1] + unnoticed], telling + told
    reach(f"{totals[1]} unnoticed of {totals[0]:,} {telling}", held=totals[1] == 0)


def is_same_or_whole(source: Path, table: str, path: Path, *, key: str, head: str) -> bool:
    """Half of a table of one row is no row: what changes nothing is no change."""
    if path != source and rows_in(path, table) == rows_in(source, table):
        return False
    data_keys = DataKeys(source.parent / KEY_FOLDER / DATA_KEYS)
    return verify_path(path, key=key, head=head, data_keys=data_keys).ok


def rows_in(path: Path, table: str) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid').fetchall()
