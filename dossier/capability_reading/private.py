"""Leaves out what may not be kept: illness, cause and treatment (rules V-03), and who the person is."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dossier.capability_reading.degree import NEVER
from dossier.capability_reading.numbering import known_numbers
from dossier.capability_reading.quantity import find_amounts
from dossier.capability_reading.sentence import load_phrases

SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý•\-–(\"“☐☒\d])|\n(?=\s*[•\-–*☐☒A-ZÀ-Ý\d])")
NOT_AN_END = re.compile(
    r"(?:\b(?:ca|max|min|nr|dr|mr|drs|t\.a\.v|i\.v\.m|m\.b\.t|m\.n|o\.a|bijv|bv|incl|evt|resp|p|d\.d|e\.d|a\.g\.v|n\.v\.t)|\b[A-Z])\.$",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?<=[,;)])\s+|\s+(?=\()|\s[–-]\s")


@dataclass(frozen=True)
class Words:
    health: re.Pattern[str]
    caused: re.Pattern[str]
    """A cause with the illness that it names."""
    identity: re.Pattern[str]
    unless: re.Pattern[str]


@dataclass(frozen=True)
class Kept:
    """What is left of a text, and how many sentences about illness or identity were left out or shortened."""

    text: str
    health: int = 0
    identity: int = 0


@cache
def load_words() -> Words:
    lists = tomllib.loads((files("dossier.capability_reading") / "private_words.toml").read_text(encoding="utf-8"))
    joined = {name: "|".join(lists[name]) for name in ("health", "cause", "identity", "unless")}
    illness = rf"(?:{joined['health']})"
    begin, where = joined.pop("cause"), r"(?:\s+(?:aan|in|van)\s+(?:de|het|zijn|haar)\s+\w+)?"
    joined["caused"] = rf"[,(]?\s*(?:{begin})(?:\s+[\w'-]+){{0,4}}?\s*{illness}(?:\s+(?:en|of)\s+{illness})*{where}\)?"
    return Words(**{name: re.compile(pattern, re.IGNORECASE) for name, pattern in joined.items()})


def leave_out(text: str) -> Kept:
    words = load_words()
    kept: list[str] = []
    health = identity = 0
    for sentence in split_sentences(text):
        if words.identity.search(sentence):
            identity += 1
            continue
        rest = without_cause(sentence, words)
        health += rest != sentence
        if rest:
            kept.append(rest)
    return Kept("\n".join(kept), health, identity)


def split_sentences(text: str) -> list[str]:
    """Sentences and bullets; a point after 'max.' or an initial is no end."""
    parts: list[str] = []
    for part in SENTENCE.split(text):
        if parts and NOT_AN_END.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return [part.strip() for part in parts if part.strip()]


def without_cause(sentence: str, words: Words) -> str:
    """The sentence as it is, without its words about a cause or an illness, or nothing at all.

    First the cause goes ('wegens rugklachten'), then whole clauses; what limits an item keeps its other words.
    """
    if not is_about_health(sentence, words):
        return sentence
    cut = re.sub(r"\s+(?=[.,;:])", "", " ".join(words.caused.sub(" ", sentence).split()))
    clauses = [part for part in CLAUSE.split(cut) if part and not is_about_health(part, words)]
    rest = " ".join(clauses).strip(" ,;:(–-")
    if names_item(sentence) and not names_item(rest):
        return mask(cut, words)
    return rest if len(rest.split()) >= 2 else ""


def names_item(text: str) -> bool:
    """Does it limit something that one can do: by an item number, or by its name with how much or that it cannot?"""
    named = any(phrase.words.search(text) for phrase in load_phrases() if phrase.items[0].rubric in {3, 4, 5})
    return bool(known_numbers(text)) or (named and bool(find_amounts(text) or NEVER.search(text)))


def mask(text: str, words: Words) -> str:
    return re.sub(r"(?:\[…\]\s*)+", "[…] ", words.health.sub("[…]", text)).strip()


def is_about_health(text: str, words: Words | None = None) -> bool:
    words = words or load_words()
    return bool(words.health.search(words.unless.sub(" ", text)))
