"""Which passwords are refused: too short, too long, guessed by anyone, or known from a leak."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise

from dossier.rules.sign_in import count_on

LOOK_ALIKES = str.maketrans("0134578@$!", "oieastbasi")
MOST_WORDS = 2
"""So many listed words are guessed by machines in a moment; a sentence has more."""
LOOSE_LETTERS = 2
FEWEST_DIFFERENT = 5
SHORTEST_NUMBER = 16
"""Below this a row of digits is a telephone number, a date or a code that somebody knows."""


class PasswordFault(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    COMMON = "common"
    BREACHED = "breached"


@cache
def _listed() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words, the walks over a keyboard (in both directions), and the passwords that are refused as they are."""
    content = tomllib.loads((files("dossier.rules") / "words" / "passwords.toml").read_text(encoding="utf-8"))
    walks = frozenset(content["keyboard"]) | {walk[::-1] for walk in content["keyboard"]}
    return frozenset(content["words"] + content["names"]), walks, frozenset(content["known"])


def find_fault(password: str, *, own: Iterable[str], on: date) -> PasswordFault | None:
    """What is wrong with it; None when it may be used (OWASP ASVS 5.0 6.2: length, no rules about kinds of characters).

    `own` is what belongs to the account: name, e-mail address, organisation.
    """
    if len(password) < count_on("password_least", on):
        return PasswordFault.TOO_SHORT
    if len(password) > count_on("password_most", on):
        return PasswordFault.TOO_LONG
    return PasswordFault.COMMON if is_common(password, own) else None


def is_common(password: str, own: Iterable[str] = ()) -> bool:
    """Can it be guessed from words that people use: at most two of them, dressed up with digits and signs?"""
    plain = _fold(password)
    words, walks, known = _listed()
    if plain in known or len(set(plain)) < FEWEST_DIFFERENT or _is_run(plain):
        return True
    letters = re.sub(r"[^a-z]", "", plain)
    if not letters:
        return len(plain) < SHORTEST_NUMBER
    core = re.sub(r"^[^a-z]+|[^a-z@$]+$", "", plain)
    unmasked = re.sub(r"[^a-z]", "", core.translate(LOOK_ALIKES))
    listed = words | {part for text in own for part in _own_words(text)}
    return any(_few_words(text, listed, walks) for text in {letters, unmasked})


def _fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _own_words(text: str) -> set[str]:
    """The words of a name or an address, one by one and in a row."""
    parts = [part for part in re.split(r"[^a-z]+", _fold(text)) if part]
    return {part for part in parts if len(part) > 2} | {"".join(parts), "".join(parts[:2]), "".join(parts[1:])} - {""}


def _is_run(text: str) -> bool:
    """Nearly every character follows the one before: 12345678901a, or one piece over and over."""
    steps = [ord(after) - ord(before) for before, after in pairwise(text)]
    straight = sum(step in {-1, 0, 1, 9, -9} for step in steps)
    if straight >= len(steps) - 2:
        return True
    return any(len(text) >= 3 * size and text == (text[:size] * len(text))[: len(text)] for size in range(1, 6))


def _few_words(letters: str, listed: Iterable[str], walks: Iterable[str]) -> bool:
    """Is it one or two listed words (the same one may come again) with hardly a letter besides? Walks are no words."""
    words = {word for word in listed if word in letters}
    pieces = [(walk, frozenset[str]()) for walk in walks if walk in letters and walk not in words]
    pieces += [(word, frozenset({word})) for word in words]
    options: list[set[tuple[frozenset[str], int]]] = [set() for _ in range(len(letters) + 1)]
    options[0].add((frozenset(), 0))
    for here in range(len(letters)):
        for used, loose in options[here]:
            if loose < LOOSE_LETTERS:
                options[here + 1].add((used, loose + 1))
            for piece, word in pieces:
                if letters.startswith(piece, here) and len(used | word) <= MOST_WORDS:
                    options[here + len(piece)].add((used | word, loose))
    return bool(options[-1])
