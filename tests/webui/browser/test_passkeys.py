"""A real browser with a device that it pretends to have: a passkey is made at the first sign-in and then used."""

import re
import socket
import threading

import pytest
from waitress.server import create_server

from dossier.settings import Settings
from tests.webui.browser.site import serve_until
from tests.webui.browser.windows import PATIENCE_MS
from tests.webui.cast import PASSWORD
from webui import create_app

# The set-up form of flask-security itself still uses the old way of listing choices.
pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(web_settings, web_database):
    """Served as to people, with a second step for everyone, under the name that keys are made for."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = Settings(data_dir=web_settings.data_dir, secret_key="geheim" * 8, port=port)
    server = create_server(create_app(settings, web_database), sockets=[listening], threads=4)
    enough = threading.Event()
    thread = threading.Thread(target=serve_until, args=(enough, server), daemon=True)
    thread.start()
    yield f"http://localhost:{port}"
    enough.set()
    thread.join(timeout=5)


def test_a_passkey_is_made_at_the_first_sign_in_and_opens_the_door_with_and_without_a_password(browser, address):
    context = browser.new_context(base_url=address, locale="nl-NL")
    context.set_default_timeout(PATIENCE_MS)
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    type_password(page)
    page.click("a[href='/tweede-stap/sleutel/instellen']")
    page.fill("#name", "Mijn computer")
    page.click("main button")
    page.wait_for_url(f"{address}/")
    sign_out(page)
    type_password(page)
    page.wait_for_url(re.compile("/tweede-stap/sleutel"))
    page.click("main button")
    page.wait_for_url(f"{address}/")
    sign_out(page)
    page.goto("/inloggen/sleutel")
    page.click("main button")
    page.wait_for_url(f"{address}/")
    page.goto("/account")
    assert page.locator("text=Toegangssleutel gebruikt").count() == 2
    assert faults == []
    context.close()


def type_password(page) -> None:
    page.goto("/inloggen")
    page.fill("#email", "bram@passend.example")
    page.fill("#password", PASSWORD)
    page.click("main button[type=submit]")


def sign_out(page) -> None:
    page.goto("about:blank")  # so that no answer on its way brings the cookie back
    page.context.clear_cookies()
