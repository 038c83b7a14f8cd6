"""Lists in an Excel workbook (.xlsx): values as they are, formulas never worked out, hidden sheets left alone."""

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from dossier.errors import AttachmentError
from dossier.table_reading.heading import count_headings
from dossier.table_reading.table import COLUMN_LIMIT, ROW_LIMIT, TOO_MANY, TOO_WIDE, Cell, CellKind, Line, Table

UNPACKED_LIMIT, RATIO_LIMIT = 40 * 1024 * 1024, 200
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
NOT_A_BOOK = "Dit is geen Excel-werkmap (.xlsx). Bewaar de lijst als .xlsx of als CSV."
HEADING_LINES = 20
ODD_KINDS = {"f": CellKind.FORMULA, "e": CellKind.ERROR}


def read_workbook(content: bytes) -> Table:
    """The visible sheet that looks most like a list; the others are named."""
    check_package(content)
    book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
    if not sheets:
        raise AttachmentError("Deze werkmap heeft geen zichtbaar blad.")
    read = {sheet.title: read_sheet(sheet, content) for sheet in sheets}
    best = max(read, key=lambda title: (count_headings(read[title][:HEADING_LINES]), len(read[title]) > 0))
    others = [title for title in read if title != best and read[title]]
    notes = [f"Alleen blad '{best}' is gelezen, niet: {', '.join(others)}."] if others else []
    notes += [f"Verborgen bladen zijn niet gelezen: {', '.join(hidden)}."] if hidden else []
    if not read[best]:
        raise AttachmentError("Dit bestand is leeg.")
    return Table(lines=read[best], notes=notes, epoch=book.epoch.date().isoformat())


def check_package(content: bytes) -> None:
    """What a zip says about itself, before anything of it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        # zipfile says "not implemented" of a way of packing that it does not know
        raise AttachmentError("Dit bestand is beschadigd.") from error
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if unpacked > UNPACKED_LIMIT or any(part.file_size > RATIO_LIMIT * max(part.compress_size, 1024) for part in parts):
        raise AttachmentError(
            "Dit bestand wordt uitgepakt veel te groot. Bewaar alleen de lijst zelf als .xlsx of CSV."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise AttachmentError("Dit bestand heeft een wachtwoord. Bewaar het zonder wachtwoord.")
    if any("vbaProject" in name for name in names):
        raise AttachmentError("Deze werkmap heeft macro's. Bewaar haar als .xlsx zonder macro's of als CSV.")
    if "xl/workbook.xml" not in names:
        raise AttachmentError(NOT_A_BOOK)


def read_sheet(sheet: Any, content: bytes) -> list[Line]:
    """Every row with something in it."""
    merged = merged_cells(sheet, content)
    lines = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [read_cell(cell) for cell in row]
        for place in merged.get(number, ()):
            if place < len(cells) and not cells[place].text:
                cells[place].kind = CellKind.MERGED
        while cells and not cells[-1].text and cells[-1].kind is not CellKind.MERGED:
            cells.pop()
        line = Line(number=number, cells=cells)
        if len(cells) > COLUMN_LIMIT:
            line = Line(number=number, cells=cells[:1], fault=TOO_WIDE)
        if not line.is_empty:
            lines.append(line)
        if len(lines) > ROW_LIMIT + 1:
            raise AttachmentError(TOO_MANY)
    return lines


def read_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type in ODD_KINDS:
        return Cell(text=str(getattr(value, "text", value)), kind=ODD_KINDS[cell.data_type])
    if isinstance(value, date):  # a moment is a day too
        return Cell(text=value.isoformat()[:10], kind=CellKind.DATE)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(text=f"{value:g}" if abs(value) < 100_000 else str(value), kind=CellKind.NUMBER)
    return Cell(text=("ja" if value else "nee") if isinstance(value, bool) else str(value).replace("\xa0", " ").strip())


def merged_cells(sheet: Any, content: bytes) -> dict[int, set[int]]:
    """Per row the columns that belong to the cell above or beside them: empty in the file, filled on the screen."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        name = sheet._worksheet_path  # noqa: SLF001 - openpyxl names the part nowhere else
        written = archive.read(name.lstrip("/"))
    found: dict[int, set[int]] = {}
    for match in MERGED.finditer(written):
        left, top, right, bottom = range_boundaries(match[1].decode())
        if (right - left + 1) * (bottom - top + 1) > ROW_LIMIT * COLUMN_LIMIT:
            raise AttachmentError("In dit blad is bijna alles samengevoegd. Haal de samenvoegingen weg.")
        for row in range(top, bottom + 1):
            found.setdefault(row, set()).update(
                place - 1 for place in range(left, right + 1) if (row, place) != (top, left)
            )
    return found
