"""Who looks at the list of processes learns no key, no search term and no name from what a page starts."""

import os
import subprocess
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.process import run_source
from crawler.source import Source
from dossier.capability_reading.confinement import read_document
from dossier.evidence.signing import Signer
from dossier.mail_reading.confinement import read_mail
from dossier.model.task import TaskKind
from dossier.settings import Settings
from dossier.storage.cases import case_by_number
from dossier.storage.database import open_database
from dossier.storage.tasks import add_task
from dossier.table_reading.confinement import read_table
from passend.schedule import start_process
from passend.tasks.supervisor import Supervisor
from tests.conftest import REPOSITORY
from tests.dossier.cast import make_cast

WORD, NAME, SECRET = "zoekterm-kanarie", "Kanarie van den Berg", "geheim-kanarie"
NEVER_HANDED_ON = ("SECRET_KEY", "BACKUP_KEY", "SMTP_USER", "SMTP_PASSWORD")
FILE = b"PK\3\4 " + f"{WORD} {NAME}".encode()
STARTERS = {
    "crawler/process.py",
    "dossier/process_apart.py",
    "passend/schedule.py",
    "passend/tasks/supervisor.py",
}
"""Whoever starts a process, but for the benches and the pictures, which know nobody's data."""


class StartedError(Exception):
    """In the place of a process."""


@pytest.fixture
def started(monkeypatch):
    """What would have been started: its words and its environment."""
    seen = []

    def note(command, **how):
        seen.append(([str(one) for one in command], os.environ if how.get("env") is None else how["env"]))
        raise StartedError

    monkeypatch.setattr(subprocess, "Popen", note)
    for name in (*NEVER_HANDED_ON, "S3_SECRET_KEY", "PDF_SIGNING_PASSWORD"):
        monkeypatch.setenv(f"PASSEND_{name}", SECRET)
    return seen


@pytest.fixture
def here(tmp_path):
    settings = Settings(data_dir=tmp_path / "data", testing=True)
    database = open_database(settings)
    with database.session() as session:
        make_cast(session, Signer.load_or_create(settings.signing_key_file))
    yield settings, database
    database.close()


def start_task(settings, database):
    with database.session() as session:
        case = case_by_number(session, "2026-0001")
        case.employee_name = NAME
        told = {"case_id": case.id, "arguments": {"url": f"https://werk.example/?q={WORD}", "name": NAME}}
        number = add_task(session, TaskKind.ADD, asked_by=case.coach_id, now=datetime.now(UTC), **told).id
    Supervisor(settings, database)._start(number)


def start_crawl(settings, database):
    source = Source(
        name="geplakt", start=[f"https://werk.example/?q={WORD}"], permission="Eigen test.",
        permission_date=date(2026, 11, 22),
    )  # fmt: skip
    run_source(settings, database, source, progress=lambda _: None, pasted=True)


def read_with(read):
    return lambda _settings, _database: read(FILE)


STARTS = {
    "task": start_task,
    "crawl": start_crawl,
    "table": read_with(read_table),
    "mail": read_with(read_mail),
    "document": read_with(read_document),
    "schedule": lambda settings, _: start_process(settings)(["crawl", "mulder"]),
}


@pytest.mark.parametrize("kind", STARTS)
def test_no_process_tells_a_key_a_search_term_or_a_name(kind, here, started):
    with suppress(StartedError):
        STARTS[kind](*here)
    ((command, environment),) = started
    assert not [one for one in command if any(word in one for word in (WORD, NAME, SECRET))]
    assert not [name for name, value in environment.items() if WORD in value or NAME in value]
    handed = {name.removeprefix("PASSEND_") for name, value in environment.items() if SECRET in value}
    if kind == "schedule":  # no page starts it, and it sends the mail
        return
    assert handed == ({"S3_SECRET_KEY", "PDF_SIGNING_PASSWORD"} if kind == "task" else set())


def test_nobody_else_starts_processes():
    rooms = ("dossier", "crawler", "matcher", "webui", "passend")
    files = [path for room in rooms for path in Path(REPOSITORY / room).rglob("*.py")]
    found = {
        str(path.relative_to(REPOSITORY))
        for path in files
        if any(call in path.read_text(encoding="utf-8") for call in ("subprocess.Popen(", "subprocess.run(", "os.exec"))
    }
    assert {one for one in found if not one.startswith(("passend/bench/", "passend/screens"))} == STARTERS
