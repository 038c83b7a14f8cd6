"""Style sheets, scripts and pictures that a browser may keep for a year: their address changes when they change."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

STATIC_ENDPOINTS = frozenset({"static", "bootstrap.static"})
KEPT_SECONDS = 365 * 24 * 3600


@cache
def fingerprint(folder: str, filename: str) -> str:
    """A few characters of the hash of a file; empty where there is no such file."""
    path = Path(folder) / filename
    return sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else ""


def static_folder(endpoint: str) -> str:
    holder = current_app if endpoint == "static" else current_app.blueprints[endpoint.partition(".")[0]]
    return str(holder.static_folder)


def add_fingerprint(endpoint: str, values: dict[str, Any]) -> None:
    """Put the fingerprint in the address of every static file."""
    if endpoint in STATIC_ENDPOINTS and "filename" in values:
        values.setdefault("v", fingerprint(static_folder(endpoint), values["filename"]))


def mark_unchanging(response: Response) -> Response:
    """An address with a fingerprint is never asked for again, not even to hear that nothing changed."""
    if request.endpoint in STATIC_ENDPOINTS and request.args.get("v") and response.status_code == 200:
        response.cache_control.immutable = True
    return response


def register_assets(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = KEPT_SECONDS
    app.url_defaults(add_fingerprint)
    app.after_request(mark_unchanging)
