"""The Ed25519 key of the evidence log: in a file of its own, so that a copied or changed table proves nothing."""

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from dossier.errors import EvidenceError
from dossier.evidence import controleer


class Signer:
    """Signs what leaves the log; who knows the fingerprint can tell our signature from any other."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        self.fingerprint = controleer.fingerprint(self.public_key)

    @classmethod
    def generate(cls) -> "Signer":
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def load_or_create(cls, path: Path) -> "Signer":
        """The key in this file; made on first use, readable by its owner alone."""
        if not path.exists():
            _write_new_key(path)
        return cls.load(path)

    @classmethod
    def load(cls, path: Path) -> "Signer":
        """The key in this file, which must be there: a lost key is never silently followed by another."""
        if not path.exists():
            raise EvidenceError(f"De sleutel {path.name} is er niet; zet de reservekopie terug.")
        try:
            key = load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise EvidenceError(f"De sleutel {path.name} is onleesbaar; zet de reservekopie terug.") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise EvidenceError(f"De sleutel {path.name} is geen Ed25519-sleutel.")
        return cls(key)

    def sign_entry(self, entry_hash: str) -> str:
        return self._key.sign(controleer.LOG_DOMAIN + bytes.fromhex(entry_hash)).hex()

    def sign_manifest(self, manifest: dict[str, object]) -> str:
        return self._key.sign(controleer.MANIFEST_DOMAIN + controleer.canonical(manifest)).hex()


def _write_new_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)  # fails when another process was first: its key stays
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
