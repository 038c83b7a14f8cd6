"""A table as rows of a known kind: the good ones with their values, the others with row, column and reason."""

from datetime import date
from typing import Any

from pydantic import BaseModel

from dossier.errors import AttachmentError
from dossier.table_reading.heading import REQUIRED, Kind, find_columns, find_heading, usual_heading, word_table
from dossier.table_reading.table import CELL_LIMIT, Cell, CellKind, Line, Table
from dossier.table_reading.value import CellError, read_day, read_hours, read_minutes, read_word

DAYS = frozenset({"applied_on", "result_on", "date_posted", "valid_through"})
REASONS = {
    CellKind.FORMULA: "een formule; plak hier de uitkomst als waarde",
    CellKind.ERROR: "een foutwaarde van het rekenblad",
    CellKind.MERGED: "een samengevoegde cel; vul elke rij zelf in",
}
WHOLE_ROW = ""


class RowFault(BaseModel):
    """Why one row is not taken over: its number in the file, the heading of the column, and the reason."""

    row: int
    column: str
    value: str
    reason: str


class ReadRow(BaseModel):
    """One row that can be read, with its number in the file."""

    row: int
    values: dict[str, Any]


class TableReading(BaseModel):
    """What a list says: nothing is kept yet."""

    kind: Kind
    headings: list[str]
    columns: dict[int, str]
    """Which field each column holds; a column that is not here is not taken over."""
    rows: list[ReadRow]
    faults: list[RowFault]
    raw: dict[int, list[str]]
    """Every row below the headings as it stands in the file."""
    notes: list[str]

    def ignored(self) -> list[str]:
        """The headings of columns whose meaning is unknown."""
        return [name for place, name in enumerate(self.headings) if name and place not in self.columns]

    def heading_of(self, field: str) -> str:
        """The heading of a field; its name in our own overview where the list has no such column."""
        place = next((place for place, name in self.columns.items() if name == field), None)
        return self.headings[place] if place is not None else usual_heading(self.kind, field)


def read_list(table: Table, kind: Kind, *, default_way: str | None = None) -> TableReading:
    """Recognise the columns, then read row by row; `default_way` stands where a row does not say how was applied."""
    place = find_heading(table.lines, kind)
    columns = {} if place is None else find_columns(table.lines[place], kind)
    missing = [field for field in REQUIRED[kind] if field not in columns.values()]
    if place is None or missing:
        wanted = ", ".join(f"'{usual_heading(kind, field)}'" for field in missing or REQUIRED[kind])
        raise AttachmentError(
            f"In de eerste regels staan de koppen niet. Zet boven de kolommen in elk geval: {wanted}."
        )
    heading = table.lines[place]
    reading = TableReading(
        kind=kind,
        headings=[cell.text for cell in heading.cells],
        columns=columns,
        rows=[],
        faults=[],
        raw={line.number: [cell.text for cell in line.cells] for line in table.lines[place + 1 :]},
        notes=table.notes,
    )
    epoch, seen = date.fromisoformat(table.epoch), dict[tuple[Any, ...], int]()
    for line in table.lines[place + 1 :]:
        _read_line(line, reading, epoch, default_way, seen)
    return reading


def _read_line(
    line: Line, reading: TableReading, epoch: date, default_way: str | None, seen: dict[tuple[Any, ...], int]
) -> None:
    faults = _faults_of(line, reading)
    values: dict[str, Any] = {}
    wrong = {fault.column for fault in faults}
    for place, field in reading.columns.items():
        cell = line.cells[place] if place < len(line.cells) else Cell()
        try:
            skipped = WHOLE_ROW in wrong or reading.headings[place] in wrong
            values |= {} if skipped else _read_cell(field, cell, reading.kind, epoch)
        except CellError as error:
            faults.append(_fault(line, reading.headings[place], cell.text, str(error)))
    if not faults:
        _complete(values, reading.kind, default_way)
        faults = _missing(line, reading, values)
    if not faults:
        key = tuple(sorted((name, str(value).casefold()) for name, value in values.items()))
        first = seen.setdefault(key, line.number)
        faults = [_fault(line, WHOLE_ROW, "", f"dezelfde als rij {first}")] if first != line.number else []
    if faults:
        reading.faults += faults
        return
    reading.rows.append(ReadRow(row=line.number, values=values))


def _faults_of(line: Line, reading: TableReading) -> list[RowFault]:
    """What is wrong with the row before any cell is understood."""
    if line.fault:
        return [_fault(line, WHOLE_ROW, line.cells[0].text, line.fault)]
    extra = [cell.text for cell in line.cells[len(reading.headings) :] if cell.text]
    if extra:
        return [
            _fault(
                line,
                WHOLE_ROW,
                extra[0],
                "meer cellen dan er koppen zijn; zet tekst met het scheidingsteken tussen aanhalingstekens",
            )
        ]
    faults = []
    for place in reading.columns:
        cell = line.cells[place] if place < len(line.cells) else Cell()
        reason = REASONS.get(cell.kind) or _unreadable(cell.text)
        faults += [_fault(line, reading.headings[place], cell.text, reason)] if reason else []
    return faults


def _unreadable(text: str) -> str | None:
    if len(text) > CELL_LIMIT:
        return f"te lang ({len(text)} tekens); hoogstens {CELL_LIMIT}"
    if any(char < " " and char not in "\t\r\n" for char in text) or "\ufffd" in text:
        return "onleesbare tekens"
    return None


def _fault(line: Line, column: str, value: str, reason: str) -> RowFault:
    return RowFault(row=line.number, column=column, value=value[:200], reason=reason)


def _read_cell(field: str, cell: Cell, kind: Kind, epoch: date) -> dict[str, Any]:
    if field in DAYS:
        day = read_day(cell, epoch)
        return {field: None if day is None else day.isoformat()}
    if cell.kind is CellKind.DATE and field not in ("follow_up", "coach_remark", "note", "description"):
        raise CellError("een datum in plaats van tekst")
    if field in word_table("values.toml"):
        return {field: read_word(field, cell.text)}
    if field == "travel_minutes":
        return {field: read_minutes(cell.text)}
    if field == "hours" and kind is Kind.VACANCIES:
        least, most = read_hours(cell.text)
        return {"hours_min": least, "hours_max": most}
    return {field: cell.text or None}


def _complete(values: dict[str, Any], kind: Kind, default_way: str | None) -> None:
    if kind is Kind.VACANCIES:
        return
    values["way"] = values.get("way") or default_way
    for name in ("performed_by", "result"):
        if values.get(name) is None:
            values.pop(name, None)


def _missing(line: Line, reading: TableReading, values: dict[str, Any]) -> list[RowFault]:
    wanted = REQUIRED[reading.kind] + (("way",) if reading.kind is Kind.APPLICATIONS else ())
    empty = [field for field in wanted if not values.get(field)]
    return [_fault(line, reading.heading_of(field), "", "leeg; dit moet ingevuld zijn") for field in empty]
