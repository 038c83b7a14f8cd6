"""Work on a data folder that can be killed, or meet a failing disk, at any moment."""

import csv
import os
import secrets
import sys
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
from passend.cli import app
from passend.serving import serve_pages
from tests.webui.cast import NUMBER

BY = "bram@passend.example"
UPLOADS, UPLOAD_BYTES, ROWS, PAGES = 5, 50_000, 40, 6
PORT, SOURCE = "PASSEND_NIGHT_PORT", "nacht"


def new_name() -> str:
    return f"werkgever-{secrets.token_hex(8)}"


def acknowledged(folder: Path) -> Path:
    return folder.parent / "acknowledged"


def acknowledge(folder: Path, name: str) -> None:
    """Only after the answer: whatever stands in this file may never be lost."""
    with acknowledged(folder).open("a", encoding="utf-8") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())


def run_passend(*arguments: object) -> None:
    """As on the command line; what it ends with goes on when that is a fault."""
    sys.argv = ["passend", *map(str, arguments)]
    try:
        app()
    except SystemExit as end:
        if end.code:
            raise


def import_list(folder: Path) -> None:
    path = folder.parent / f"{secrets.token_hex(4)}.csv"
    names = [new_name() for _ in range(ROWS)]
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [["05-03-2026", name, "Zwolle", "Baliemedewerker", "per mail"] for name in names]
        csv.writer(file, delimiter=";").writerows([["Datum", "Werkgever", "Plaats", "Functie", "Hoe"], *rows])
    run_passend("import", path, "--case", NUMBER, "--by", BY, "--data-dir", folder)
    acknowledge(folder, "\n".join(names))


def upload(folder: Path) -> None:
    settings = Settings(data_dir=folder, testing=True)
    database, signer = open_database(settings), Signer.load(settings.signing_key_file)
    store = AttachmentStore(settings.attachment_dir, settings.upload_limit_mb)
    for _ in range(UPLOADS):
        name = new_name()
        with database.session() as session:
            case, bram = case_by_number(session, NUMBER), find_account(session, BY)
            by = {"actor": bram, "now": datetime.now(UTC), "signer": signer}
            values = {"applied_on": "2026-05-05", "employer": name, "job_title": "Kok", "way": "netwerk"}
            row = acts.log_application(session, case, values, **by)
            file = store.save(b"%PDF-1.4\n" + secrets.token_bytes(UPLOAD_BYTES), "brief.pdf")
            acts.attach_proof(session, case, row.serial, kind="brief", file=file, **by)
        acknowledge(folder, name)
    database.close()


def export(folder: Path) -> None:
    out = folder.parent / "out" / f"{secrets.token_hex(4)}.zip"
    period = ("--from", "2026-04-01", "--to", "2026-11-20")
    run_passend("export", NUMBER, out, *period, "--for", "employer", "--data-dir", folder)


def migrate(folder: Path) -> None:
    open_database(Settings(data_dir=folder, testing=True)).close()


def backup(folder: Path) -> None:
    run_passend("backup", folder.parent / "out" / f"{secrets.token_hex(4)}.bak", "--data-dir", folder)


def write_source(folder: Path, base: str) -> None:
    """The source file of the site that `crawl` fetches."""
    sources = folder.parent / "sources"
    sources.mkdir(exist_ok=True)
    (sources / f"{SOURCE}.toml").write_text(
        f'name = "{SOURCE}"\nstart = ["{base}/sitemap-{PAGES}.xml"]\npermission = "Eigen testsite van de nacht."\n'
        "permission_date = 2026-11-22\nmax_minutes = 1\n",
        encoding="utf-8",
    )


def crawl(folder: Path) -> None:
    run_passend("crawl", SOURCE, "--sources", folder.parent / "sources", "--data-dir", folder)


def serve(folder: Path) -> None:
    """The pages as `passend serve` gives them, until somebody ends it; who writes there does not end with it."""
    settings = Settings(data_dir=folder, testing=True, port=int(os.environ[PORT]))
    serve_pages(settings, open_database(settings), print)


WORK: dict[str, Callable[[Path], None]] = {
    "import": import_list, "upload": upload, "export": export, "migration": migrate, "backup": backup, "crawl": crawl,
    "web": serve,
}  # fmt: skip
