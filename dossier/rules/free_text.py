"""Words in free text that the program should not keep: a BSN, illness, complaint, medicine or treatment (V-16)."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

TOKEN = re.compile(r"[^\W_]+(?:['’/-][^\W_]+)*")
ENDINGS = ("", "s", "'s", "’s", "en", "e", "n")
"""Inflections that a word of the list also stands for."""
BSN = re.compile(
    r"(?<![\w/=.,+-])(?<!\d[ ])(?<!€ )(?<!\+31 )"
    r"(?:\d{9}|\d{2,4}(?P<sep>[ .-])\d{2,4}(?:(?P=sep)\d{2,4}){1,2})(?![\w/]|[ .-]\d)"
)
NOTHING = "(?!)"
BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


class GuardedKind(StrEnum):
    """What a text holds; the kinds after BSN are the tables of `words/health.toml`."""

    BSN = "bsn"
    ILLNESS = "ziekte"
    COMPLAINT = "klacht"
    MEDICINE = "medicijn"
    TREATMENT = "behandeling"


EVERY_KIND = frozenset(GuardedKind)
DIAGNOSES = frozenset({GuardedKind.BSN, GuardedKind.ILLNESS, GuardedKind.MEDICINE})
"""For the note of a limitation, where words about the body are normal: only these."""


@dataclass(frozen=True, order=True)
class GuardedWords:
    """Where in a text it stands, `start` and `end` as in `text[start:end]`."""

    start: int
    end: int
    kind: GuardedKind
    words: str


@dataclass(frozen=True)
class WordList:
    """The words of one kind, sorted by how they are looked up."""

    whole: frozenset[str]
    capitals: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    inside: tuple[str, ...]
    phrases: re.Pattern[str]

    def has(self, token: str) -> bool:
        """A word, one of its parts between hyphens, or the word written without them."""
        parts = re.split(r"[-/]", token)
        spelled = {token, *parts, token.replace("-", "")}
        return any(self._has(one) for one in spelled if one)

    def _has(self, token: str) -> bool:
        word = token.lower()
        return (
            token in self.capitals
            or word in self.whole
            or word.startswith(self.begins)
            or word.endswith(self.ends)
            or any(part in word for part in self.inside)
        )


def find_guarded(text: str, kinds: frozenset[GuardedKind] = EVERY_KIND) -> list[GuardedWords]:
    """Everything in the text that is of one of these kinds, in order; what overlaps is named once."""
    plain, places = fold(text)
    found = [*_find_bsn(plain)] if GuardedKind.BSN in kinds else []
    spared = unless_pattern().sub(lambda match: " " * len(match[0]), plain)
    for kind, words in word_lists().items():
        if kind in kinds:
            found += [(*span, kind) for span in _find_words(spared, words)]
    shown: list[GuardedWords] = []
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        first, last = places[start], places[end - 1] + 1
        if not shown or first >= shown[-1].end:
            shown.append(GuardedWords(first, last, kind, text[first:last]))
    return shown


def find_bsn(text: str) -> list[GuardedWords]:
    """Nine digits that pass the test of eleven: refused wherever they are typed (V-14)."""
    return find_guarded(text, frozenset({GuardedKind.BSN}))


def holds_guarded(text: str | None) -> bool:
    return bool(text) and bool(find_guarded(text or ""))


def fold(text: str) -> tuple[str, list[int]]:
    """Letters without accents and invisible signs, and where each stood: what looks the same is the same."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        letter = unicodedata.normalize("NFKD", sign)[:1]
        if letter and unicodedata.category(letter) not in {"Mn", "Cf"}:
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def passes_eleven_test(digits: str) -> bool:
    """The test that every BSN passes, and one in eleven other numbers too."""
    total = sum(weight * int(digit) for weight, digit in zip(BSN_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and digits.strip("0") != ""


def _find_bsn(text: str) -> list[tuple[int, int, GuardedKind]]:
    found = []
    for match in BSN.finditer(text):
        digits = "".join(sign for sign in match[0] if sign in "0123456789")
        if len(digits) == 9 and passes_eleven_test(digits):
            found.append((match.start(), match.end(), GuardedKind.BSN))
    return found


def _find_words(text: str, words: WordList) -> list[tuple[int, int]]:
    phrases = [match.span() for match in words.phrases.finditer(text)]
    return phrases + [match.span() for match in TOKEN.finditer(text) if words.has(match[0])]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("dossier.rules") / "words" / "health.toml").read_text(encoding="utf-8"))


@cache
def unless_pattern() -> re.Pattern[str]:
    return re.compile("|".join(fold(one)[0] for one in _table()["unless"]), re.IGNORECASE)


@cache
def word_lists() -> dict[GuardedKind, WordList]:
    table = _table()
    return {
        kind: make_word_list(table[kind.value]["words"], table["body"], table[kind.value].get("codes", []))
        for kind in GuardedKind
        if kind is not GuardedKind.BSN
    }


def examples(kind: GuardedKind) -> tuple[list[str], list[str]]:
    """The list's own examples: what must be found, and what must be left alone."""
    table = _table()[kind.value]
    return table["fires"], table["silent"]


def make_word_list(written: list[str], body: list[str], codes: list[str]) -> WordList:
    spelled = [fold(one.replace("{body}", part))[0] for one in written for part in (body if "{body}" in one else [""])]
    single = [one for one in spelled if " " not in one]
    lower = [one for one in single if not _is_capitals(one)]
    bare = [one for one in lower if "*" not in one]
    phrases = [_phrase(one) for one in spelled if " " in one]
    return WordList(
        whole=frozenset(one + ending for one in bare for ending in ENDINGS),
        capitals=frozenset(one for one in single if _is_capitals(one)),
        begins=tuple(one.rstrip("*") for one in lower if one.endswith("*") and not one.startswith("*")),
        ends=tuple(one.lstrip("*") for one in lower if one.startswith("*") and not one.endswith("*")),
        inside=tuple(one.strip("*") for one in lower if one.startswith("*") and one.endswith("*")),
        phrases=re.compile("|".join([*(f"(?i:{one})" for one in phrases), *codes]) or NOTHING),
    )


def _is_capitals(word: str) -> bool:
    return word.isupper() and "*" not in word


def _phrase(words: str) -> str:
    """Words with spaces of any kind between them; a star is the rest of a word."""
    return r"\b" + r"\s+".join(re.escape(one).replace(r"\*", r"\w*") for one in words.split()) + r"\b"
