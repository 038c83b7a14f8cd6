"""Outside the demo nobody comes in with a password alone (rule V-07)."""

import re
import time
from pathlib import Path

import pytest
from flask import Flask
from passlib.totp import TOTP

from dossier.errors import SettingsError
from dossier.settings import Settings
from tests.webui.addresses import PAGES
from tests.webui.cast import PASSWORD
from tests.webui.conftest import TOKEN, Visitor
from webui import create_app
from webui.configuration import needs_second_factor

# The set-up form of flask-security itself still uses the old way of listing choices.
pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")


@pytest.fixture
def strict_app(web_settings: Settings, web_database) -> Flask:
    settings = Settings(data_dir=web_settings.data_dir, secret_key="geheim" * 8)
    return create_app(settings, web_database)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The codes' clock stands in the middle of a step: a slow machine would otherwise see the step end."""
    moment = time.time() // 30 * 30 + 15
    monkeypatch.setattr(TOTP, "now", staticmethod(lambda: moment))


def sign_in(app: Flask, name: str = "bram") -> tuple[Visitor, str]:
    visitor = Visitor(app.test_client())
    answer = visitor.post("/inloggen", {"email": f"{name}@passend.example", "password": PASSWORD})
    return visitor, answer.location


def submit(visitor: Visitor, page: str, path: str, values: dict):
    """Post with the token of the page at hand: opening the sign-in page again would start over."""
    return visitor.client.post(path, data={**values, "csrf_token": TOKEN.search(page)[1]})


def read_key(page: str) -> str:
    return re.search(r"<code>([^<]+)</code>", page)[1]


def code_of(key: str, *, steps: int = 0) -> str:
    moment = int(TOTP.now()) + 30 * steps
    return TOTP(key=key.replace("-", "").replace(" ", ""), format="base32").generate(time=moment).token


def set_up(app: Flask, name: str = "bram") -> tuple[Visitor, str]:
    """Signed in for the first time, with the key of the app that was set up."""
    visitor, location = sign_in(app, name)
    page = submit(visitor, visitor.get(location).text, location, {"setup": "authenticator"})
    key = read_key(page.text)
    assert submit(visitor, page.text, "/tweede-stap", {"code": code_of(key, steps=-1)}).status_code == 302
    return visitor, key


def make_codes(visitor: Visitor) -> list[str]:
    page = submit(visitor, visitor.get("/account/herstelcodes").text, "/account/herstelcodes", {})
    return re.findall(r"<code>([^<]+)</code>", page.text)


def use_code(app: Flask, code: str) -> Visitor:
    visitor, _ = sign_in(app)
    submit(visitor, visitor.get("/tweede-stap/herstelcode").text, "/tweede-stap/herstelcode", {"code": code})
    return visitor


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


@pytest.mark.parametrize("name", ["anna", "bram", "daan", "admin"])
def test_every_role_has_a_second_step_and_the_first_alone_opens_no_page(name: str, strict_app: Flask):
    visitor, location = sign_in(strict_app, name)
    assert location.startswith("/tweede-stap")
    opened = [path for path, _ in PAGES.values() if visitor.get(path).status_code not in {302, 404}]
    assert opened == []


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"demo": True}, False),
        ({"testing": True}, False),
        ({}, True),
        ({"demo": True, "host": "0.0.0.0"}, True),
        ({"testing": True, "host": "10.0.0.5"}, True),
        ({"demo": True, "public_url": "https://demo.bureau.example"}, True),
        ({"demo": True, "trusted_proxy": "127.0.0.1"}, True),
    ],
)
def test_only_a_demo_that_this_machine_alone_can_reach_does_without(changes: dict, asked: bool, tmp_path: Path):
    assert needs_second_factor(Settings(data_dir=tmp_path, **changes)) is asked


def test_a_demo_that_others_can_reach_wants_a_key_of_its_own(tmp_path: Path):
    with pytest.raises(SettingsError, match="PASSEND_SECRET_KEY"):
        Settings(data_dir=tmp_path, demo=True, host="0.0.0.0").require_secret_key()


def test_a_code_is_good_for_one_time(strict_app: Flask):
    _, key = set_up(strict_app)
    code, came_in = code_of(key), []
    for _ in range(2):
        visitor, location = sign_in(strict_app)
        submit(visitor, visitor.get(location).text, "/tweede-stap", {"code": code})
        came_in.append(visitor.get("/account").status_code == 200)
    assert came_in == [True, False]


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (1, True), (3, False)])
def test_a_clock_may_be_one_step_off_and_no_more(steps: int, right: bool, strict_app: Flask):
    _, key = set_up(strict_app)
    visitor, location = sign_in(strict_app)
    submit(visitor, visitor.get(location).text, "/tweede-stap", {"code": code_of(key, steps=steps)})
    assert (visitor.get("/account").status_code == 200) is right


def test_guessing_codes_stops_at_once(strict_app: Flask):
    set_up(strict_app)
    visitor, location = sign_in(strict_app)
    page = visitor.get(location).text
    answers = [submit(visitor, page, "/tweede-stap", {"code": f"{number:06}"}).status_code for number in range(8)]
    assert (answers.count(200), answers.count(429)) == (4, 4)


def test_recovery_codes_are_shown_once_kept_as_hashes_and_each_opens_once(strict_app: Flask, web_settings):
    visitor, _ = set_up(strict_app)
    codes = make_codes(visitor)
    assert (len(codes), len(set(codes)), {len(code) for code in codes}) == (10, 10, {29})
    assert codes[0] not in visitor.get("/account/herstelcodes").text
    files = [path.read_bytes() for path in web_settings.data_dir.rglob("passend.sqlite*")]
    assert not any(code.encode() in content for content in files for code in codes)
    assert use_code(strict_app, codes[0].lower().replace("-", " ")).get("/account").status_code == 200
    assert use_code(strict_app, codes[0]).get("/account").status_code == 302
    assert use_code(strict_app, codes[1]).get("/account").status_code == 200


def test_new_recovery_codes_end_the_old_ones(strict_app: Flask):
    visitor, _ = set_up(strict_app)
    old = make_codes(visitor)
    make_codes(visitor)
    assert use_code(strict_app, old[0]).get("/account").status_code == 302


def test_a_recovery_code_without_the_password_opens_nothing(strict_app: Flask):
    visitor, _ = set_up(strict_app)
    code = make_codes(visitor)[0]
    stranger = Visitor(strict_app.test_client())
    assert stranger.get("/tweede-stap/herstelcode").location == "/inloggen"
    stranger.post("/tweede-stap/herstelcode", {"code": code})
    assert stranger.get("/account").status_code == 302


def test_who_has_no_second_step_yet_cannot_skip_it_with_a_code(strict_app: Flask):
    visitor, _ = sign_in(strict_app)
    assert visitor.get("/tweede-stap/herstelcode").location == "/inloggen"


def test_another_phone_ends_every_other_session_and_is_told_to_the_owner(strict_app: Flask):
    here, key = set_up(strict_app)
    there, location = sign_in(strict_app)
    submit(there, there.get(location).text, "/tweede-stap", {"code": code_of(key)})
    assert there.get("/account").status_code == 200
    page = submit(here, here.get("/tweede-stap/instellen").text, "/tweede-stap/instellen", {"setup": "authenticator"})
    action = re.search(r'action="(/tweede-stap/instellen/[^"]+)"', page.text)[1]
    submit(here, page.text, action, {"code": code_of(read_key(page.text), steps=1)})
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 302)
    assert here.get("/account").text.count("Tweede stap ingesteld") == 2
