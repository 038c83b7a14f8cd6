"""The level of education that a vacancy asks, in the Dutch ladder from vmbo to wo."""

import re
from functools import lru_cache

from crawler.normalise.text import lines_about

_I = re.IGNORECASE
_MBO = re.compile(
    r"\bmbo[\s-]*\+?(?:\s*(?:niveau|level))?\s*([1-4])(?:\s*(?:/|-|–|of|tot|en|t/m|à)\s*(?:niveau\s*|"
    r"mbo[\s-]*)?([1-4]))?(?!\s*(?:jaar|dagen|uur|\d))",
    _I,
)
_LEVEL = re.compile(r"\bniveau\s*([1-4])(?:\s*(?:/|-|of|tot|en)\s*(?:niveau\s*)?([1-4]))?\b", _I)
_WORDS = {
    "geen": r"\bgeen (?:specifieke )?(?:opleiding|diploma)\w*(?:\s(?:nodig|vereist|eisen))?|no[\s_]requirements",
    "basisonderwijs": r"\bbasisonderwijs|\blagere school|primary school",
    "vmbo": r"\bvmbo\b|\bv-?mbo\b|\bmavo\b|\blbo\b|\bvbo\b|\blts\b|middelbare school|high[\s_]school",
    "secundair onderwijs": r"secundair onderwijs|secundaire opleiding",
    "mbo": r"\bmbo(?=\b|opl|stu|sta|dip|'?er\b)|\bmts\b|\bmeao\b|middelbaar beroepsonderwijs|\bbol\b|vocational",
    "havo": r"\bhavo\b",
    "vwo": r"\bvwo\b|\bgymnasium\b|\batheneum\b",
    "hbo": (
        r"\bhbo(?=\b|opl|stu|sta|dip|'?er\b)|\bgraduaat|\bheao\b|\bhts\b|hoger beroepsonderwijs|\bbachelor"
        r"|associate[\s_]degree|\bad-?niveau"
    ),
    "wo": (
        r"(?<!\bdi[\s,/])(?<!\bma[\s,/])\bwo\b(?![\s,/]{1,2}(?:en\s)?(?:do|vr|za)\b|\sii\b)"
        r"|wetenschappelijk onderwijs|universitair|university (?:degree|level|working)"
        r"|\bacademisch|postgraduate|\bdrs\b|\bphd\b|doctoraat"
        r"|\bmaster(?:'?s)?[\s_-]*(?:degree|diploma|niveau|opleiding|titel|werk-?\s?en)|vereiste studies master"
        r"|\bbachelor(?:'?s)?[\s-]*(?:of|/|en|or|and)[\s-]*(?:een\s|academische\s)?master|promoveren"
    ),
}
_STEPS = [(name, re.compile(pattern)) for name, pattern in _WORDS.items()]
_HINTS = (
    "mbo", "hbo", "wo", "havo", "niveau", "bachelor", "master", "universitair", "academisch", "gymnasium", "mavo",
    "lts", "mts", "hts", "secundair", "graduaat",
)  # fmt: skip
_HINTS_BUT_WO = tuple(word for word in _HINTS if word != "wo")
_WO = re.compile(r"wo\b(?<!\wwo)")  # else every text with "woon" or "work" is looked at line by line
_HINT = re.compile(
    r"[mh]bo|wo\b|havo|niveau|bachelor|master|universitair|academisch|gymnasium|mavo|secundair|graduaat|\blts|\bmts|\bhts"
)
_SENTENCE_END = re.compile(r"[.;!?\n•]")
_OPTIONAL = re.compile(
    r"(?:is een|mooie|grote)?\s*(?:pre\b|pré\b|plus(?:punt)?\b|niet (?:nodig|vereist|noodzakelijk))", _I
)
_ASKED = re.compile(
    r"niveau|diploma|werk-?\s?en\s?denk|opleiding|afgerond|afgeronde|in bezit|richting|geschoold|vereiste studies|"
        r"bachelor|getuigschrift|working and thinking|"
        r"degree|student|stagiair|denkniveau|\b[mh]bo'?er\b", _I)  # fmt: skip
_OF_OTHERS = re.compile(
    r"(?:begeleid\w*|werk(?:t|en)? met|les(?:geven)? aan|docent\w*|onderwijs aan|coach\w*)\b.{0,40}"
    r"\b(?:mbo|hbo|wo|havo|vwo)\b"
    r"|leerkracht", _I)  # fmt: skip
"""The level of the pupils is not the level that is asked."""
_ONLY_IN_FIELDS = frozenset({"geen", "basisonderwijs"})


def read_education(text: str) -> str | None:
    """The levels in a field that is about education: "MBO 3/4", "HBO of WO" gives "hbo/wo"; else its own words."""
    words = " ".join(text.replace("_", " ").split())
    found = _levels(words)
    return "/".join(found) if found else words[:120] or None


def find_education(text: str) -> tuple[str, str] | None:
    """The level that a whole vacancy text asks, and the words: the first that name one and say what it is for."""
    words = _HINTS if _WO.search(text.lower()) else _HINTS_BUT_WO
    for line in lines_about(text, _HINT, words):
        for sentence in _SENTENCE_END.split(line):
            if found := _asked_in(sentence):
                return "/".join(found), sentence.strip()
    return None


@lru_cache(maxsize=1024)  # an employer says the same on every vacancy
def _asked_in(sentence: str) -> tuple[str, ...]:
    if not _ASKED.search(sentence) or _OPTIONAL.search(sentence) or _OF_OTHERS.search(sentence):
        return ()
    return tuple(level for level in _levels(sentence) if level not in _ONLY_IN_FIELDS)


def _levels(words: str) -> list[str]:
    lowered = words.lower()
    found = [name for name, pattern in _STEPS if pattern.search(lowered)]
    number = _MBO.search(words) or (_LEVEL.search(words) if "mbo" in found or not found else None)
    if number:
        level = f"mbo {number[1]}" + (f"-{number[2]}" if number[2] and number[2] != number[1] else "")
        found = [level if name == "mbo" else name for name in found] if "mbo" in found else [level, *found]
    return [name for name in found if name != "geen"] or found
