"""Marks words with what their letters do not tell, so that a network can see whose work a sentence speaks of.

"Ans en Mirjam tillen, jij belt": names are colleagues, and behind a comma somebody else may be spoken of. "De monteur
tilt" is the work where the title says Monteur and nobody is spoken to, and a colleague's where it does not.
"""

from collections.abc import Iterator

from matcher.direction import YOU
from matcher.reading import Reading
from matcher.tokens import COLON, COMMA, HARD

NAME, CLAUSE, TITLE = "^,="
"""A capital inside a sentence, a part of a sentence that begins, and a word that the title holds too."""
MARKS = NAME + CLAUSE + TITLE
APART = frozenset({COMMA, COLON, HARD})
TITLE_WORDS, SHORTEST = 12, 4
"""So many first words of a text may be its title; so many letters a word has that counts."""
ADDRESSES = ("@addressed never", "@addressed seldom", "@addressed often")
"""How often the reader is spoken to."""
OFTEN = 0.2
"""From this share of the sentences."""


def mark_words(reading: Reading) -> list[str]:
    """The words of a text, each behind its marks; split_marks undoes it."""
    words, firsts = reading.strip.tokens.words, {first for first, _ in reading.bounds}
    title = {word for word in words[:TITLE_WORDS] if len(word) >= SHORTEST}
    return [
        ("" if at in firsts else "".join(_list_marks(reading, at)))
        + (TITLE if at >= TITLE_WORDS and word in title else "")
        + word
        for at, word in enumerate(words)
    ]


def _list_marks(reading: Reading, at: int) -> Iterator[str]:
    tokens, folded = reading.strip.tokens, reading.folded
    start, _ = folded.span(tokens.starts[at], tokens.ends[at])
    if folded.original[start].isupper():
        yield NAME
    if tokens.gaps[at] in APART:
        yield CLAUSE


def split_marks(word: str) -> tuple[str, str]:
    """The marks of a word, and the word."""
    bare = word.lstrip(MARKS)
    return word[: len(word) - len(bare)], bare


def find_address(reading: Reading) -> str:
    """How often the reader is spoken to: an ad that never does tells of the work in the third person."""
    words = reading.strip.tokens.words
    spoken = sum(not YOU.isdisjoint(words[first:last]) for first, last in reading.bounds)
    return ADDRESSES[0 if not spoken else 1 + (spoken >= OFTEN * len(reading.bounds))]
