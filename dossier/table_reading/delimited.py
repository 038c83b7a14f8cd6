"""Lists with a sign between the columns: comma, semicolon or tab, in the character sets that Dutch offices meet."""

import codecs
import csv
import io

from dossier.errors import AttachmentError
from dossier.table_reading.table import COLUMN_LIMIT, ROW_LIMIT, TOO_MANY, TOO_WIDE, Cell, CellKind, Line, Table

DELIMITERS = (";", "\t", ",", "|")
LIVE = frozenset("=+-@")
csv.field_size_limit(8 * 1024 * 1024)  # the module's own limit would blame the quotes of a cell that is too long
LONGEST_RECORD = 60
"""Lines that one quoted cell may span before the quote is taken for one that was never closed."""
OPEN_QUOTE = "aanhalingsteken niet gesloten"
BAD_QUOTE = "aanhalingstekens staan niet om een hele cel"
WESTERN = "De tekens zijn gelezen als Windows-1252 (West-Europees)."
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_delimited(content: bytes) -> Table:
    """Every row that can be told apart; a row with a broken quote is a fault and the rows after it are read."""
    text, notes = decode(content)
    lines = list(io.StringIO(text, newline=""))  # splitlines() would also split at signs inside a cell
    if not [line for line in lines if line.strip()]:
        raise AttachmentError("Dit bestand is leeg.")
    delimiter, start = find_delimiter(lines)
    return Table(lines=split_records(lines, start, delimiter), notes=notes)


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text, by its mark, by its shape or by what it can be; never with a sign silently replaced."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    halves = content[:400]
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(halves) > 3 and halves[place::2].count(0) > len(halves) * 0.35:
            return _decoded(content, encoding)
    try:
        return content.decode(), []
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")[0], [WESTERN]


def _decoded(content: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError as error:
        raise AttachmentError("De tekens in dit bestand zijn beschadigd. Bewaar de lijst als CSV UTF-8.") from error


def find_delimiter(lines: list[str]) -> tuple[str, int]:
    """The sign between the columns and the line to begin at; Excel may say it itself with `sep=;`."""
    first = next(place for place, line in enumerate(lines) if line.strip())
    said = lines[first].strip().strip('"')
    if said.lower().startswith("sep=") and len(said) == 5:
        return said[4], first + 1
    counts = {sign: max(_outside_quotes(line, sign) for line in lines[first : first + 20]) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: counts[sign])
    if not counts[best]:
        raise AttachmentError("In dit bestand zijn geen kolommen te herkennen. Bewaar de lijst als CSV of als .xlsx.")
    return best, first


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


def split_records(lines: list[str], start: int, delimiter: str) -> list[Line]:
    """A quoted cell may run over lines; one that never closes costs its own line and no other."""
    records: list[Line] = []
    place = start
    while place < len(lines):
        end = _end_of_record(lines, place)
        if end is None:
            line, end = Line(number=place + 1, cells=[Cell(text=lines[place].strip())], fault=OPEN_QUOTE), place + 1
        else:
            line = _read_record("".join(lines[place:end]), place + 1, delimiter)
        if not line.is_empty:
            records.append(line)
        if len(records) > ROW_LIMIT + 1:
            raise AttachmentError(TOO_MANY)
        place = end
    return records


def _end_of_record(lines: list[str], place: int) -> int | None:
    quotes = 0
    for end in range(place, min(place + LONGEST_RECORD, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return None


def _read_record(text: str, number: int, delimiter: str) -> Line:
    if "\x00" in text:
        shown = text.replace("\x00", "").strip()
        return Line(number=number, cells=[Cell(text=shown)], fault="onleesbaar teken (NUL) in deze regel")
    if text.count(delimiter) >= COLUMN_LIMIT and _outside_quotes(text, delimiter) >= COLUMN_LIMIT:
        first = Cell(text=text.partition(delimiter)[0].strip())  # a million empty cells would fill the memory
        return Line(number=number, cells=[first], fault=TOO_WIDE)
    try:
        row = next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return Line(number=number, cells=[Cell(text=text.strip())], fault=BAD_QUOTE)
    return Line(number=number, cells=[_read_cell(cell.replace("\xa0", " ").strip()) for cell in row])


def _read_cell(text: str) -> Cell:
    """A formula is never worked out; the apostrophe that our own lists put before a risky text comes off."""
    if text[:1] == "'" and text[1:2] in LIVE:
        return Cell(text=text[1:])
    return Cell(text=text, kind=CellKind.FORMULA if text.startswith("=") else CellKind.TEXT)
