"""A passkey opens one account, at one address, for one question and once; every other answer opens nothing."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape

import pytest
from flask import Flask
from sqlmodel import select

from dossier.model.passkey import Passkey
from dossier.settings import Settings
from dossier.storage.account_events import EventKind, events_of
from dossier.storage.accounts import clear_second_step, find_account, set_active
from tests.webui.authenticator import Device, decode, encode
from tests.webui.cast import NOW, PASSWORD
from tests.webui.conftest import TOKEN, Visitor
from webui import create_app
from webui.passkeys import LONGEST_ANSWER, relying_party

pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")
OWN, SECOND, ALONE, FIRST = (
    "/account/sleutels",
    "/tweede-stap/sleutel",
    "/inloggen/sleutel",
    "/tweede-stap/sleutel/instellen",
)
OPTIONS = re.compile(r'data-options="([^"]+)"')


class Clock:
    """A second passes at each look, as it does for people."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def strict(web_settings: Settings, web_database, clock: Clock) -> Flask:
    """As on a server that others reach: everybody has a second step."""
    return create_app(Settings(data_dir=web_settings.data_dir, secret_key="geheim" * 8), web_database, clock=clock)


def submit(visitor: Visitor, path: str, values: dict, page: str | None = None):
    page = visitor.get(path).text if page is None else page
    return visitor.client.post(path, data={**values, "csrf_token": TOKEN.search(page)[1]})


def asked(visitor: Visitor, path: str) -> tuple[str, dict]:
    page = visitor.get(path).text
    return page, json.loads(unescape(OPTIONS.search(page)[1]))


def start(app: Flask, name: str = "bram") -> Visitor:
    """The password was right; the second step is still to come."""
    visitor = Visitor(app.test_client())
    submit(visitor, "/inloggen", {"email": f"{name}@passend.example", "password": PASSWORD})
    return visitor


def enrol(app: Flask, name: str = "bram", **shape) -> tuple[Visitor, Device]:
    """Signed in for the first time, with a passkey as second step."""
    visitor, device = start(app, name), Device(**shape)
    page, options = asked(visitor, FIRST)
    submit(visitor, FIRST, {"name": "Telefoon", "answer": device.make(options)}, page)
    assert is_in(visitor)
    return visitor, device


def answer(visitor: Visitor, path: str, device: Device, **changes):
    page, options = asked(visitor, path)
    return submit(visitor, path, {"answer": device.use(options, **changes)}, page)


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200


def add(visitor: Visitor, device: Device, **changes):
    page, options = asked(visitor, OWN)
    return submit(visitor, OWN, {"name": "Sleutelbos", "answer": device.make(options, **changes)}, page)


def kept(database) -> list[Passkey]:
    with database.reading() as session:
        return list(session.exec(select(Passkey).order_by(Passkey.id)))


def events(database, name: str = "bram") -> list[str]:
    with database.reading() as session:
        account = find_account(session, f"{name}@passend.example")
        return [event.kind for event in events_of(session, account.id, most=50)]


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


WRONG = {
    "another challenge": {"challenge": encode(bytes(32))},
    "another origin": {"origin": "http://passend.example"},
    "another port": {"origin": "http://localhost:9000"},
    "https in place of http": {"origin": "https://localhost:8000"},
    "a registration in place of a use": {"type": "webauthn.create"},
}


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


def test_a_registration_with_any_part_broken_is_refused_and_never_a_fault(visit, web_database):
    bram, codes = visit("bram"), set()
    for place in range(0, 260, 9):
        page, options = asked(bram, OWN)
        said = json.loads(Device().make(options))
        statement = bytearray(decode(said["response"]["attestationObject"]))
        statement[place % len(statement)] ^= 0xFF
        said["response"]["attestationObject"] = encode(bytes(statement))
        codes.add(submit(bram, OWN, {"name": "x", "answer": json.dumps(said)}, page).status_code)
    assert codes <= {302, 422}
    assert 422 in codes


@pytest.mark.parametrize("change", [*WRONG.values(), {"form": "tpm"}, {"form": "android-safetynet"}])
def test_a_registration_for_something_else_is_not_kept(change: dict, visit, web_database):
    kind = {"type": "webauthn.get"} if "type" in change else change
    assert add(visit("bram"), Device(), **kind).status_code == 422
    assert kept(web_database) == []


def test_a_passkey_is_added_named_and_removed_on_ones_own_page_and_its_owner_reads_so(visit, web_database):
    bram, elsewhere = visit("bram"), visit("bram")
    assert add(bram, Device()).status_code == 302
    assert (is_in(bram), is_in(elsewhere)) == (True, False)
    number = kept(web_database)[0].id
    bram.post(f"{OWN}/{number}/naam", {"name": "Werk\u0007laptop  thuis"})
    assert "Werklaptop thuis" in bram.get(OWN).text
    bram.post(f"{OWN}/{number}/weghalen")
    assert kept(web_database) == []
    assert events(web_database) == [EventKind.PASSKEY_REMOVED, EventKind.PASSKEY_ADDED]
    assert "Toegangssleutel weggehaald" in bram.get("/account").text


def test_a_device_is_kept_once_for_whichever_account(visit, web_database):
    device = Device()
    add(visit("bram"), device)
    assert add(visit("anna"), device).status_code == 422
    assert len(kept(web_database)) == 1


def test_nobody_names_or_removes_the_key_of_another(visit, web_database):
    add(visit("bram"), Device())
    number, anna = kept(web_database)[0].id, visit("anna")
    assert [anna.post(f"{OWN}/{number}/{act}").status_code for act in ("naam", "weghalen")] == [404, 404]
    assert kept(web_database)[0].name == "Sleutelbos"


def test_the_password_is_asked_again_before_any_change(app, visit, web_database, monkeypatch):
    bram = visit("bram")
    add(bram, Device())
    number = kept(web_database)[0].id
    monkeypatch.setattr("webui.sessions.is_confirmed", lambda: False)
    for path in (OWN, f"{OWN}/{number}/naam", f"{OWN}/{number}/weghalen"):
        assert bram.post(path).location.startswith("/bevestigen")
    assert bram.get(OWN).location.startswith("/bevestigen")
    assert len(kept(web_database)) == 1


def test_the_only_second_step_cannot_be_taken_away(strict, web_database):
    visitor, _ = enrol(strict)
    number = kept(web_database)[0].id
    submit(visitor, f"{OWN}/{number}/weghalen", {}, visitor.get(OWN).text)
    assert len(kept(web_database)) == 1
    assert "enige tweede stap" in visitor.get(OWN).text


def test_a_second_person_lets_somebody_begin_anew_without_any_key(strict, web_database):
    _, device = enrol(strict)
    with web_database.session() as session:
        clear_second_step(session, find_account(session, "bram@passend.example"))
    assert kept(web_database) == []
    assert answer(Visitor(strict.test_client()), ALONE, device).status_code == 422
    assert start(strict).get(FIRST).status_code == 200


def test_who_has_a_second_step_cannot_make_another_before_giving_it(strict):
    enrol(strict)
    assert start(strict).get(FIRST).location == "/inloggen"
    assert Visitor(strict.test_client()).get(FIRST).location == "/inloggen"


def test_who_has_both_is_asked_for_the_key_and_may_choose_the_code_or_a_recovery_code(strict, web_database):
    enrol(strict)
    with web_database.session() as session:
        account = find_account(session, "bram@passend.example")
        account.tf_primary_method, account.tf_totp_secret = "authenticator", "x"
    visitor = start(strict)
    page = visitor.get(SECOND).text
    assert 'href="/tweede-stap"' in page
    assert 'href="/tweede-stap/herstelcode"' in page
    assert visitor.get("/tweede-stap").status_code == 200
    assert f'href="{SECOND}"' in visitor.get("/tweede-stap/herstelcode").text


@pytest.mark.parametrize(
    ("address", "site", "origin"),
    [
        (None, "localhost", "http://localhost:8000"),
        ("https://passend.bureau.example", "passend.bureau.example", "https://passend.bureau.example"),
        ("https://Passend.Bureau.example:8443/x", "passend.bureau.example", "https://passend.bureau.example:8443"),
        ("https://büro.example", "xn--bro-hoa.example", "https://xn--bro-hoa.example"),
    ],
)
def test_site_and_origin_come_from_the_configured_address(address, site: str, origin: str, tmp_path):
    party = relying_party(Settings(data_dir=tmp_path, public_url=address))
    assert (party.id, party.origin) == (site, origin)


def test_an_address_that_is_a_number_has_no_passkeys(tmp_path):
    assert relying_party(Settings(data_dir=tmp_path, public_url="https://192.0.2.5")) is None


def test_the_host_of_a_request_changes_nothing(app):
    visitor = Visitor(app.test_client())
    page = visitor.client.get(ALONE, headers={"Host": "127.0.0.1:8000"}).text
    assert json.loads(unescape(OPTIONS.search(page)[1]))["rpId"] == "localhost"
    assert 'data-origin="http://localhost:8000"' in page


def test_the_device_is_told_nothing_but_name_and_address_and_the_same_mark_for_one_account(visit, web_database):
    bram, marks = visit("bram"), set()
    for _ in range(2):
        _, options = asked(bram, OWN)
        marks.add(options["user"]["id"])
        assert (options["attestation"], len(decode(options["user"]["id"]))) == ("none", 32)
    assert len(marks) == 1
