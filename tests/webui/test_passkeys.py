"""A passkey opens one account, at one address, for one question and once; every other answer opens nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from dossier.storage.account_events import EventKind
from dossier.storage.accounts import find_account, set_active
from tests.webui.authenticator import Device
from tests.webui.conftest import Visitor
from tests.webui.passkey_steps import (
    ALONE,
    SECOND,
    WRONG,
    answer,
    asked,
    enrol,
    events,
    is_in,
    start,
    submit,
)
from webui.passkeys import LONGEST_ANSWER

pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")


@pytest.mark.parametrize("name", ["anna", "bram", "daan", "admin"])
def test_every_role_can_take_a_passkey_as_second_step_and_sign_in_with_it(name: str, strict):
    _, device = enrol(strict, name)
    visitor = start(strict, name)
    assert visitor.get("/").status_code == 302
    assert visitor.get("/tweede-stap").location == "/inloggen", "there is no app: no code opens anything"
    visitor = start(strict, name)
    assert answer(visitor, SECOND, device).location == "/"
    assert is_in(visitor)


def test_a_passkey_that_checked_its_user_is_both_steps(strict, web_database):
    _, device = enrol(strict)
    visitor = Visitor(strict.test_client())
    assert answer(visitor, ALONE, device).location == "/"
    assert is_in(visitor)
    assert events(web_database)[:2] == [EventKind.SIGNED_IN, EventKind.PASSKEY_USED]


def test_alone_a_touch_without_a_check_of_the_user_is_not_enough_and_after_the_password_it_is(strict):
    _, device = enrol(strict, verifies=False)
    visitor = Visitor(strict.test_client())
    assert answer(visitor, ALONE, device).status_code == 422
    assert not is_in(visitor)
    visitor = start(strict)
    answer(visitor, SECOND, device)
    assert is_in(visitor)


def test_alone_a_device_must_say_whose_key_it_is(strict):
    _, device = enrol(strict)
    device.handle = None
    assert answer(Visitor(strict.test_client()), ALONE, device).status_code == 422


@pytest.mark.parametrize("path", [SECOND, ALONE])
@pytest.mark.parametrize("what", WRONG)
def test_a_signature_over_something_else_opens_nothing(what: str, path: str, strict):
    _, device = enrol(strict)
    visitor = start(strict) if path == SECOND else Visitor(strict.test_client())
    assert answer(visitor, path, device, **WRONG[what]).status_code == 422
    assert not is_in(visitor)


@pytest.mark.parametrize("change", [{"site": "elders.example"}, {"present": False}])
@pytest.mark.parametrize("path", [SECOND, ALONE])
def test_a_key_of_another_site_or_without_a_touch_opens_nothing(change: dict, path: str, strict):
    _, device = enrol(strict)
    visitor = start(strict) if path == SECOND else Visitor(strict.test_client())
    answer(visitor, path, replace(device, **change))
    assert not is_in(visitor)


def test_a_signature_of_another_key_under_this_name_opens_nothing(strict):
    _, device = enrol(strict)
    thief = Device(credential_id=device.credential_id, handle=device.handle)
    for path, visitor in ((SECOND, start(strict)), (ALONE, Visitor(strict.test_client()))):
        assert answer(visitor, path, thief).status_code == 422
        assert not is_in(visitor)


def test_the_key_of_another_account_is_no_second_step_of_this_one(strict):
    _, other = enrol(strict, "anna")
    enrol(strict)
    visitor = start(strict)
    assert answer(visitor, SECOND, other).status_code == 422
    assert not is_in(visitor)


def test_a_key_with_the_handle_of_another_account_opens_neither(strict):
    _, other = enrol(strict, "anna")
    _, device = enrol(strict)
    device.handle = other.handle
    assert answer(Visitor(strict.test_client()), ALONE, device).status_code == 422


def test_an_answer_opens_once_even_with_the_cookie_of_before(strict):
    """The question lies in a cookie, which a thief can put back; the moment of the last use lies in the database."""
    _, device = enrol(strict)
    visitor = Visitor(strict.test_client())
    page, options = asked(visitor, ALONE)
    cookie, said = visitor.client.get_cookie("passend").value, device.use(options)
    submit(visitor, ALONE, {"answer": said}, page)
    assert is_in(visitor)
    thief = Visitor(strict.test_client())
    thief.client.set_cookie("passend", cookie)
    assert submit(thief, ALONE, {"answer": said}, page).status_code == 422
    assert not is_in(thief)


def test_a_question_can_be_answered_once_in_one_browser(strict):
    _, device = enrol(strict)
    visitor = Visitor(strict.test_client())
    page, options = asked(visitor, ALONE)
    assert submit(visitor, ALONE, {"answer": "{}"}, page).status_code == 422
    assert submit(visitor, ALONE, {"answer": device.use(options)}, page).status_code == 422


@pytest.mark.parametrize(("wait", "right"), [(timedelta(minutes=4, seconds=59), True), (timedelta(minutes=5), False)])
def test_a_question_is_good_for_five_minutes(wait: timedelta, right: bool, strict, clock):
    _, device = enrol(strict)
    visitor = start(strict)
    page, options = asked(visitor, SECOND)
    clock.now += wait
    submit(visitor, SECOND, {"answer": device.use(options)}, page)
    assert is_in(visitor) is right


def test_the_question_of_one_purpose_does_not_serve_another(strict):
    _, device = enrol(strict)
    visitor = start(strict)
    page, options = asked(visitor, SECOND)
    assert submit(visitor, ALONE, {"answer": device.use(options)}, page).status_code == 422
    assert not is_in(visitor)


def test_a_counter_that_runs_behind_is_refused_and_told_to_the_owner(strict, web_database):
    _, device = enrol(strict, count=7)
    copy = replace(device)
    for one, right in ((device, True), (copy, False)):
        visitor = start(strict)
        answer(visitor, SECOND, one)
        assert is_in(visitor) is right
    assert EventKind.PASSKEY_BEHIND in events(web_database)
    assert "misschien is er een kopie" in enrolled_page(strict, device)


def enrolled_page(app: Flask, device: Device) -> str:
    visitor = start(app)
    answer(visitor, SECOND, device)
    return visitor.get("/account").text


def test_a_forged_counter_is_no_sign_of_a_copy(strict, web_database):
    _, device = enrol(strict, count=7)
    forger = Device(credential_id=device.credential_id, handle=device.handle, count=1)
    answer(Visitor(strict.test_client()), ALONE, forger)
    assert EventKind.PASSKEY_BEHIND not in events(web_database)


def test_a_blocked_account_stays_shut(strict, web_database):
    _, device = enrol(strict)
    with web_database.session() as session:
        set_active(session, find_account(session, "bram@passend.example"), active=False)
    visitor = Visitor(strict.test_client())
    assert answer(visitor, ALONE, device).status_code == 422


def test_guesses_with_keys_and_codes_are_counted_together_and_stop(strict):
    _, device = enrol(strict)
    thief = Device(credential_id=device.credential_id, handle=device.handle)
    visitor = start(strict)
    page, options = asked(visitor, SECOND)
    given = {"answer": thief.use(options)}
    codes = [submit(visitor, SECOND, given, page).status_code for _ in range(4)]
    codes.append(submit(visitor, "/tweede-stap/herstelcode", {"code": "x"}, page).status_code)
    assert codes == [422, 422, 422, 422, 429]
    assert submit(Visitor(strict.test_client()), ALONE, given).status_code == 429


def test_answers_that_are_no_answers_are_refused_in_words(strict):
    enrol(strict)
    nonsense = [
        "",
        "{}",
        "[]",
        "null",
        "0",
        '"x"',
        '{"id": 5}',
        '{"id": "\\ud800"}',
        "[" * 5000,
        "x" * (LONGEST_ANSWER + 1),
    ]
    for text in nonsense:
        visitor = Visitor(strict.test_client())
        visitor.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{nonsense.index(text)}"
        assert submit(visitor, ALONE, {"answer": text}).status_code == 422
