"""Passkeys are made, named and taken away on one's own page, and only there; the way in always stays open."""

import json
from html import unescape

import pytest

from dossier.settings import Settings
from dossier.storage.account_events import EventKind
from dossier.storage.accounts import clear_second_step, find_account
from tests.webui.authenticator import Device, decode, encode
from tests.webui.conftest import Visitor
from tests.webui.passkey_steps import (
    ALONE,
    FIRST,
    OPTIONS,
    OWN,
    SECOND,
    WRONG,
    add,
    answer,
    asked,
    enrol,
    events,
    is_in,
    kept,
    start,
    submit,
)
from webui.passkeys import relying_party

pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")


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
