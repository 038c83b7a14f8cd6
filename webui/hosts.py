"""The names under which the pages answer: a request for any other host is refused before anything else looks at it."""

from flask import Flask, Response, request
from werkzeug.exceptions import SecurityError


def refuse_other_hosts() -> Response | None:
    """In plain words without a link: every address that a page builds would carry the forged name."""
    if not isinstance(request.routing_exception, SecurityError):
        return None
    text = "Dit adres hoort niet bij Passend. / This address does not belong to Passend.\n"
    return Response(text, 400, mimetype="text/plain")


def register_hosts(app: Flask) -> None:
    app.before_request(refuse_other_hosts)
