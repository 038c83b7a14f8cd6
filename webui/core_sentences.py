"""Sentences that the core says in Dutch, on an English page: in English where they are known, else marked as Dutch."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from flask import Flask
from flask_babel import get_locale
from markupsafe import Markup, escape

from webui.core_names import load_names

_HOLE = "{}"
_BETWEEN = re.compile(r"(?<=[.?!]) (?=[A-Z€])")


@cache
def load_sentences() -> dict[str, str]:
    return tomllib.loads((files("webui") / "help" / "core_sentences.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """What has holes, the longest first, so that the most particular one is found."""
    holed = sorted((one for one in load_sentences() if _HOLE in one), key=lambda one: (-len(one), one))
    return [
        (re.compile("(.+?)".join(map(re.escape, dutch.split(_HOLE))), re.DOTALL), load_sentences()[dutch])
        for dutch in holed
    ]


@lru_cache(maxsize=4_096)
def in_english(text: str) -> str | None:
    """The English of a sentence, or of each of several; None where one of them is not known."""
    known = load_sentences().get(text) or load_names().get(text)
    if known is not None:
        return known
    parts = _BETWEEN.split(text)
    if len(parts) > 1:
        said = [in_english(part) for part in parts]
        return None if None in said else " ".join(filter(None, said))
    return next((_fill(english, match) for dutch, english in _patterns() if (match := dutch.fullmatch(text))), None)


def _fill(english: str, match: re.Match[str]) -> str:
    """What stood at the holes; a name of a place, a job or a person stays as it is."""
    first, *rest = english.split(_HOLE)
    return first + "".join(f"{in_english(hole) or hole}{part}" for hole, part in zip(match.groups(), rest, strict=True))


def say_here(text: str | None) -> str:
    """A sentence of the core in the reader's language; a screen reader is told where it stays Dutch (WCAG 3.1.2)."""
    if not text or str(get_locale()).startswith("nl"):
        return text or ""
    parts = [in_english(part) or Markup('<span lang="nl">{}</span>').format(part) for part in _BETWEEN.split(text)]
    return Markup(" ").join(map(escape, parts))


def register_core_sentences(app: Flask) -> None:
    app.jinja_env.filters["core_sentence"] = say_here
