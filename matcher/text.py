"""Dutch words for comparison: plain tokens, light lemmas, the parts of compounds, and vectors that never change."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

import numpy as np
from scipy.sparse import csr_matrix

from matcher.sentence import fold_text

WORD = re.compile(r"[a-z0-9][a-z0-9+#]*")
TITLE_NOISE = re.compile(
    r"\((?:m/v|v/m|m/f|m/w)[^)]*\)|\b(?:m/v/x|m/v|v/m/x|v/m|m/f)\b|\b\d+(?:[.,]\d+)?\s*(?:-\s*\d+\s*)?(?:u|uur|uren|fte|%)\b|"
    r"\bbijbaan\b|\bvacature\b|\bgezocht\b|\bper direct\b|\b(?:full|part)-?\s?time\b|€.*$"
)
FEMALE = (("ster", "er"), ("euse", "eur"), ("trice", "teur"), ("esse", ""), ("ante", "ant"), ("ista", "ist"))


def word_list(name: str) -> frozenset[str]:
    """A list of words of our own from wordlists/: one a line, # begins a remark."""
    lines = (files("matcher") / "wordlists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


GENERIC = word_list("generic")
HEADS = word_list("compound_parts")


def split_words(text: str) -> list[str]:
    """Small letters without accents, cut at everything that is no letter or digit."""
    return WORD.findall(fold_text(text).text)


@lru_cache(maxsize=65_536)
def find_lemma(word: str) -> str:
    """A light lemma: the plural, the adjective's -e, the diminutive and the female form fall off."""
    for ending, plain in FEMALE:
        if word.endswith(ending) and len(word) > len(ending) + 4:
            return (
                find_lemma(word[: -len(ending)] + plain)
                if ending != "ster" or word.endswith(("erster", "kster", "rster", "dster", "lster"))
                else word
            )
    if len(word) > 5 and word.endswith("en"):
        return _undouble(word[:-2])
    if len(word) > 4 and word.endswith(("s", "e")) and not word.endswith(("ss", "is", "us", "as", "os")):
        return _undouble(word[:-1])
    return word


def _undouble(stem: str) -> str:
    """One spelling for open and closed syllables: kapp and kap, verkop and verkoop."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    stem = stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])
    return re.sub(r"([aeou])\1(?=[^aeiou]$)", r"\1", stem)


@lru_cache(maxsize=65_536)
def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a compound (magazijn and medewerker), or the word itself when its parts are not known."""
    if len(word) < 8 or word in HEADS:
        return (word,)
    for cut in range(3, len(word) - 2):
        tail = word[cut:]
        if tail in HEADS or find_lemma(tail) in HEADS:
            for link in ("", "s", "en", "e", "n", "er"):
                head = word[:cut].removesuffix(link) if link else word[:cut]
                if len(head) >= 3 and (head in HEADS or find_lemma(head) in HEADS or (link == "" and len(head) > 3)):
                    return (*split_compound(head), tail)
    return (word,)


def clean_title(title: str) -> str:
    """A job title without (m/v), hours, full-time and what is not the job."""
    return TITLE_NOISE.sub(" ", fold_text(title).text)


def likeness(one: csr_matrix, other: csr_matrix) -> np.ndarray:
    """The cosine of every row of `one` (down) with every row of `other` (across), rounded so that it never wavers."""
    return np.round(np.asarray((one @ other.T).todense(), dtype=np.float64), 6)


def overlap(wanted: Iterable[str], found: Iterable[str]) -> float:
    """Which share of the wanted terms is found."""
    asked = set(wanted)
    return round(len(asked & set(found)) / len(asked), 6) if asked else 0.0


def iter_lines(value: str | list[str] | None) -> Iterator[str]:
    """The entries of a field that may be one text, a list or nothing."""
    if value is None:
        return
    entries = [value] if isinstance(value, str) else value
    yield from (entry.strip() for entry in entries if entry and entry.strip())
