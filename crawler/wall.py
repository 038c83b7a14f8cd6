"""Recognises the page that a site shows instead of its vacancies: a sign-in form, or a puzzle for people."""

import re

_PUZZLE = re.compile(
    r"(?i)g-recaptcha|h-captcha|cf-turnstile|cf-challenge|challenge-platform|\bcaptcha\b"
    r"|verify (that )?you are (a )?human|(ben|bent) (je|u) (een mens|geen robot)|are you a robot"
)
_SIGN_IN = re.compile(r"(?i)<input\b[^<>]*\btype\s*=\s*[\"']?password")
_READ = 200_000


def find_wall(html: str) -> str | None:
    """What stands in the way, in Dutch; None for a page that merely holds no vacancy."""
    start = html[:_READ]
    if _PUZZLE.search(start):
        return "de site vraagt om een captcha"
    return "de site vraagt om in te loggen" if _SIGN_IN.search(start) else None
