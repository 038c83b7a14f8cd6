"""Leaves out what may not be kept: illness, cause and treatment (rules V-03), and who the person is."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý•\-–(\"“☐☒\d])|\n(?=\s*[•\-–*☐☒A-ZÀ-Ý\d])")
NOT_AN_END = re.compile(
    r"(?:\b(?:ca|max|min|nr|dr|mr|drs|t\.a\.v|i\.v\.m|m\.b\.t|m\.n|o\.a|bijv|bv|incl|evt|resp|p|d\.d|e\.d|a\.g\.v|n\.v\.t)|\b[A-Z])\.$",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?<=[,;)])\s+|\s+(?=\()|\s[–-]\s")


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
    return Words(
        **{name: re.compile("|".join(lists[name]), re.IGNORECASE) for name in ("health", "cause", "identity", "unless")}
    )


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
    """The sentence as it is, without its clause about a cause or an illness, or nothing at all."""
    if not is_about_health(sentence, words):
        return sentence
    cut = words.cause.split(sentence)[0].rstrip(" ,;:(–-") if words.cause.search(sentence) else sentence
    clauses = [part for part in CLAUSE.split(cut) if part and not is_about_health(part, words)]
    rest = " ".join(clauses).strip(" ,;:(–-")
    return rest if len(rest.split()) >= 2 else ""


def is_about_health(text: str, words: Words | None = None) -> bool:
    words = words or load_words()
    return bool(words.health.search(words.unless.sub(" ", text)))
