"""A page that tells its visitor that the vacancy is closed, in words that stand by themselves."""

import re
from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from dossier.errors import Refused

# Cheap words that every phrase below contains: a page without them is not looked at again.
_HINTS = BytesAhoCorasick((
    b"gesloten", b"niet meer", b"niet langer", b"vuld", b"verlopen", b"ingetrokken", b"no longer", b"expired",
    b"been filled", b"s closed", b"bestaat niet", b"is vergeven",
), matchkind=MatchKind.LeftmostFirst)  # fmt: skip
_PHRASE = re.compile(
    r"""(?:deze|de)\s(?:vacature|functie|baan|job)\b.{0,60}?\b(?:is|werd|staat)\b.{0,20}?\b
        (?:gesloten|vervuld|verlopen|ingevuld|ingetrokken|vergeven|verwijderd|niet\s(?:meer|langer)\s
        (?:beschikbaar|actueel|actief|open|online|geldig|vacant))
    | ^\W*(?:helaas,?\s)?vacature\s(?:is\s)?(?:helaas\s|inmiddels\s|reeds\s)?
        (?:gesloten|vervuld|verlopen|ingetrokken|niet\smeer\sbeschikbaar)\W*$
    | (?:solliciteren|reageren)(?:\sop\sdeze\svacature)?\sis\s(?:helaas\s)?niet\s(?:meer|langer)\smogelijk
    | deze\s(?:vacature|pagina)\sbestaat\sniet(?:\smeer)?
    | no\slonger\saccepting\sapplications
    | (?:this|the)\s(?:job|position|vacancy|posting|role|listing)\b.{0,40}?\b(?:is|has)\b.{0,12}?\b
        (?:no\slonger\s(?:available|active|open|accepting)|(?:been\s)?(?:closed|filled|expired|removed))
    | ^\W*(?:job|position|vacancy)\s(?:has\s)?(?:expired|closed|filled)\W*$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(
    r"\b(?:als|indien|wanneer|zodra|mocht|kan|kunnen|bij voldoende|voordat|totdat|nadat|tot|if|once|"
    r"when|until|may|might)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(rb"<(?:script|style|template|noscript|!--|option|textarea)", re.IGNORECASE)
_HIDDEN = re.compile(rb"display:\s*none|\bhidden\b|d-none|visually-hidden|sr-only", re.IGNORECASE)
_LONGEST = 220
_BEFORE, _AFTER = 6_000, 14_000


def closing_words(document: Document) -> str | None:
    """The words with which the page says so: a short piece of visible text, not a sentence in the vacancy."""
    near = document.without_codes(*_near_heading(document))
    places = (place for _, place, _ in _HINTS.find_matches_as_indexes(near.lower()))
    return next((words for place in places if (words := _notice_at(document, near, place))), None)


def _notice_at(document: Document, near: bytes, place: int) -> str | None:
    """The piece of text between two tags round a place, when it is a notice by itself and can be seen."""
    opening, stop = near.rfind(b"<", 0, place), near.find(b"<", place)
    begin = near.find(b">", opening, place) + 1
    if opening < 0 or begin <= 0 or stop < 0 or stop - begin > 4 * _LONGEST or _SILENT.match(near, opening):
        return None
    words = " ".join(document.decode(near[begin:stop]).split())
    is_notice = len(words) <= _LONGEST and _PHRASE.search(words) and not _CONDITION.search(words)
    return words if is_notice and not _HIDDEN.search(near[opening:begin]) else None


def _near_heading(document: Document) -> tuple[int, int]:
    """The stretch of the page round its first heading, where such a notice stands; most of a page is scripts."""
    first = document.landmarks.first
    heading = first.get(b"h1") or min((first[name] for name in (b"h2", b"body") if name in first), default=0)
    return max(0, heading - _BEFORE), heading + _AFTER


def _recognises(document: Document) -> bool:
    return document.kind == "html" and closing_words(document) is not None


def _read(document: Document) -> Iterable[RawPosting]:
    raise Refused("expired", (closing_words(document) or "")[:200])


READER = Reader("closed_page", _recognises, _read, order=35, kinds=("html",))
