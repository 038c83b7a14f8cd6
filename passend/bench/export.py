"""What a dossier of 300 applications and 30 pictures costs to make: its overview, the whole bundle, a workbook."""

import io
import os
import random
import struct
import threading
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from dossier import acts
from dossier.evidence.bundle import make_bundle
from dossier.evidence.columns import COLUMNS, CellKind
from dossier.evidence.exports import application_overview as overview
from dossier.evidence.gathering import Gathering
from dossier.evidence.pdf import render_pdf
from dossier.evidence.signing import Signer
from dossier.evidence.spreadsheet import write_xlsx
from dossier.storage.accounts import get_account
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import case_by_number
from passend.bench.office import NOW, NUMBER, Office, open_office

WIDTH, HEIGHT = 1000, 1400
NARROW = 8
"""The columns of the workbook that others were measured with; ours has them all."""
PERIOD = (NOW.date() - timedelta(days=220), NOW.date())


def measure_export(applications: int, images: int, cells: int, rounds: int, *, peers: bool = True) -> dict[str, Any]:
    """CPU seconds, medians over the rounds; `cells` is how many rows the workbook gets."""
    absent = [name for name in ("weasyprint", "openpyxl") if peers and not find_spec(name)]
    with TemporaryDirectory() as folder:
        office = open_office(Path(folder))
        log_applications(office, applications, images)
        out = Path(folder) / "bundel.zip"
        with office.database.reading() as session:
            case = case_by_number(session, NUMBER)

            def bundle() -> None:
                make_bundle(
                    session, case, settings=office.settings, receiver="coach", period_from=PERIOD[0],
                    period_to=PERIOD[1], made_at=NOW, made_by="bench", out=out,
                )  # fmt: skip

            gathering = Gathering(session, case, settings=office.settings, receiver="coach", period=PERIOD)
            edition = gathering.edition(made_at=NOW, made_by="bench")
            rows = (edition.applications * (cells // max(1, len(edition.applications)) + 1))[:cells]
            pages = overview.pages(edition)
            work: dict[str, Callable[[], object]] = {
                "pdf": lambda: render_pdf("application_overview", overview.TITLE, edition, pages),
                "bundle": bundle,
                f"xlsx of {NARROW} columns": lambda: write_workbook(NARROW, rows),
                f"xlsx of {len(COLUMNS)} columns": lambda: write_workbook(len(COLUMNS), rows),
            }
            if peers and "weasyprint" not in absent:
                work["weasyprint, pdf"] = lambda: write_weasyprint(pages["rows"])
            if peers and "openpyxl" not in absent:
                work[f"openpyxl, {NARROW} columns"] = lambda: write_openpyxl(rows)
            costs: dict[str, list[float]] = {name: [] for name in work}
            for _ in range(rounds):
                for name, each in work.items():
                    costs[name].append(cost_in_child(each))
        size = out.stat().st_size
        office.database.close()
    return {
        "subject": "export", "applications": applications, "images": images, "xlsx_rows": cells, "rounds": rounds,
        "cpu_s": {name: round(median(each), 3) for name, each in costs.items()}, "bundle_bytes": size, "absent": absent,
    }  # fmt: skip


def cost_in_child(work: Callable[[], object]) -> float:
    """CPU seconds in a process of its own: typst keeps what it laid out, and a second page would cost nothing.

    A process that already has threads is not copied: a lock that one of them holds would stay shut in the copy.
    """
    if threading.active_count() > 1:
        msg = "deze meting vraagt een eigen proces: passend bench export"
        raise RuntimeError(msg)
    before = getrusage(RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    if os.waitpid(child, 0)[1]:
        msg = "de meting van de uitvoer is mislukt"
        raise RuntimeError(msg)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write_workbook(columns: int, rows: list[dict[str, Any]]) -> bytes:
    return write_xlsx([("Sollicitaties", COLUMNS[:columns], rows)], title="bench", made_at=NOW)


def log_applications(office: Office, applications: int, images: int) -> None:
    """Applications over half a year, the first of them with a picture as proof."""
    signer = Signer.load_or_create(office.settings.signing_key_file)
    store = AttachmentStore.of(office.settings)
    with office.database.session() as session:
        case, employee = case_by_number(session, NUMBER), get_account(session, office.employee_id)
        for number in range(applications):
            day = NOW - timedelta(days=200) + timedelta(days=number * 200 // applications)
            by: dict[str, Any] = {"actor": employee, "now": day, "signer": signer}
            row = acts.log_application(session, case, {
                "applied_on": day.date(), "employer": f"Bedrijf {number % 97}", "place": "Utrecht",
                "job_title": f"Administratief medewerker {number}", "way": "webformulier", "source": "Werk.example",
                "url": f"https://werk.example/vacature/{number}", "hours": "24-32", "wage": "€ 2.600 per maand",
            }, **by)  # fmt: skip
            if number < images:
                file = store.save(draw_picture(number), f"bevestiging-{number}.png")
                acts.attach_proof(session, case, row.serial, kind="ontvangstbevestiging", file=file, **by)


def draw_picture(seed: int) -> bytes:
    """A grey PNG of the size of a photographed letter, about as hard to pack."""
    draw = random.Random(seed)  # noqa: S311 - seeded, no secret
    lines = [draw.randbytes(WIDTH // 4) + bytes(WIDTH - WIDTH // 4) for _ in range(40)]
    pixels = b"".join(b"\x00" + lines[row % 40] for row in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def write_weasyprint(rows: list[Any]) -> bytes:
    """The same rows as a plain table of HTML."""
    from html import escape

    from weasyprint import HTML

    lines = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in _cells(row)) + "</tr>" for row in rows)
    made = HTML(string=f"<table>{lines}</table>").write_pdf()
    assert isinstance(made, bytes)
    return made


def _cells(row: Any) -> list[Any]:
    return list(row.values() if isinstance(row, dict) else row)[:NARROW]


def write_openpyxl(rows: list[dict[str, Any]]) -> bytes:
    """The same cells through its fastest way of writing."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_plain(row[column.key], column.kind) for column in COLUMNS[:NARROW]])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _plain(value: Any, kind: CellKind) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return value if value is None or isinstance(value, date) or kind is CellKind.NUMBER else str(value)


def lay_out(found: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """The lines of the table."""
    yield ("uitvoer", "CPU s")
    yield from found["cpu_s"].items()
    yield from ((name, "niet geïnstalleerd") for name in found["absent"])
