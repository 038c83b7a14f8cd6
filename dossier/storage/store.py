"""Where kept bytes lie: objects under names, in a folder that machines share or in a store that speaks S3."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from dossier.errors import EvidenceError
from dossier.settings import Settings
from dossier.storage.durable_file import sync_folder, write_durably

ATTACHMENTS, SNAPSHOTS = "attachments", "snapshots"


@dataclass(frozen=True)
class Kept:
    """An object as a list of the store tells it; `changed` is in seconds since 1970."""

    name: str
    size: int
    changed: float


class Growing(Protocol):
    """What is written piece by piece; after `sync` all of it is safe, under one name or several."""

    names: list[str]

    def add(self, content: bytes) -> int:
        """Put a piece at the end of what stands under the last of the names; answers from which byte."""

    def sync(self) -> None:
        """Make what was added survive a power cut."""

    def close(self) -> None:
        """Nothing more comes."""


class Store(Protocol):
    """Objects that are there whole or not at all, each under a name with slashes."""

    pause: float
    """So many seconds at least between two times that what grows is made safe."""

    def put(self, name: str, content: bytes) -> None:
        """Safe when this returns; what stood there is replaced."""

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """The object or a stretch of it; raises FileNotFoundError, and OSError when the store does not answer."""

    def has(self, name: str) -> bool: ...

    def walk(self, prefix: str = "") -> Iterator[Kept]:
        """Every object of which the name begins so, in the order of names; of what a folder still gets, as `.nieuw-…`,
        the name begins with a dot.
        """

    def remove(self, name: str) -> None:
        """Also where nothing stands."""

    def grow(self, name: str, head: bytes) -> Growing:
        """Begin a new object with these bytes; raises FileExistsError."""

    def cut(self, name: str, measure: Callable[[Path], int]) -> int:
        """Throw away what a killed process left half behind the bytes that are whole; answers how much."""


class FolderStore:
    """Files below one folder."""

    pause = 2.0

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, name: str) -> Path:
        path = (self.folder / name).resolve()
        if not path.is_relative_to(self.folder.resolve()):
            raise EvidenceError(f"{name} ligt buiten de map met bewaarde bestanden.")
        return path

    def put(self, name: str, content: bytes) -> None:
        write_durably(self.path_of(name), content)

    def get(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        with self.path_of(name).open("rb") as file:
            file.seek(start)
            return file.read(-1 if length is None else length)

    def has(self, name: str) -> bool:
        return self.path_of(name).is_file()

    def walk(self, prefix: str = "") -> Iterator[Kept]:
        top = self.path_of(prefix.rpartition("/")[0] or ".")
        for path in sorted(top.rglob("*")):
            name = path.relative_to(self.folder.resolve()).as_posix()
            if path.is_file() and name.startswith(prefix):
                told = path.stat()
                yield Kept(name, told.st_size, told.st_mtime)

    def remove(self, name: str) -> None:
        self.path_of(name).unlink(missing_ok=True)

    def grow(self, name: str, head: bytes) -> "GrowingFile":
        path = self.path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        grown = GrowingFile(name, path.open("xb"))
        grown.add(head)
        grown.sync()
        sync_folder(path.parent)
        return grown

    def cut(self, name: str, measure: Callable[[Path], int]) -> int:
        path = self.path_of(name)
        whole = measure(path)
        lost = path.stat().st_size - whole
        if lost > 0:
            with path.open("r+b") as file:
                file.truncate(whole)
                os.fsync(file.fileno())
        return max(lost, 0)


class GrowingFile:
    """One file, longer with every piece."""

    def __init__(self, name: str, file: BinaryIO) -> None:
        self.names, self._file = [name], file

    def add(self, content: bytes) -> int:
        offset = self._file.tell()
        self._file.write(content)
        return offset

    def sync(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        if not self._file.closed:
            self.sync()
            self._file.close()


def open_store(settings: Settings, part: str) -> Store:
    """The store of the attachments or of the snapshots, wherever the settings put it."""
    if settings.keeps_in_s3:
        from dossier.storage.s3_store import open_bucket  # an extra that a folder does without

        return open_bucket(settings, part)
    return FolderStore(settings.attachment_dir if part == ATTACHMENTS else settings.snapshot_dir)
