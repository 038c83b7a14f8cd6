"""From where a request comes: the address, the browser in a few words, and the cookie by which a browser is known."""

import re
from secrets import token_urlsafe

from flask import Response, current_app, g, request

from dossier.rules.sign_in import length_on
from dossier.storage.sign_in_sessions import Place, hash_secret
from webui.context import now

SECRET_FORM = re.compile(r"[A-Za-z0-9_-]{43}")
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def describe_browser(agent: str) -> str:
    """'Firefox, Windows': enough to recognise one's own; of an unknown program nothing is repeated."""
    names = [next((name for mark, name in table if mark in agent), None) for table in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in names if name) or "?"


def device_cookie() -> str:
    return str(current_app.config["SESSION_COOKIE_NAME"]) + "-device"


def device_secret() -> str | None:
    """The secret of this browser; None where it never signed in here."""
    given = request.cookies.get(device_cookie(), "")
    return given if SECRET_FORM.fullmatch(given) else None


def request_place() -> Place:
    secret = device_secret()
    return Place(
        address=request.remote_addr or "?",
        device=describe_browser(request.headers.get("User-Agent", "")),
        device_sha256=None if secret is None else hash_secret(secret),
    )


def recognise_device() -> Place:
    """The place, with a secret for this browser, made now where it has none: for somebody who came in."""
    if device_secret() is None:
        g.new_device_secret = token_urlsafe(32)
        place = request_place()
        return Place(place.address, place.device, hash_secret(g.new_device_secret))
    return request_place()


def set_device_cookie(response: Response) -> Response:
    secret = g.pop("new_device_secret", None)
    if secret is not None:
        config = current_app.config
        response.set_cookie(
            device_cookie(),
            secret,
            max_age=length_on("known_device_days", now().date()),
            secure=config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response
