"""`python -m tests.night.failing_calls KIND CLEAN ERRNO STEP MODE...`: the 1st, 2nd, 3rd ... call to the disk fails.

As `ioerr.py` does, on work that is forked when all of it is loaded: only calls of the work itself count. Once with a
single failure ("once"), and once with every call from there on ("from": a full disk). Says as JSON what went wrong.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path

from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.database import Database, open_database
from dossier.storage.sign_in_sessions import Place, begin_session
from dossier.storage.vacancies import count_per_source
from passend.bench.crawl import open_site
from tests.night.busy_work import BY, WORK, acknowledge, acknowledged, new_name, write_source
from tests.night.plain_browser import APPLICATION, NEW_APPLICATION
from tests.night.soundness import faults_in, faults_of_next_crawl
from tests.night.warm import Work, ask_apart, load_what_is_needed
from tests.webui.cast import NOW, NUMBER
from tests.webui.conftest import Visitor
from webui import create_app
from webui.sessions import TICKET

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "link", "ftruncate")
PLAIN = {503, 507}
CASE = f"/dossiers/{NUMBER}"
PATIENCE = 60.0
NOT_PLAIN = re.compile(r"Traceback|Error\b|\[Errno")
"""In the words of a command; the pages log their own."""


def prepare_upload(folder: Path) -> Callable[[], None]:
    """A coach who is signed in, with an application and its proof ready to be sent."""
    settings = Settings(data_dir=folder, testing=True)
    database = open_database(settings)
    app = create_app(settings, database, clock=lambda: NOW)
    app.config["PROPAGATE_EXCEPTIONS"] = False  # as it is served
    with database.session() as session:
        account = find_account(session, BY)
        assert account is not None
        ticket = begin_session(session, account, Place("127.0.0.1", "?"), now=NOW)
    visitor = Visitor(app.test_client())
    with visitor.client.session_transaction() as stored:
        stored["_user_id"], stored["_fresh"], stored[TICKET] = account.fs_uniquifier, True, ticket
    assert visitor.get(CASE).status_code == 200
    return partial(send_upload, folder, visitor, visitor.token())


def send_upload(folder: Path, visitor: Visitor, token: str) -> None:
    name = new_name()
    values = APPLICATION | {"employer": name, "csrf_token": token, "file": (BytesIO(b"%PDF-1.4 brief"), "brief.pdf")}
    status = visitor.post(NEW_APPLICATION, values, token=False, content_type="multipart/form-data").status_code
    if status == 302:
        acknowledge(folder, name)
    assert status == 302 or status in PLAIN, status
    read = visitor.get(CASE).status_code
    assert read == 200, read


def prepare_crawl(folder: Path) -> Callable[[], None]:
    """Somebody has the vacancies open, and still can when the crawl is over, however it ends."""
    database = Database(Settings(data_dir=folder, testing=True).effective_database_url)
    count_vacancies(database)
    return partial(crawl_and_look, folder, database)


def crawl_and_look(folder: Path, database: Database) -> None:
    try:
        WORK["crawl"](folder)
    finally:
        count_vacancies(database)
        database.close()


def count_vacancies(database: Database) -> None:
    with database.reading() as session:
        count_per_source(session)


PREPARED = {"upload": prepare_upload, "crawl": prepare_crawl}


def prepare(kind: str, folder: Path) -> Callable[[], object]:
    return PREPARED[kind](folder) if kind in PREPARED else partial(WORK[kind], folder)


def do_once(kind: str, folder: Path) -> None:
    prepare(kind, folder)()


@dataclass
class Disk:
    """The calls that were made to fail, and what came of it."""

    kind: str
    clean: Path
    errno: str
    failed: int = 0
    hung: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.clean.parent / "data"

    def fail(self, call: str, number: int, mode: str) -> bool:
        """Let this call fail; answers whether the work came so far."""
        self.put_back()
        said, log = self.clean.parent / "said.txt", self.clean.parent / "strace.txt"
        work = Work(partial(prepare, self.kind, self.folder), said, held=True)
        when = f"inject={call}:error={self.errno}:when={number}{'+' if mode == 'from' else ''}"
        has_ended = go_traced(work, log, f"trace={call}", when)
        injected = [line for line in log.read_text(errors="replace").splitlines() if "INJECTED" in line]
        if not injected:
            return False
        if any(f"{self.folder}/" in line or f"{self.clean.parent}/out/" in line for line in injected):
            self.failed += 1
            self.hung += not has_ended
            told = said.read_text(encoding="utf-8", errors="replace")
            is_plain = work.is_done_well if self.kind == "upload" else NOT_PLAIN.search(told) is None
            faults = ask_apart(partial(faults_in, self.folder))
            faults += ask_apart(partial(faults_of_next_crawl, self.folder)) if self.kind == "crawl" else []
            faults += [] if is_plain else [f"no plain words: {told[-160:]}"]
            self.faults += [f"{call} {number} ({mode}): {one}" for one in faults]
        return True

    def put_back(self) -> None:
        out = self.clean.parent / "out"
        for old in (self.folder, out):
            shutil.rmtree(old, ignore_errors=True)
        out.mkdir()
        acknowledged(self.folder).write_text("", encoding="utf-8")
        shutil.copytree(self.clean, self.folder)


def go_traced(work: Work, log: Path, *wanted: str) -> bool:
    """Let held work go on under strace; answers whether it came to its end."""
    chosen = [part for one in wanted for part in ("-e", one)]
    command = ["strace", "-f", "-y", "-o", str(log), *chosen, "-p", str(work.pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        assert "attached" in tracer.stderr.readline()
        work.go()
        has_ended = work.ends_within(PATIENCE)
        work.kill()
    return has_ended


def order_of_calls(clean: Path) -> list[str]:
    """What an upload asks of the disk, in the order in which it does each for the last time: a look is a row before."""
    disk, log = Disk("upload", clean, ""), clean.parent / "strace.txt"
    disk.put_back()
    work = Work(partial(prepare, "upload", disk.folder), clean.parent / "said.txt", held=True)
    go_traced(work, log, f"trace={','.join(CALLS)}")
    steps = (
        ("file written", "write(", "/.nieuw-"),
        ("file synced", "fsync(", "/.nieuw-"),
        ("file named", "rename(", "/.nieuw-"),
        ("folder synced", "fsync(", f"{disk.folder}/attachments/"),
        ("row synced", "fdatasync(", "passend.sqlite-wal"),
        ("acknowledged", "write(", str(acknowledged(disk.folder))),
    )
    lines = log.read_text(errors="replace").splitlines()
    told = [next((name for name, call, path in steps if call in line and path in line), "") for line in lines]
    return list(dict.fromkeys(name for name in reversed(told) if name))[::-1]


def main(kind: str, clean: Path, errno: str, step: int, modes: list[str]) -> None:
    with open_site() if kind == "crawl" else nullcontext() as site:
        if site:
            write_source(clean, site)
        fail_all(Disk(kind, clean, errno), step, modes)


def fail_all(disk: Disk, step: int, modes: list[str]) -> None:
    disk.put_back()
    load_what_is_needed(partial(do_once, disk.kind, disk.folder))
    load_what_is_needed(partial(faults_in, disk.folder))
    if disk.errno == "order":
        sys.stdout.write(json.dumps(order_of_calls(disk.clean)))
        return
    for mode in modes:
        for call in CALLS:
            number = 1
            while disk.fail(call, number, mode):
                number += step
    sys.stdout.write(json.dumps({"failed": disk.failed, "hung": disk.hung, "faults": disk.faults}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.argv[5:])
