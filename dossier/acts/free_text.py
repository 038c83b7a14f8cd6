"""Guards every text that an act receives: a BSN is refused, words about health ask to be confirmed (V-14, V-16)."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

from pydantic import BaseModel

from dossier.errors import GuardedPassage, GuardedTextError, InvalidInputError
from dossier.rules.free_text import GuardedKind, GuardedWords, find_guarded
from dossier.rules.guarded_field import kinds_of

CONFIRMED = "confirmed_words"
"""The field of an input that says: I have seen the words and keep them all the same; and its name in the log."""
AROUND = 40
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters but for tab and line ends, halves of characters, and what XML cannot hold."""
VISIBLE = "tekst zonder onzichtbare stuurtekens (plak de tekst opnieuw zonder opmaak)"
REFUSED = "een tekst zonder burgerservicenummer (9 cijfers die een BSN kunnen zijn)"
UNCONFIRMED = "een tekst over werk, zonder woorden over gezondheid; of bevestig dat de woorden blijven staan"


def check_texts(given: BaseModel) -> None:
    """Raises when a text holds a BSN, or words about health without the confirmation of who typed them."""
    found = list(guarded_passages(given))
    numbers = tuple(one for one in found if one.kind == GuardedKind.BSN)
    if numbers:
        raise GuardedTextError(numbers[0].field, REFUSED, numbers, refused=True)
    if found and not getattr(given, CONFIRMED, False):
        raise GuardedTextError(found[0].field, UNCONFIRMED, tuple(found), refused=False)


def check_characters(given: BaseModel) -> None:
    """Raises at the first field that holds what no keyboard types: a database, a PDF or a spreadsheet refuses it."""
    for field, text, _kinds in texts_of(given):
        if UNSEEN.search(text):
            raise InvalidInputError(field, "…", VISIBLE)


def confirmed_words(*given: BaseModel) -> dict[str, list[str]]:
    """For the log: in which fields words about health were kept on purpose; nothing where there are none."""
    fields = sorted({found.field for one in given for found in guarded_passages(one)})
    return {CONFIRMED: fields} if fields else {}


def guarded_passages(given: BaseModel) -> Iterator[GuardedPassage]:
    for field, text, kinds in texts_of(given):
        for found in find_guarded(text, kinds):
            yield passage(field, text, found)


def texts_of(given: BaseModel) -> Iterator[tuple[str, str, frozenset[GuardedKind]]]:
    """Every text with the name of its field and the kinds that it may not hold; also those in lists and parts."""
    for name in type(given).model_fields:
        yield from _texts(name, getattr(given, name), kinds_of(type(given).__name__, name))


def _texts(name: str, value: Any, kinds: frozenset[GuardedKind]) -> Iterator[tuple[str, str, frozenset[GuardedKind]]]:
    if isinstance(value, BaseModel):
        yield from texts_of(value)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(name, one, kinds)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield name, value, kinds


def passage(field: str, text: str, found: GuardedWords) -> GuardedPassage:
    """The words with whole words around them."""
    before, after = text[: found.start], text[found.end :]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return GuardedPassage(field, found.kind.value, before, found.words, after)
