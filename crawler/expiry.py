"""When a vacancy is closed: its day has passed, or its page says so in words."""

import re
from datetime import date, datetime

from sqlmodel import Session

from crawler.normalise.text import plain_text
from dossier.storage.vacancies import mark_expired

_HINTS = (
    "gesloten", "niet meer", "niet langer", "vervuld", "verlopen", "verstreken", "ingevuld", "ingetrokken", "vergeven",
    "verwijderd", "bestaat niet", "niet gevonden", "offline", "gevonden voor", "no longer", "closed", "filled",
    "expired", "not found", "removed",
)  # fmt: skip
"""What the phrases below contain: a page without any of them is passed over cheaply."""
_ADVERBS = r"(?:\s(?:helaas|inmiddels|momenteel|nu|al|reeds|ondertussen|intussen|sinds kort|recent(?:elijk)?)\b,?)*"
_OVER = (
    r"(?:niet\s(?:meer|langer)\s(?:beschikbaar|actueel|actief|open|online|geldig|vacant|zichtbaar)|gesloten|vervuld"
    r"|verlopen|ingevuld|ingetrokken|vergeven|verwijderd|verstreken|offline(?:\sgehaald)?)\b"
)
_WHAT = r"(?:vacature|functie|positie|baan|job|betrekking|advertentie)"
_NOW = r"(?:\s(?:now|already|currently|unfortunately|sadly))*"
_GONE = re.compile(
    rf"""\b(?:deze|de)\s{_WHAT}\b(?:\s[^\s.,;:]+){{0,8}}?\s(?:is|werd|staat){_ADVERBS}\s{_OVER}
    | \b(?:deze|de)\s{_WHAT}\b(?:\s[^\s.,;:]+){{0,5}}?\sbestaat\sniet(?:\smeer)?\b
    | ^\W*(?:(?:helaas|sorry),?\s)?(?:deze\s)?(?:vacature|pagina)\s
      (?:(?:is{_ADVERBS}\s)?{_OVER}|niet\sgevonden|bestaat\sniet)
    | \b(?:sollicitatie|reactie|reageer|inschrijf|inschrijvings)(?:termijn|periode)\b
      (?:\s[^\s.,;:]+){{0,4}}?\sis{_ADVERBS}\s(?:gesloten|verstreken|verlopen|voorbij)\b
    | ^\W*(?:helaas,?\s)?de\sinschrijving\sis{_ADVERBS}\sgesloten\b
    | \b(?:reageren|solliciteren)\s(?:op\sdeze\svacature\s)?is{_ADVERBS}\sniet\s(?:meer|langer)\smogelijk\b
    | \b(?:je|u)\s(?:kunt|kan)\s(?:helaas\s)?(?:op\sdeze\svacature\s)?niet\s(?:meer|langer)\s
      (?:op\sdeze\s(?:vacature|functie)\s)?(?:solliciteren|reageren)\b
    | \biemand\sgevonden\svoor\sdeze\s{_WHAT}\b
    | \b(?:this|the)\s(?:job|position|vacancy|posting|role|listing)\b(?:\s[^\s.,;:]+){{0,6}}?\s(?:is|has){_NOW}\s
      (?:no\slonger\s(?:available|active|open|online|accepting\sapplications)|(?:been\s)?(?:closed|filled|expired|removed))\b
    | \b(?:this|the)\s(?:job|position|vacancy|posting|role|listing|page)\b(?:\s[^\s.,;:]+){{0,6}}?\sno\slonger\sexists\b
    | \bapplications\sfor\sthis\s(?:job|position|vacancy|role)\sare{_NOW}\sclosed\b
    | \bno\slonger\saccepting\sapplications\b | ^\W*job\s(?:not\sfound|has\sexpired|expired)\b""",
    re.IGNORECASE | re.VERBOSE,
)  # fmt: skip
_CONDITION = re.compile(
    r"\b(?:als|indien|wanneer|zodra|mocht|bij voldoende|voordat|totdat|tenzij|of|tot|vorige|if|once|when|until|unless|"
    r"whether|previous)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_HIDDEN = re.compile(r"<(\w+)\b[^<>]*\shidden\b[^<>]*>[^<]*(?=</\1)", re.IGNORECASE)
_READ, _LONGEST = 400_000, 400


def says_gone(html: str) -> bool:
    """Does a page tell a visitor, in Dutch or English, that the vacancy is closed?"""
    lowered = html[:_READ].lower()
    if not any(hint in lowered for hint in _HINTS):
        return False
    text = plain_text(_HIDDEN.sub(" ", html[:_READ]))
    return any(_tells(sentence) for sentence in _SENTENCE.split(text) if len(sentence) <= _LONGEST)


def _tells(sentence: str) -> bool:
    """A statement about now: not one about what happens once, if or until the vacancy is closed."""
    found = _GONE.search(sentence)
    return found is not None and not _CONDITION.search(sentence[: found.end()])


def expire_vacancies(session: Session, *, today: date, now: datetime) -> int:
    """Close the open vacancies whose closing day has passed; answers how many."""
    return mark_expired(session, today, now)
