"""A source: where vacancies may be collected, on what ground, how often, and what is usual there."""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    field_validator,
)

from crawler.address import authority, check_form
from crawler.readers import READERS
from dossier.errors import Refused, SourceError

AUTO = "auto"
OWN_SOURCES = Path(__file__).parent / "sources"
SHORTEST_GROUND = 10
_EVERY = re.compile(r"(\d{1,4}) (minutes?|hours?|days?)")


class SourceKind(StrEnum):
    """Whose pages these are: of copies of one job, the employer's own page leads, then the agency's."""

    EMPLOYER = "employer"
    AGENCY = "agency"
    BOARD = "board"


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"geen geldige reguliere expressie ({error})") from error
    return pattern


def _is_web_address(url: str) -> str:
    try:
        return check_form(url)
    except Refused as refusal:
        raise ValueError(refusal.detail) from refusal


def _is_host(name: str) -> str:
    if "/" in name or ":" in name:
        raise ValueError("toegestaan: een kale hostnaam, bijvoorbeeld 'vacatures.voorbeeld.example'")
    return _is_web_address(f"https://{name}/") and name.lower()


HostName = Annotated[str, AfterValidator(_is_host)]
Pattern = Annotated[str, AfterValidator(_compiles)]
WebAddress = Annotated[str, AfterValidator(_is_web_address)]


class Follow(BaseModel):
    """Which links are followed: regular expressions, searched in the whole address."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    vacancies: list[Pattern] = []
    """Pages with a vacancy; empty = decide by the look of the address and the words of the link."""
    pages: list[Pattern] = []
    """Pages with more links (pagination, categories); empty = rel=next and the usual page numbers."""
    exclude: list[Pattern] = []
    """Never asked for, whatever else matches."""


class Source(BaseModel):
    """One source file; every key is checked before anything is fetched."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")
    title: str | None = None
    kind: SourceKind = SourceKind.BOARD
    reader: str = AUTO
    start: list[WebAddress] = Field(min_length=1)
    """Sitemaps, listing pages, feeds or platform answers; what they are is read from their content."""
    hosts: list[HostName] = []
    """Other host names that links may lead to, next to those of `start`."""
    follow: Follow = Follow()
    permission: str
    """The ground on which these pages may be collected."""
    permission_date: date
    """The day somebody looked at that ground."""
    min_items: int = Field(default=1, ge=0)
    every: str = "1 day"
    enabled: bool = True
    max_pages: int = Field(default=1000, ge=1, le=100_000)
    max_minutes: int = Field(default=60, ge=1, le=1440)
    delay_seconds: float | None = Field(default=None, ge=1, le=60)
    """A longer pause than the setting asks for; never a shorter one."""

    @field_validator("start", mode="before")
    @classmethod
    def _as_list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @field_validator("reader")
    @classmethod
    def _known_reader(cls, value: str) -> str:
        if value != AUTO and value not in READERS:
            raise ValueError(f"toegestaan: {AUTO}, {', '.join(sorted(READERS))}")
        return value

    @field_validator("every")
    @classmethod
    def _is_interval(cls, value: str) -> str:
        if not _EVERY.fullmatch(value) or int(value.split(maxsplit=1)[0]) == 0:
            raise ValueError("toegestaan: een aantal minutes, hours of days, bijvoorbeeld '6 hours'")
        return value

    @field_validator("permission")
    @classmethod
    def _is_ground(cls, value: str) -> str:
        if len(value.strip()) < SHORTEST_GROUND:
            raise ValueError(f"de grond in woorden, minstens {SHORTEST_GROUND} tekens")
        return value.strip()

    _fault: str | None = PrivateAttr(default=None)

    @property
    def fault(self) -> str | None:
        """What is wrong with the file of this source: then it is reported as broken and never fetched."""
        return self._fault

    def host_names(self) -> set[str]:
        """Every host this source may ask, with its port."""
        return {authority(url) for url in self.start} | {f"{host}:443" for host in self.hosts}

    @property
    def interval(self) -> timedelta:
        """How long to wait between two runs."""
        number, unit = self.every.split()
        return timedelta(**{unit.rstrip("s") + "s": int(number)})


@dataclass(frozen=True)
class SourceFault:
    """A file that is no source, and why."""

    path: Path
    error: SourceError


def choose_sources(folder: Path | None, names: Collection[str]) -> list[Source]:
    """The sources of a folder (else those that come along): those named, or all that are enabled.

    A wrong file is among them as a source with a fault, so that it is reported and the others go on.
    """
    sources, faults = read_sources([folder or OWN_SOURCES])
    known = {source.name: source for source in [*sources, *map(_faulty, faults)]}
    for name in names:
        if name not in known:
            raise SourceError(f"bron {name!r} bestaat niet; toegestaan: {', '.join(known) or '(geen bronnen)'}")
    return [known[name] for name in names] if names else [source for source in known.values() if source.enabled]


def _faulty(fault: SourceFault) -> Source:
    """A source of which only the fault is known."""
    name = re.sub(r"[^a-z0-9-]+", "-", fault.path.stem.lower()).strip("-")[:50] or "bron"
    source = Source.model_construct(
        name=f"{name}-toml", start=[], permission="", permission_date=date.min, every="1 day", enabled=True
    )
    source._fault = str(fault.error)  # noqa: SLF001 - its own module
    return source


def load_sources(folders: Iterable[Path]) -> list[Source]:
    """All sources of these folders by name; the first wrong file stops with its key and the allowed values."""
    sources, faults = read_sources(folders)
    if faults:
        raise faults[0].error
    return sources


def read_sources(folders: Iterable[Path]) -> tuple[list[Source], list[SourceFault]]:
    """The good sources and what is wrong with the others: one wrong file never keeps the rest from running."""
    sources: dict[str, Source] = {}
    faults: list[SourceFault] = []
    for path in sorted(path for folder in folders for path in Path(folder).glob("*.toml")):
        try:
            source = read_source(path)
        except SourceError as error:
            faults.append(SourceFault(path, error))
            continue
        if source.name in sources:
            twice = SourceError(f"{path}: name: {source.name!r} bestaat al; toegestaan: een naam per bron")
            faults.append(SourceFault(path, twice))
        else:
            sources[source.name] = source
    return [sources[name] for name in sorted(sources)], faults


def read_source(path: Path) -> Source:
    try:
        return Source.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise SourceError(f"{path}: {'; '.join(_explained(fault) for fault in error.errors())}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SourceError(f"{path}: geen leesbare TOML: {error}") from error


def _explained(fault: Any) -> str:
    """One fault of pydantic as key, reason and what is allowed."""
    key = ".".join(str(part) for part in fault["loc"]) or "bron"
    context = fault.get("ctx", {})
    allowed = {
        "extra_forbidden": f"onbekende sleutel; toegestaan: {', '.join(_keys_beside(fault['loc']))}",
        "missing": "ontbreekt; deze sleutel is verplicht",
        "enum": f"{fault['input']!r} kan niet; toegestaan: {', '.join(SourceKind)}",
        "string_pattern_mismatch": f"{fault['input']!r} kan niet; toegestaan: {context.get('pattern')}",
    }.get(fault["type"])
    message = fault["msg"].removeprefix("Value error, ")
    bounds = {name: context[name] for name in ("ge", "le") if name in context}
    form = next((words.format(**bounds) for start, words in _FORMS.items() if fault["type"].startswith(start)), message)
    return f"{key}: {allowed}" if allowed else f"{key}: {fault['input']!r} kan niet; {form}"


_FORMS = {
    "bool": "toegestaan: true of false",
    "int": "toegestaan: een heel getal",
    "float": "toegestaan: een getal",
    "finite": "toegestaan: een getal",
    "string": "toegestaan: een tekst tussen aanhalingstekens",
    "list": "toegestaan: een lijst tussen [ en ]",
    "too_short": "toegestaan: minstens één",
    "date": "toegestaan: een dag als 2026-11-21",
    "model": "toegestaan: een tabel als [follow]",
    "greater_than_equal": "toegestaan: {ge} of meer",
    "less_than_equal": "toegestaan: {le} of minder",
}
"""What is allowed, by the beginning of the code of the fault."""


def _keys_beside(loc: tuple[Any, ...]) -> list[str]:
    return sorted(Follow.model_fields if loc[:1] == ("follow",) else Source.model_fields)
