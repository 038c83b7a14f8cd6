"""What a person with a passkey does on the pages, and what can be read of it afterwards."""

import json
import re
from html import unescape

from flask import Flask
from sqlmodel import select

from dossier.model.passkey import Passkey
from dossier.storage.account_events import events_of
from dossier.storage.accounts import find_account
from tests.webui.authenticator import Device, encode
from tests.webui.cast import PASSWORD
from tests.webui.conftest import TOKEN, Visitor

OWN, SECOND, ALONE, FIRST = (
    "/account/sleutels",
    "/tweede-stap/sleutel",
    "/inloggen/sleutel",
    "/tweede-stap/sleutel/instellen",
)
OPTIONS = re.compile(r'data-options="([^"]+)"')


WRONG = {
    "another challenge": {"challenge": encode(bytes(32))},
    "another origin": {"origin": "http://passend.example"},
    "another port": {"origin": "http://localhost:9000"},
    "https in place of http": {"origin": "https://localhost:8000"},
    "a registration in place of a use": {"type": "webauthn.create"},
}


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
