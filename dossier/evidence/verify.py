"""Checks a bundle, a log or a database: the very verifier that lies in every bundle, and the tables besides."""

from collections import defaultdict
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from sqlalchemy.engine import make_url
from sqlmodel import Session

from dossier.errors import EvidenceError, NotFoundError
from dossier.evidence import controleer
from dossier.evidence.chain_check import check_chain
from dossier.evidence.log import line_of
from dossier.evidence.row_check import LoggedRows, check_rows
from dossier.model.evidence import LogContent, LogEntry
from dossier.storage.data_keys import DataKeys
from dossier.storage.erasure import BLANK
from dossier.storage.raw_table import UNREADABLE, RawRow, raw_rows, read_only, read_only_server

SQLITE = b"SQLite format 3\x00"
UNPROVEN_KEY = "van wie de sleutel is: geef de vingerafdruk mee die u van elders kent (--key)"
UNPROVEN_HEAD = "dat er aan het eind niets weg is: geef een kop mee die u van elders kent (--head)"


class Fault(BaseModel):
    """One thing that is not as it was made: which file, which line of it, and how."""

    file: str
    line: int | None = None
    code: str


class FoundTimestamp(BaseModel):
    """The time stamp of a bundle: over the head of its log or not; `openssl ts -verify` tells whose it is."""

    file: str
    over_head: bool
    moment: str | None


class VerifyReport(BaseModel):
    """What `passend verify` answers."""

    ok: bool
    key_known: bool
    head_known: bool
    entries: int
    head: str | None
    """The last hash of the chain; null for a database with several chains."""
    unproven: list[str]
    faults: list[Fault]
    timestamp: FoundTimestamp | None = None


def verify_url(
    url: str, *, head: str | None = None, key: str | None = None, data_keys: DataKeys | None = None
) -> VerifyReport:
    """Check the database of an installation, whichever kind it is."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return verify_path(Path(address.database or ""), head=head, key=key, data_keys=data_keys)
    return _verify_session(read_only_server(url, data_keys), address.database or "database", head, key)


def verify_path(
    path: Path, *, head: str | None = None, key: str | None = None, data_keys: DataKeys | None = None
) -> VerifyReport:
    """Check a bundle (also unpacked), a log file or a database file; the outcome names every fault.

    Only a database needs the keys of its values: what an entry says is checked against its salted hash.
    """
    if not path.exists():
        raise NotFoundError(f"{path} bestaat niet.")
    if path.is_file() and _starts_with(path, SQLITE):
        return verify_database(path, head=head, key=key, data_keys=data_keys)
    return _report(controleer.check(path, head, key))


def verify_database(
    path: Path, *, head: str | None = None, key: str | None = None, data_keys: DataKeys | None = None
) -> VerifyReport:
    """Check every chain in a SQLite file, and every row that the chains speak of."""
    return _verify_session(read_only(path, data_keys), path.name, head, key)


def _verify_session(
    opened: AbstractContextManager[Session], name: str, head: str | None, key: str | None
) -> VerifyReport:
    faults: controleer.Faults = []
    head, key = controleer.plain_hex(head), controleer.plain_hex(key)
    chains: dict[int, list[str]] = {}
    try:
        with opened as session:
            chains = DatabaseCheck(session, key).run(faults)
    except EvidenceError:
        faults.append({"file": name, "line": None, "code": "unreadable"})
    hashes = [one for chain in chains.values() for one in chain]
    if head is not None and head not in hashes:
        faults.append({"file": name, "line": None, "code": "head"})
    found = controleer.report(faults, head, key, hashes)
    return _report(found if len(chains) == 1 else found | {"head": None})


def _starts_with(path: Path, magic: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(magic)) == magic


def _report(found: dict[str, Any]) -> VerifyReport:
    unproven = [] if found["key_known"] else [UNPROVEN_KEY]
    return VerifyReport(**found, unproven=unproven if found["head_known"] else [*unproven, UNPROVEN_HEAD])


class DatabaseCheck:
    """One walk through the tables of the log and the tables that it speaks of."""

    def __init__(self, session: Session, key: str | None) -> None:
        self.session, self.key = session, key
        self.numbers = {row["id"]: row["number"] for row in raw_rows(session, "reintegration_case")}
        self.contents = {row["entry_id"]: row for row in raw_rows(session, "evidence_content")}
        self.logged = LoggedRows()
        self.handed_over: list[tuple[str, str]] = []

    def run(self, faults: controleer.Faults) -> dict[int, list[str]]:
        """Find what is wrong; answers the hashes of every chain."""
        chains: dict[int, list[RawRow]] = defaultdict(list)
        entries = raw_rows(self.session, "evidence_entry")
        for row in entries:
            chains[row["case_id"]].append(row)
        checked = {case_id: self.check_chain(case_id, rows, faults) for case_id, rows in chains.items()}
        keys = self.trusted_keys()
        for case_id, chain in checked.items():
            controleer.check_key(keys, chain, self.name_of(case_id), faults)
        hashes = {case_id: chain.hashes for case_id, chain in checked.items()}
        known = {row["id"] for row in entries}
        orphans = sorted(str(entry_id) for entry_id in set(self.contents) - known)
        faults.extend({"file": f"evidence_content {entry_id}", "line": None, "code": "added"} for entry_id in orphans)
        self.check_exports(hashes, faults)
        for fault in check_rows(self.session, self.logged, whole=True):
            faults.append({"file": f"{fault.table} {fault.row}", "line": None, "code": fault.code})
        return hashes

    def check_chain(self, case_id: int, rows: list[RawRow], faults: controleer.Faults) -> controleer.Chain:
        """Rows are taken in the order in which they were written: moving a number moves it out of place."""
        lines = [self.line(row) for row in rows]
        self.logged.read(line["content"] or {} for line in lines if line is not None)
        before = len(faults)
        chain = check_chain(lines, self.name_of(case_id), faults)
        if len(faults) == before:
            sound = [line for line in lines if line is not None and line["kind"] == controleer.ROTATED]
            self.handed_over += [(controleer.fingerprint(line["key"]), controleer.next_key(line)) for line in sound]
        return chain

    def name_of(self, case_id: int) -> str:
        return f"logboek {self.numbers.get(case_id, case_id)}"

    def trusted_keys(self) -> set[str]:
        """The key that is known from elsewhere, and those that it handed over to: a later case began with these."""
        keys = {self.key} if self.key else set()
        for old, new in self.handed_over:  # each hand-over stands in every chain, in the order in which it happened
            keys |= {new} if old in keys else set()
        return keys

    def line(self, row: RawRow) -> dict[str, Any] | None:
        """The line of a log file for one row; nothing when the row cannot be one."""
        kept, number = self.contents.get(row["id"]), self.numbers.get(row["case_id"])
        said = {name: value for name, value in row.items() if name != "header_sha256"}
        values = [*said.values(), *({} if kept is None else kept).values(), number]
        if row["header_sha256"] is not None and (kept is not None or any(row[name] != BLANK[name] for name in BLANK)):
            return None
        if UNREADABLE in values or None in values or (kept is not None and not isinstance(kept["content"], dict)):
            return None
        content = None if kept is None else LogContent(**kept)
        return line_of(LogEntry(**row), number or "", content, None)

    def check_exports(self, hashes: dict[int, list[str]], faults: controleer.Faults) -> None:
        """Every head that once left the machine must still stand in its chain."""
        for row in raw_rows(self.session, "evidence_export"):
            known = hashes.get(row["case_id"], [])
            start = controleer.genesis(str(self.numbers.get(row["case_id"])))
            if row["head"] not in {*known, start}:
                faults.append({"file": f"evidence_export {row['id']}", "line": None, "code": "head"})
