"""The stems of the words that tell something, with compounds taken apart: what texts are compared by."""

from functools import lru_cache

from matcher.occupation import load_titles
from matcher.text import GENERIC, clean_title, find_lemma, split_words
from matcher.title_words import TitleWords

ENDINGS = ("ering", "eren", "atie", "atief", "isch", "ing", "aar", "ster", "er", "ist", "lijk", "heid", "ig", "st", "t")
"""What makes planner, planning and plannen one: these fall off, the first that fits."""
SHORTEST_STEM = 4
SHORTEST_WORD = 2


@lru_cache(maxsize=1)
def known_words() -> TitleWords:
    """The vocabulary by which compounds fall apart: that of our own table of titles, so never that of the stock."""
    return TitleWords(load_titles().names)


@lru_cache(maxsize=65_536)
def find_stem(word: str) -> str:
    """The lemma without its ending; of a doubled last letter one stays, so that planning and plannen meet."""
    lemma = find_lemma(word)
    for ending in ENDINGS:
        for form in (lemma, word):
            if form.endswith(ending) and len(form) - len(ending) >= SHORTEST_STEM:
                stem = form[: -len(ending)]
                return stem[:-1] if stem[-1] == stem[-2] else stem
    return lemma


@lru_cache(maxsize=65_536)
def find_word_terms(word: str) -> tuple[str, ...]:
    """The stems of the parts of a word, and of the whole where it has parts; nothing for a word that tells nothing."""
    if word in GENERIC or len(word) < SHORTEST_WORD:
        return ()
    parts = known_words().split(word)
    stems = tuple(find_stem(part) for part in parts if part not in GENERIC)
    return (*stems, find_stem(word)) if len(parts) > 1 else stems


def find_terms(text: str) -> list[str]:
    """Every term as often as it is said."""
    return [term for word in split_words(text) for term in find_word_terms(word)]


def find_title_terms(title: str) -> list[str]:
    return find_terms(clean_title(title))
