"""What was fetched, kept byte for byte: WARC files in a store, and a row per page that shows a vacancy."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Self

from sqlalchemy import insert
from sqlmodel import Session, col, select

from dossier.errors import EvidenceError, NotFoundError
from dossier.model.vacancy import Snapshot, VacancySnapshot
from dossier.settings import Settings
from dossier.storage.store import SNAPSHOTS, FolderStore, Growing, Store, open_store
from dossier.storage.tls_state import Tls
from dossier.storage.warc import Answer, Exchange, info_record, read_answer, record_pair, whole_length

PageRow = dict[str, Any]
"""A page whose bytes are safe on disk, by the columns of `Snapshot`; it gets a row once something on it is new."""
_PAGES = insert(Snapshot).returning(col(Snapshot.id), sort_by_parameter_order=True)


@dataclass(frozen=True)
class Slice:
    """Where an exchange stands: file below the snapshot folder, bytes, and the sha256 of exactly those bytes."""

    warc: str
    offset: int
    length: int
    sha256: str


class WarcFile:
    """What is being written; nothing may be referred to in the database before `sync`."""

    def __init__(self, growing: Growing) -> None:
        self._growing = growing

    @property
    def names(self) -> list[str]:
        """Everything under which it was written: one file, or an object per time it was made safe."""
        return self._growing.names

    def append(self, exchange: Exchange) -> Slice:
        """Add an exchange at the end and say where it stands."""
        return self.keep(record_pair(exchange))

    def keep(self, members: bytes) -> Slice:
        """Add an exchange as it was kept elsewhere, byte for byte."""
        offset = self._growing.add(members)
        return Slice(self.names[-1], offset, len(members), hashlib.sha256(members).hexdigest())

    def sync(self) -> None:
        """Make what was appended survive a power cut: only then may a row refer to it."""
        self._growing.sync()

    def close(self) -> None:
        self._growing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class WarcStore:
    """The snapshots: writes one new file per run, and reads slices back with their hash checked."""

    def __init__(self, where: Store | Path) -> None:
        self.where: Store = FolderStore(where) if isinstance(where, Path) else where

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(open_store(settings, SNAPSHOTS))

    def create(self, name: str, *, software: str, operator: str, now: datetime) -> WarcFile:
        """Open a new file `name`; an existing file is never written over."""
        fields = {"software": software, "operator": operator, "format": "WARC File Format 1.1"}
        return WarcFile(self.where.grow(name, info_record(PurePosixPath(name).name, fields, now)))

    def read_slice(self, snapshot: Snapshot) -> bytes:
        """The bytes of a snapshot: a valid `.warc.gz`; raises EvidenceError where they are not as kept."""
        return self.read_bytes(Slice(snapshot.warc, snapshot.offset, snapshot.length, snapshot.sha256))

    def read_bytes(self, where: Slice) -> bytes:
        """The bytes of a slice, with their hash checked."""
        try:
            content = self.where.get(where.warc, where.offset, where.length)
        except OSError as error:
            raise EvidenceError(f"{where.warc} kan niet gelezen worden: {error}") from error
        if hashlib.sha256(content).hexdigest() != where.sha256:
            raise EvidenceError(f"{where.warc} bevat vanaf byte {where.offset} niet meer wat is opgehaald.")
        return content

    def read_answer(self, where: Slice) -> Answer:
        """What the server answered, headers and unpacked body."""
        return read_answer(self.read_bytes(where))

    def read_body(self, snapshot: Snapshot) -> bytes:
        """The page as it was read, unpacked; checked against `body_sha256`."""
        body = read_answer(self.read_slice(snapshot)).body
        if hashlib.sha256(body).hexdigest() != snapshot.body_sha256:
            raise EvidenceError(f"De pagina in momentopname {snapshot.id} is niet de pagina die gelezen is.")
        return body

    def find_tls(self, snapshot: Snapshot) -> Tls | None:
        """How the connection was protected; None where it was not, or where the slice is not as kept."""
        try:
            return read_answer(self.read_slice(snapshot)).tls
        except EvidenceError:
            return None

    def verify_slice(self, snapshot: Snapshot) -> bool:
        """Is the snapshot still whole: slice, records and page?"""
        try:
            self.read_body(snapshot)
        except EvidenceError:
            return False
        return True

    def files(self, folder: str) -> list[tuple[str, int]]:
        """The files below a folder with their size, oldest first."""
        return [(kept.name, kept.size) for kept in self.where.walk(f"{folder}/") if kept.name.endswith(".warc.gz")]

    def folders(self) -> list[str]:
        """The folders of the store: one per source."""
        return sorted({kept.name.partition("/")[0] for kept in self.where.walk() if "/" in kept.name})

    def remove(self, name: str) -> None:
        """Throw a file away that nothing refers to."""
        self.where.remove(name)

    def repair_tail(self, name: str, *, keep: int = 0) -> int:
        """Cut what a killed run left half written at the end of a file; `keep` bytes are never touched."""
        return self.where.cut(name, lambda path: max(whole_length(path), keep))


def add_snapshots(session: Session, pages: list[PageRow]) -> list[int]:
    """Write the rows of pages whose bytes are already safe on disk; answers their ids in the same order."""
    rows = session.connection().execute(_PAGES, pages).scalars() if pages else ()
    return [key for key in rows if key is not None]


def add_snapshot(session: Session, snapshot: Snapshot) -> int:
    """Write the row of one page."""
    (snapshot.id,) = add_snapshots(session, [snapshot.model_dump(exclude={"id"})])
    return snapshot.id


def get_snapshot(session: Session, snapshot_id: int) -> Snapshot:
    snapshot = session.get(Snapshot, snapshot_id)
    if snapshot is None:
        raise NotFoundError(f"Momentopname {snapshot_id} bestaat niet.")
    return snapshot


def snapshots_of(session: Session, vacancy_id: str) -> list[Snapshot]:
    """The pages that show a vacancy, oldest version first."""
    query = (
        select(Snapshot)
        .join(VacancySnapshot, col(VacancySnapshot.snapshot_id) == col(Snapshot.id))
        .where(VacancySnapshot.vacancy_id == vacancy_id)
        .order_by(col(VacancySnapshot.version), col(Snapshot.id))
    )
    return list(session.exec(query))


def versions_of(session: Session, vacancy_id: str) -> dict[int, Snapshot]:
    """The page that shows each version of a vacancy, oldest first; of several the last."""
    query = (
        select(VacancySnapshot.version, Snapshot)
        .join(Snapshot, col(VacancySnapshot.snapshot_id) == col(Snapshot.id))
        .where(VacancySnapshot.vacancy_id == vacancy_id)
        .order_by(col(VacancySnapshot.version), col(Snapshot.id))
    )
    return dict(session.exec(query).all())


def kept_until(session: Session, warc: str) -> int:
    """Where the last slice that a row refers to ends in a file; 0 when no row does."""
    slices = session.exec(select(Snapshot).where(Snapshot.warc == warc))
    return max((row.offset + row.length for row in slices), default=0)
