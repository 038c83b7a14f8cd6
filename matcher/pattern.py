"""Phrases made ready to be laid along the words of a text: each element knows what comes behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from matcher.phrase import Choice, Clause, Gap, Phrase, Row, Sign, Words, find_firsts
from matcher.tokens import COMMA, HYPHEN, JOINED, LOOSE, NEGATIONS, NOTHING, SPACE, START, TIGHT, TOGETHER, Tokens

Seps = frozenset[int]
Step = Callable[["Strip", int, Seps], int]
"""Tries the rest of a phrase from this word on; gives where it ends, or MISS."""
MISS = -1
FROST = range(15, 31)
FEW = 2
"""A choice of more rows than this first looks at the word at hand."""
SUM = 1000
"""From here on a number is an amount of money, not of hours or kilos."""
RANGES = (
    ("tot", "en", "met"), ("tot", "maximaal"), ("tot", "max"), ("tot", "zelfs"), ("t", "m"), ("up", "to"),
    ("a",), ("tot",), ("en",), ("of",), ("to",), ("and",), ("or",),
)  # fmt: skip
"""The words between the two numbers of a range."""


@dataclass
class Strip:
    """The words of a text as phrases see them, up to `stop`; numbers met on the way are kept."""

    tokens: Tokens
    classes: list[frozenset[int]]
    numbers: list[str | None]
    stop: int = 0
    low: str | None = None
    high: str | None = None


def match_at(phrase: Phrase, strip: Strip, at: int, stop: int) -> int:
    """Where the phrase ends that begins with this word and ends before `stop`; MISS where it does not stand here."""
    strip.stop = stop
    strip.low = strip.high = None
    end = steps_of(phrase)(strip, at, START)
    return end if end > at else MISS


@cache
def steps_of(phrase: Phrase) -> Step:
    """Built when the phrase is first needed: most texts need few of them."""
    return _chain(phrase.row, _accept)


def _accept(_strip: Strip, at: int, _seps: Seps) -> int:
    return at


def _chain(row: Row, following: Step) -> Step:
    for element in reversed(row):
        if isinstance(element, Words):
            following = _word(element.number, following, tight=element.tight)
        elif isinstance(element, Gap):
            following = _gap(element, following)
        elif isinstance(element, Sign):
            following = SIGNS[element.name](following)
        else:
            following = _choice(element, following)
    return following


def _word(number: int, following: Step, *, tight: bool) -> Step:
    def step(strip: Strip, at: int, seps: Seps) -> int:
        if at < strip.stop and number in strip.classes[at] and strip.tokens.gaps[at] in (TIGHT if tight else seps):
            return following(strip, at + 1, JOINED)
        return MISS

    return step


def _gap(gap: Gap, following: Step) -> Step:
    seps = LOOSE if gap.commas else TOGETHER

    def step(strip: Strip, at: int, _seps: Seps) -> int:
        tokens = strip.tokens
        for _ in range(gap.most + 1):
            if (end := following(strip, at, seps)) != MISS:
                return end
            if at >= strip.stop or tokens.gaps[at] not in seps or tokens.words[at] in NEGATIONS:
                return MISS
            at += 1
        return MISS

    return step


def _choice(choice: Choice, following: Step) -> Step:
    steps = tuple(_chain(row, following) for row in choice.rows)
    if len(steps) == 1 and not choice.optional:
        return steps[0]
    if choice.optional:
        return _first_of((*steps, following))
    firsts = tuple(find_firsts(row) for row in choice.rows)
    if len(steps) <= FEW or None in firsts:
        return _first_of(steps)
    return _first_fitting(steps, tuple(first or Clause() for first in firsts))


def _first_of(steps: tuple[Step, ...]) -> Step:
    def step(strip: Strip, at: int, seps: Seps) -> int:
        for each in steps:
            if (end := each(strip, at, seps)) != MISS:
                return end
        return MISS

    return step


def _first_fitting(steps: tuple[Step, ...], firsts: tuple[Clause, ...]) -> Step:
    """The same where there are many: only those that can begin with the word at hand."""
    every = Clause().union(*firsts)
    rows = tuple(zip(firsts, steps, strict=True))

    def step(strip: Strip, at: int, seps: Seps) -> int:
        if at >= strip.stop or not (met := strip.classes[at] & every):
            return MISS
        for first, each in rows:
            if not first.isdisjoint(met) and (end := each(strip, at, seps)) != MISS:
                return end
        return MISS

    return step


def _number(following: Step) -> Step:
    spanned = _range(following)

    def step(strip: Strip, at: int, seps: Seps) -> int:
        if at >= strip.stop or strip.numbers[at] is None or strip.tokens.gaps[at] not in seps:
            return MISS
        if (end := spanned(strip, at, seps)) != MISS:
            return end
        if (end := following(strip, at + 1, JOINED)) != MISS:
            strip.low, strip.high = strip.numbers[at], None
        return end

    return step


def _range(following: Step) -> Step:
    def step(strip: Strip, at: int, seps: Seps) -> int:
        if at >= strip.stop or strip.numbers[at] is None or strip.tokens.gaps[at] not in seps:
            return MISS
        second = _second_number(strip, at)
        if second is None or (end := following(strip, second + 1, JOINED)) == MISS:
            return MISS
        strip.low, strip.high = strip.numbers[at], strip.numbers[second]
        return end

    return step


def _money(following: Step) -> Step:
    def step(strip: Strip, at: int, seps: Seps) -> int:
        if at < strip.stop and strip.tokens.gaps[at] in seps and float(strip.numbers[at] or 0) >= SUM:
            return following(strip, at + 1, JOINED)
        return MISS

    return step


def _second_number(strip: Strip, at: int) -> int | None:
    """Where the upper bound of a range stands: "24-32", "24 tot en met 32"."""
    tokens, behind = strip.tokens, at + 1
    if behind >= strip.stop:
        return None
    if strip.numbers[behind] is not None and tokens.gaps[behind] == HYPHEN:
        return behind
    for words in RANGES:
        second = behind + len(words)
        if (
            second < strip.stop
            and strip.numbers[second] is not None
            and tuple(tokens.words[behind:second]) == words
            and all(tokens.gaps[place] in (SPACE, HYPHEN, NOTHING) for place in range(behind, second + 1))
        ):
            return second
    return None


def _frost(following: Step) -> Step:
    def step(strip: Strip, at: int, seps: Seps) -> int:
        words = strip.tokens.words
        if at < strip.stop and words[at] in ("min", "minus"):
            at += 1
        elif at >= strip.stop or not words[at].startswith("-"):
            return MISS
        number = strip.numbers[at] if at < strip.stop else None
        if number is None or not number.lstrip("-").isdigit() or int(number.lstrip("-")) not in FROST:
            return MISS
        return following(strip, at + 1, seps if seps is not START else JOINED)

    return step


def _end(following: Step) -> Step:
    def step(strip: Strip, at: int, seps: Seps) -> int:
        if at >= strip.stop or strip.tokens.stops[at]:
            return following(strip, at, seps | {COMMA})
        return MISS

    return step


SIGNS: dict[str, Callable[[Step], Step]] = {
    "n": _number,
    "range": _range,
    "money": _money,
    "frost": _frost,
    "end": _end,
}
