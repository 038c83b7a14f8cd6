"""Tables for spreadsheet programs: typed cells, and never a live formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from dossier.evidence.columns import CellKind, Column
from dossier.evidence.dutch import cell_text, local

LIVE, CONTROLS = frozenset("=+-@＝＋－＠"), frozenset("\t\r\n\x00")
"""A cell that starts with one of these may be run as a formula (OWASP ASVS 5.0, 1.2.10)."""
Sheet = tuple[str, Sequence[Column], Sequence[dict[str, Any]]]
"""Its name, its columns and its rows."""
CELL_LIMIT = 32_767
CUT = " … [ingekort: de volledige tekst staat in het json-bestand]"
FORMATS = {
    CellKind.DATE: {"num_format": "dd-mm-yyyy"},
    CellKind.MOMENT: {"num_format": "dd-mm-yyyy hh:mm"},
    CellKind.RATIO: {"num_format": "0.0%"},
    CellKind.NUMBER: {"num_format": "0"},
}


def is_live(text: str) -> bool:
    """Whether a spreadsheet program might run this text, whatever spaces, invisible signs or apostrophes precede."""
    bare = text.lstrip("'")
    return (
        bare[:1] in CONTROLS or next((char for char in bare if char.isprintable() and not char.isspace()), "") in LIVE
    )


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where it could run; taking one apostrophe off gives the text back."""
    return f"'{text}" if is_live(text) else text


def write_csv(columns: Sequence[Column], rows: Iterable[dict[str, Any]]) -> bytes:
    """UTF-8 with a mark for Excel, semicolons as Dutch programs expect, every cell quoted."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe_text(heading(column)) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column, row[column.key]) for column in columns])
    return file.getvalue().encode("utf-8-sig")


def _csv_cell(column: Column, value: Any) -> str:
    text = cell_text(column.kind, value).replace("\x00", "")
    return safe_text(text) if column.kind is CellKind.TEXT else text


def heading(column: Column) -> str:
    return f"{column.number}. {column.title}" if column.number else column.title


def write_xlsx(sheets: Sequence[Sheet], *, title: str, made_at: datetime, mark: str = "") -> bytes:
    """One workbook; text stays text, days are days; `mark` stands under every printed page (V-20)."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None, microsecond=0)})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F4"})
    plain = {"text_wrap": True, "valign": "top"}
    formats = {kind: book.add_format(plain | FORMATS.get(kind, {})) for kind in CellKind}
    for name, columns, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(f"&L&8{mark.replace('&', '&&')[:200]}&R&8Pagina &P van &N")
        if rows:
            sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, heading(column), head)
            for line, row in enumerate(rows, 1):
                _write_cell(sheet, line, place, column, row[column.key], formats[column.kind])
    book.close()
    return file.getvalue()


def _write_cell(sheet: Any, line: int, place: int, column: Column, value: Any, style: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(line, place, None, style)
    elif column.kind is CellKind.DATE:
        sheet.write_datetime(line, place, value, style)
    elif column.kind is CellKind.MOMENT:
        sheet.write_datetime(line, place, local(value).replace(tzinfo=None, microsecond=0), style)
    elif column.kind in (CellKind.NUMBER, CellKind.RATIO):
        sheet.write_number(line, place, value, style)
    else:
        text = cell_text(column.kind, value).replace("\x00", "")
        _write_text(sheet, line, place, text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(CUT)] + CUT, style)


def _write_text(sheet: Any, line: int, place: int, text: str, style: Any) -> None:
    # xlsxwriter takes a text from <r> to </r> for its own markup and writes it unescaped.
    if text.startswith("<r>"):
        sheet.write_rich_string(line, place, text[:1], style, text[1:], style)
    else:
        sheet.write_string(line, place, text, style)
