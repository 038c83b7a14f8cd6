"""A page that tells its visitor that the vacancy is closed, in words that stand by themselves."""

import re
from collections.abc import Iterable

from crawler.document import Document
from crawler.raw_posting import RawPosting
from crawler.reader import Reader
from dossier.errors import Refused

# Cheap words that every phrase below contains: a page without them is not looked at again.
_HINTS = ("gesloten", "niet meer", "niet langer", "vervuld", "verlopen", "ingevuld", "ingetrokken", "no longer", "expired",
          "been filled", "has closed", "is closed", "bestaat niet", "is vergeven")  # fmt: skip
_PHRASE = re.compile(
    r"""(?:deze|de)\s(?:vacature|functie|baan|job)\b.{0,60}?\b(?:is|werd|staat)\b.{0,20}?\b
        (?:gesloten|vervuld|verlopen|ingevuld|ingetrokken|vergeven|verwijderd|niet\s(?:meer|langer)\s
        (?:beschikbaar|actueel|actief|open|online|geldig|vacant))
    | ^\W*(?:helaas,?\s)?vacature\s(?:is\s)?(?:helaas\s|inmiddels\s|reeds\s)?(?:gesloten|vervuld|verlopen|ingetrokken|niet\smeer\sbeschikbaar)\W*$
    | (?:solliciteren|reageren)(?:\sop\sdeze\svacature)?\sis\s(?:helaas\s)?niet\s(?:meer|langer)\smogelijk
    | deze\s(?:vacature|pagina)\sbestaat\sniet(?:\smeer)?
    | no\slonger\saccepting\sapplications
    | (?:this|the)\s(?:job|position|vacancy|posting|role|listing)\b.{0,40}?\b(?:is|has)\b.{0,12}?\b
        (?:no\slonger\s(?:available|active|open|accepting)|(?:been\s)?(?:closed|filled|expired|removed))
    | ^\W*(?:job|position|vacancy)\s(?:has\s)?(?:expired|closed|filled)\W*$""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"\b(?:als|indien|wanneer|zodra|mocht|kan|kunnen|bij voldoende|voordat|totdat|nadat|tot|if|once|when|until|may|might)\b", re.IGNORECASE)
_NOT_SEEN = re.compile(r"<(script|style|template|noscript)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_PIECE = re.compile(r"<([a-zA-Z][^<>]*)>\s*([^<>]{8,400}?)\s*(?=<)")
_HIDDEN = re.compile(r"display:\s*none|\bhidden\b|d-none|visually-hidden|sr-only", re.IGNORECASE)
_LONGEST = 220


def closing_words(document: Document) -> str | None:
    """The words with which the page says so: a short piece of visible text, not a sentence in the vacancy."""
    lowered = document.text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return None
    for piece in _PIECE.finditer(_NOT_SEEN.sub(" ", document.text)):
        words = " ".join(piece[2].split())
        if len(words) <= _LONGEST and _PHRASE.search(words) and not (_CONDITION.search(words) or _HIDDEN.search(piece[1])):
            return words
    return None


def _recognises(document: Document) -> bool:
    return document.kind == "html" and closing_words(document) is not None


def _read(document: Document) -> Iterable[RawPosting]:
    raise Refused("expired", (closing_words(document) or "")[:200])


READER = Reader("closed_page", _recognises, _read, order=35)
