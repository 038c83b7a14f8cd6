"""How far an item is limited in words alone: 'niet beperkt', 'licht beperkt', 'sterk beperkt', 'nodig'."""

import re

from dossier.rules.fml import FmlItem, Kind

NONE = re.compile(
    r"\b(?:geen (?:\w+ ){0,2}beperking(?:en)?|geen bijzonderheden|geen afwijking(?:en)?|niet beperkt|onbeperkt|"
    r"zonder beperking(?:en)?|normaal|normale waarde|niet nodig|niet aan de orde|niet van toepassing|n\.?v\.?t\b\.?|"
    r"ongestoord|intact|vrij van beperkingen|conform (?:de )?(?:norm|referentie)\w*|"
    r"referentiewaarde|geen belemmering(?:en)?)",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"\b(?:sterk|ernstig|zeer|fors|zwaar|uitgesproken)\s+beperkt|\bnauwelijks\b|\bvrijwel niet\b", re.IGNORECASE
)
LIGHT = re.compile(r"\b(?:licht|enigszins|iets|gering|matig)e?\s+beperk", re.IGNORECASE)
PLAIN = re.compile(
    r"\bbeperk(?:t|ing|ingen|te)\b|\bnodig\b|\baangewezen op\b|\bvereist\b|\bnoodzakelijk\b", re.IGNORECASE
)
NEVER = re.compile(
    r"\b(?:kan|mag|kunnen)?\s*(?:niet|geen|nooit)\b|\bvermijd|\bvermeden\b|\bonmogelijk\b|"
    r"\bniet mogelijk\b|\buitgesloten\b",
    re.IGNORECASE,
)
CUE = re.compile(
    rf"{STRONG.pattern}|{LIGHT.pattern}|{PLAIN.pattern}|{NEVER.pattern}|\bmax(?:imaal|imum)?\b|\bhoogstens\b|\bhooguit\b|"
    r"\bten hoogste\b|\balleen\b|\buitsluitend\b|\bmits\b|\btot\b|\bniet (?:meer|langer) dan\b|\bminder\b|"
    r"\bmoet\b|\bbehoefte\b|"
    r"\bzonder\b|\bmoeite\b|\bonvoldoende\b|\bslechts\b|\bvoorkom\w*|\bliefst\b|\bvoorkeur\b",
    re.IGNORECASE,
)  # fmt: skip


def degree_of(text: str, item: FmlItem) -> int | None:
    """The level that words of degree amount to; None without such words, or where levels are kinds."""
    most = len(item.levels) - 1
    if NONE.search(text):
        return 0
    if item.kind in {Kind.YES_NO, Kind.CONDITION}:
        return 1 if any(pattern.search(text) for pattern in (STRONG, LIGHT, PLAIN)) else None
    if item.kind is not Kind.ORDINAL:
        return None
    if STRONG.search(text):
        return min(3, most)
    if LIGHT.search(text):
        return 1
    return (2 if most >= 3 else 1) if PLAIN.search(text) else None
