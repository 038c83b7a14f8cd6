"""Each decision of webui.sessions on its own, without a database: coming in, use, a change, signing out."""

from contextlib import nullcontext
from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask, g, get_flashed_messages, session
from flask_login import user_logged_out
from flask_security import user_authenticated

from dossier.model.sign_in import SignInSession
from dossier.storage.account_events import EventKind
from dossier.storage.sign_in_sessions import Place
from tests.webui.cast import NOW
from webui import sessions
from webui.assets import STATIC_ENDPOINTS

HERE = Place("127.0.0.1", "Firefox")
BRAM = SimpleNamespace(id=2, is_authenticated=True)


@pytest.fixture
def app():
    app = Flask(__name__)
    app.secret_key = "k" * 32
    app.add_url_rule("/page", "page", lambda: "")
    return app


@pytest.fixture
def told(monkeypatch):
    """What was asked of the storage, in order; `user` is who is signed in."""
    done = []
    user = SimpleNamespace(id=2, is_authenticated=True)

    def noted(name, answer=None):
        monkeypatch.setattr(sessions, name, lambda *given, **more: done.append((name, *given[1:], more)) or answer)

    for name, answer in {
        "begin_session": "new secret", "record_event": None, "forget_old_events": None, "end_sessions": None,
        "renew_uniquifier": "new name", "touch_session": None, "end_session": None, "find_session": None,
        "why_over": None, "logout_user": None,
    }.items():  # fmt: skip
        noted(name, answer)
    monkeypatch.setattr(sessions, "get_session", lambda: SimpleNamespace(info={}))
    monkeypatch.setattr(sessions, "get_account", lambda _database, number: SimpleNamespace(id=number))
    monkeypatch.setattr(sessions, "now", lambda: NOW)
    monkeypatch.setattr(sessions, "recognise_device", lambda: HERE)
    monkeypatch.setattr(sessions, "request_place", lambda: HERE)
    monkeypatch.setattr(sessions, "current_user", user)
    return SimpleNamespace(done=done, user=user, noted=noted, names=lambda: [one[0] for one in done])


def test_who_comes_in_gets_a_new_secret_and_a_new_token(app, told):
    with app.test_request_context():
        session["csrf_token"] = "old"
        sessions.start_session(app, BRAM)
        assert dict(session) == {"ticket": "new secret", "_permanent": True}
    assert told.names() == ["begin_session", "record_event", "forget_old_events"]


def test_who_changes_a_key_is_the_only_one_who_stays(app, told):
    with app.test_request_context():
        session["csrf_token"] = "old"
        sessions.renew_after_change("database", SimpleNamespace(id=2))
        assert dict(session) == {"_user_id": "new name", "ticket": "new secret"}
    assert told.names() == ["end_sessions", "renew_uniquifier", "begin_session"]
    assert told.done[0] == ("end_sessions", 2, {"reason": "changed", "now": NOW})


@pytest.mark.parametrize("path", ["/page", "/static"])
def test_a_style_sheet_asks_for_no_session_and_a_page_does(app, told, path):
    app.add_url_rule("/static", min(STATIC_ENDPOINTS), lambda: "") if path == "/static" else None
    with app.test_request_context(path):
        sessions.check_session()
    assert told.names() == ([] if path == "/static" else ["logout_user"])


@pytest.mark.parametrize("is_due", [True, False])
def test_use_is_written_down_when_it_is_due(app, told, monkeypatch, is_due):
    row = SimpleNamespace(id=7)
    monkeypatch.setattr(sessions, "needs_touch", lambda *_: is_due)
    with app.test_request_context("/page", method="POST"):
        g.found_session = (row, SimpleNamespace(id=2))
        sessions.check_session()
        assert g.sign_in_session is row
    assert ("touch_session" in told.names()) == is_due


@pytest.mark.parametrize("secret", [None, "secret"])
def test_who_has_no_session_ends_none(app, told, secret):
    with app.test_request_context("/page", method="POST"):
        if secret:
            session["ticket"] = secret
        sessions.close_session(app)
    assert told.names() == (["find_session"] if secret else [])


def test_of_what_another_did_only_the_name_is_kept(app, told):
    with app.test_request_context():
        sessions.record_here("database", 2, EventKind.UNLOCKED, by="Carla")
        sessions.record_here("database", 2, EventKind.SIGNED_OUT)
    assert told.done == [
        ("record_event", 2, EventKind.UNLOCKED, {"now": NOW, "by": "Carla"}),
        ("record_event", 2, EventKind.SIGNED_OUT, {"now": NOW, "address": "127.0.0.1", "device": "Firefox"}),
    ]


@pytest.mark.parametrize(("is_in", "ends"), [(True, "renew_after_change"), (False, "end_sessions")])
def test_another_second_step_ends_the_sessions_of_before_and_is_told(app, told, is_in, ends):
    told.user.is_authenticated = is_in
    for name in ("renew_after_change", "record_here", "remind_of_codes"):
        told.noted(name)
    with app.test_request_context():
        sessions.note_second_step(2)
    assert told.names() == [ends, "record_here", "remind_of_codes"]
    assert told.done[1][1:3] == (2, EventKind.SECOND_STEP_SET)


@pytest.mark.parametrize("codes", [0, 3])
def test_who_has_no_recovery_codes_is_asked_to_make_them(app, monkeypatch, codes):
    monkeypatch.setattr(sessions, "count_left", lambda *_: codes)
    monkeypatch.setattr(sessions, "_", str)
    with app.test_request_context():
        sessions.remind_of_codes("database", 2)
        assert [kind for kind, _words in get_flashed_messages(with_categories=True)] == ([] if codes else ["ask"])


def test_every_request_is_looked_at_and_every_answer_may_hold_the_browser_s_cookie(app):
    sessions.register_sessions(app)
    assert app.before_request_funcs[None] == [sessions.check_session, sessions.ask_confirmation]
    assert app.after_request_funcs[None] == [sessions.set_device_cookie]


@pytest.mark.parametrize(("account_id", "why", "is_in"), [(2, None, True), (3, None, False), (2, "idle", False)])
def test_a_session_of_another_or_one_that_is_over_is_signed_out(app, told, monkeypatch, account_id, why, is_in):
    told.noted("why_over", why)
    monkeypatch.setattr(sessions, "needs_touch", lambda *_: False)
    with app.test_request_context("/page"):
        g.found_session = (SimpleNamespace(id=7), SimpleNamespace(id=account_id))
        sessions.check_session()
    assert ("logout_user" not in told.names()) == is_in


@pytest.mark.parametrize(
    ("row", "ends"),
    [(None, False), ({"id": None}, False), ({"ended_at": NOW}, False), ({}, True)],
)
def test_signing_out_ends_a_session_that_runs_and_says_so(app, told, row, ends):
    known = None if row is None else SimpleNamespace(**{"id": 7, "account_id": 2, "ended_at": None} | row)
    told.noted("find_session", known)
    told.noted("record_here")
    with app.test_request_context("/page", method="POST"):
        session["ticket"] = "secret"
        sessions.close_session(app)
    assert told.names()[1:] == (["end_session", "record_here"] if ends else [])


@pytest.mark.parametrize(("minutes", "is_fresh"), [(9, True), (10, False), (11, False)])
def test_a_password_is_fresh_for_ten_minutes(app, told, minutes, is_fresh):
    with app.test_request_context():
        g.sign_in_session = SignInSession(confirmed_at=NOW - timedelta(minutes=minutes))
        assert sessions.is_confirmed() == is_fresh


@pytest.mark.parametrize(
    ("endpoint", "has_session", "fresh", "asks"),
    [
        ("heavy", True, False, True), ("heavy", True, True, False), ("heavy", False, False, False),
        ("page", True, False, False), (None, True, False, False),
    ],
)  # fmt: skip
def test_an_act_of_weight_asks_for_the_password_and_nothing_else_does(
    app, monkeypatch, endpoint, has_session, fresh, asks
):
    monkeypatch.setattr(sessions, "CONFIRM_FIRST", {"heavy": "page"})
    monkeypatch.setattr(sessions, "is_confirmed", lambda: fresh)
    monkeypatch.setattr(sessions, "to_confirmation", lambda page: f"confirm, then {page}")
    app.add_url_rule("/heavy", "heavy", lambda: "")
    with app.test_request_context("/nowhere" if endpoint is None else f"/{endpoint}"):
        if has_session:
            g.sign_in_session = SignInSession()
        assert sessions.ask_confirmation() == ("confirm, then page" if asks else None)


@pytest.mark.parametrize(
    ("path", "page"), [("/page", "/page"), ("/page/1/send", "/page"), ("/gone/1", "/"), ("/", "/")]
)
def test_after_the_password_one_comes_back_to_the_nearest_page(app, path, page):
    with app.test_request_context(path, method="POST"):
        assert sessions.own_page() == page


def test_the_page_above_is_about_the_same(app):
    app.add_url_rule("/case/<number>", "case", lambda number: number)
    app.add_url_rule("/case/<number>/<part>", "part", lambda number, part: number + part)
    with app.test_request_context("/case/7/x"):
        assert (sessions.page_above("case"), sessions.page_above("page")) == ("/case/7", "/page")
    with app.test_request_context("/nowhere"):
        assert sessions.page_above("page") == "/page"


@pytest.mark.parametrize(("method", "written_in"), [("POST", "of the request"), ("GET", "its own")])
def test_a_page_that_only_reads_writes_in_a_transaction_of_its_own(app, monkeypatch, method, written_in):
    database = SimpleNamespace(session=lambda: nullcontext("its own"))
    monkeypatch.setattr(sessions, "get_context", lambda: SimpleNamespace(database=database))
    monkeypatch.setattr(sessions, "get_session", lambda: "of the request")
    with app.test_request_context("/page", method=method), sessions.writing() as used:
        assert used == written_in


def test_nobody_is_looked_up_for_a_visitor(app, told):
    told.user.is_authenticated = False
    with app.test_request_context("/page"):
        sessions.check_session()
    assert told.done == []


@pytest.mark.parametrize("is_fresh", [True, False])
def test_a_view_of_weight_comes_after_the_password_and_leads_back(app, monkeypatch, is_fresh):
    app.add_url_rule("/confirm", "own_account.confirm", lambda: "")
    monkeypatch.setattr(sessions, "is_confirmed", lambda: is_fresh)
    guarded = sessions.confirmed_first(lambda number: f"done {number}")
    with app.test_request_context("/page/1/erase", method="POST"):
        answer = guarded(7)
        assert answer == "done 7" if is_fresh else answer.location == "/confirm?next=/page"
        assert sessions.to_confirmation("page").location == "/confirm?next=/page"
    app.add_url_rule("/other", "other", lambda: "")
    with app.test_request_context("/page", method="POST"):
        assert sessions.to_confirmation("other").location == "/confirm?next=/other"


def test_coming_in_and_signing_out_are_heard(app):
    sessions.register_sessions(app)
    heard = [list(signal.receivers_for(app)) for signal in (user_authenticated, user_logged_out)]
    assert sessions.start_session in heard[0]
    assert sessions.close_session in heard[1]
