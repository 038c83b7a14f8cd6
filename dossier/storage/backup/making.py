"""Makes a backup while people work: the database at one moment, then the files, sealed on their way to the disk."""

import fcntl
import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.engine import make_url

from dossier.errors import BackupError
from dossier.settings import Settings
from dossier.storage.backup.contents import (
    DATABASE,
    FOLDERS,
    KEYS,
    MANIFEST,
    SNAPSHOTS,
    Manifest,
    Member,
    TableColumns,
    files_of,
    spoken_of,
)
from dossier.storage.backup.postgres_copy import copy_postgres
from dossier.storage.backup.seal import SealedWriter
from dossier.storage.backup.sqlite_copy import MEMBER, Ask, copy_sqlite
from dossier.storage.database import Database
from dossier.storage.fault import in_words
from dossier.storage.store import ATTACHMENTS


class Archive:
    """A tar on its way into the seal; remembers the hash of each member."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._tar = tarfile.open(mode="w|", fileobj=sealed, format=tarfile.PAX_FORMAT)  # type: ignore[call-overload]  # noqa: SIM115 - closed by the caller
        self.members: list[Member] = []

    def add(self, name: str, file: BinaryIO) -> None:
        """As many bytes as the file has now: what is appended meanwhile is in the next backup."""
        info = tarfile.TarInfo(name)
        info.size = os.fstat(file.fileno()).st_size
        hashed = HashedReader(file)
        self._tar.addfile(info, hashed)
        self.members.append(Member(name=name, size=info.size, sha256=hashed.sha256()))

    def finish(self, manifest: bytes) -> None:
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        self._tar.addfile(info, io.BytesIO(manifest))
        self._tar.close()


class HashedReader:
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        content = self._file.read(size)
        self._hash.update(content)
        return content

    def sha256(self) -> str:
        return self._hash.hexdigest()


def make_backup(
    database: Database, settings: Settings, out: Path, secret: str, *, now: datetime, snapshots: bool, keys: bool
) -> Manifest:
    """The backup under its name only when all of it is on the disk; an existing file is never written over."""
    snapshots = snapshots and not settings.keeps_in_s3
    left_out = {*(() if snapshots else (SNAPSHOTS,)), *(() if keys else (KEYS,))}
    left_out |= {ATTACHMENTS} if settings.keeps_in_s3 else set()  # a bucket has versions and copies of its own
    parts = [part for part in FOLDERS if part not in left_out]
    try:
        with new_file(out) as file, SealedWriter(file, secret) as sealed:
            archive = Archive(sealed)
            with ExitStack() as opened:
                ask, schema, tables = add_database(archive, database, settings.data_dir, opened)
                add_files(archive, settings, parts)
                there = {member.name for member in archive.members}
                missing = [] if settings.keeps_in_s3 else sorted(spoken_of(ask, snapshots=snapshots) - there)
            manifest = Manifest(
                made_at=now.isoformat(timespec="seconds"),
                database=database.engine.dialect.name,
                schema_version=schema,
                snapshots=snapshots,
                keys=keys,
                tables=tables,
                missing=missing,
                members=archive.members,
            )
            archive.finish(manifest.model_dump_json().encode())
    except OSError as error:
        raise BackupError(f"De reservekopie kon niet gemaakt worden: {in_words(error)}") from error
    return manifest


def add_database(
    archive: Archive, database: Database, folder: Path, opened: ExitStack
) -> tuple[Ask, str, list[TableColumns]]:
    """The database first: every file that it speaks of was there before its row."""
    if database.engine.dialect.name == "sqlite":
        path = Path(make_url(database.url).database or "")
        copy = opened.enter_context(copy_sqlite(path, folder))
        archive.add(f"{DATABASE}/{MEMBER}", copy.file)
        return copy.ask, copy.ask("SELECT version_num FROM alembic_version")[0], []
    tables = opened.enter_context(copy_postgres(database))
    for table in tables.tables:
        with tables.lines(table, folder) as lines:
            archive.add(f"{DATABASE}/{table.name}.copy", lines)
    columns = [TableColumns(name=table.name, columns=table.columns) for table in tables.tables]
    return tables.ask, tables.schema, columns


def add_files(archive: Archive, settings: Settings, parts: list[str]) -> None:
    for name, path in files_of(settings, parts):
        try:
            file = path.open("rb")
        except FileNotFoundError:  # erased or swept since it was listed; one that a row needs is told as missing
            continue
        with file:
            archive.add(name, file)


@contextmanager
def new_file(out: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when it is whole and on the disk; what a killed run left is written over."""
    if out.exists():
        raise BackupError(f"{out.name} bestaat al; kies een andere naam.")
    partial = out.with_name(f".{out.name}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Er wordt al een reservekopie {out.name} gemaakt.") from error
        try:
            file.truncate()
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.link(partial, out)  # unlike a rename this never writes over another's file
        finally:
            partial.unlink()
    folder = os.open(out.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
