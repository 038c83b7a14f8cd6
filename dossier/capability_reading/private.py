"""Leaves out what may not be kept: illness, cause and treatment (rules V-03), and who the person is."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dossier.capability_reading.degree import NEVER
from dossier.capability_reading.numbering import known_numbers
from dossier.capability_reading.quantity import find_amounts
from dossier.capability_reading.sentence import load_phrases
from dossier.rules.free_text import find_bsn, find_guarded

SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý•\-–(\"“☐☒\d])|\n(?=\s*[•\-–*☐☒A-ZÀ-Ý\d])")
NOT_AN_END = re.compile(
    r"(?:\b(?:ca|max|min|nr|dr|mr|drs|t\.a\.v|i\.v\.m|m\.b\.t|m\.n|o\.a|bijv|bv|incl|evt|resp|p|d\.d|e\.d|a\.g\.v|n\.v\.t)|\b[A-Z])\.$",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?<=[,;)])\s+|\s+(?=\()|\s[–-]\s")
BESIDE = re.compile(r"(?:\s+[\w'-]+){0,4}\s*")
"""What may stand between a cause and the illness that it names: 'wegens zijn langdurige'."""
NEXT_TO = re.compile(r"\s*(?:,|\ben\b|\bof\b)\s*")
WHERE = re.compile(r"(?:\s+(?:aan|in|van)\s+(?:de|het|zijn|haar)\s+\w+)?\s*\)?")
Span = tuple[int, int]


@dataclass(frozen=True)
class Words:
    health: re.Pattern[str]
    cause: re.Pattern[str]
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
    return Words(**{name: re.compile("|".join(lists[name]), re.IGNORECASE) for name in lists})


def leave_out(text: str) -> Kept:
    kept: list[str] = []
    health = identity = 0
    for sentence in split_sentences(text):
        if load_words().identity.search(sentence) or find_bsn(sentence):
            identity += 1
            continue
        rest = without_illness(sentence)
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


def health_spans(text: str) -> list[Span]:
    """The words that no case may hold, and those that speak of illness in a document of a physician."""
    spared = load_words().unless.sub(lambda match: " " * len(match[0]), text)
    found = [(one.start, one.end) for one in find_guarded(spared)]
    return sorted({*found, *(match.span() for match in load_words().health.finditer(spared))})


def without_illness(sentence: str) -> str:
    """The sentence as it is, without its words about a cause or an illness, or nothing at all.

    First the cause goes ('wegens rugklachten'), then whole clauses; what limits an item keeps its other words.
    """
    spans = health_spans(sentence)
    if not spans:
        return sentence
    cut = re.sub(r"\s+(?=[.,;:])", "", " ".join(cut_causes(sentence, spans).split()))
    clauses = [part for part in CLAUSE.split(cut) if part and not health_spans(part)]
    rest = " ".join(clauses).strip(" ,;:(–-")
    if names_item(sentence) and not names_item(rest):
        return mask(cut)
    return rest if len(rest.split()) >= 2 else ""


def cut_causes(text: str, spans: Sequence[Span]) -> str:
    """Without every 'wegens ...' that names an illness, and the part of the body behind it."""
    kept, end = "", 0
    for cause in load_words().cause.finditer(text):
        named = next((span for span in spans if span[0] >= cause.end() and is_beside(text, cause.end(), span[0])), None)
        if cause.start() < end or named is None:
            continue
        stop = named[1]
        for start, last in spans:
            if start >= stop and NEXT_TO.fullmatch(text[stop:start]):
                stop = last
        kept += text[end : cause.start()].rstrip(" (,") + " "
        where = WHERE.match(text, stop)
        end = where.end() if where else stop
    return kept + text[end:]


def is_beside(text: str, start: int, stop: int) -> bool:
    return bool(BESIDE.fullmatch(text[start:stop]))


def names_item(text: str) -> bool:
    """Does it limit something that one can do: by an item number, or by its name with how much or that it cannot?"""
    named = [phrase for phrase in load_phrases() if phrase.words.search(text)]
    limits = bool(find_amounts(text) or NEVER.search(text)) or any(phrase.said for phrase in named)
    return bool(known_numbers(text)) or (bool(named) and limits)


def mask(text: str) -> str:
    for start, end in reversed(health_spans(text)):
        text = f"{text[:start]}[…]{text[end:]}"
    return re.sub(r"(?:\[…\]\s*)+", "[…] ", text).strip()
