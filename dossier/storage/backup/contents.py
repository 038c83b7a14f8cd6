"""What a backup holds: its parts, the hash of every member, and which files the database speaks of."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from dossier.errors import BackupError
from dossier.settings import Settings
from dossier.storage.backup.sqlite_copy import Ask

MANIFEST = "manifest.json"
DATABASE = "database"
SNAPSHOTS, KEYS = "snapshots", "keys"
FOLDERS = ("attachments", "bundles", SNAPSHOTS, KEYS)
ATTACHED = "SELECT sha256 FROM proof UNION SELECT logo_sha256 FROM house_style WHERE logo_sha256 IS NOT NULL"
FETCHED = "SELECT warc FROM snapshot"


class Member(BaseModel):
    name: str
    size: int
    sha256: str


class TableColumns(BaseModel):
    name: str
    columns: list[str]


class Manifest(BaseModel):
    """The last member of a backup."""

    made_at: str
    database: str
    """sqlite or postgresql: a backup goes back to the kind that it came from."""
    schema_version: str
    snapshots: bool
    keys: bool
    tables: list[TableColumns]
    missing: list[str]
    """Files that the database speaks of and that were not there: lost before, or erased while the backup ran."""
    members: list[Member]


def folder_of(settings: Settings, part: str) -> Path:
    return {
        "attachments": settings.attachment_dir,
        "bundles": settings.bundle_dir,
        SNAPSHOTS: settings.snapshot_dir,
        KEYS: settings.signing_key_file.parent,
    }[part]


def files_of(settings: Settings, parts: list[str]) -> Iterator[tuple[str, Path]]:
    """Every file of these parts with its name in the backup; what is being written (.name) is left out."""
    for part in parts:
        folder = folder_of(settings, part)
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
                yield f"{part}/{path.relative_to(folder).as_posix()}", path


def spoken_of(ask: Ask, *, snapshots: bool) -> set[str]:
    """The names of the files that rows refer to."""
    names = {f"attachments/{sha256[:2]}/{sha256}" for sha256 in ask(ATTACHED)}
    return names | {f"{SNAPSHOTS}/{warc}" for warc in ask(FETCHED)} if snapshots else names


def check_name(name: str) -> PurePosixPath:
    """A member lies in one of the known parts and nowhere else."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or path.parts[:1] not in {(one,) for one in (*FOLDERS, DATABASE)}:
        raise BackupError("De reservekopie bevat een bestand dat er niet in hoort.")
    return path


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
