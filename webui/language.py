"""Language and appearance as the reader chose them: Dutch first, English second; light, dark or as the device asks."""

from functools import lru_cache
from gettext import NullTranslations

from flask import Flask, g, request, session
from flask_babel import Babel
from flask_babel import get_translations as find_translations
from markupsafe import Markup

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


@lru_cache(maxsize=4_096)
def _read(translations: NullTranslations, text: str) -> Markup:
    return Markup(translations.gettext(text))  # noqa: S704 - a sentence of a template or its translation


@lru_cache(maxsize=4_096)
def _read_whole(translations: NullTranslations, text: str) -> Markup:
    return _read(translations, text) % {}


def say(text: str, **values: object) -> Markup:
    """A sentence of a template in the reader's language; values are escaped, and `%%` is a percent sign."""
    found = read_translations()
    return _read(found, text) % values if values else _read_whole(found, text)


def say_number(one: str, many: str, num: int, **values: object) -> Markup:
    """The same for a number of things."""
    text = Markup(read_translations().ngettext(one, many, num))  # noqa: S704 - as above
    return text % {"num": num, **values}


def register_language(app: Flask) -> None:
    Babel(app, locale_selector=choose_language)
    app.jinja_env.globals.update(_=say, gettext=say, ngettext=say_number)  # every template is HTML and escapes
    app.jinja_env.globals["choose_language"] = choose_language
    app.jinja_env.globals["choose_theme"] = choose_theme
