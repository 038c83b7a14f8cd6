"""Every page of every role, light and dark, wide and narrow: no fault that axe knows, and nothing lost or sideways."""

import pytest

from tests.webui.addresses import PAGES
from tests.webui.browser.faults import faults_on_phone_and_desk

pytestmark = pytest.mark.browser
ROLES = ("anna", "bram", "daan", "admin")
DOORS = ("/inloggen", "/onzin", "/", "/link/x")
DOWNLOADS = {
    "exports.download_export",
    "proofs.download_proof",
    "reports.download_pdf",
    "reports.download_word",
    "vacancies.download_snapshot",
}
OWN = [("home", role, "/") for role in ROLES] + [
    (endpoint, role, path)
    for role in ROLES
    for endpoint, (path, allowed) in sorted(PAGES.items())
    if role in allowed and endpoint not in DOWNLOADS
]
"""One item for each page of each role, so that the workers share them."""


def faults_at(page, path: str) -> list[str]:
    """Also a request to another host: there is none, in whatever shape the page is shown."""
    asked: list[str] = []

    def listen(request) -> None:
        asked.append(request.url)

    page.on("request", listen)
    page.goto(path)
    found = faults_on_phone_and_desk(page)
    page.remove_listener("request", listen)
    home = page.url.split("/")[2]
    return found + [url for url in asked if url.split(":")[0] != "data" and url.split("/")[2] != home]


@pytest.mark.parametrize(("role", "path"), [pytest.param(r, p, id=f"{r}-{name}") for name, r, p in OWN])
def test_a_page_has_no_fault(role: str, path: str, read_page):
    assert faults_at(read_page(role), path) == []


@pytest.mark.parametrize("path", DOORS)
def test_a_door_has_no_fault(path: str, read_page):
    assert faults_at(read_page(None), path) == []
