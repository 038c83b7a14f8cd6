"""Language and appearance as the reader chose them: Dutch first, English second; light, dark or as the device asks."""

from flask import Flask, request, session
from flask_babel import Babel

LANGUAGES = ("nl", "en")
THEMES = ("auto", "light", "dark")


def choose_language() -> str:
    """The choice kept in the session, else what the browser asks for, else Dutch."""
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, default="nl") or "nl"


def choose_theme() -> str:
    chosen = session.get("theme")
    return str(chosen) if chosen in THEMES else "auto"


def register_language(app: Flask) -> None:
    Babel(app, locale_selector=choose_language)
    app.jinja_env.globals["choose_language"] = choose_language
    app.jinja_env.globals["choose_theme"] = choose_theme
