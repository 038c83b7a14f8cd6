"""The keys of guarded values and files: in a file of their own, so that the database or a copy of it tells nothing."""

import hashlib
import json
import os
import threading
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dossier.errors import SealError
from dossier.storage.durable_file import write_durably, write_once

DATA_KEYS = "data.keys"
MARK = "pz1."
"""Before every sealed value: the form, then the name of the key, then nonce, content and seal."""
FILE_MARK = b"passend-file 1\n"
NONCE, NAME = 12, 16
BROKEN = "Een bewaarde waarde of bestand is beschadigd, of staat op een andere plaats dan waar het hoort."


class DataKeys:
    """The key that seals, and the earlier ones that still open; a file that another process changed is read anew."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._keys: dict[str, bytes] = {}
        self._boxes: dict[str, AESGCM] = {}
        self._current, self._stamp, self._lock = "", (0, 0), threading.Lock()

    @classmethod
    def generate(cls) -> Self:
        """Keys that are gone with the process: for measurements and tests."""
        keys = cls(None)
        keys.take(os.urandom(32))
        return keys

    @classmethod
    def load_or_create(cls, path: Path) -> Self:
        """The keys in this file; made at the first start, readable by their owner alone."""
        if not path.exists():
            key = os.urandom(32)
            write_once(path, _written({fingerprint_of(key): key}, fingerprint_of(key)))
        keys = cls(path)
        keys.refresh()
        return keys

    @property
    def current(self) -> str:
        self.refresh()
        return self._current

    @property
    def names(self) -> set[str]:
        self.refresh()
        return set(self._keys)

    def refresh(self) -> None:
        """Look whether the file changed: a look costs a millionth of a second, and no process seals with an old key."""
        if self.path is None:
            return
        try:
            known = self.path.stat()
        except OSError as error:
            raise SealError(f"De sleutel van de gegevens ({self.path.name}) is er niet: zet hem terug.") from error
        if (stamp := (known.st_mtime_ns, known.st_ino)) != self._stamp:
            with self._lock:
                self._read(self.path, stamp)

    def take(self, key: bytes) -> None:
        """Seal with this key from now on."""
        name = fingerprint_of(key)
        self._save({**self._keys, name: key}, name)

    def drop_earlier(self) -> None:
        """Only the current key is left: what was sealed with another can never be opened again."""
        self.refresh()
        self._save({self._current: self._keys[self._current]}, self._current)

    def seal(self, plain: bytes, place: str) -> str:
        name = self.current
        nonce = os.urandom(NONCE)
        return f"{MARK}{name}.{b64encode(nonce + self._boxes[name].encrypt(nonce, plain, place.encode())).decode()}"

    def unseal(self, sealed: str, place: str) -> bytes:
        name = name_of(sealed)
        if name is None:
            raise SealError(BROKEN)
        try:
            raw = b64decode(sealed[len(MARK) + NAME + 1 :], validate=True)
        except ValueError as error:
            raise SealError(BROKEN) from error
        return self._open(name, raw, place)

    def seal_file(self, content: bytes, place: str) -> bytes:
        name = self.current
        nonce = os.urandom(NONCE)
        return FILE_MARK + name.encode() + nonce + self._boxes[name].encrypt(nonce, content, place.encode())

    def unseal_file(self, sealed: bytes, place: str) -> bytes:
        name = name_of_file(sealed)
        if name is None:
            raise SealError(BROKEN)
        return self._open(name, sealed[len(FILE_MARK) + NAME :], place)

    def _open(self, name: str, raw: bytes, place: str) -> bytes:
        if name not in self._boxes:
            self.refresh()
        box = self._boxes.get(name)
        if box is None:
            raise SealError(f"De sleutel {name} van de gegevens is er niet: zet hem terug.")
        try:
            return box.decrypt(raw[:NONCE], raw[NONCE:], place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealError(BROKEN) from error

    def _read(self, path: Path, stamp: tuple[int, int]) -> None:
        try:
            said = json.loads(path.read_text(encoding="ascii"))
            keys = {name: bytes.fromhex(key) for name, key in said["keys"].items()}
            current = said["current"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SealError(f"De sleutel van de gegevens ({path.name}) is onleesbaar: zet hem terug.") from error
        if current not in keys or any(len(key) != 32 or fingerprint_of(key) != name for name, key in keys.items()):
            raise SealError(f"De sleutel van de gegevens ({path.name}) klopt niet: zet hem terug.")
        self._hold(keys, current)
        self._stamp = stamp

    def _save(self, keys: dict[str, bytes], current: str) -> None:
        if self.path is not None:
            write_durably(self.path, _written(keys, current))
        self._hold(keys, current)

    def _hold(self, keys: dict[str, bytes], current: str) -> None:
        self._boxes = {name: AESGCM(key) for name, key in keys.items()}
        self._keys, self._current = keys, current


def name_of(sealed: object) -> str | None:
    """The name of the key that a value was sealed with; nothing when it is not sealed."""
    if not isinstance(sealed, str) or not sealed.startswith(MARK):
        return None
    return sealed[len(MARK) : len(MARK) + NAME]


def name_of_file(content: bytes) -> str | None:
    if not content.startswith(FILE_MARK):
        return None
    return content[len(FILE_MARK) : len(FILE_MARK) + NAME].decode("ascii", "replace")


def fingerprint_of(key: bytes) -> str:
    return hashlib.sha256(b"passend data key\n" + key).hexdigest()[:NAME]


def _written(keys: dict[str, bytes], current: str) -> bytes:
    return json.dumps({"current": current, "keys": {name: key.hex() for name, key in keys.items()}}, indent=1).encode()
