"""Platforms known by an address alone, without asking it: what to fetch there, and whose board it is."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from urllib.parse import unquote


@dataclass(frozen=True)
class Platform:
    """One row of platforms.toml; `start`, `hosts` and `employer` are filled in with the groups of `address`."""

    name: str
    address: tuple[re.Pattern[str], ...]
    start: str = ""
    reader: str = ""
    kind: str = "employer"
    employer: str = "board"
    hosts: tuple[str, ...] = ()
    every: str = "1 day"
    delay_seconds: int | None = None
    note: str = ""
    why: str = ""
    """Why no source is made of it (refused), or why its address tells no list (known)."""


@dataclass(frozen=True)
class Board:
    """A platform and what the address said: whose board, which site of it."""

    platform: Platform
    words: dict[str, str] = field(default_factory=dict)

    @property
    def start(self) -> str:
        return self.platform.start.format_map(self.words)

    @property
    def hosts(self) -> list[str]:
        return [host.format_map(self.words) for host in self.platform.hosts]

    @property
    def employer(self) -> str | None:
        """The employer as its board calls it, made readable: "jansen-transport" is Jansen Transport."""
        slug = self.words.get(self.platform.employer, "") if self.platform.kind == "employer" else ""
        words = re.sub(r"[-_+\s]+", " ", unquote(slug)).strip()
        if not re.search(r"[^\W\d_]{2}", words):
            return None
        return words if any(sign.isupper() for sign in words) else words.title()


def find_board(url: str) -> Board | None:
    """The board that an address belongs to, on a platform that can be a source."""
    return _find(url, "platform")


def find_known(url: str) -> Board | None:
    """The job site that an address belongs to, when a reader knows it but its address tells no list."""
    return _find(url, "known")


def find_refused(url: str) -> Board | None:
    """The site that an address belongs to, when no source may be made of it."""
    return _find(url, "refused")


def _find(url: str, kind: str) -> Board | None:
    rest = re.sub(r"^[a-z]+://", "", url.strip(), flags=re.IGNORECASE)
    for platform in _platforms()[kind]:
        for pattern in platform.address:
            if match := pattern.match(rest):
                return Board(platform, match.groupdict())
    return None


@cache
def _platforms() -> dict[str, list[Platform]]:
    tables = tomllib.loads(files("crawler").joinpath("platforms.toml").read_text("utf-8"))
    return {kind: [_platform(row) for row in rows] for kind, rows in tables.items()}


def _platform(row: dict[str, object]) -> Platform:
    address = row.pop("address")
    hosts = row.pop("hosts", [])
    assert isinstance(address, list)
    assert isinstance(hosts, list)
    patterns = tuple(re.compile(rf"{pattern}(?![\w.-])", re.IGNORECASE) for pattern in address)
    return Platform(address=patterns, hosts=tuple(hosts), **row)  # type: ignore[arg-type]
