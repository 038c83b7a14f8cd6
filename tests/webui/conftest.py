"""The web app over a filled database of its own for every test, and visitors who walk through it."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from passlib.hash import argon2
from werkzeug.test import TestResponse

from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.database import Database, open_database
from dossier.storage.sign_in_sessions import Place, begin_session
from tests.webui.cast import NOW, NUMBER, Cast, make_cast
from tests.webui.quick_apps import remember_apps
from webui import create_app, passwords, sign_in
from webui.sessions import TICKET

remember_apps()
AGREED = {"case_type": "EMPLOYER"} | dict.fromkeys(("own_job", "other_job", "elsewhere"), "OPEN")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A password costs a third of a second by design; the night measures that it does (T07)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2, "default_rounds", 1)
        patch.setattr(argon2, "memory_cost", 64)
        patch.setattr(argon2, "parallelism", 1)
        for module in (sign_in, passwords):
            patch.setattr(module, "PasswordHasher", partial(PasswordHasher, 1, 64, 1))
        yield


@dataclass
class Visitor:
    """A signed-in browser without a screen: fetches its own token before it posts."""

    client: FlaskClient

    def get(self, path: str, **options) -> TestResponse:
        return self.client.get(path, **options)

    def post(self, path: str, data: dict | None = None, *, token: bool = True, **options) -> TestResponse:
        values = dict(data or {})
        if token:
            values["csrf_token"] = self.token()
        return self.client.post(path, data=values, **options)

    def token(self) -> str:
        found = TOKEN.search(self.client.get("/inloggen", follow_redirects=True).text)
        assert found is not None
        return found[1]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """The cast in a database and folders, made once and copied for every test."""
    folder = tmp_path_factory.mktemp("cast") / "data"
    settings = Settings(data_dir=folder, testing=True)
    database = open_database(settings)
    cast = make_cast(database, settings)
    database.close()
    return folder, cast


@pytest.fixture
def cast(filled: tuple[Path, Cast]) -> Cast:
    return filled[1]


@pytest.fixture
def web_settings(filled: tuple[Path, Cast], tmp_path: Path) -> Settings:
    folder = tmp_path / "data"
    shutil.copytree(filled[0], folder)
    return Settings(data_dir=folder, testing=True)


@pytest.fixture
def web_database(web_settings: Settings) -> Iterator[Database]:
    database = Database(web_settings.effective_database_url)  # the copy has the newest schema already
    yield database
    database.close()


@pytest.fixture
def app(web_settings: Settings, web_database: Database) -> Flask:
    return create_app(web_settings, web_database, clock=lambda: NOW)


@pytest.fixture
def anyone(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def visit(app: Flask, web_database: Database, cast: Cast) -> Callable[[str], Visitor]:
    """`visit("anna")`: Anna's browser, already signed in."""

    def signed_in(name: str) -> Visitor:
        with web_database.session() as session:
            account = find_account(session, cast.emails[name])
            assert account is not None
            ticket = begin_session(session, account, Place("127.0.0.1", "?"), now=NOW)
        client = app.test_client()
        with client.session_transaction() as stored:
            stored["_user_id"], stored["_fresh"] = account.fs_uniquifier, True
            stored[TICKET] = ticket
        return Visitor(client)

    return signed_in


@pytest.fixture
def bram(visit: Callable[[str], Visitor]) -> Visitor:
    return visit("bram")


@pytest.fixture
def anna(visit: Callable[[str], Visitor]) -> Visitor:
    return visit("anna")


@pytest.fixture
def daan(visit: Callable[[str], Visitor]) -> Visitor:
    return visit("daan")


@pytest.fixture
def led_by(daan: Visitor) -> Callable[[str], None]:
    """Ends the coach's access, then says who keeps the file."""

    def hand_over(role: str) -> None:
        answer = daan.post(
            f"/dossiers/{NUMBER}/verloop/overdracht", {"coach_email": "", "reason": "Wij gaan zelf verder"}
        )
        assert answer.status_code == 302
        assert daan.post(f"/dossiers/{NUMBER}/verloop/afspraken", AGREED | {"led_by": role}).status_code == 302

    return hand_over


class PassingClock:
    """A second passes at each look, as it does for people."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=10)
        return self.now


@pytest.fixture
def clock() -> PassingClock:
    return PassingClock()


@pytest.fixture
def strict(web_settings: Settings, web_database, clock: PassingClock) -> Flask:
    """As on a server that others reach: everybody has a second step."""
    return create_app(Settings(data_dir=web_settings.data_dir, secret_key="geheim" * 8), web_database, clock=clock)
