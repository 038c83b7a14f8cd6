"""Driving licences that a vacancy names, in the categories of the Dutch licence."""

import re

_CATEGORY = r"(?:AM|A|BE|B|C1E|C1|CE|C|D1E|D1|DE|D|T)"
_LICENCE = re.compile(
    rf"(?:rijbewij[sz]\w*|driving licen[cs]e|driver'?s licen[cs]e)[\s:(-]*(?:categorie\s|cat\.?\s|"
        rf"type\s)?({_CATEGORY}(?:\s?(?:,|/|\+|en|of|and|or)\s?{_CATEGORY})*)\b"
    rf"|\b({_CATEGORY}(?:\s?(?:/|\+|en|of)\s?{_CATEGORY})*)[\s-]*rijbewij[sz]"
)  # fmt: skip
_ANY_CASE = re.compile(r"rijbewij[sz]|driving licen[cs]e|driver'?s licen[cs]e", re.IGNORECASE)
_PLAIN = re.compile(r"\brijbewijs b\b|\b[bB]-rijbewijs", re.IGNORECASE)


def find_licences(text: str) -> list[str]:
    """The categories that stand beside the word: "rijbewijs B/BE" gives B and BE; "rijbewijs" alone means B."""
    found: list[str] = []
    for match in _LICENCE.finditer(text.replace("Rijbewijs", "rijbewijs").replace("RIJBEWIJS", "rijbewijs")):
        found += re.findall(_CATEGORY, match[1] or match[2] or "")
    if not found and (_PLAIN.search(text) or _ANY_CASE.search(text)):
        found = ["B"]
    return list(dict.fromkeys(found))
