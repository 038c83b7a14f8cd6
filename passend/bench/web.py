"""What the ranked page of a case costs with a whole stock behind it: in process, and for eight readers at once."""

import io
from collections.abc import Callable
from typing import Any
from wsgiref.types import WSGIApplication, WSGIEnvironment

from flask import Flask

from passend.bench.office import NOW, NUMBER, Office

PATH = f"/dossiers/{NUMBER}/matches"


def sign_in(office: Office) -> tuple[Flask, str]:
    """The app over this office, and the cookie of its coach."""
    from dossier.storage.accounts import get_account
    from dossier.storage.sign_in_sessions import Place, begin_session
    from webui import create_app
    from webui.sessions import TICKET

    app = create_app(office.settings, office.database, clock=lambda: NOW)
    with office.database.session() as session:
        coach = get_account(session, office.coach_id)
        ticket = begin_session(session, coach, Place("127.0.0.1", "bench"), now=NOW)
    client = app.test_client()
    with client.session_transaction() as stored:
        stored["_user_id"], stored["_fresh"], stored[TICKET] = coach.fs_uniquifier, True, ticket
    cookie = client.get_cookie(str(app.config["SESSION_COOKIE_NAME"]))
    assert cookie is not None
    return app, f"{cookie.key}={cookie.value}"


def ask(app: WSGIApplication, cookie: str, path: str = PATH) -> tuple[str, bytes]:
    """One page through the WSGI app, as a server would ask it."""
    told: list[str] = []

    def start(status: str, _headers: Any, _fault: Any = None) -> Callable[[bytes], object]:
        told.append(status)
        return io.BytesIO().write

    path, _, query = path.partition("?")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": cookie, "HTTP_ACCEPT_LANGUAGE": "nl", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }  # fmt: skip
    answer = app(environ, start)
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close is not None:
        close()
    return told[0], body
