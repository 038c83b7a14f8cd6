"""What a session on the server opens, for whom and how long: each way to end it, one by one."""

from datetime import timedelta

import pytest

from dossier.model.people import Account
from dossier.rules.sign_in import length_on
from dossier.storage import sign_in_sessions as sessions
from dossier.storage.sign_in_sessions import Place
from tests.dossier.cast import NOW

HERE = Place("127.0.0.1", "Firefox", "d" * 64)


@pytest.fixture
def begin(session):
    def begun(account, *, now=NOW, place=HERE):
        return sessions.find_session(session, sessions.begin_session(session, account, place, now=now))

    return begun


def test_a_secret_opens_its_own_session_of_its_own_account(session, cast):
    first, second = (sessions.begin_session(session, one, HERE, now=NOW) for one in (cast.bram, cast.anna))
    rows = [sessions.find_session(session, secret) for secret in (first, second)]
    assert [row.account_id for row in rows] == [cast.bram.id, cast.anna.id]
    assert sessions.session_with_account(session, second, Account) == (rows[1], cast.anna, cast.anna)
    assert (sessions.find_session(session, "x"), sessions.session_with_account(session, "x", Account)) == (None, None)


@pytest.mark.parametrize(
    ("row", "account", "why"),
    [
        ({}, {}, None), ({"ended_at": NOW}, {}, "ended"), ({"ended_at": NOW, "end_reason": "changed"}, {}, "changed"),
        ({"role": "admin"}, {}, "role"), ({"account_id": 0}, {}, "role"), ({}, {"active": False}, "blocked"),
        ({"last_used_at": NOW - timedelta(days=1)}, {}, "idle"),
    ],
)  # fmt: skip
def test_a_session_is_over_for_one_reason(begin, cast, session, row, account, why):
    found = begin(cast.bram)
    with session.no_autoflush:
        for thing, changes in ((found, row), (cast.bram, account)):
            for name, value in changes.items():
                setattr(thing, name, value)
        assert sessions.why_over(found, cast.bram, NOW) == why
        session.rollback()


def test_use_is_noted_once_in_a_while(begin, cast):
    row, pause = begin(cast.bram), length_on("touch_seconds", NOW.date())
    assert [sessions.needs_touch(row, NOW + pause * part) for part in (0.5, 1, 2)] == [False, True, True]


@pytest.mark.parametrize("act", ["touch", "confirm", "end"])
def test_an_act_reaches_one_session_and_none_that_ended(session, begin, cast, act):
    other, ended, one = (begin(cast.bram) for _ in range(3))
    later, much_later = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
    sessions.end_session(session, ended.id, reason="first", now=NOW)
    for row in (one, ended):
        if act == "touch":
            sessions.touch_session(session, row.id, now=later)
        elif act == "confirm":
            sessions.confirm_session(session, row.id, now=later)
        else:
            sessions.end_session(session, row.id, reason="then", now=much_later)
    told = [(row.last_used_at, row.confirmed_at, row.ended_at, row.end_reason) for row in (other, ended, one)]
    assert told[:2] == [(NOW, NOW, None, None), (NOW, NOW, NOW, "first")]
    assert told[2] == {
        "touch": (later, NOW, None, None), "confirm": (later, later, None, None), "end": (NOW, NOW, much_later, "then"),
    }[act]  # fmt: skip


@pytest.mark.parametrize("spared", [False, True])
def test_all_sessions_of_an_account_end_but_that_of_this_browser(session, begin, cast, spared):
    own, here, early, other = begin(cast.bram), begin(cast.bram), begin(cast.bram), begin(cast.anna)
    sessions.end_session(session, early.id, reason="first", now=NOW)
    but = {"but": here.id} if spared else {}
    sessions.end_sessions(session, cast.bram.id, reason="all", now=NOW, **but)
    assert [row.end_reason for row in (own, here, early, other)] == ["all", None if spared else "all", "first", None]


def test_the_owner_sees_the_sessions_that_still_open_something(session, begin, cast):
    old = begin(cast.bram, now=NOW - timedelta(days=2))
    ended, first, second, _other = begin(cast.bram), begin(cast.bram), begin(cast.bram), begin(cast.anna)
    sessions.end_session(session, ended.id, reason="x", now=NOW)
    assert sessions.open_sessions(session, cast.bram, now=NOW) == [second, first]
    assert sessions.open_sessions(session, cast.bram, now=old.started_at)[-1] == old


def test_a_browser_is_known_for_a_while_to_its_own_account(session, begin, cast):
    begin(cast.bram)
    term = length_on("known_device_days", NOW.date())
    asked = [
        (cast.bram, "d" * 64, NOW + term), (cast.bram, "d" * 64, NOW + term * 2), (cast.anna, "d" * 64, NOW),
        (cast.bram, "e", NOW),
    ]  # fmt: skip
    assert [sessions.is_known_device(session, one.id, device, now=now) for one, device, now in asked] == [
        True, False, False, False,
    ]  # fmt: skip
