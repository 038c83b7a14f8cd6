"""A real Chromium on a real server on loopback, over the filled database: one browser for all tests of a worker."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from waitress.server import create_server

from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.database import Database
from dossier.storage.sign_in_sessions import Place, begin_session
from tests.conftest import skip_or_fail
from tests.webui.cast import NOW, Cast
from webui import create_app
from webui.sessions import TICKET

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 10_000
"""A page that is not there by then is a failure, with half a minute left for who else waits for this core."""


def find_chromium() -> str | None:
    given = os.environ.get("PASSEND_CHROMIUM")
    return given or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        skip_or_fail("geen Chromium gevonden: installeer chromium of zet PASSEND_CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass(frozen=True)
class Site:
    """The program as it is served to people, and who may sign in to it."""

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
def served(filled: tuple[Path, Cast], folder: Path) -> Iterator[Site]:
    shutil.copytree(filled[0], folder)
    settings = Settings(data_dir=folder, testing=True)
    database = Database(settings.effective_database_url)
    app = create_app(settings, database, clock=lambda: NOW)
    server, enough = create_server(app, host="127.0.0.1", port=0, threads=4), threading.Event()
    thread = threading.Thread(target=serve_until, args=(enough, server), daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.effective_port}", app, database, filled[1])
    enough.set()
    thread.join(timeout=5)
    database.close()


def serve_until(enough: threading.Event, server) -> None:
    """Looks around twenty times a second, so that it hears at once that it may stop, and then closes by itself."""
    while not enough.is_set():
        server.asyncore.loop(timeout=0.05, map=server._map, count=1, use_poll=True)
    server.task_dispatcher.shutdown()
    server.asyncore.close_all(server._map, ignore_all=True)


@pytest.fixture
def site(filled: tuple[Path, Cast], tmp_path: Path) -> Iterator[Site]:
    """One of this test alone, which may write."""
    with served(filled, tmp_path / "data") as one:
        yield one


@pytest.fixture(scope="session")
def read_site(filled: tuple[Path, Cast], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all tests of a worker that only read."""
    with served(filled, tmp_path_factory.mktemp("gelezen") / "data") as one:
        yield one


def open_window(
    browser: Browser, site: Site, name: str | None, *, width: int = 1280, dark: bool = False, scripts: bool = True
) -> Page:
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        locale="nl-NL",
        java_script_enabled=scripts,
        accept_downloads=True,
    )
    context.set_default_timeout(PATIENCE_MS)
    if name is not None:
        site.sign_in(context, name)
    page = context.new_page()
    page.goto("/")
    return page


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """`open_page("bram", width=1280)`: a new window with this person signed in."""
    pages = []

    def opened(name: str | None, **shape) -> Page:
        pages.append(open_window(browser, site, name, **shape))
        return pages[-1]

    yield opened
    for page in pages:
        page.context.close()


@pytest.fixture(scope="session")
def read_page(browser: Browser, read_site: Site) -> Iterator[Callable[..., Page]]:
    """As `open_page`, but the same window each time that the same person asks for the same shape: for reading only."""
    pages: dict[tuple, Page] = {}

    def opened(name: str | None, **shape) -> Page:
        key = (name, *sorted(shape.items()))
        if key not in pages:
            pages[key] = open_window(browser, read_site, name, **shape)
        return pages[key]

    yield opened
    for page in pages.values():
        page.context.close()
