"""A device that makes and uses passkeys, in a few lines, with a knob for everything that can be wrong."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def encode(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Device:
    """One key on one device; `make` and `use` answer options as a browser hands them over."""

    origin: str = "http://localhost:8000"
    site: str = "localhost"
    verifies: bool = True
    present: bool = True
    count: int = 0
    handle: bytes | None = None
    credential_id: bytes = field(default_factory=lambda: token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict, **changes) -> str:
        self.handle = decode(options["user"]["id"])
        point = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        credential = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cbor2.dumps(public)
        statement = {"fmt": changes.pop("form", "none"), "attStmt": {}, "authData": self._data(credential)}
        told = self._told("webauthn.create", options, changes)
        return self._answer({"clientDataJSON": told, "attestationObject": cbor2.dumps(statement)})

    def use(self, options: dict, **changes) -> str:
        self.count += 1 if self.count else 0
        data, told = self._data(), self._told("webauthn.get", options, changes)
        signature = self.key.sign(data + sha256(told).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": told, "authenticatorData": data, "signature": signature}
        return self._answer(parts | ({} if self.handle is None else {"userHandle": self.handle}))

    def _data(self, credential: bytes = b"") -> bytes:
        flags = PRESENT * self.present | VERIFIED * self.verifies | (ATTESTED if credential else 0)
        return sha256(self.site.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big") + credential

    def _told(self, kind: str, options: dict, changes: dict) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(told | changes).encode()

    def _answer(self, parts: dict[str, bytes]) -> str:
        name = encode(self.credential_id)
        response = {part: encode(value) for part, value in parts.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
