"""Puts a backup back: opened and checked whole beside the data first, and only then moved into its place."""

import os
import shutil
import tarfile
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import ValidationError
from sqlalchemy.engine import make_url

from dossier.errors import BackupError
from dossier.settings import Settings
from dossier.storage.backup.contents import (
    DATABASE,
    FOLDERS,
    MANIFEST,
    Manifest,
    check_name,
    folder_of,
    sha256_of,
)
from dossier.storage.backup.moving import move_in
from dossier.storage.backup.postgres_copy import TableCopy, is_empty, put_back
from dossier.storage.backup.seal import SealedReader
from dossier.storage.backup.sqlite_copy import MEMBER, check_sqlite
from dossier.storage.database import Database
from dossier.storage.fault import in_words

STAGING = ".restore-new"
BEFORE = "before-restore"
"""Where what stood there goes with `--force`: never thrown away by the program."""
SQLITE_TAILS = ("", "-wal", "-shm")
MANIFEST_LIMIT = 512 * 1024 * 1024


def restore_backup(settings: Settings, source: Path, secret: str, *, force: bool) -> Manifest:
    """A wrong key, a changed byte or data that stands there already changes nothing; a kill can be done over."""
    if not force and not settings.unfinished_restore.exists() and holds_data(settings):
        raise BackupError("Hier staan al gegevens. Met --force gaan die eerst opzij (map before-restore).")
    staging = settings.data_dir / STAGING
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(mode=0o700)
        manifest = unpack(source, secret, staging)
        check_members(manifest, staging, kind=make_url(settings.effective_database_url).get_backend_name())
        put_in_place(settings, manifest, staging)
    except OSError as error:
        raise BackupError(f"Terugzetten lukte niet: {in_words(error)}") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


def holds_data(settings: Settings) -> bool:
    """Rows, files or a key."""
    url = make_url(settings.effective_database_url)
    if any(any(folder_of(settings, part).rglob("*")) for part in FOLDERS):
        return True
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "").exists()
    database = Database(settings.effective_database_url)
    try:
        return not is_empty(database)
    finally:
        database.close()


def unpack(source: Path, secret: str, staging: Path) -> Manifest:
    """Every member in the staging folder, readable by its owner alone; the manifest is the last."""
    manifest: bytes | None = None
    try:
        with source.open("rb") as file:
            sealed = SealedReader(file, secret)
            with tarfile.open(mode="r|", fileobj=sealed) as tar:  # type: ignore[call-overload]
                for info in tar:
                    content = tar.extractfile(info)
                    if content is None or manifest is not None:
                        raise BackupError("De reservekopie bevat een bestand dat er niet in hoort.")
                    if info.name == MANIFEST and info.size <= MANIFEST_LIMIT:
                        manifest = content.read()
                    else:
                        write_member(staging, check_name(info.name), content)
            sealed.finish()
        return Manifest.model_validate_json(manifest or b"")
    except FileNotFoundError as error:
        raise BackupError(f"{source.name} bestaat niet.") from error
    except (tarfile.TarError, ValidationError) as error:
        raise BackupError("De reservekopie is niet heel.") from error


def write_member(staging: Path, name: PurePosixPath, content: IO[bytes]) -> None:
    for folder in reversed(name.parents):
        (staging / folder).mkdir(exist_ok=True, mode=0o700)
    with os.fdopen(os.open(staging / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def check_members(manifest: Manifest, staging: Path, *, kind: str) -> None:
    """Exactly the files of the manifest with their hashes, and a database that this installation can take in."""
    if manifest.database not in {kind, "sqlite"}:
        raise BackupError(f"De reservekopie is van {manifest.database}, deze installatie gebruikt {kind}.")
    found = {path.relative_to(staging).as_posix(): path for path in staging.rglob("*") if path.is_file()}
    said = {member.name: member.sha256 for member in manifest.members}
    if {name: sha256_of(path) for name, path in found.items()} != said:
        raise BackupError("De reservekopie is niet heel: een bestand ontbreekt of is anders dan toen.")
    if manifest.database == "sqlite":
        check_sqlite(staging / DATABASE / MEMBER)


def put_in_place(settings: Settings, manifest: Manifest, staging: Path) -> None:
    """From the first move to the last a mark keeps the program from starting; doing it over finishes it."""
    settings.unfinished_restore.touch(mode=0o600)
    sync_folder(settings.data_dir)
    before = settings.data_dir / BEFORE
    before.mkdir(exist_ok=True, mode=0o700)
    url = make_url(settings.effective_database_url)
    if url.get_backend_name() == "sqlite":
        place = Path(url.database or "")
        for tail in SQLITE_TAILS:
            set_aside(place.with_name(place.name + tail), before)
        shutil.move(staging / DATABASE / MEMBER, place)
        sync_folder(place.parent)
    else:
        fill_server(settings, manifest, staging / DATABASE)
    for part in parts_of(manifest):
        set_aside(folder_of(settings, part), before)
        if (staging / part).exists():
            (staging / part).replace(folder_of(settings, part))
    if not any(before.iterdir()):
        before.rmdir()
    sync_folder(settings.data_dir)
    settings.unfinished_restore.unlink()


def fill_server(settings: Settings, manifest: Manifest, folder: Path) -> None:
    """From a backup of a PostgreSQL, or from one of the SQLite file that an office began with."""
    database = Database(settings.effective_database_url)
    try:
        if manifest.database == "sqlite":
            move_in(database, folder / MEMBER)
        else:
            tables = [TableCopy(table.name, table.columns) for table in manifest.tables]
            put_back(database, manifest.schema_version, tables, folder)
    finally:
        database.close()


def parts_of(manifest: Manifest) -> list[str]:
    """What a backup left out on purpose stays as it stands: another's keys or pages are not thrown away."""
    left_out = {"snapshots": not manifest.snapshots, "keys": not manifest.keys}
    return [part for part in FOLDERS if not left_out.get(part)]


def set_aside(path: Path, before: Path) -> None:
    """Out of the way; where an earlier try already did so, what stands there now is of that try and goes."""
    if not path.exists():
        return
    if (before / path.name).exists():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return
    shutil.move(path, before / path.name)


def sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
