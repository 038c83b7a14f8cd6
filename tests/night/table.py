"""One table of what each row of the test plan reached last time it ran, kept as Markdown."""

import re
from dataclasses import astuple, dataclass
from pathlib import Path

HEAD = """# What the nightly rows of the test plan reached

Written by `make night` (`NIGHT=small make night` for small sizes), row by row; a row that did not run keeps the line
of the last time it did. What each row protects against, and which quick tests stand beside it in `make test`, is in
[threats.md](threats.md).

| row | asked | reached | hold | held | size | seconds | date |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    row: str
    asked: str
    reached: str
    hold: str
    held: str
    size: str
    seconds: str
    date: str


def read_lines(path: Path) -> dict[str, Line]:
    if not path.exists():
        return {}
    cells = [
        re.split(r"(?<!\\)\|", raw)[1:-1] for raw in path.read_text(encoding="utf-8").splitlines() if raw[:3] == "| T"
    ]
    return {line.row: line for line in (Line(*map(unescape, row)) for row in cells)}


def write_line(path: Path, line: Line) -> None:
    """Put this line in the place of the one of before, and keep all others."""
    lines = read_lines(path) | {line.row: line}
    rows = ("| " + " | ".join(map(escape, astuple(lines[row]))) + " |\n" for row in sorted(lines))
    path.write_text(HEAD + "".join(rows), encoding="utf-8")


def escape(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "\\|")


def unescape(cell: str) -> str:
    return cell.strip().replace("\\|", "|")
