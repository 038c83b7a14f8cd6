"""Recognises the page that a site shows instead of its vacancies: a sign-in form, or a puzzle for people."""

import re

_PUZZLES = ("captcha", "cf-turnstile", "cf-challenge", "challenge-platform")
_ASKED = re.compile(
    r"verify (that )?you are (a )?human|(ben|bent) (je|u) (een mens|geen robot)|are you a robot|not a robot"
)
_SIGN_IN = re.compile(r"<input\b[^<>]*\btype\s*=\s*[\"']?password")
_MARKUP = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>|<[^<>]*>", re.DOTALL)
_READ = 200_000
MOST_WORDS = 200


def find_wall(html: str) -> str | None:
    """What stands in the way, in Dutch; None for a page that merely holds no vacancy."""
    start = html[:_READ].lower()
    if any(mark in start for mark in _PUZZLES) or _finds(_ASKED, start, ("human", "mens", "robot")):
        wall = "de site vraagt om een captcha"
    elif _finds(_SIGN_IN, start, ("password",)):
        wall = "de site vraagt om in te loggen"
    else:
        return None
    # An ordinary page may hold such a form as well; a wall holds little else.
    return wall if len(_MARKUP.sub(" ", start).split()) <= MOST_WORDS else None


def _finds(pattern: re.Pattern[str], text: str, words: tuple[str, ...]) -> bool:
    """A pattern that holds one of some words, asked only of a text that has one: most pages have none."""
    return any(word in text for word in words) and pattern.search(text) is not None
