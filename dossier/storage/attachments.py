"""Uploaded files, kept sealed under the sha256 of what was uploaded, outside the web root."""

import hashlib
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Self

from dossier.errors import AttachmentError, NotFoundError, SealError
from dossier.settings import KEY_FOLDER, Settings
from dossier.storage.data_keys import DATA_KEYS, DataKeys
from dossier.storage.store import ATTACHMENTS, FolderStore, Store, open_store

NAME_LENGTH = 120
UNPACKED_LIMIT = 100 * 1024 * 1024
"""An office file that unpacks to more than this is refused: it is a bomb, not a letter."""

PART_LIMIT = 5_000
"""Parts of an office file, counted before the list of them is made: each takes half a KB of memory."""
PART_MARK = b"PK\x01\x02"

OFFICE_PARTS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "content.xml": "application/vnd.oasis.opendocument.text",
}
MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"{\\rtf", "application/rtf"),
)
TEXT_TYPES = {".txt": "text/plain", ".eml": "message/rfc822"}
ACCEPTED = "pdf, png, jpg, heic, webp, docx, xlsx, odt, rtf, msg, eml en txt"
PIXEL_LIMIT = 100_000_000


@dataclass(frozen=True)
class StoredFile:
    """What was kept: the hash is the name under which it lies."""

    sha256: str
    size: int
    media_type: str
    filename: str


class AttachmentStore:
    """Files named after their own hash; what lies there is never changed and never run."""

    def __init__(self, files: Store | Path, limit_mb: int, keys: DataKeys | None = None) -> None:
        """A folder has its keys beside it; for any other store they are given."""
        if isinstance(files, Path):
            keys = keys or DataKeys(files.parent / KEY_FOLDER / DATA_KEYS)
            files = FolderStore(files)
        assert keys is not None
        self.files, self.keys = files, keys
        self.limit = limit_mb * 1024 * 1024

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(open_store(settings, ATTACHMENTS), settings.upload_limit_mb, DataKeys(settings.data_key_file))

    def save(self, content: bytes, filename: str) -> StoredFile:
        """Keep these bytes; the same bytes twice are kept once."""
        if not content:
            raise AttachmentError("Het bestand is leeg.")
        if len(content) > self.limit:
            raise AttachmentError(f"Het bestand is te groot: hoogstens {self.limit // 1024 // 1024} MB.")
        name = clean_filename(filename)
        media_type = media_type_of(content, name)
        return StoredFile(self.keep(content), len(content), media_type, name)

    def keep(self, content: bytes) -> str:
        """Keep bytes that were looked at before; answers their hash."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.has(sha256):
            self.files.put(name_of(sha256), self.keys.seal_file(content, sha256))
        return sha256

    def has(self, sha256: str) -> bool:
        return self.files.has(name_of(sha256))

    def remove(self, sha256: str) -> None:
        self.files.remove(name_of(sha256))

    def open_bytes(self, sha256: str) -> bytes:
        """The bytes as uploaded; bytes that no longer match their hash are not handed out."""
        try:
            content = self.keys.unseal_file(self.files.get(name_of(sha256)), sha256)
        except FileNotFoundError:
            raise NotFoundError("Dit bestand is niet gevonden.") from None
        except SealError as error:
            raise AttachmentError(f"Het bewaarde bestand {sha256[:12]} is niet te openen: {error}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise AttachmentError(f"Het bewaarde bestand {sha256[:12]} is beschadigd.")
        return content


def name_of(sha256: str) -> str:
    """Where a file lies below the store: two letters of its hash keep the folders small."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise NotFoundError("Dit bestand is niet gevonden.")
    return f"{sha256[:2]}/{sha256}"


def clean_filename(filename: str) -> str:
    """The name for people: no folders, no control or direction characters, and never a name of nothing."""
    name = PurePosixPath(unicodedata.normalize("NFC", filename).replace("\\", "/")).name
    name = "".join(char for char in name if char.isprintable() and char not in '<>:"|?*/\\').strip(" .")
    if len(name) > NAME_LENGTH:
        stem, dot, suffix = name.rpartition(".")
        name = f"{stem[: NAME_LENGTH - len(suffix) - 1]}.{suffix}" if dot and len(suffix) <= 8 else name[:NAME_LENGTH]
    return name or "bestand"


def media_type_of(content: bytes, filename: str) -> str:
    """The kind that the bytes themselves show; the name decides only between kinds of plain text."""
    for magic, media_type in MAGIC:
        if content.startswith(magic):
            _check_picture(content, media_type)
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return "image/heic"
    suffix = Path(filename).suffix.lower()
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and suffix == ".msg":
        return "application/vnd.ms-outlook"
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    if suffix in TEXT_TYPES and _is_text(content):
        return TEXT_TYPES[suffix]
    raise AttachmentError(f"Dit soort bestand nemen we niet aan. Wel: {ACCEPTED}.")


def _check_picture(content: bytes, media_type: str) -> None:
    if media_type != "image/png":
        return
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    if width * height > PIXEL_LIMIT:
        raise AttachmentError("De afbeelding is te groot om te tonen.")


def _office_type(content: bytes) -> str:
    if content.count(PART_MARK) > PART_LIMIT:
        raise AttachmentError("Dit office-bestand nemen we niet aan: te veel onderdelen.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        # zipfile says "not implemented" of a way of packing that it does not know
        raise AttachmentError("Het bestand is beschadigd.") from error
    names = {part.filename for part in parts}
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT or any("vbaProject" in name for name in names):
        raise AttachmentError("Dit office-bestand nemen we niet aan: te groot uitgepakt of met macro's.")
    for part, media_type in OFFICE_PARTS.items():
        if part in names:
            return media_type
    raise AttachmentError(f"Een zip-bestand nemen we niet aan. Wel: {ACCEPTED}.")


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content and not content.lstrip().startswith((b"MZ", b"\x7fELF"))
