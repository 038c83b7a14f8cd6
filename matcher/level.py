"""Levels of education as Dutch and Flemish texts name them, from 1 (practical) to 6 (university)."""

import re
from functools import lru_cache

from matcher.sentence import fold_text

LEVELS: tuple[tuple[int, str, str], ...] = (
    (6, "wo", r"\bwo\b(?!-?\s*denk)|universit\w+|\bmaster\b|academisch\w* (?:niveau|opleiding|diploma|werk)"),
    (5, "hbo", r"\bhbo\b|\bbachelor\b|hogeschool|\bhbo[- ]\w+|\bgraduaat\b"),
    (
        4,
        "mbo 4 of havo",
        r"\bmbo[- ]?(?:niveau )?4\b|niveau 4\b|\bhavo\b|\bvwo\b|\bmbo\b(?![- ]?(?:niveau )?[123])|\btso\b",
    ),
    (3, "mbo 3", r"\bmbo[- ]?(?:niveau )?3\b|niveau 3\b|\bbso\b"),
    (2, "mbo 2 of vmbo", r"\bmbo[- ]?(?:niveau )?2\b|niveau 2\b|\bvmbo\b|\bmavo\b|\blts\b|\blbo\b|\bmts\b"),
    (
        1,
        "geen diploma",
        r"geen (?:diploma|opleiding|specifieke (?:opleiding|studie)\w*)|basisonderwijs|praktijkonderwijs|\bmbo[- ]?1\b",
    ),
)  # fmt: skip
_COMPILED = tuple((level, name, re.compile(pattern)) for level, name, pattern in LEVELS)


def asked_level(text: str) -> int | None:
    """The lowest level that a vacancy names: "mbo of hbo" is open to mbo."""
    found = _levels(text)
    return min(found) if found else None


def reached_level(text: str) -> int | None:
    """The highest level that a profile names."""
    found = _levels(text)
    return max(found) if found else None


def level_name(level: int) -> str:
    return next(name for number, name, _ in LEVELS if number == level)


@lru_cache(maxsize=20_000)
def _levels(text: str) -> tuple[int, ...]:
    folded = fold_text(text).text
    return tuple(level for level, _, pattern in _COMPILED if pattern.search(folded))
