"""Driving licences that a vacancy asks, in the categories of the Dutch licence."""

import re

from crawler.normalise.text import lines_about

_CATEGORY = r"(?:AM|A|BE|B|C1E|C1|CE|C|D1E|D1|DE|D|T)"
_WORD = r"(?i:rijbewij[sz]\w*|driving licen[cs]e|driver'?s licen[cs]e)"
_LIST = rf"{_CATEGORY}(?:\s?(?:,|/|\+|en|of|and|or)\s?{_CATEGORY})*"
_LICENCE = re.compile(
    rf"{_WORD}[\s:(-]*(?:(?i:categorie|cat\.?|type|klasse)\s)?({_LIST})\b|\b({_LIST})[\s-]*(?i:rijbewij[sz])"
)
_ANY = re.compile(_WORD)
_SMALL = re.compile(r"rijbewij[sz]\s?([bc]e?)\b|\b([bc]e?)-rijbewij[sz]")
_NOT_ASKED = re.compile(
    r"(?:geen|zonder)\s(?:\w+\s){0,2}rijbewij|rijbewij[sz]\w*(?:\s\w+){0,3}?\s(?:is|zijn)?\s?(?:een\s|geen\s|niet\s)*"
    r"(?:pr[eé]\b|plus(?:punt)?\b|voordeel|nodig\b|vereist(?:e)?\b|noodzakelijk|verplicht)"
    r"|no driv\w+ licen|licen[cs]e (?:is )?(?:not required|a plus|an advantage)", re.IGNORECASE)  # fmt: skip
_IS_ASKED = re.compile(
    r"rijbewij[sz]\w*(?:\s\w+){0,3}?\s(?:is|zijn)\s(?:nodig|vereist|noodzakelijk|verplicht)", re.IGNORECASE
)
_HINTS = ("rijbewij", "driving licen", "driver's licen", "drivers licen")


def find_licences(text: str) -> tuple[list[str], str] | None:
    """The categories beside the word, and the sentence: "rijbewijs B/BE" gives B and BE; "rijbewijs" alone means B.

    What is only an advantage, or expressly not needed, is not asked.
    """
    named: list[str] = []
    asked: list[str] = []
    for sentence in lines_about(text, _ANY, _HINTS):
        if _NOT_ASKED.search(sentence) and not _IS_ASKED.search(sentence):
            continue
        here = _categories(sentence)
        named += here
        asked.insert(0 if here and len(named) == len(here) else len(asked), sentence)
    return (list(dict.fromkeys(named)) or ["B"], asked[0]) if asked else None


def _categories(sentence: str) -> list[str]:
    capitals = [
        category
        for match in _LICENCE.finditer(sentence)
        for category in re.findall(_CATEGORY, match[1] or match[2] or "")
    ]
    return capitals or [(match[1] or match[2]).upper() for match in _SMALL.finditer(sentence)]
