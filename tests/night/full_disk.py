"""`python -m tests.night.full_disk DISK CLEAN`: a small disk is written full through the pages, and room is made again.

On the disk lie the data folder, what commands make, and a file of somebody else, which goes when room is made. What
was acknowledged and what the server says lies beside it. Says as JSON what was reached, and every fault.
"""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from dossier.settings import Settings
from dossier.storage.fault import IN_WORDS, Fault
from passend.bench.crawl import open_site
from tests.conftest import REPOSITORY
from tests.night.busy_work import BY, SOURCE, acknowledge, new_name, write_source
from tests.night.plain_browser import APPLICATION, NEW_APPLICATION, PlainBrowser
from tests.night.served import serve
from tests.night.soundness import faults_in, faults_of_next_crawl, faults_of_results
from tests.webui.cast import NUMBER, PASSWORD

SIZES = (400_000, 40_000, 4_000, None)
"""Of the proof that goes with an application; the last ones go without."""
REFUSALS = 10
"""So many in a row, and not one of this size goes on this disk any more."""
BALLAST = 6 * 2**20
FULL_WORDS = IN_WORDS[Fault.FULL]
FULL, PLAIN_TITLES = 507, re.compile(r"<h1>(De schijf is vol|U kunt nu alleen lezen|De gegevens zijn even niet)")
NOT_PLAIN = re.compile(r"Traceback|Error\b|Errno|sqlite|/data\b")
CASE = f"/dossiers/{NUMBER}"
PAGES = (
    CASE,
    *(f"{CASE}/{part}" for part in ("sollicitaties", "sollicitaties/1", "activiteiten", "verloop", "matches")),
)
NEW_PAGE, PROOF = f"{CASE}/mogelijkheden", f"{CASE}/bewijs/1"
LATER = 5
"""Applications with a proof each, when there is room again."""


@dataclass
class FullDisk:
    """The disk, who writes to it, and what came of it."""

    disk: Path
    kept: int = 0
    refused: int = 0
    read: int = 0
    free: int = 0
    commands: int = 0
    later: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.disk / "data"

    def lay_out(self, clean: Path) -> Path:
        """Answers the folder beside the disk."""
        beside = self.disk.parent / "beside"
        (beside / "out").mkdir(parents=True)
        for name in ("acknowledged", "serve.log"):
            (beside / name).touch()
            (self.disk / name).symlink_to(beside / name)
        shutil.copytree(clean, self.folder)
        (self.disk / "out").mkdir()
        (self.disk / "ballast").write_bytes(bytes(BALLAST))
        return beside

    def post(self, browser: PlainBrowser, token: str, size: int | None) -> bool:
        """Was this application taken, with its proof? A refusal says in plain words why."""
        name, file = new_name(), None if size is None else b"%PDF-1.4\n" + secrets.token_bytes(size)
        status, text = browser.ask("POST", NEW_APPLICATION, APPLICATION | {"employer": name, "csrf_token": token}, file)
        if status == 302:
            acknowledge(self.folder, name)
            return True
        plain = status in {503, FULL} and PLAIN_TITLES.search(text) and not NOT_PLAIN.search(text)
        self.faults += [] if plain else [f"refused with {status}: {text[:200]}"]
        return False

    def fill(self, browser: PlainBrowser, token: str) -> None:
        for size in SIZES:
            in_a_row = 0
            while in_a_row < REFUSALS:
                taken = self.post(browser, token, size)
                self.kept += taken
                self.refused += not taken
                in_a_row = 0 if taken else in_a_row + 1
        self.free = os.statvfs(self.disk).f_bavail * os.statvfs(self.disk).f_frsize

    def read_all(self, who: str, browser: PlainBrowser, pages: tuple[str, ...]) -> None:
        for page in pages:
            status, text = browser.get(page)
            self.read += status == 200
            self.faults += [] if status == 200 and not NOT_PLAIN.search(text) else [f"{who} reads {page}: {status}"]

    def ask_for_what_writes(self, port: int, browser: PlainBrowser) -> None:
        """A look that cannot be kept is not given, and nobody signs in: each is told why."""
        stranger = PlainBrowser(port, cookies={})
        values = {"csrf_token": stranger.token("/inloggen"), "email": BY, "password": PASSWORD}
        asked = {"a new page": browser.get(NEW_PAGE), "signing in": stranger.ask("POST", "/inloggen", values)}
        for what, (status, text) in asked.items():
            plain = status == FULL and PLAIN_TITLES.search(text) and not NOT_PLAIN.search(text)
            self.faults += [] if plain else [f"{what}: {status} {text[:200]}"]

    def run_all(self, out: Path, *, well: bool) -> None:
        """A crawl, an export and a backup: each at its end, or in one plain line and nothing half."""
        for name, command in self.commands_of(out).items():
            done = subprocess.run(
                [sys.executable, "-m", "passend", *command, "--data-dir", str(self.folder)],
                cwd=REPOSITORY, env=surroundings(), capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
            said = done.stdout + done.stderr
            right = (done.returncode == 0) == well and not NOT_PLAIN.search(said) and (well or FULL_WORDS in said)
            self.commands += right
            self.faults += [] if right else [f"{name} ended with {done.returncode}: {said[-300:]}"]
        made = sorted(path.name for path in out.iterdir())
        right = made == (["made.bak", "made.zip"] if well else [])
        self.faults += [] if right else [f"made: {made}"]

    def commands_of(self, out: Path) -> dict[str, list[str]]:
        period = ["--from", "2026-04-01", "--to", "2026-11-20"]
        return {
            "crawl": ["crawl", SOURCE, "--sources", str(self.disk / "sources")],
            "export": ["export", NUMBER, str(out / "made.zip"), *period, "--for", "employer"],
            "backup": ["backup", str(out / "made.bak")],
        }

    def look_while_full(self, beside: Path) -> None:
        """As it lies on the disk at this moment, but for the memory that goes when the machine does."""
        shutil.copytree(self.folder, beside / "data", ignore=shutil.ignore_patterns("*-shm"))
        self.faults += [f"while full: {one}" for one in faults_in(beside / "data")]


def surroundings() -> dict[str, str]:
    return os.environ | {"PASSEND_TESTING": "1", "PASSEND_LOOPBACK_CRAWL": "1", "PASSEND_BACKUP_KEY": "k" * 40}


def work_while_served(full: FullDisk, beside: Path) -> None:
    with serve(full.folder) as served:
        bram, anna = (PlainBrowser(served.port, email) for email in (BY, "anna@passend.example"))
        token = bram.token(NEW_APPLICATION)
        full.read_all("bram", bram, PAGES)
        full.read = 0
        full.fill(bram, token)
        full.read_all("anna", anna, (*PAGES, NEW_PAGE, PROOF))
        full.read_all("bram", bram, PAGES)
        full.ask_for_what_writes(served.port, bram)
        full.run_all(full.disk / "out", well=False)
        full.look_while_full(beside)
        (full.disk / "ballast").unlink()
        full.later = sum(full.post(bram, token, SIZES[0]) for _ in range(LATER))
        status, _ = bram.get(NEW_PAGE)
        full.faults += [] if status == 200 else [f"a new page, with room: {status}"]
        full.run_all(beside / "out", well=True)


def main(disk: Path, clean: Path) -> None:
    os.environ.update(surroundings())
    full = FullDisk(disk)
    beside = full.lay_out(clean)
    with open_site() as site:
        write_source(full.folder, site)
        work_while_served(full, beside)
        full.faults += faults_in(full.folder) + faults_of_next_crawl(full.folder)
    full.faults += faults_of_results(beside / "out", Settings(data_dir=full.folder, testing=True))
    log = (beside / "serve.log").read_text(encoding="utf-8")
    full.faults += ["a trace in the log of the server"] if "Traceback" in log else []
    told = {name: getattr(full, name) for name in ("kept", "refused", "read", "free", "commands", "later", "faults")}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
