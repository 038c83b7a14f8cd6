"""Made bundles: sealed under the key of the data where they stay, as made where somebody takes one along."""

import hashlib
from pathlib import Path

from dossier.errors import NotFoundError, SealError
from dossier.settings import Settings
from dossier.storage.data_keys import DataKeys
from dossier.storage.durable_file import write_durably


def keep_bundle(settings: Settings, out: Path, content: bytes) -> None:
    """Whole or not at all. The place decides: what lies in the folder of made bundles lies sealed."""
    if out.resolve().parent == settings.bundle_dir.resolve():
        content = DataKeys(settings.data_key_file).seal_file(content, out.name)
    write_durably(out, content)


def open_bundle(settings: Settings, filename: str, sha256: str) -> bytes:
    """The bytes as made; a file that is gone or changed is not handed out."""
    path = settings.bundle_dir / Path(filename).name
    if not path.is_file():
        raise NotFoundError("Het bestand van deze bundel is er niet meer.")
    try:
        content = DataKeys(settings.data_key_file).unseal_file(path.read_bytes(), path.name)
    except SealError as error:
        raise NotFoundError(f"Het bestand van deze bundel is niet te openen: {error}") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotFoundError("Het bestand van deze bundel is niet meer het bestand dat gemaakt is.")
    return content
