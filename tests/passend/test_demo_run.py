"""The main job from end to end: real spiders over real HTTP, ranked, shortlisted, exported, verified."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dossier.settings import Settings
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore, snapshots_of
from dossier.storage.vacancies import list_vacancies

pytestmark = pytest.mark.xdist_group("demo")
CODES = {"no_vacancy", "listing", "expired", "malformed", "unsupported", "too_large", "empty",
         "robots", "address", "status", "timeout"}  # fmt: skip


def demo(data_dir: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "passend", "demo", "--no-serve", "--json", "--data-dir", str(data_dir)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280, env=dict(os.environ))
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def report(data_dir: Path) -> dict[str, Any]:
    return demo(data_dir)


def test_three_sites_give_at_least_150_vacancies(report):
    assert (report["sites"], report["vacancies"] >= 150) == (3, True)


def test_nothing_is_lost_without_a_coded_reason(report):
    assert (set(report["refused"]) - CODES, report["refused"]["expired"], report["refused"]["robots"]) == (set(), 1, 1)


def test_copies_of_one_job_are_joined(report):
    assert report["copies_joined"] >= 20


def test_every_person_has_every_job_in_the_list(report):
    assert (report["people"], report["matches"]) == (4, 4 * (report["vacancies"] - report["copies_joined"]))


def test_the_bundle_verifies(report):
    assert (Path(report["bundle"]).is_file(), report["verified"]) == (True, True)


def test_every_vacancy_has_a_snapshot_that_verifies(report, data_dir):
    settings = Settings(data_dir=data_dir, demo=True)
    database, store = open_database(settings), WarcStore(settings.snapshot_dir)
    with database.reading() as session:
        kept = {vacancy.id: snapshots_of(session, vacancy.id) for vacancy in list_vacancies(session)}
        assert [vacancy for vacancy, snapshots in kept.items() if not snapshots] == []
        for snapshots in kept.values():
            for snapshot in snapshots:
                assert store.verify_slice(snapshot)
    database.close()


def test_a_second_start_uses_what_is_there(report, data_dir):
    again = demo(data_dir)
    same = ("sites", "vacancies", "copies_joined", "people", "matches", "verified")
    assert {name: again[name] for name in same} == {name: report[name] for name in same}
