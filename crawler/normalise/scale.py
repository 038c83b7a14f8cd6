"""Collective agreements and wage scales in the words of a vacancy."""

import re

_I = re.IGNORECASE
_LEVEL = r"(?:\d{1,2}[a-zA-Z]?|[IVX]{1,4}|[A-Z]{1,2}\d{0,2}|L[A-E])"
_TO = r"\s*(?:-|–|/|tot en met|t/m|tot|of|en)\s*"
# A level is written in capitals, its word anyhow. A bare "groep 5" is a class of children, unless pay stands before it.
_WORD = (
    r"(?i:(?:salaris|functie|loon)?(?:schaal|schalen)|(?:salaris|functie|loon)(?:groep|klasse)|scale"
    r"|(?:\bcao\b|loon|salaris|inschaling)[^.;]{0,30}?\bgroep)"
)
_SCALE = re.compile(rf"\b{_WORD}:?\s+({_LEVEL}(?:{_TO}(?i:schaal\s)?{_LEVEL})?)(?![\w,.]\d)\b")
_FWG = re.compile(rf"\b(FWG)[\s:-]*(?:schaal\s|functiegroep\s)?(\d{{2}}(?:{_TO}(?:FWG\s)?\d{{2}})?)\b", _I)
_HAY = re.compile(r"\b(Hay\s?(?:schaal\s)?\d{1,2})\b", _I)
_SCALE_CUE = re.compile(r"schaal|schalen|scale|groep|klasse|fwg|hay")  # every scale but a teacher's has one of these
_CAO_CUE = re.compile(r"c\.?a\.?o")
_TEACHING = r"L(?:[A-E]|1\d)(?:\s*(?:/|-|tot|of)\s*L(?:[A-E]|1\d))?"
_TEACHER = re.compile(
    rf"^\s*({_TEACHING})\s*$|\b({_TEACHING})(?:-schaal\b|\W{{1,3}}(?i:cao)\b)|(?i:\bfunctie)\s({_TEACHING})\b"
)
_AFTER = re.compile(
    r"\bcao[:\s]+(?:voor\s|van\s|de\s|het\s)*([A-ZÀ-Ý][\w&'-]*(?:\s(?:en|&|van|voor|de|[A-ZÀ-Ý][\w&'-]*))*)"
)
# Of a name without a capital only these are known to be one: "de cao geldt" names no agreement.
_SECTOR = re.compile(
    r"\bcao[:\s]+(?:voor\s|van\s|de\s|het\s)*(gemeenten|rijk|provincies|waterschappen|ziekenhuizen|umc|ggz|vvt|zorg"
    r"|gehandicaptenzorg|jeugdzorg|kinderopvang|sociaal werk|welzijn|primair onderwijs|voortgezet onderwijs|[pv]o|mbo"
    r"|universiteiten|schoonmaak|beveiliging|bouw(?: en infra)?|metaal(?: en techniek)?|metalektro|techniek|horeca"
    r"|detailhandel|retail|supermarkten|levensmiddelen|groothandel|uitzendkrachten|taxi|taxivervoer|transport"
    r"|beroepsgoederenvervoer|glastuinbouw|hoveniers|schilders|bakkers|woondiensten|bibliotheken|recreatie)\b", _I
)  # fmt: skip
_BEFORE = re.compile(r"\b([A-ZÀ-Ý][\w&]*)[\s-](?:CAO|cao|Cao)\b")
_NO_NAME = frozenset(
    ["de", "het", "een", "conform",
     "volgens", "onze", "cao", "schaal", "fwg", "salaris", "of", "en", "je", "bruto", "hun",
     "goede", "eigen", "collectieve", "deze", "dit", "is", "wij", "we", "in", "la", "lb", "lc", "ld", "le"]
)  # fmt: skip


def find_scale(words: str) -> str | None:
    """The scale as written, without the word scale; FWG stays, because a bare number would say nothing."""
    if _SCALE_CUE.search(words.lower()):
        if match := _FWG.search(words):
            return f"{match[1].upper()} {match[2]}"
        if match := _SCALE.search(words) or _HAY.search(words):
            return match[1]
    if match := _TEACHER.search(words) if "L" in words else None:
        return next(level for level in match.groups() if level)
    return None


def find_cao(words: str) -> str | None:
    """The name of the agreement as written, without the word cao."""
    if not _CAO_CUE.search(words.lower()):
        return None
    normal = re.sub(r"\bc\.?a\.?o\.?(?=[\s:,-])", "cao", words, flags=_I)
    if match := _AFTER.search(normal):
        name = re.split(r"\s(?:FWG|Schaal|schaal)\b", match[1])[0]
        name = re.sub(r"\s(?:en|van|voor|de|&)$", "", name)
        if name.lower() not in _NO_NAME:
            return name
    if match := _SECTOR.search(normal):
        return match[1]
    if (match := _BEFORE.search(words)) and match[1].lower() not in _NO_NAME:
        return match[1]
    return None
