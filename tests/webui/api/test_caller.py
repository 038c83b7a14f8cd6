"""Each decision about who calls on its own, in an app without a database: the key, the pace, the scope, the cookie."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from flask import Flask, session
from werkzeug.exceptions import HTTPException

from dossier.acts.api_tokens import TokenState
from dossier.model.people import Account
from tests.webui.cast import NOW
from webui import caller

ACCOUNT = Account(
    id=5, email="k@passend.example", name="K", role="koppeling", password="!", active=False, fs_uniquifier="k"
)


@pytest.fixture
def desk(monkeypatch):
    """An app with one key, "geheim": `desk.token` says what it may."""
    app = Flask(__name__)
    app.secret_key = "x" * 16
    app.login_manager = SimpleNamespace(request_loader=lambda find: setattr(app, "found", find(None)))
    caller.register_caller(app)
    app.token = SimpleNamespace(id=3, role="coach", scopes=["cases:read"], state=TokenState.LIVE)
    app.notes, app.due = [], True
    writing = SimpleNamespace(database=SimpleNamespace(session=lambda: nullcontext("own")))
    replies = {
        "get_session": lambda: "shared", "get_context": lambda: writing, "now": lambda: NOW, "today": NOW.date,
        "token_of_secret": lambda _session, secret: app.token if secret == "geheim" else None,
        "state_of": lambda token, _day: token.state, "account_of": lambda _session, _token: ACCOUNT,
        "needs_note": lambda _token, _now: app.due, "note_use": lambda *note: app.notes.append(note),
    }  # fmt: skip
    for name, reply in replies.items():
        monkeypatch.setattr(caller, name, reply)
    return app


def ask(desk, header="Bearer geheim", scope="cases:read", method="GET"):
    """What the caller hears, and under which name and role it goes on."""
    with desk.test_request_context("/api/v1/cases", method=method, headers={"Authorization": header} if header else {}):
        assert caller.current_caller() is None
        try:
            found = caller.identify_caller(scope)
        except HTTPException as refused:
            assert caller.current_caller() is None
            return refused.get_response().status_code
        assert caller.current_caller() is found
        return found.account.name, found.account.role, found.account.active


@pytest.mark.parametrize(
    ("header", "heard"),
    [
        ("Bearer geheim", ("K", "coach", True)), ("bearer  geheim ", ("K", "coach", True)), ("Bearer ander", 401),
        ("Basic geheim", 401), ("Bearer", 401), ("Bearer geheïm", 401), (None, 401),
    ],
)  # fmt: skip
def test_only_a_known_key_in_the_header_is_somebody(desk, header, heard):
    assert ask(desk, header) == heard


@pytest.mark.parametrize("state", [one for one in TokenState if one is not TokenState.LIVE])
def test_a_key_that_does_not_live_is_nobody(desk, state):
    desk.token.state = state
    assert ask(desk) == 401


def test_a_key_opens_what_it_was_given_and_what_its_role_may_hold(desk):
    assert ask(desk, scope="calendar:read") == 403
    desk.token.scopes = ["matches:read"]
    assert ask(desk, scope="matches:read") == ("K", "coach", True)
    desk.token.role = "employer"
    assert ask(desk, scope="matches:read") == 403


def test_who_asks_too_often_waits_and_a_key_waits_for_itself_alone(desk, monkeypatch):
    monkeypatch.setattr(desk.extensions[caller.LIMIT], "most", 1)
    assert [ask(desk, "Bearer ander"), ask(desk, "Bearer ander"), ask(desk), ask(desk)] == [
        401, 429, ("K", "coach", True), 429,
    ]  # fmt: skip
    assert list(desk.extensions[caller.LIMIT].begun) == ["address None", caller.hash_secret("geheim")]


@pytest.mark.parametrize(("method", "place"), [("GET", "own"), ("POST", "shared")])
def test_when_a_key_was_last_used_is_kept_with_what_it_writes(desk, method, place):
    ask(desk, method=method)
    assert desk.notes == [(place, 3, NOW)]
    desk.due = False
    ask(desk, method=method)
    assert len(desk.notes) == 1


def test_a_session_is_of_pages_and_never_of_the_api(desk):
    @desk.route("/api/v1/cases")
    @desk.route("/pagina")
    def answer() -> str:
        said = session.get("who", "nobody")
        session["who"] = "bram"
        return said

    browser = desk.test_client()
    assert (browser.get("/api/v1/cases").text, browser.get_cookie("session")) == ("nobody", None)
    browser.get("/pagina")
    assert (browser.get("/pagina").text, browser.get("/api/v1/cases").text) == ("bram", "nobody")
    assert desk.found is None
