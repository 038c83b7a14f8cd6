"""`python -m tests.night.busy_work KIND FOLDER [TIMES]`: work on a data folder that can be killed at any moment."""

import csv
import os
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import case_by_number
from dossier.storage.database import open_database
from tests.night.plain_browser import NEW_APPLICATION, PlainBrowser
from tests.webui.cast import NUMBER

BY = "bram@passend.example"
TIMES = int(sys.argv[3]) if len(sys.argv) > 3 else 20


def new_name() -> str:
    return f"werkgever-{secrets.token_hex(8)}"


def acknowledge(name: str) -> None:
    """Only after the answer: whatever stands in this file may never be lost."""
    if "KILL9_ACK" in os.environ:
        with Path(os.environ["KILL9_ACK"]).open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())


def run_passend(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "passend", *map(str, arguments)], check=True)


def import_list(folder: Path) -> None:
    path = folder.parent / f"{secrets.token_hex(4)}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [["05-03-2026", new_name(), "Zwolle", "Baliemedewerker", "per mail"] for _ in range(200)]
        csv.writer(file, delimiter=";").writerows([["Datum", "Werkgever", "Plaats", "Functie", "Hoe"], *rows])
    run_passend("import", path, "--case", NUMBER, "--by", BY, "--data-dir", folder)


def upload(folder: Path) -> None:
    settings = Settings(data_dir=folder, testing=True)
    database, signer = open_database(settings), Signer.load(settings.signing_key_file)
    store = AttachmentStore(settings.attachment_dir, settings.upload_limit_mb)
    for _ in range(TIMES):
        name = new_name()
        with database.session() as session:
            case, bram = case_by_number(session, NUMBER), find_account(session, BY)
            by = {"actor": bram, "now": datetime.now(UTC), "signer": signer}
            values = {"applied_on": "2026-05-05", "employer": name, "job_title": "Kok", "way": "netwerk"}
            row = acts.log_application(session, case, values, **by)
            file = store.save(b"%PDF-1.4\n" + secrets.token_bytes(200_000), "brief.pdf")
            acts.attach_proof(session, case, row.serial, kind="brief", file=file, **by)
        acknowledge(name)
    database.close()


def export(folder: Path) -> None:
    out = folder.parent / "out" / f"{secrets.token_hex(4)}.zip"
    period = ("--from", "2026-04-01", "--to", "2026-11-20")
    run_passend("export", NUMBER, out, *period, "--for", "employer", "--data-dir", folder)


def migrate(folder: Path) -> None:
    open_database(Settings(data_dir=folder, testing=True)).close()


def backup(folder: Path) -> None:
    run_passend("backup", folder.parent / "out" / f"{secrets.token_hex(4)}.bak", "--data-dir", folder)


def serve(folder: Path) -> None:
    """The web under load: four browsers that write, each answer acknowledged."""
    from waitress.server import create_server

    from webui import create_app

    settings = Settings(data_dir=folder, testing=True)
    database = open_database(settings)
    app = create_app(settings, database)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    browsers = [threading.Thread(target=browse, args=(server.effective_port,), daemon=True) for _ in range(4)]
    for each in browsers:
        each.start()
    for each in browsers:
        each.join()


def browse(port: int) -> None:
    browser = PlainBrowser(port, BY)
    token = browser.token(NEW_APPLICATION)
    for _ in range(TIMES):
        name = new_name()
        if browser.log_application(name, token) == 302:
            acknowledge(name)


WORK: dict[str, Callable[[Path], None]] = {
    "import": import_list, "upload": upload, "export": export, "migration": migrate, "backup": backup, "web": serve,
}  # fmt: skip

if __name__ == "__main__":
    WORK[sys.argv[1]](Path(sys.argv[2]))
