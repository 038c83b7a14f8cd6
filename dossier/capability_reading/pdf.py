"""The text of a PDF in reading order: ruled tables row by row, columns one after the other, ticked form fields."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from dossier.capability_reading.text_line import CHECKED, UNCHECKED, Line, Text, make_line
from dossier.errors import AttachmentError

MOST_PAGES, MOST_WORDS = 60, 60_000
LARGEST_CELL = 40
CELL_GAP, LINE_GAP, COLUMN_GAP = 1.4, 0.9, 9.0
"""In heights of a word: a gap that begins a new cell, and one that begins a new paragraph; a gutter in points."""
EDGE, TALLER = 0.15, 1.15
STARTS = re.compile(r"^(?:[1-6]\.\d|rubriek\b|[•\-–*☐☒])", re.IGNORECASE)
NUMBERED = re.compile(r"^[1-6]\.\d")
Word = dict[str, Any]
Row = list[Word]


def read_pdf(content: bytes) -> Text:
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            return read_pages(document)
    except (PdfminerException, PDFSyntaxError, PDFPasswordIncorrect, ValueError, KeyError, TypeError) as error:
        if "MemoryError" in repr(error):
            raise MemoryError from error  # told as too hard a file, and not as a damaged one
        if "Password" in repr(error):
            raise AttachmentError(
                "Deze PDF heeft een wachtwoord. Bewaar hem zonder wachtwoord en kies hem opnieuw."
            ) from error
        raise AttachmentError("Deze PDF is beschadigd en kan niet worden gelezen. Typ het document over.") from error


def read_pages(document: Any) -> Text:
    pages = len(document.pages)
    if pages > MOST_PAGES:
        raise AttachmentError(
            f"Dit bestand heeft {pages} pagina's; hoogstens {MOST_PAGES} worden gelezen. Kies alleen het document zelf."
        )
    lines: list[Line] = []
    words = 0
    for page in document.pages:
        found = page_words(page)
        words += len(found)
        if words > MOST_WORDS:
            raise AttachmentError("Er staat te veel tekst in dit bestand. Kies alleen het document zelf.")
        lines += page_lines(page, found)
        page.close()
    return Text(lines, pages)


def page_words(page: Any) -> list[Word]:
    words = page.extract_words(x_tolerance_ratio=0.15, y_tolerance=2, keep_blank_chars=False)
    return [word for word in words if word["text"].strip()] + list(form_words(page))


def form_words(page: Any) -> Iterator[Word]:
    """What was filled in on a form: ticked boxes and typed texts are no text of the page."""
    for field in page.annots or []:
        data = field.get("data") or {}
        kind, state = name_of(data.get("FT")), name_of(data.get("AS"))
        place = {name: field[name] for name in ("x0", "x1", "top", "bottom")}
        if kind == "Btn" and state is not None:
            yield {**place, "text": UNCHECKED if state == "Off" else CHECKED}
        elif kind == "Tx" and isinstance(data.get("V"), bytes) and data["V"].strip():
            yield {**place, "text": plain_text(data["V"])}


def name_of(value: Any) -> str | None:
    return None if value is None else str(getattr(value, "name", value)).strip("/'")


def plain_text(value: bytes) -> str:
    return value[2:].decode("utf-16-be", "replace") if value.startswith(b"\xfe\xff") else value.decode("latin-1")


def page_lines(page: Any, words: list[Word]) -> list[Line]:
    """Tables in their place among the lines around them."""
    tables = [table for table in page.find_tables() if is_real(table)]
    loose = [word for word in words if not any(is_inside(word, table.bbox) for table in tables)]
    placed: list[tuple[float, list[Line]]] = [
        (table.bbox[1], table_lines(table, words, page.page_number)) for table in tables
    ]
    breaks = sorted(table.bbox[1] for table in tables)
    for top, bottom in zip([0.0, *breaks], [*breaks, float("inf")], strict=True):
        part = [word for word in loose if top <= word["top"] < bottom]
        placed.append((top + 0.1, loose_lines(part, page.page_number, page.width)))
    return [line for _, lines in sorted(placed, key=lambda one: one[0]) for line in lines]


def is_real(table: Any) -> bool:
    """A frame around a page is no table; neither is a single row with whole paragraphs."""
    rows = [sum(cell is not None for cell in row.cells) for row in table.rows]
    return len(rows) >= 2 and max(rows) >= 2


def is_inside(word: Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def table_lines(table: Any, words: list[Word], page: int) -> list[Line]:
    found = []
    for row in table.rows:
        cells = [
            ("\n".join(row_text(line) for line in cut_rows([w for w in words if is_inside(w, cell)])), float(cell[0]))
            for cell in row.cells
            if cell is not None
        ]
        found.append(make_line(cells, page, row=True))
    return [line for line in found if line is not None]


def cut_rows(words: list[Word]) -> list[Row]:
    """Words on one height, from left to right."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda one: (one["top"] + one["bottom"], one["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        last = rows[-1][-1] if rows else None
        if last is not None and last["top"] <= middle <= last["bottom"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: float(one["x0"])) for row in rows]


def row_text(row: Row) -> str:
    return " ".join(word["text"] for word in row)


def loose_lines(words: list[Word], page: int, width: float) -> list[Line]:
    rows = cut_rows(words)
    gutter = find_gutter(rows, width)
    if gutter is not None:
        rows = unfold_columns(rows, gutter)
    lines, above = [], None
    for row in rows:
        height = height_of(row)
        gap = above is None or not 0 <= top_of(row) - bottom_of(above) + height < height * (1 + LINE_GAP)
        gap = gap or above is None or not TALLER > height / height_of(above) > 1 / TALLER
        wrapped = above is not None and not gap and is_full(above, rows, gutter)
        line = make_line(cut_cells(row, height), page, gap=gap, wrapped=wrapped)
        above = row
        if line is not None:
            lines.append(line)
    return lines


def height_of(row: Row) -> float:
    return max(float(word["bottom"] - word["top"]) for word in row) or 1.0


def top_of(row: Row) -> float:
    return min(float(word["top"]) for word in row)


def bottom_of(row: Row) -> float:
    return max(float(word["bottom"]) for word in row)


def is_full(row: Row, rows: list[Row], gutter: float | None) -> bool:
    """Does the line run to the edge of its column, so that the next one goes on with it?"""
    side = [one for one in rows if gutter is None or (one[0]["x0"] < gutter) == (row[0]["x0"] < gutter)]
    left, right = min(one[0]["x0"] for one in side), max(one[-1]["x1"] for one in side)
    return bool(row[-1]["x1"] >= right - (right - left) * EDGE)


def cut_cells(row: Row, height: float) -> list[tuple[str, float]]:
    cells: list[list[Word]] = [[row[0]]]
    for word in row[1:]:
        if word["x0"] - cells[-1][-1]["x1"] > CELL_GAP * height:
            cells.append([word])
        else:
            cells[-1].append(word)
    return [(row_text(cell), float(cell[0]["x0"])) for cell in cells]


def find_gutter(rows: list[Row], width: float) -> float | None:
    """The white lane between two columns of text; a table without lines is none."""
    best: tuple[int, float] | None = None
    for place in range(int(width * 0.35), int(width * 0.65), 4):
        parted = [row for row in rows if is_parted(row, place)]
        crossed = sum(any(word["x0"] < place < word["x1"] for word in row) for row in rows)
        if len(parted) >= 6 and len(parted) >= 2 * crossed and (best is None or len(parted) > best[0]):
            best = (len(parted), float(place))
    if best is None:
        return None
    return best[1] if are_columns([row for row in rows if is_parted(row, best[1])], best[1]) else None


def is_parted(row: Row, place: float) -> bool:
    left, right = [w["x1"] for w in row if w["x1"] <= place], [w["x0"] for w in row if w["x0"] >= place]
    return len(left) + len(right) == len(row) and bool(left and right) and min(right) - max(left) >= COLUMN_GAP


def are_columns(rows: list[Row], place: float) -> bool:
    """Both sides begin points of their own, or both are running text without numbers."""
    left = [row_text([word for word in row if word["x1"] <= place]) for row in rows]
    right = [row_text([word for word in row if word["x0"] >= place]) for row in rows]
    if sum(bool(STARTS.match(text)) for text in right) >= 2:
        return True
    prose = min(sum(map(len, left)), sum(map(len, right))) / len(rows) > 22
    return prose and not any(NUMBERED.match(text) for text in left)


def unfold_columns(rows: list[Row], place: float) -> list[Row]:
    """Down the left and then down the right, between the lines that run over the whole width."""
    unfolded: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if any(word["x0"] < place < word["x1"] for word in row):
            unfolded += [*left, *right, row]
            left, right = [], []
            continue
        halves = [word for word in row if word["x1"] <= place], [word for word in row if word["x0"] >= place]
        left += [halves[0]] if halves[0] else []
        right += [halves[1]] if halves[1] else []
    return [*unfolded, *left, *right]
