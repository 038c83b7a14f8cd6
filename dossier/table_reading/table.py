"""A table as it stands in a file, before anybody knows what its columns mean."""

from enum import StrEnum

from pydantic import BaseModel

ROW_LIMIT, COLUMN_LIMIT, CELL_LIMIT = 2_000, 100, 5_000
"""A list of one person is far below these; what is longer is refused with a reason and never cut."""
TOO_MANY = (
    f"Deze lijst heeft meer dan {ROW_LIMIT} regels. Splits haar in delen: "
    "regels die al zijn ingelezen, komen niet dubbel."
)
TOO_WIDE = f"meer dan {COLUMN_LIMIT} kolommen"


class CellKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    FORMULA = "formula"
    ERROR = "error"
    MERGED = "merged"


class Cell(BaseModel):
    """One cell: its text (a day as 2026-03-05), and what kind of value the file says it is."""

    text: str = ""
    kind: CellKind = CellKind.TEXT


class Line(BaseModel):
    """One row with the number that a spreadsheet program shows beside it; `fault` says why it cannot be read at all."""

    number: int
    cells: list[Cell]
    fault: str | None = None

    @property
    def is_empty(self) -> bool:
        return self.fault is None and not any(cell.text for cell in self.cells)


class Table(BaseModel):
    """Every row that is not empty, and what is worth saying about the file."""

    lines: list[Line]
    notes: list[str] = []
    epoch: str = "1900-01-01"
    """The first day of the workbook's own calendar: a Mac from long ago counts from 1904."""
