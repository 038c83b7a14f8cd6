"""A real Chromium on a real server on loopback, over the filled database."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from dossier.settings import Settings
from dossier.storage.database import Database
from tests.conftest import skip_or_fail
from tests.webui.cast import NOW, PASSWORD, Cast
from webui import create_app

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


@pytest.fixture
def address(filled: tuple[Path, Cast], tmp_path: Path) -> Iterator[str]:
    """The address of the program, served as it is served to people."""
    folder = tmp_path / "data"
    shutil.copytree(filled[0], folder)
    settings = Settings(data_dir=folder, testing=True)
    database = Database(settings.effective_database_url)
    server = create_server(create_app(settings, database, clock=lambda: NOW), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    database.close()


@pytest.fixture
def open_page(browser: Browser, address: str, cast: Cast) -> Iterator[Callable[..., Page]]:
    """`open_page("bram", width=1280)`: a new window with this person signed in."""
    contexts = []

    def signed_in(name: str | None, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="nl-NL",
            java_script_enabled=scripts,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        if name is not None:
            page.goto("/inloggen")
            page.get_by_label("E-mailadres").fill(cast.emails[name])
            page.get_by_label("Wachtwoord").fill(PASSWORD)
            page.get_by_role("button", name="Aanmelden").click()
            page.wait_for_url(lambda url: "inloggen" not in url)
        return page

    yield signed_in
    for context in contexts:
        context.close()
