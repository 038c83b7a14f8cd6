"""The file of a source for an address: everything that the address itself tells, and what a person has to fill in."""

import json
import re
import textwrap
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.address import check_form
from crawler.platform import Board, Platform, find_board, find_known, find_refused
from crawler.source import AUTO
from dossier.errors import Refused

_FEED = re.compile(r"sitemap[^/]*$|\.xml(?:\.gz)?$|\.rss$|\.atom$|\.json$|/(?:feed|rss|atom)/?$", re.IGNORECASE)
_KINDS = {"employer": "de werkgever zelf", "agency": "een bureau", "board": "een vacaturesite"}

_MADE = "Voorstel voor een bron, gemaakt uit het adres alleen; er is niets opgehaald."
_TO_DO = (
    "Eerst moet iemand kijken: staat robots.txt het toe, wat zeggen de gebruiksvoorwaarden, op welke grond mag dit? "
    "Vul daarna permission en permission_date in, en zet pas dan enabled op true. Zolang een van beide leeg is, wordt "
    "deze bron geweigerd."
)


@dataclass(frozen=True)
class Suggestion:
    """A source that nobody has approved yet."""

    name: str
    title: str
    kind: str
    reader: str
    start: str
    hosts: tuple[str, ...]
    every: str
    delay_seconds: int | None
    platform: str | None
    note: str


def suggest_source(address: str) -> Suggestion:
    """What to fetch for an address, without asking it anything; raises Refused where no source may be made of it."""
    url = check_form(address.strip() if "://" in address else f"https://{address.strip()}")
    if (refused := find_refused(url)) is not None:
        raise Refused("address", f"{refused.platform.name}: {refused.platform.why}")
    if board := find_board(url):
        return _of_board(board)
    known = find_known(url)
    return _of_known(known.platform, url) if known else _of_unknown(url)


def _of_board(board: Board) -> Suggestion:
    platform = board.platform
    owner = board.employer or board.words.get("board")
    title = f"{owner}, eigen vacatures ({platform.name})" if platform.kind == "employer" and owner else platform.name
    return Suggestion(
        name=_name(owner if platform.kind == "employer" and owner else platform.name),
        title=title,
        kind=platform.kind,
        reader=platform.reader,
        start=board.start,
        hosts=tuple(board.hosts),
        every=platform.every,
        delay_seconds=platform.delay_seconds,
        platform=platform.name,
        note=platform.note,
    )


def _of_known(platform: Platform, url: str) -> Suggestion:
    note = (
        f"{platform.name}: een lezer herkent de vacatures hier, maar het adres zegt niet waar de lijst staat "
        f"({platform.why}). Deze bron begint daarom bij de opgegeven pagina en volgt van daaruit vacatures; levert dat "
        "niets op, plak dan losse vacatures met passend add."
    )
    return replace(_of_unknown(url), kind=platform.kind, platform=platform.name, note=note)


def _of_unknown(url: str) -> Suggestion:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if _FEED.search(parts.path):
        note = "Een sitemap of feed; wat het is, blijkt uit de inhoud."
    else:
        note = (
            f"Geen platform dat aan het adres te herkennen is. Staat in {parts.scheme}://{parts.netloc}/robots.txt een "
            "regel 'Sitemap:', zet dan dat adres bij start; anders worden vanaf deze pagina de vacatures gevolgd."
        )
    return Suggestion(_name(host), host, "employer", AUTO, url, (), "1 day", None, None, note)


def _name(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60].strip("-") or "bron"


def write_toml(suggestion: Suggestion) -> str:
    """The source as a file; it is refused until a person has filled in the ground and the day."""
    lines = [
        *_comment(_MADE),
        *_comment(suggestion.note),
        "#",
        *_comment(_TO_DO),
        "",
        f"name = {_quote(suggestion.name)}",
        f"title = {_quote(suggestion.title)}",
        f"kind = {_quote(suggestion.kind)}  # {_KINDS[suggestion.kind]}; anders: employer, agency of board",
        f"reader = {_quote(suggestion.reader)}",
        f"start = [{_quote(suggestion.start)}]",
    ]
    if suggestion.hosts:
        lines.append(f"hosts = [{', '.join(map(_quote, suggestion.hosts))}]")
    lines += [
        "",
        'permission = ""  # IN TE VULLEN: op welke grond deze pagina\'s mogen worden opgehaald',
        'permission_date = ""  # IN TE VULLEN: de dag waarop iemand dat heeft nagekeken, als 2026-11-21',
        "enabled = false  # pas true als de twee regels hierboven zijn ingevuld",
        "",
        "min_items = 1  # minder dan dit = kapot",
        f"every = {_quote(suggestion.every)}",
    ]
    if suggestion.delay_seconds:
        lines.append(f"delay_seconds = {suggestion.delay_seconds}")
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 116, initial_indent="# ", subsequent_indent="# ", break_long_words=False)


def _quote(text: str) -> str:
    """A TOML string; what JSON escapes, TOML reads the same."""
    return json.dumps(text, ensure_ascii=False)
