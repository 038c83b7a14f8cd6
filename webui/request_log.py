"""One line per request: its number, its rule and not its address, how it ended and how long it took."""

import logging
import secrets
from time import perf_counter

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from dossier.log_lines import Raised
from webui.assets import STATIC_ENDPOINTS

log = logging.getLogger("passend.web")
HEADER = "X-Request-Id"


def begin_request() -> None:
    g.request_number, g.begun = secrets.token_hex(8), perf_counter()


def request_number() -> str | None:
    """Of the request under way; on an error page, so that whoever calls can name it."""
    number = g.get("request_number")
    return None if number is None else str(number)


def log_request(response: Response) -> Response:
    """The rule (`/dossiers/<number>`) says what was asked; the address would say about whom, or hold a secret."""
    number = request_number()
    if number is None:
        return response
    response.headers[HEADER] = number
    if request.endpoint not in STATIC_ENDPOINTS:
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        log.log(level, "request", extra={**about_request(), "status": response.status_code, "ms": elapsed()})
    return response


def about_request() -> dict[str, object]:
    rule = "-" if request.url_rule is None else request.url_rule.rule
    method = request.method if request.method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "?"
    return {"request": request_number() or "-", "method": method, "rule": rule}


def elapsed() -> int:
    return round((perf_counter() - g.begun) * 1000)


def log_fault(error: BaseException) -> None:
    """What nobody foresaw, or the core could not do: kind and places, for its words may hold what was typed."""
    kind = type(error).__qualname__
    log.error("fault", extra={**about_request(), "fault": kind}, exc_info=(type(error), error, error.__traceback__))


def log_unforeseen(raised: Raised) -> None:
    """In place of what Flask would log: the address and the words of the error."""
    if raised[1] is not None and not isinstance(raised[1], HTTPException):
        log_fault(raised[1])


def register_request_log(app: Flask) -> None:
    app.before_request(begin_request)
    app.after_request(log_request)
    app.log_exception = log_unforeseen  # type: ignore[method-assign, assignment]
    app.jinja_env.globals["request_number"] = request_number
