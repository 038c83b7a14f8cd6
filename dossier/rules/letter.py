"""What a letter or CV names and had better not: health, limitations, track two, a wage demand (V-10, U-21a)."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from dossier.rules.free_text import GuardedKind, find_bsn, find_guarded, fold

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
ALWAYS = frozenset({GuardedKind.ILLNESS, GuardedKind.COMPLAINT})
IF_OWN = frozenset({GuardedKind.MEDICINE, GuardedKind.TREATMENT})
"""Many people work with these; only in a sentence about 'my' they are about the writer."""


class Mention(StrEnum):
    """The kinds that a warning names and a row keeps; never the words themselves."""

    HEALTH = "ziekte"
    LIMITATIONS = "beperkingen"
    TRACK_TWO = "tweede spoor"
    WAGE_DEMAND = "looneis"
    BSN = "bsn"


HELD_BACK = frozenset({Mention.HEALTH, Mention.LIMITATIONS, Mention.BSN})
"""A proof that names one of these is not handed to the own employer (V-03, V-14)."""


@dataclass(frozen=True)
class MentionWords:
    words: re.Pattern[str]
    unless: re.Pattern[str]
    own: re.Pattern[str] | None
    fires: tuple[str, ...]
    silent: tuple[str, ...]


def is_kept_from_employer(mentions: Iterable[str], mail: Mapping[str, Any] | None = None) -> bool:
    """Does a proof, or the text of a mail, name what the own employer may not keep?"""
    said = "" if mail is None else f"{mail['subject']}\n{mail['text']}"
    return not HELD_BACK.isdisjoint(mentions) or bool(said and find_guarded(said))


def find_mentions(text: str) -> list[Mention]:
    """Which kinds are named somewhere, in a fixed order."""
    sentences = [" ".join(one.split()) for one in SENTENCE.split(text) if one.strip()]
    return [kind for kind in Mention if any(_names(kind, sentence) for sentence in sentences)]


def _names(kind: Mention, sentence: str) -> bool:
    if kind is Mention.BSN:
        return bool(find_bsn(sentence))
    words = mention_words()[kind]
    if words.words.search(words.unless.sub(" ", fold(sentence)[0])):
        return True
    return kind is Mention.HEALTH and _names_own_health(sentence, words)


def _names_own_health(sentence: str, words: MentionWords) -> bool:
    about_me = words.own is not None and bool(words.own.search(sentence))
    return bool(find_guarded(sentence, ALWAYS | IF_OWN if about_me else ALWAYS))


@cache
def mention_words() -> dict[Mention, MentionWords]:
    table = tomllib.loads((files("dossier.rules") / "words" / "letter.toml").read_text(encoding="utf-8"))
    return {
        Mention(name): MentionWords(
            words=_any(lists["words"]),
            unless=_any(lists["unless"]),
            own=re.compile(lists["own"], re.IGNORECASE) if "own" in lists else None,
            fires=tuple(lists["fires"]),
            silent=tuple(lists["silent"]),
        )
        for name, lists in table.items()
    }


def _any(patterns: list[str]) -> re.Pattern[str]:
    """One of these; of none, a pattern that matches nothing."""
    return re.compile("|".join(fold(one)[0] for one in patterns) or "(?!)", re.IGNORECASE)
