"""Tells of a word what it is about: lifting, a load, the firm, pay. The names and their words are in concepts.toml."""

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from matcher.tokens import NEGATIONS
from matcher.vocabulary import NUMBER_CLASS, Vocabulary

TABLE = "concepts.toml"
DENIALS = NEGATIONS | {
    "niks",
    "niets",
    "nergens",
    "zelden",
    "amper",
    "niemand",
    "hoef",
    "hoeft",
    "hoeven",
    "no",
    "none",
}
NEAR = 4
"""A denial so many words away denies what a word is about."""


@cache
def _load_concepts() -> tuple[Vocabulary, dict[int, str]]:
    rows = tomllib.loads((files("matcher") / TABLE).read_text(encoding="utf-8"))["concepts"]
    vocabulary = Vocabulary()
    return vocabulary, {vocabulary.class_of(frozenset(words.split())): name for name, words in rows.items()}


@lru_cache(maxsize=32_768)
def concepts_of(word: str) -> tuple[str, ...]:
    """What a word is about, each as a feature: "@lift"."""
    vocabulary, names = _load_concepts()
    return tuple(sorted(f"@{names[number]}" for number in vocabulary.classes_of(word) if number != NUMBER_CLASS))


def list_concepts(words: Sequence[str]) -> list[str]:
    """What the words of a sentence are about, each once; "!@lift" where a denial stands near."""
    denials = [at for at, word in enumerate(words) if word in DENIALS]
    found: dict[str, None] = {}
    for at, word in enumerate(words):
        denied = any(0 < abs(at - denial) <= NEAR for denial in denials)
        for concept in concepts_of(word):
            found[concept] = None
            if denied:
                found["!" + concept] = None
    return list(found)
