"""The copy for the person as one page to read: no script, no picture, no address of elsewhere; it opens anywhere."""

import tomllib
from datetime import date, datetime
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from dossier.evidence.dutch import long_day, short_day, short_moment
from dossier.model.case import ReintegrationCase
from dossier.storage.raw_table import UNREADABLE, RawRow

Names = dict[tuple[str, Any], str]
"""For each `table.column` and number the name that it stands for."""
NOBODY = "<p>Niemand anders keek in dit dossier.</p>"


@cache
def _names() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("dossier.evidence") / "own_copy_names.toml").read_text(encoding="utf-8"))


def write_page(
    case: ReintegrationCase,
    tables: dict[str, list[RawRow]],
    looks: list[dict[str, Any]],
    names: Names,
    made_at: datetime,
) -> str:
    """Every table with its rows below each other, and who looked."""
    parts = []
    for name, rows in tables.items():
        if rows:
            parts.append(f"<h2>{escape(_names()['tables'].get(name, name))}</h2>")
            parts += [_row_table(name, row, names) for row in rows]
    parts.append("<h2>Wie keek in het dossier</h2>")
    parts.append(f"<table>{''.join(map(_look, looks))}</table>" if looks else NOBODY)
    page = Template((files("dossier.evidence") / "templates" / "own_copy.html").read_text(encoding="utf-8"))
    return page.substitute(
        number=escape(case.number), name=escape(case.employee_name), day=long_day(made_at), body="\n".join(parts)
    )


def _look(look: dict[str, Any]) -> str:
    day, who, part = short_moment(look["at"]), escape(look["who"]), escape(look["part"])
    return f'<tr><th scope="row">{day}</th><td>{who}</td><td>{part}</td></tr>'


def _row_table(table: str, row: RawRow, names: Names) -> str:
    """One row as two columns; what is empty is left out, and how a vacancy was weighed stands in the JSON alone."""
    lines = []
    for field, value in row.items():
        if field == "id" or value in (None, "", [], {}) or (table == "match" and isinstance(value, dict)):
            continue
        shown = None if isinstance(value, list | dict) else names.get((f"{table}.{field}", value))
        label = escape(_names()["fields"].get(field, field))
        lines.append(f'<tr><th scope="row">{label}</th><td>{escape(shown or _text(value))}</td></tr>')
    return f"<table>{''.join(lines)}</table>"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return short_moment(value) if isinstance(value, datetime) else short_day(value)
    if isinstance(value, list):
        return "; ".join(_text(one) for one in value)
    if isinstance(value, dict):
        said = {key.replace("_", " "): one for key, one in value.items() if one not in (None, "")}
        return ", ".join(f"{key}: {_text(one)}" for key, one in said.items())
    return "onleesbaar" if value is UNREADABLE else str(value)
