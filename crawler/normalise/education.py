"""The level of education that a vacancy asks, in the Dutch ladder from vmbo to wo."""

import re

from crawler.normalise.text import lines_with

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
    "mbo": r"\bmbo\b|\bmts\b|\bmeao\b|middelbaar beroepsonderwijs|\bbol\b|vocational",
    "havo": r"\bhavo\b",
    "vwo": r"\bvwo\b|\bgymnasium\b|\batheneum\b",
    "hbo": r"\bhbo\b|\bhbo-|\bheao\b|\bhts\b|hoger beroepsonderwijs|\bbachelor|associate[\s_]degree|\bad-?niveau",
    "wo": (
        r"\bwo\b|\bwo-|wetenschappelijk onderwijs|universitair|\bacademisch|postgraduate|\bdrs\b|\bphd\b|doctoraat"
        r"|\bmaster(?:'?s)?(?:[\s_-](?:degree|diploma|niveau))|promoveren"
    ),
}
_STEPS = [(name, re.compile(pattern, _I)) for name, pattern in _WORDS.items()]
_HINTS = (
    "mbo", "hbo", "wo", "havo", "niveau", "bachelor", "master", "universitair", "academisch", "gymnasium", "mavo",
    "lts", "mts", "hts",
)  # fmt: skip
_HINTS_BUT_WO = tuple(word for word in _HINTS if word != "wo")
_WO = re.compile(r"wo(?<!\wwo)\b", _I)  # else every text with "woon" or "work" is looked at line by line
_HINT = re.compile(
    r"[mh]bo|wo\b|havo|niveau|bachelor|master|universitair|academisch|gymnasium|mavo|\blts|\bmts|\bhts", _I
)
_SENTENCE_END = re.compile(r"[.;!?\n•]")
_OPTIONAL = re.compile(
    r"(?:is een|mooie|grote)?\s*(?:pre\b|pré\b|plus(?:punt)?\b|niet (?:nodig|vereist|noodzakelijk))", _I
)
_ASKED = re.compile(
    r"niveau|diploma|werk-?\s?en\s?denk|opleiding|afgerond|afgeronde|in bezit|richting|geschoold|"
        r"degree|student|denkniveau", _I)  # fmt: skip


def read_education(text: str) -> str | None:
    """The levels in a field that is about education: "MBO 3/4", "HBO of WO" gives "hbo/wo"; else its own words."""
    words = " ".join(text.replace("_", " ").split())
    found = _levels(words)
    return "/".join(found) if found else words[:120] or None


def find_education(text: str) -> str | None:
    """The level that a whole vacancy text asks: the first sentence that names one and says what it is for."""
    words = _HINTS if _WO.search(text) else _HINTS_BUT_WO
    for line in lines_with(text, words):
        for sentence in _SENTENCE_END.split(line):
            is_asked = len(sentence) < 400 and _HINT.search(sentence) and _ASKED.search(sentence)
            if not is_asked or _OPTIONAL.search(sentence):
                continue
            found = [level for level in _levels(sentence) if level != "geen"]
            if found:
                return "/".join(found)
    return None


def _levels(words: str) -> list[str]:
    found = [name for name, pattern in _STEPS if pattern.search(words)]
    number = _MBO.search(words) or (_LEVEL.search(words) if "mbo" in found or not found else None)
    if number:
        level = f"mbo {number[1]}" + (f"-{number[2]}" if number[2] and number[2] != number[1] else "")
        found = [level if name == "mbo" else name for name in found] if "mbo" in found else [level, *found]
    return [name for name in found if name != "geen"] or found
