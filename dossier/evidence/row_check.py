"""Whether the rows of a case still say what the log says: a table changed behind the log is found."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from dossier.evidence.canonical import to_public
from dossier.storage.raw_table import UNREADABLE, RawRow, defaults_of, raw_rows, table_names

LIMITATIONS = "limitations"
WHERE = frozenset({"record", "record_id", "record_ids"})
LOGGED_TABLES = (
    "reintegration_case",
    "person_profile",
    "search_profile",
    "wage_record",
    "capability_document",
    "shortlist_entry",
    "employer_answer",
    "human_judgement",
    "job_application",
    "proof",
    "quality_check",
    "activity",
    "contact_record",
    "agreement",
    "career_document",
    "document_comment",
    "report",
    "report_signature",
    "own_statement",
    "referred_document",
    "evidence_export",
    "legal_hold",
    "case_course",
    "case_cover",
    "case_pause",
    "case_party",
    "placement",
    "joint_record",
    "wage_sanction",
    "sanction_point",
)
"""Tables that only acts write: a row without an entry was put there past the log."""

Record = tuple[str, int]


@dataclass(frozen=True)
class RowFault:
    table: str
    row: int
    code: str
    """row_changed, row_missing or row_unlogged."""
    fields: tuple[str, ...] = ()


@dataclass
class LoggedRows:
    """Every row that the log speaks of, with the last value that it gives to each field."""

    rows: dict[Record, dict[str, Any]] = field(default_factory=dict)

    def read(self, contents: Iterable[dict[str, Any]]) -> None:
        """Go through what the entries say, oldest first."""
        for content in contents:
            table = content.get("record")
            if table not in table_names():
                continue
            said = {name: value for name, value in content.items() if name not in WHERE}
            for row_id in content.get("record_ids") or [content.get("record_id")]:
                self.rows.setdefault((table, row_id), {}).update(said)
            if content.get("snapshot_id") is not None and content.get("snapshot_sha256") is not None:
                self.rows.setdefault(("snapshot", content["snapshot_id"]), {})["sha256"] = content["snapshot_sha256"]

    def tables(self) -> set[str]:
        return {table for table, _ in self.rows}

    def ids(self, table: str) -> set[int]:
        return {row_id for name, row_id in self.rows if name == table}


def check_rows(session: Session, logged: LoggedRows, *, whole: bool) -> list[RowFault]:
    """Compare rows with the log; `whole` also looks for rows of which the log says nothing."""
    faults: list[RowFault] = []
    for table in sorted(logged.tables() | (set(LOGGED_TABLES) if whole else set())):
        ids = logged.ids(table)
        everything = whole and table in LOGGED_TABLES
        found = {row["id"]: row for row in raw_rows(session, table, ids=None if everything else ids)}
        if table == "capability_document":
            _add_limitations(session, found)
        faults += [RowFault(table, row_id, "row_missing") for row_id in sorted(ids - set(found))]
        faults += [RowFault(table, row_id, "row_unlogged") for row_id in sorted(set(found) - ids)]
        for row_id in sorted(ids & set(found)):
            said = logged.rows[table, row_id]
            changed = _differences(said, found[row_id])
            changed += _unsaid(table, said, found[row_id]) if table in LOGGED_TABLES else ()
            faults += [RowFault(table, row_id, "row_changed", changed)] if changed else []
    return faults


def _add_limitations(session: Session, documents: dict[int, RawRow]) -> None:
    """The deviations of a document, in the order in which they were entered."""
    for document in documents.values():
        document[LIMITATIONS] = []
    for row in raw_rows(session, "limitation"):
        if row["document_id"] in documents:
            values = {name: row[name] for name in ("item", "level", "note")}
            unread = UNREADABLE in values.values()
            documents[row["document_id"]][LIMITATIONS].append(UNREADABLE if unread else values)
    for document in documents.values():
        if UNREADABLE in document[LIMITATIONS]:
            document[LIMITATIONS] = UNREADABLE


def _differences(said: dict[str, Any], row: RawRow) -> tuple[str, ...]:
    return tuple(sorted(name for name in said if name in row and not _is_same(said[name], row[name])))


def _unsaid(table: str, said: dict[str, Any], row: RawRow) -> tuple[str, ...]:
    """A field of which the log never spoke still stands as a new row has it: a later column protects itself."""
    usual = defaults_of(table)
    return tuple(sorted(name for name in usual if name not in said and row[name] and row[name] != usual[name]))


def _is_same(said: Any, value: Any) -> bool:
    return value is not UNREADABLE and to_public(value) == said
