"""What stood in a row before: every change that the log keeps of it, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_wtf import FlaskForm
from sqlmodel import Session

from dossier.storage.evidence import contents_of, entries_of


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Correction:
    recorded_at: datetime
    actor: str
    reason: str
    changes: list[Change]


def corrections_of(session: Session, case_id: int, table: str, row_id: int, form: FlaskForm) -> list[Correction]:
    """Walks the log once; a field that the form does not show is left out, and so is an erased content."""
    contents, known = contents_of(session, case_id), dict[str, Any]()
    found = []
    for entry in entries_of(session, case_id):
        said = contents[entry.id].content if entry.id in contents else {}
        if said.get("record") != table or said.get("record_id") != row_id:
            continue
        changes = [
            Change(str(form[name].label.text), written(known.get(name)), written(value))
            for name, value in said.items()
            if name in form and name in known and known[name] != value
        ]
        if changes:
            found.append(Correction(entry.recorded_at, entry.actor, said.get("reason") or "", changes))
        known |= said
    return found[::-1]


def written(value: Any) -> str:
    return "–" if value in (None, "") else str(value)
