"""The kind of contract, from codes and words of platforms to one Dutch vocabulary."""

import re
from functools import lru_cache
from typing import Any

from crawler.normalise.text import lines_about

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
_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _KINDS.items()]
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def read_employment_types(values: Any) -> list[str]:
    """Every kind that the words name: ["FULL_TIME", "vast contract"] gives fulltime and vast."""
    items = values if isinstance(values, list) else [values]
    named = frozenset().union(*[_kinds_in(item) for item in items if isinstance(item, str)])
    return [name for name in _KINDS if name in named] if named else []


@lru_cache(maxsize=1024)  # platforms have few words for it, and the same ones on every vacancy
def _kinds_in(words: str) -> frozenset[str]:
    parts = _CAMEL.sub(" ", words.strip())[:200].lower().split(" | ")
    return frozenset(name for name, pattern in _PATTERNS if any(map(pattern.search, parts)))


# In a running text a word counts only with what makes it the contract of this job.
_TOLD = {
    "fulltime": r"full[\s-]?time|voltijds?\b|voltijdse",
    "parttime": r"part[\s-]?time|deeltijds?\b|deeltijdse|halftijds",
    "vast": (
        r"vaste?\s(?:contract|dienstverband|aanstelling|baan|job|arbeidsovereenkomst)|onbepaalde\s(?:tijd|duur)"
        r"|uitzicht op (?:een\s)?vast|permanent (?:contract|position)"
    ),
    "tijdelijk": (
        r"tijdelijke?\s(?:contract|dienstverband|aanstelling|baan|job|functie|arbeidsovereenkomst|vervanging)"
        r"|(?<!on)bepaalde\s(?:tijd|duur)|jaarcontract"
        r"|contract (?:voor|van) (?:een|één|1|zes|6|zeven|7|8) (?:jaar|maanden)"
        r"|zwangerschapsvervanging|temporary contract|fixed[\s-]term"
    ),
    "uitzendwerk": r"uitzend(?:contract|basis|periode|overeenkomst|kracht)\b",
    "detachering": r"detacheringscontract|op detacheringsbasis|via detachering",
    "oproep": r"oproep(?:contract|kracht|basis)|0[\s-]?urencontract|nul[\s-]?urencontract|min[\s-]?max[\s-]?contract",
    "freelance": r"freelance (?:basis|opdracht|functie)|op freelance|zzp-opdracht|als zzp'?er",
    "stage": r"stage(?:plaats|plek|opdracht|vergoeding|periode)\b|afstudeer(?:opdracht|stage)",
    "leerwerkplek": r"leerwerk|\bbbl\b",
    "traineeship": r"traineeship",
    "bijbaan": r"\bbijbaan|flexi-?job|studentenjob|weekendhulp",
    "vrijwilligerswerk": r"vrijwilligersfunctie|vrijwilligersvacature|onbetaalde functie",
}
_TOLD_PATTERNS = [(name, re.compile(pattern)) for name, pattern in _TOLD.items()]
_CUE = re.compile("|".join(_TOLD.values()))
_CUE_WORDS = (
    "ulltime", "ull-time", "ull time", "arttime", "art-time", "art time", "voltijd", "deeltijd", "halftijds", "vaste ",
    "vast ", "op vast", "bepaalde", "contract",
    "tijdelijk", "vervanging", "permanent", "temporary", "fixed", "uitzend", "detacher", "oproep", "freelance", "zzp",
    "stage", "afstudeer", "leerwerk", "bbl", "traineeship", "bijbaan", "flexi", "studentenjob", "weekendhulp",
    "vrijwilligers",
)  # fmt: skip
_DENIED = re.compile(r"\b(?:geen|niet|liever geen|no)\s(?:\w+\s){0,2}$", _I)


def find_employment_types(text: str) -> tuple[list[str], str] | None:
    """The kinds of contract that a whole vacancy text tells, and the first words that do."""
    kinds: list[str] = []
    words: list[str] = []
    for sentence in lines_about(text, _CUE, _CUE_WORDS, longest=160):
        here = _told_in(sentence.lower())
        kinds += here
        words += [sentence] if here else []
    return ([name for name in _KINDS if name in kinds], words[0]) if kinds else None


@lru_cache(maxsize=1024)  # an employer says the same on every vacancy
def _told_in(sentence: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _TOLD_PATTERNS if _is_told(pattern, sentence))


def _is_told(pattern: re.Pattern[str], sentence: str) -> bool:
    return any(not _DENIED.search(sentence[: match.start()]) for match in pattern.finditer(sentence))
