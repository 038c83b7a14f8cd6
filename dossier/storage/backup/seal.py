"""A sealed stream: AES-256-GCM per stretch, so that a changed, moved, missing or added byte is always found."""

import hashlib
import os
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dossier.errors import BackupError

MAGIC = b"passend-backup 1\n"
SALT = 16
TAG = 16
STRETCH = 1024 * 1024
COST = 2**17
"""Of scrypt (r=8, p=1): the least that OWASP advises, 128 MB and some tenths of a second, once per backup."""
WRONG = "De sleutel past niet, of de reservekopie is beschadigd."


def derive_key(secret: str, salt: bytes) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=COST, r=8, p=1, maxmem=COST * 8 * 128 * 2, dklen=32)


def nonce_of(number: int, *, last: bool) -> bytes:
    """Counts the stretches and marks the last: the key is this file's own, so no nonce comes twice."""
    return number.to_bytes(11, "big") + bytes([last])


class SealedWriter:
    """Takes bytes as a file does, until the end of its block; what does not come there lacks its last stretch, and is
    refused by the reader.
    """

    def __init__(self, file: BinaryIO, secret: str) -> None:
        salt = os.urandom(SALT)
        self._file, self._header, self._box = file, MAGIC + salt, AESGCM(derive_key(secret, salt))
        self._waiting, self._number, self._given_up = bytearray(), 0, False
        file.write(self._header)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._given_up = kind is not None
        if not self._given_up:
            self._seal(bytes(self._waiting), last=True)

    def write(self, content: bytes) -> int:
        if self._given_up:  # a tar that is let go halfway still writes its end
            return len(content)
        self._waiting += content
        while len(self._waiting) > STRETCH:
            self._seal(bytes(self._waiting[:STRETCH]), last=False)
            del self._waiting[:STRETCH]
        return len(content)

    def _seal(self, content: bytes, *, last: bool) -> None:
        self._file.write(self._box.encrypt(nonce_of(self._number, last=last), content, self._header))
        self._number += 1


class SealedReader:
    """Gives the bytes back, a stretch only after its seal was found whole."""

    def __init__(self, file: BinaryIO, secret: str) -> None:
        self._file, self._header = file, file.read(len(MAGIC) + SALT)
        if not self._header.startswith(MAGIC) or len(self._header) != len(MAGIC) + SALT:
            raise BackupError("Dit bestand is geen reservekopie van dit programma.")
        self._box = AESGCM(derive_key(secret, self._header[len(MAGIC) :]))
        self._next, self._number, self._open = file.read(STRETCH + TAG), 0, bytearray()
        self._ended = False

    def read(self, size: int) -> bytes:
        while len(self._open) < size and not self._ended:
            self._unseal()
        given = bytes(self._open[:size])
        del self._open[:size]
        return given

    def finish(self) -> None:
        """Read on to the end: only then is it known that nothing was cut off."""
        while not self._ended:
            self._open.clear()
            self._unseal()

    def _unseal(self) -> None:
        sealed, self._next = self._next, self._file.read(STRETCH + TAG)
        self._ended = not self._next
        try:
            self._open += self._box.decrypt(nonce_of(self._number, last=self._ended), sealed, self._header)
        except InvalidTag as error:
            raise BackupError(WRONG) from error
        self._number += 1
