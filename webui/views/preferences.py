"""Language and colours, kept in the session and nowhere else."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue

from webui.access import allow_public
from webui.language import LANGUAGES, THEMES

blueprint = Blueprint("preferences", __name__)


def safe_path(address: str | None, otherwise: str = "/") -> str:
    """A path inside this site, or the fallback: never another host, scheme or a path that a browser reads as one."""
    if not address or not address.isprintable() or "\\" in address:
        return otherwise
    try:
        parts = urlsplit(address)
    except ValueError:
        return otherwise
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith("//"):
        return otherwise
    return address


@blueprint.post("/voorkeuren")
@allow_public
def save_preferences() -> ResponseReturnValue:
    for name, allowed in (("language", LANGUAGES), ("theme", THEMES)):
        value = request.form.get(name)
        if value in allowed:
            session[name] = value
    return redirect(safe_path(request.form.get("back")))
