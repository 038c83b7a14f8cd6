"""Names that the core keeps in Dutch, on an English page: in English where there is one, else marked as Dutch."""

import tomllib
from functools import cache
from importlib.resources import files

from flask import Flask
from flask_babel import LazyString, get_locale
from markupsafe import Markup


@cache
def core_names() -> dict[str, str]:
    return tomllib.loads((files("webui") / "help" / "core_names.toml").read_text(encoding="utf-8"))


def _is_dutch() -> bool:
    return str(get_locale()).startswith("nl")


def name_here(name: str) -> str:
    """A Dutch name of the core in the reader's language; a screen reader is told where it stays Dutch (WCAG 3.1.2)."""
    if _is_dutch():
        return name
    return core_names().get(name) or Markup('<span lang="nl">{}</span>').format(name)


def core_name(name: str) -> LazyString:
    """The same for a list that is made at import: in the language of whoever reads it."""
    return LazyString(lambda: core_names().get(name, name) if not _is_dutch() else name)


def mark_dutch(text: str | None) -> str:
    """A sentence that was written in Dutch and is evidence: shown as it is, and marked on an English page."""
    if not text or _is_dutch():
        return text or ""
    return Markup('<span lang="nl">{}</span>').format(text)


def register_core_names(app: Flask) -> None:
    app.jinja_env.filters["core_name"] = name_here
    app.jinja_env.filters["dutch"] = mark_dutch
