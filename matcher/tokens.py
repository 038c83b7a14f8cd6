"""A folded text as a row of words, each with what stands before it."""

import re
from dataclasses import dataclass
from functools import lru_cache

TOKEN = re.compile(r"(?<!\w)-?\d+(?:[.,:]\d+)*|[^\W\d_]\w*(?:'[^\W\d_]+)*|'s\b|[%°]|\d+(?:[.,:]\d+)*|(?<=\d)[^\W\d_]+")
NUMBER = re.compile(r"-?\d{1,4}(?:[.,]\d{1,2})?")
MOMENT = re.compile(r"(?:[01]?\d|2[0-4])\.(?:00|15|30|45)")
"""A time of the day, and no number of hours."""
THOUSANDS = re.compile(r"\d{1,3}\.\d{3}")
NOTHING, SPACE, HYPHEN, COMMA, COLON, HARD = range(6)
"""What stands between two words, from close to far apart."""
JOINED = frozenset({NOTHING, SPACE, HYPHEN, COLON})
LOOSE = frozenset({NOTHING, SPACE, HYPHEN, COMMA})
TOGETHER = frozenset({NOTHING, SPACE, HYPHEN})
TIGHT = frozenset({NOTHING, SPACE, HYPHEN, COMMA, COLON})
START = frozenset(range(6))
END_OF_TEXT = (HARD, True, False, True)
NEGATIONS = frozenset({"niet", "geen", "nooit", "zonder", "nauwelijks", "not", "never"})
NUMBER_VALUES = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
    "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17, "achttien": 18,
    "negentien": 19, "twintig": 20, "tweeentwintig": 22, "vierentwintig": 24, "vijfentwintig": 25, "achtentwintig": 28,
    "dertig": 30, "tweeendertig": 32, "vijfendertig": 35, "zesendertig": 36, "achtendertig": 38, "veertig": 40,
    "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90, "honderd": 100,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40,
}  # fmt: skip


@dataclass(frozen=True)
class Tokens:
    """The words of a text; a list per property, because every rule looks at them."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[int]
    """What stands before the word: NOTHING to HARD."""
    stops: list[bool]
    """Does a clause end before the word, so that <end> holds there?"""
    commas: list[bool]
    cuts: list[bool]
    """Does a new clause begin here, so that words before it say nothing about words behind it?"""


def split_tokens(text: str) -> Tokens:
    matches = list(TOKEN.finditer(text))
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    between = [_between(text[end:start]) for end, start in zip([0, *ends], starts, strict=False)]
    between.append(END_OF_TEXT)
    return Tokens(
        words=[match[0] for match in matches],
        starts=starts,
        ends=ends,
        gaps=[each[0] for each in between],
        stops=[each[1] for each in between],
        commas=[each[2] for each in between],
        cuts=[each[3] for each in between],
    )


@lru_cache(maxsize=65_536)
def number_in(word: str) -> str | None:
    """The word as a number in digits; None where it is none."""
    if word in NUMBER_VALUES:
        return str(NUMBER_VALUES[word])
    if THOUSANDS.fullmatch(word):
        return word.replace(".", "")
    if MOMENT.fullmatch(word):
        return None
    return word.replace(",", ".") if NUMBER.fullmatch(word) else None


@lru_cache(maxsize=4096)
def _between(signs: str) -> tuple[int, bool, bool, bool]:
    """How far apart two words stand, and whether a clause, a part of one or a sentence ends in between."""
    spaced = f"{signs} "
    cut = any(sign in signs for sign in ";!?\n•") or ". " in spaced or ": " in spaced or " - " in signs
    if any(sign in signs for sign in ";!?"):
        gap = HARD
    elif ":" in signs:
        gap = HARD if "," in signs or "." in signs else COLON
    elif any(sign in signs for sign in ",.<>€+"):
        gap = COMMA
    elif "-" in signs or "/" in signs:
        gap = HYPHEN
    else:
        gap = SPACE if signs else NOTHING
    return gap, any(sign in signs for sign in ".,;:!?)\n"), "," in signs, cut
