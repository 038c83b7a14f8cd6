"""The words of job titles: parts of compounds, lemmas, and words that mean the same."""

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from matcher.text import HEADS, find_lemma, split_words

STOP = frozenset(
    word
    for line in (
        "de het een en of van voor met in op aan bij te tot",
        "uit om door over onder naar ten e der and of the",
    )
    for word in line.split()
)
LINKS = ("", "s", "en", "e", "n")
SHORTEST_COMPOUND, SHORTEST_PART, SHORTEST_KNOWN = 8, 3, 4
SENSE = "="
"""Marks a term that stands for a row of synonyms instead of a word."""


@lru_cache(maxsize=1)
def load_synonyms() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]:
    """The rows each lemma belongs to, and what a phrase adds."""
    book = tomllib.loads((files("matcher") / "title_synonyms.toml").read_text(encoding="utf-8"))
    rows: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(book["rows"]):
        for lemma in dict.fromkeys(find_lemma(word) for word in split_words(row)):
            rows[lemma].append(f"{SENSE}{number}")
    phrases = tuple(
        (re.compile(r"\b(?:" + "|".join(map(re.escape, phrase["when"])) + r")\b"), tuple(phrase["add"].split()))
        for phrase in book["phrases"]
    )
    return {lemma: tuple(marks) for lemma, marks in rows.items()}, phrases


class TitleWords:
    """Reads titles with the vocabulary of a set of titles; compounds fall apart where both parts are words of it."""

    def __init__(self, titles: Iterable[str]) -> None:
        words = Counter(word for title in titles for word in set(split_words(title)))
        self.lemmas: Counter[str] = Counter()
        for word, count in words.items():
            if len(word) >= SHORTEST_KNOWN:
                self.lemmas[find_lemma(word)] += count
        self.splits: dict[str, tuple[str, ...]] = {}
        self.senses, self.phrases = load_synonyms()

    def find_words(self, title: str) -> list[str]:
        return [word for word in split_words(title) if word not in STOP]

    def find_parts(self, title: str) -> list[str]:
        """Every word with its compounds taken apart."""
        return [part for word in self.find_words(title) for part in self.split(word)]

    def find_senses(self, title: str) -> list[str]:
        """Lemmas of the parts, and a mark for every row of synonyms they belong to."""
        plain = " ".join(split_words(title))
        added = [word for pattern, words in self.phrases if pattern.search(plain) for word in words]
        lemmas = [find_lemma(part) for part in (*self.find_parts(title), *added)]
        whole = [find_lemma(word) for word in self.find_words(title)]
        marks = {mark for lemma in (*lemmas, *whole) for mark in self.senses.get(lemma, ())}
        return [*lemmas, *sorted(marks)]

    def split(self, word: str) -> tuple[str, ...]:
        if word not in self.splits:
            parts = self._cut(word)
            self.splits[word] = parts if len(parts) == 1 else (*self.split(parts[0]), *self.split(parts[1]))
        return self.splits[word]

    def _cut(self, word: str) -> tuple[str, ...]:
        """The cut whose weaker part is best known; else a known tail behind anything."""
        if len(word) < SHORTEST_COMPOUND or word in HEADS:
            return (word,)
        cuts = [
            (self._strength(head, tail, link), head, tail)
            for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART)
            if self._is_known(tail := word[cut:])
            for link in LINKS
            if word[:cut].endswith(link) and self._is_known(head := word[:cut].removesuffix(link))
        ]
        if cuts:
            return max(cuts)[1:]
        return next(
            ((word[:cut], word[cut:]) for cut in range(4, len(word) - SHORTEST_PART) if word[cut:] in HEADS), (word,)
        )

    def _is_known(self, part: str) -> bool:
        return part in HEADS or (len(part) >= SHORTEST_KNOWN and self.lemmas[find_lemma(part)] > 0)

    def _strength(self, head: str, tail: str, link: str) -> float:
        known = [math.log(1 + self.lemmas[find_lemma(part)] + (20 if part in HEADS else 0)) for part in (head, tail)]
        return round(min(known) + 0.15 * max(known) - (0.3 if link else 0.0), 6)
