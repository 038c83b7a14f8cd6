"""A real Chromium on a real server on loopback, over the filled database: one of each for all tests of a worker."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import skip_or_fail
from tests.webui.browser.faults import axe_script
from tests.webui.browser.site import Door, Site, living_at, serving
from tests.webui.browser.windows import Windows
from tests.webui.cast import Cast

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


@pytest.fixture(scope="session")
def door() -> Iterator[Door]:
    with serving() as opened:
        yield opened


@pytest.fixture
def site(door: Door, filled: tuple[Path, Cast], tmp_path: Path) -> Iterator[Site]:
    """One of this test alone, which may write."""
    with living_at(door, filled, tmp_path / "data") as one:
        yield one


@pytest.fixture(scope="session")
def read_site(filled: tuple[Path, Cast], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all tests of a worker that only read."""
    with serving() as door, living_at(door, filled, tmp_path_factory.mktemp("gelezen") / "data") as one:
        yield one


@pytest.fixture(scope="session")
def windows(browser: Browser, door: Door) -> Iterator[Windows]:
    kept = Windows(browser, door.address)
    yield kept
    kept.close()


@pytest.fixture
def open_page(windows: Windows, site: Site) -> Iterator[Callable[..., Page]]:
    """`open_page("bram", at="/taken", width=1280)`: a new page there with this person signed in."""

    def opened(name: str | None, at: str = "/", **shape) -> Page:
        page = windows.open(**shape)
        if name is not None:
            site.sign_in(page.context, name)
        page.goto(at)
        return page

    yield opened
    windows.clear()


@pytest.fixture(scope="session")
def read_page(browser: Browser, read_site: Site) -> Iterator[Callable[[str | None], Page]]:
    """The same page for everybody who only reads, with this person signed in; colours change in it at once."""
    windows = Windows(browser, read_site.address)
    page = windows.open()
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(axe_script())
    signed_in: list[str | None] = [None]

    def opened(name: str | None) -> Page:
        if name != signed_in[-1]:
            page.goto("about:blank")
            page.context.clear_cookies()
            if name is not None:
                read_site.sign_in(page.context, name)
            signed_in.append(name)
        return page

    yield opened
    windows.close()
