"""How the connection was protected over which a page came: kept in its WARC record, beside the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

PROTOCOL, CIPHER = "WARC-Protocol", "WARC-Cipher-Suite"
"""As other archives write them; WARC 1.1 itself has no field for it."""
CERTIFICATES, VERIFIED = "TLS-Certificates", "TLS-Verified"


@dataclass(frozen=True)
class Tls:
    """One connection: its protocol and cipher, and the certificates that the server showed."""

    protocol: str
    cipher: str
    certificates: tuple[str, ...]
    """The sha256 of each certificate of the chain, that of the site itself first."""
    verified: bool
    """Was the chain checked against the authorities of this machine, and the name against the address?"""

    def to_headers(self) -> list[tuple[str, str]]:
        return [
            (PROTOCOL, self.protocol),
            (CIPHER, self.cipher),
            (CERTIFICATES, " ".join(f"sha256:{one}" for one in self.certificates)),
            (VERIFIED, "yes" if self.verified else "no"),
        ]

    @classmethod
    def from_headers(cls, header: Callable[[str], str | None]) -> Self | None:
        """None for a page that came over a plain connection, or was kept before this was."""
        protocol = header(PROTOCOL)
        if protocol is None:
            return None
        chain = tuple(one.removeprefix("sha256:") for one in (header(CERTIFICATES) or "").split())
        return cls(protocol, header(CIPHER) or "", chain, header(VERIFIED) == "yes")
