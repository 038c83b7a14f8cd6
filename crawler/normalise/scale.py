"""Collective agreements and wage scales in the words of a vacancy."""

import re

_I = re.IGNORECASE
_LEVEL = r"(?:\d{1,2}[a-zA-Z]?|[A-Z]{1,2}\d{0,2}|L[A-E])"
_TO = r"\s*(?:-|–|/|tot en met|t/m|tot|of|en)\s*"
_SCALE = re.compile(
    rf"\b(?:(?:salaris|functie|loon)?(?:schaal|schalen|groep)|scale)\s+({_LEVEL}(?:{_TO}(?:schaal\s)"
    rf"?{_LEVEL})?)(?![\w,.]\d)\b"
)
_SCALE_ANY_CASE = re.compile(
    _SCALE.pattern.replace("(?:(?:salaris", "(?:(?:[Ss]alaris")
    .replace("(?:schaal", "(?:[Ss]chaal")
    .replace("|groep)", "|[Gg]roep)")
)
_FWG = re.compile(rf"\b(FWG)[\s:-]*(?:schaal\s|functiegroep\s)?(\d{{2}}(?:{_TO}(?:FWG\s)?\d{{2}})?)\b", _I)
_HAY = re.compile(r"\b(Hay\s?(?:schaal\s)?\d{1,2})\b", _I)
_TEACHER = re.compile(r"^\s*(L(?:[A-E]|1\d)(?:\s*(?:/|-|tot|of)\s*L(?:[A-E]|1\d))?)\s*$")
_AFTER = re.compile(
    r"\bcao[:\s]+(?:voor\s|van\s|de\s|het\s)*([A-ZÀ-Ý][\w&'-]*(?:\s(?:en|&|van|voor|de|[A-ZÀ-Ý][\w&'-]*))*)", 0
)
_BEFORE = re.compile(r"\b([A-ZÀ-Ý][\w&]*)[\s-](?:CAO|cao|Cao)\b")
_NO_NAME = frozenset(
    [
        "de",
        "het",
        "een",
        "conform",
        "volgens",
        "onze",
        "cao",
        "schaal",
        "fwg",
        "salaris",
        "of",
        "en",
        "je",
        "bruto",
        "hun",
        "goede",
        "eigen",
        "collectieve",
    ]
)


def find_scale(words: str) -> str | None:
    """The scale as written, without the word scale; FWG stays, because a bare number would say nothing."""
    if match := _FWG.search(words):
        return f"{match[1].upper()} {match[2]}"
    if match := _SCALE_ANY_CASE.search(words):
        return match[1]
    if match := _HAY.search(words) or _TEACHER.match(words):
        return match[1]
    return None


def find_cao(words: str) -> str | None:
    """The name of the agreement as written, without the word cao."""
    normal = re.sub(r"\bc\.?a\.?o\.?(?=[\s:,-])", "cao", words, flags=_I)
    if match := _AFTER.search(normal):
        name = re.split(r"\s(?:FWG|Schaal|schaal)\b", match[1])[0]
        name = re.sub(r"\s(?:en|van|voor|de|&)$", "", name)
        if name.lower() not in _NO_NAME:
            return name
    if (match := _BEFORE.search(words)) and match[1].lower() not in _NO_NAME:
        return match[1]
    return None
