"""The program as it is served to people on loopback: one address, behind which each test puts an app of its own."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import BrowserContext
from waitress.server import create_server

from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.database import Database
from dossier.storage.sign_in_sessions import Place, begin_session
from passend.serving import close, turn
from tests.webui.cast import NOW, Cast
from webui import create_app
from webui.sessions import TICKET


class Door:
    """What the server calls: the app that lives there now."""

    address: str
    app: Flask

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)


@dataclass(frozen=True)
class Site:
    """An app behind a door, and who may sign in to it."""

    address: str
    app: Flask
    database: Database
    cast: Cast

    def sign_in(self, context: BrowserContext, name: str) -> None:
        """Give a browser the session of a person; the sign-in page itself is walked in test_flows."""
        with self.database.session() as session:
            account = find_account(session, self.cast.emails[name])
            assert account is not None
            ticket = begin_session(session, account, Place("127.0.0.1", "?"), now=NOW)
            who = account.fs_uniquifier
        client = self.app.test_client()
        with client.session_transaction() as stored:
            stored["_user_id"], stored["_fresh"], stored[TICKET] = who, True, ticket
        cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        assert cookie is not None
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])


@contextmanager
def serving() -> Iterator[Door]:
    door = Door()
    server, enough = create_server(door, host="127.0.0.1", port=0, threads=4), threading.Event()
    door.address = f"http://127.0.0.1:{server.effective_port}"
    thread = threading.Thread(target=serve_until, args=(enough, server), daemon=True)
    thread.start()
    yield door
    enough.set()
    thread.join(timeout=5)


def serve_until(enough: threading.Event, server) -> None:
    """Hears within half a second that it may stop, and then closes by itself."""
    while not enough.is_set():
        turn(server)
    close(server)


@contextmanager
def living_at(door: Door, filled: tuple[Path, Cast], folder: Path) -> Iterator[Site]:
    """A copy of the filled database, with an app behind the door."""
    shutil.copytree(filled[0], folder)
    settings = Settings(data_dir=folder, testing=True)
    database = Database(settings.effective_database_url)
    door.app = create_app(settings, database, clock=lambda: NOW)
    yield Site(door.address, door.app, database, filled[1])
    database.close()
