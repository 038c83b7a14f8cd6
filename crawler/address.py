"""Which addresses may be visited: http and https on the public internet, and nothing that leads inside."""

import ipaddress
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from dossier.errors import Refused
from dossier.settings import Settings

MAX_ADDRESS = 2083
PORTS = frozenset({80, 443, 8080, 8443})
DEFAULT_PORT = {"http": 80, "https": 443}
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA special-purpose registries, read 2026-11; Python's own is_global calls several of these public.
_INSIDE = [
    ipaddress.ip_network(text)
    for text in [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    ]
]
_OUTSIDE_V6 = ipaddress.ip_network("2000::/3")
_INSIDE_V6 = [
    ipaddress.ip_network(text)
    for text in ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20", "5f00::/16"]
]
_INSIDE_NAMES = re.compile(
    r"(^|\.)(localhost|localdomain|local|internal|intranet|lan|corp|home|private|arpa|test|invalid|onion|nip\.io|sslip\.io)$"
)
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+([a-z][a-z0-9-]{0,61}[a-z0-9])")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\<>\"{}|^`]")


def check_form(url: str) -> str:
    """The address itself, before any name is looked up: refuses odd schemes, spellings, names and ports."""
    parts = _split(url)
    host = _host_of(parts)
    _port_of(parts)
    literal = _literal(host)
    if literal is None and not _HOST.fullmatch(host):
        raise Refused("address", f"{host!r} is geen gewone hostnaam")
    return url


def check_url(url: str, *, loopback: Collection[str] = ()) -> str:
    """An address that may be asked for; `loopback` names authorities ("127.0.0.1:8099") that are let through."""
    parts = _split(url)
    host, port = _host_of(parts), _port_of(parts)
    if authority(url) in loopback:
        return url
    literal = _literal(host)
    if literal is not None:
        if not is_public(literal):
            raise Refused("address", "het adres hoort bij een besloten netwerk")
    elif not _HOST.fullmatch(host) or _INSIDE_NAMES.search(host):
        raise Refused("address", "de naam hoort bij een besloten netwerk")
    if port not in PORTS:
        raise Refused("address", f"poort {port} wordt niet bezocht")
    return url


def _split(url: str) -> SplitResult:
    if len(url) > MAX_ADDRESS:
        raise Refused("address", f"langer dan {MAX_ADDRESS} tekens")
    if _NOT_IN_ADDRESS.search(url):
        raise Refused("address", "het adres bevat tekens die er niet in horen")
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise Refused("address", "geen geldig adres") from error
    if parts.scheme not in DEFAULT_PORT or not url.partition(":")[2].startswith("//"):
        raise Refused("address", "alleen http en https")
    if "@" in parts.netloc or "%" in parts.netloc:
        raise Refused("address", "geen gebruikersnaam of procentteken voor de hostnaam")
    return parts


def _host_of(parts: SplitResult) -> str:
    """The host in the form in which it is looked up: IDNA, lower case, no last dot."""
    host = parts.hostname or ""
    if not host.isascii():
        if not all(char.isalpha() or char.isascii() for char in host):
            raise Refused("address", "de hostnaam bevat tekens die er niet in horen")
        try:
            host = host.encode("idna").decode()
        except UnicodeError as error:
            raise Refused("address", "geen geldige hostnaam") from error
    return host.removesuffix(".").lower()


def _port_of(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError as error:
        raise Refused("address", "geen geldige poort") from error
    if parts.netloc.endswith(":"):
        raise Refused("address", "geen geldige poort")
    return port if port is not None else DEFAULT_PORT[parts.scheme]


def _literal(host: str) -> IPAddress | None:
    """The address a host spells out; refuses every spelling but the plain one."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    last = host.rsplit(".", 1)[-1]
    if not host or last[:1].isdigit():
        raise Refused("address", "geen geldige hostnaam")
    return None


def is_public(address: IPAddress) -> bool:
    """Does the address lie on the public internet, also when an IPv4 address hides in it?"""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _INSIDE)
    return address in _OUTSIDE_V6 and not any(address in network for network in _INSIDE_V6)


def check_answers(answers: Iterable[str]) -> list[str]:
    """What a name was resolved to: every answer must be public, or none is used."""
    found = list(answers)
    if not found:
        raise Refused("address", "de naam bestaat niet")
    for text in found:
        if not is_public(ipaddress.ip_address(text.partition("%")[0])):
            raise Refused("address", "de naam wijst naar een besloten netwerk")
    return found


@lru_cache(maxsize=256)  # asked ten times for every page, and of few hosts
def authority(url: str) -> str:
    """Name and port, always both: the key of robots.txt, of the pause and of the loopback list."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    return f"{host}:{parts.port or DEFAULT_PORT.get(parts.scheme, 0)}"


def loopback_authorities(settings: Settings, start: Iterable[str]) -> frozenset[str]:
    """The only loopback addresses that may be visited: where a source starts, and only in the demo and the tests."""
    if not settings.loopback_crawl:
        return frozenset()
    return frozenset(name for name in map(authority, start) if name.startswith("127.0.0.1:"))


@lru_cache(maxsize=256)
def site(url: str) -> str:
    """Scheme, name and port: one site in the sense of RFC 9309, and one queue for the crawler."""
    return f"{urlsplit(url).scheme}://{authority(url)}"
