"""Everything about one person in one file (AVG articles 15 and 20): to read, for a program, and who looked at it."""

import json
from datetime import datetime
from typing import Any

from sqlmodel import Session

from dossier.evidence import controleer
from dossier.evidence.canonical import to_public
from dossier.evidence.columns import CellKind, Column
from dossier.evidence.edition import Member
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import line_of
from dossier.evidence.own_copy_page import write_page
from dossier.evidence.spreadsheet import write_csv
from dossier.evidence.standalone import verifier_source
from dossier.evidence.zip_form import zip_parts
from dossier.model.case import ReintegrationCase
from dossier.settings import Settings
from dossier.storage.attachments import AttachmentStore
from dossier.storage.erasure import OUTLIVE, owned_rows
from dossier.storage.evidence import contents_of, entries_of
from dossier.storage.own_data import account_rows, names_behind
from dossier.storage.raw_table import UNREADABLE, RawRow, raw_rows

LOGGED = frozenset({"evidence_entry", "evidence_content"})
"""In the copy as the log itself, line by line."""


def build_own_copy(session: Session, case: ReintegrationCase, *, settings: Settings, made_at: datetime) -> bytes:
    """The copy as a zip: `overzicht.html` to read, `gegevens.json` for a program, the files, and the whole log."""
    assert case.id is not None
    tables = tables_of(session, case)
    looks = looks_of(session, case.id)
    kept = file_members(settings, tables)
    data = {"case": case.number, "made_at": made_at, "tables": tables, "looks": looks}
    names = names_behind(session, tables)
    members = [
        Member("gegevens.json", _json(data), "application/json"),
        Member("overzicht.html", write_page(case, tables, looks, names, made_at).encode(), "text/html"),
        Member("wie-keek.csv", _looks_table(looks), "text/csv"),
        Member(controleer.LOG, log_lines(session, case), "application/jsonl"),
        Member("controleer.py", verifier_source(), "text/x-python"),
        *kept,
    ]
    return b"".join(part for _, part in zip_parts([(one.name, one.content) for one in members]))


def tables_of(session: Session, case: ReintegrationCase) -> dict[str, list[RawRow]]:
    """Every row that hangs from the case, in every table, and the account; a new table is in it by itself."""
    assert case.id is not None
    owned: dict[str, list[Any]] = {"reintegration_case": [case.id]}
    owned |= owned_rows(session, case.id)
    found = {name: raw_rows(session, name, ids=ids) for name, ids in owned.items()}
    for name in sorted(OUTLIVE - LOGGED - {"reintegration_case"}):
        found[name] = [row for row in raw_rows(session, name) if row["case_id"] == case.id]
    if case.employee_id is not None:
        found |= account_rows(session, case.employee_id)
    return found


def looks_of(session: Session, case_id: int) -> list[dict[str, Any]]:
    """Who opened which part and when (V-15)."""
    contents = contents_of(session, case_id)
    return [
        {"at": entry.recorded_at, "who": entry.actor, "part": contents[entry.id or 0].content.get("part", "")}
        for entry in entries_of(session, case_id)
        if entry.kind == EntryKind.VIEWED and entry.id in contents
    ]


def log_lines(session: Session, case: ReintegrationCase) -> bytes:
    assert case.id is not None
    contents = contents_of(session, case.id)
    lines = [line_of(entry, case.number, contents.get(entry.id or 0), None) for entry in entries_of(session, case.id)]
    return b"".join(controleer.canonical(line) + b"\n" for line in lines)


def file_members(settings: Settings, tables: dict[str, list[RawRow]]) -> list[Member]:
    """Every kept file as it was uploaded; its row says which one it is."""
    store = AttachmentStore.of(settings)
    members = []
    for rows in tables.values():
        for row in rows:
            if row.get("sha256") and row.get("filename") and store.has(row["sha256"]):
                name = f"bestanden/{row['id']:04d}-{row['filename']}"
                members.append(Member(name, store.open_bytes(row["sha256"]), str(row.get("media_type"))))
    return members


def _looks_table(looks: list[dict[str, Any]]) -> bytes:
    columns = [Column(0, "at", "Wanneer", CellKind.MOMENT), Column(0, "who", "Wie"), Column(0, "part", "Onderdeel")]
    return write_csv(columns, looks)


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(to_public(_plain(value)), ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(value: Any) -> Any:
    if value is UNREADABLE:
        return None
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value
