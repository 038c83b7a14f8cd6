"""Outside the demo nobody comes in with a password alone (rule V-07)."""

import re
import time
from pathlib import Path

import pytest
from flask import Flask
from passlib.totp import TOTP

from dossier.settings import Settings
from tests.webui.cast import PASSWORD
from tests.webui.conftest import TOKEN, Visitor
from webui import create_app

# The set-up form of flask-security itself still uses the old way of listing choices.
pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")


@pytest.fixture
def strict_app(web_settings: Settings, web_database) -> Flask:
    settings = Settings(data_dir=web_settings.data_dir, secret_key="geheim" * 8)
    return create_app(settings, web_database)


def sign_in(app: Flask) -> tuple[Visitor, str]:
    visitor = Visitor(app.test_client())
    answer = visitor.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD})
    return visitor, answer.location


def submit(visitor: Visitor, page: str, path: str, values: dict):
    """Post with the token of the page at hand: opening the sign-in page again would start over."""
    return visitor.client.post(path, data={**values, "csrf_token": TOKEN.search(page)[1]})


def read_key(page: str) -> str:
    return re.search(r"<code>([^<]+)</code>", page)[1]


def code_of(key: str) -> str:
    return TOTP(key=key.replace("-", "").replace(" ", ""), format="base32").generate(time=int(time.time())).token


def test_the_first_sign_in_asks_to_set_the_second_step(strict_app: Flask):
    visitor, location = sign_in(strict_app)
    assert location == "/tweede-stap/instellen"
    assert visitor.get("/").status_code == 302
    page = visitor.get(location)
    assert "Tweede stap instellen" in page.text


def test_the_right_code_opens_the_door_and_is_asked_again_next_time(strict_app: Flask):
    visitor, location = sign_in(strict_app)
    page = submit(visitor, visitor.get(location).text, location, {"setup": "authenticator"})
    assert "data:image/svg+xml;base64," in page.text
    key = read_key(page.text)
    answer = submit(visitor, page.text, "/tweede-stap", {"code": code_of(key)})
    assert (answer.status_code, answer.location) == (302, "/")
    assert "Anna Visser" in visitor.get("/").text
    again, next_location = sign_in(strict_app)
    assert next_location.partition("?")[0] == "/tweede-stap"
    assert again.get("/").status_code == 302


def test_a_wrong_code_opens_nothing(strict_app: Flask):
    visitor, location = sign_in(strict_app)
    page = submit(visitor, visitor.get(location).text, location, {"setup": "authenticator"})
    answer = submit(visitor, page.text, "/tweede-stap", {"code": "000000"})
    assert "Deze code klopt niet" in answer.text
    assert visitor.get("/").status_code == 302


def test_the_demo_and_the_tests_do_without(tmp_path: Path, anyone):
    answer = anyone.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD})
    assert answer.location == "/"
