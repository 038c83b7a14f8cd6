"""Every page of every role, light and dark, wide and narrow: no fault that axe knows, and nothing runs sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.webui.test_access import PAGES

pytestmark = pytest.mark.browser
DOWNLOADS = {
    "exports.download_export",
    "proofs.download_proof",
    "reports.download_pdf",
    "reports.download_word",
    "vacancies.download_snapshot",
}
STANDARDS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def pages_of(actor: str) -> list[str]:
    own = [
        path for endpoint, (path, allowed) in sorted(PAGES.items()) if actor in allowed and endpoint not in DOWNLOADS
    ]
    return ["/", *own]


def faults_of(page, path: str) -> list[str]:
    page.goto(path)
    shape = page.viewport_size
    found = Axe().run(page, options=STANDARDS).response["violations"]
    faults = [f"{path}: {one['id']} ({len(one['nodes'])}) {one['nodes'][0]['html'][:160]}" for one in found]
    faults += [f"{path}: runs sideways at {width}" for width in (1280, 320) if runs_sideways(page, width)]
    page.set_viewport_size(shape)
    return faults


def runs_sideways(page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("actor", ["anna", "bram", "daan", "admin"])
def test_no_page_has_a_fault(actor: str, dark: bool, open_page):
    # Light on the phone and dark at the desk, so that both shapes and both themes are seen by axe.
    page = open_page(actor, width=1280 if dark else 320, dark=dark)
    assert [fault for path in pages_of(actor) for fault in faults_of(page, path)] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_doors_have_no_fault(dark: bool, open_page):
    page = open_page(None, width=320, dark=dark)
    assert [fault for path in ("/inloggen", "/onzin", "/", "/link/x") for fault in faults_of(page, path)] == []
