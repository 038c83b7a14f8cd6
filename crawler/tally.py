"""What reading a heap of files came to: per folder and reader how many, refused why, and which fields were there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

FIELDS = ("title", "employer", "place", "date_posted")


@dataclass
class Row:
    """One folder as one reader read it; what was refused has no reader."""

    folder: str
    reader: str
    paths: set[str] = field(default_factory=set)
    vacancies: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)

    def add(self, line: dict[str, Any]) -> None:
        self.paths.add(line["path"])
        if "error" in line:
            self.refused[line["error"]] += 1
        else:
            self.vacancies += 1
            self.filled.update(name for name in FIELDS if line.get(name))

    def to_json(self) -> dict[str, Any]:
        return {
            "folder": self.folder, "reader": self.reader or None, "files": len(self.paths), "vacancies": self.vacancies,
            "refused": dict(sorted(self.refused.items())), **{name: self.filled[name] for name in FIELDS},
        }  # fmt: skip


def tally_lines(lines: Iterable[dict[str, Any]]) -> list[Row]:
    """The rows of a run by folder and reader, and the sum of them as the last."""
    rows: dict[tuple[str, str], Row] = {}
    total = Row("totaal", "")
    for line in lines:
        key = (str(PurePath(line["path"]).parent.name), line.get("reader") or "")
        rows.setdefault(key, Row(*key)).add(line)
        total.add(line)
    return [*(rows[key] for key in sorted(rows)), total]
