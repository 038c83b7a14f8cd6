"""One database session per request: reading for GET, one transaction for a write, committed once at the end."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask, Response, g, request
from sqlmodel import Session

from webui.context import get_context

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class UnsuccessfulRequest(Exception):  # noqa: N818 - a signal to the transaction, never shown
    """Raised into the transaction when the answer is an error, so that nothing half done is kept."""


def get_session() -> Session:
    """The session of this request, opened at first use."""
    if "session" not in g:
        database = get_context().database
        manager = database.reading() if request.method in SAFE_METHODS else database.session()
        g.session_manager = manager
        g.session = manager.__enter__()
    session = g.session
    assert isinstance(session, Session)
    return session


def pause_transaction() -> None:
    """Before long work that needs no row: the lock is let go, and the next `get_session()` begins anew."""
    _close(failed=False)


def undo_on_failure(undo: Callable[[], None]) -> None:
    """For what was kept in a transaction of before, when the answer turns out to be an error."""
    g.undo_on_failure = undo


def end_transaction(response: Response) -> Response:
    """Keep what was written when the answer is a success; forget it otherwise."""
    failed = response.status_code >= 400
    _close(failed=failed)
    if failed and "undo_on_failure" in g:
        g.pop("undo_on_failure")()
    return response


def _close(*, failed: bool) -> None:
    manager: AbstractContextManager[Session] | None = g.pop("session_manager", None)
    g.pop("session", None)
    if manager is None:
        return
    if not failed:
        manager.__exit__(None, None, None)
        return
    error = UnsuccessfulRequest()
    try:
        manager.__exit__(UnsuccessfulRequest, error, None)
    except UnsuccessfulRequest:
        return


def register_transaction(app: Flask) -> None:
    app.after_request(end_transaction)
    app.teardown_appcontext(lambda _error: _close(failed=True))
