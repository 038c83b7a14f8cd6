"""Language and appearance as the reader chose them: Dutch first, English second; light, dark or as the device asks."""

from gettext import NullTranslations

from flask import Flask, g, request, session
from flask_babel import Babel
from flask_babel import get_translations as find_translations

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


def read_translations() -> NullTranslations:
    """Those of this request, looked up once: a page asks for hundreds of sentences."""
    if "translations" not in g:
        g.translations = find_translations()
    found = g.translations
    assert isinstance(found, NullTranslations)
    return found


def register_language(app: Flask) -> None:
    Babel(app, locale_selector=choose_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: read_translations().gettext(text),
        ngettext=lambda one, many, count: read_translations().ngettext(one, many, count),
        newstyle=True,
    )
    app.jinja_env.globals["choose_language"] = choose_language
    app.jinja_env.globals["choose_theme"] = choose_theme
