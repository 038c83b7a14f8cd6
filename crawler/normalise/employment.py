"""The kind of contract, from codes and words of platforms to one Dutch vocabulary."""

import re
from collections.abc import Iterable
from typing import Any

_I = re.IGNORECASE
# In this order they are listed; of what a page says each is kept once.
_KINDS = {
    "fulltime": (
        r"full[\s_-]?time|voltijd|heltid|plný úvazek|pełny etat|vollzeit|tiempo completo|jornada completa"
        r"|36\s?-\s?40 uur"
    ),
    "parttime": r"part[\s_-]?time|deeltijd|deltid|částečný|teilzeit|half[\s-]?time|halftijds",
    "vast": (
        r"\bvast(?:e|\b)|permanent|onbepaalde|\bfast\b|neurčitou|unbefristet|regular|uitzicht op vast|direct[\s_]?hire"
    ),
    "tijdelijk": (
        r"tijdelijk|(?<!on)bepaalde (?:tijd|duur)|temporary|fixed[\s_-]?term|jaarcontract|vervanging|zwangerschap"
        r"|befristet|vikariat|\btemp\b|parental_leave|maternity|contract of employment"
    ),
    "uitzendwerk": r"uitzend|\binterim\b|payroll",
    "detachering": r"detacher|second?ment",
    "oproep": r"oproep|0[\s-]?uren|nul[\s-]?uren|per[\s_]diem|flexwerk|on[\s-]?call|min[\s-]?max",
    "freelance": r"freelance|\bzzp|contractor|zelfstandig|self[\s-]?employed|\bb2b\b|\bcontract\b$",
    "stage": r"\bstage\b|stageplaats|intern(?:ship)?\b|praktik",
    "leerwerkplek": r"leerwerk|\bbbl\b|werken en leren|apprentice|leerbaan|ausbildung",
    "traineeship": r"trainee",
    "bijbaan": r"bijbaan|bijverdien|weekendbaan|vakantiewerk|vakantiebaan|zaterdaghulp|studentenjob|flexi-?job",
    "seizoenswerk": r"seizoen|seasonal",
    "vrijwilligerswerk": r"vrijwillig|volunteer",
}
_PATTERNS = [(name, re.compile(pattern, _I)) for name, pattern in _KINDS.items()]


def read_employment_types(values: Any) -> list[str]:
    """Every kind that the words name: ["FULL_TIME", "vast contract"] gives fulltime and vast."""
    words = " | ".join(_strings(values))
    return [name for name, pattern in _PATTERNS if any(pattern.search(part) for part in words.split(" | "))]


def _strings(values: Any) -> Iterable[str]:
    items = values if isinstance(values, list) else [values]
    return (
        re.sub(r"(?<=[a-z])(?=[A-Z])", " ", item.strip())[:200]
        for item in items
        if isinstance(item, str) and item.strip()
    )
