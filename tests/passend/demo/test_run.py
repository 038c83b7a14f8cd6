"""The main job from end to end: real spiders over real HTTP, ranked, shortlisted, exported, verified."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from dossier.settings import Settings
from dossier.storage.crawls import latest_runs
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore, snapshots_of
from dossier.storage.vacancies import list_vacancies

CODES = {"no_vacancy", "listing", "expired", "malformed", "unsupported", "too_large", "empty",
         "robots", "address", "status", "timeout"}  # fmt: skip


def demo(data_dir: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "passend", "demo", "--no-serve", "--json", "--data-dir", str(data_dir)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280, env=dict(os.environ))
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_the_main_job_runs_from_sites_to_a_bundle_that_verifies_and_then_uses_what_is_there(tmp_path):
    """One test, because a demo takes many seconds and two workers would each make their own."""
    report = demo(tmp_path)
    check_collected(report)
    check_weighed(report)
    assert (Path(report["bundle"]).is_file(), report["verified"]) == (True, True)
    check_snapshots(tmp_path)
    again = demo(tmp_path)
    same = ("sites", "vacancies", "copies_joined", "people", "matches", "verified")
    assert {name: again[name] for name in same} == {name: report[name] for name in same}
    check_unchanged(tmp_path)


def check_collected(report: dict[str, Any]) -> None:
    """Three sites, 150 vacancies or more, and nothing lost without a coded reason."""
    assert (report["sites"], report["vacancies"] >= 150, report["copies_joined"] >= 20) == (3, True, True)
    assert (set(report["refused"]) - CODES, report["refused"]["expired"], report["refused"]["robots"]) == (set(), 1, 1)


def check_weighed(report: dict[str, Any]) -> None:
    """Every person has every job in the list, its copies joined."""
    assert (report["people"], report["matches"]) == (5, 5 * (report["vacancies"] - report["copies_joined"]))


def check_unchanged(data_dir: Path) -> None:
    """Of the second crawl 95% or more is answered by "not modified", and no vacancy has a new version."""
    database = open_database(Settings(data_dir=data_dir, demo=True))
    with database.reading() as session:
        seconds = list(latest_runs(session).values())
        versions = {vacancy.version for vacancy in list_vacancies(session)}
    database.close()
    unchanged = sum(run.statuses.get("304", 0) for run in seconds)
    assert unchanged / sum(run.requests for run in seconds) >= 0.95
    assert ({(run.new, run.changed) for run in seconds}, versions) == ({(0, 0)}, {1})


def check_snapshots(data_dir: Path) -> None:
    """Every vacancy has a snapshot, and every snapshot verifies."""
    settings = Settings(data_dir=data_dir, demo=True)
    database, store = open_database(settings), WarcStore(settings.snapshot_dir)
    with database.reading() as session:
        kept = {vacancy.id: snapshots_of(session, vacancy.id) for vacancy in list_vacancies(session)}
    database.close()
    assert [vacancy for vacancy, snapshots in kept.items() if not snapshots] == []
    assert {store.verify_slice(snapshot) for snapshots in kept.values() for snapshot in snapshots} == {True}
