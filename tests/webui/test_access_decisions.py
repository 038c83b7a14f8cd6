"""Each decision of webui.access on its own, in an app of a few views: no database, and every way out of every check."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import SimpleNamespace

import pytest
from flask import Blueprint, Flask, g
from flask.testing import FlaskClient
from werkzeug.exceptions import NotFound

from dossier.acts.views import ONE_LOOK
from dossier.model.people import Role
from tests.webui.cast import NOW
from webui import access

DOORS = {
    "/security/login": "security.login", "/security/rescue": "security.two_factor_rescue",
    "/security/choice": "security.tf_select", "/security/style": "security.static", "/bootstrap": "bootstrap.static",
    "/own": "own", "/open": "open", "/silent": "silent", "/program": "program",
}  # fmt: skip


def person(role: str, **more: object) -> SimpleNamespace:
    return SimpleNamespace(role=role, is_authenticated=True, **more)


@pytest.fixture
def reads_as(monkeypatch) -> Iterator[SimpleNamespace]:
    """Who reads: a person, nobody, or a program with a key."""
    asked = SimpleNamespace(user=SimpleNamespace(is_authenticated=False), caller=None, kept=None, scopes=[])

    def identify(scope: str) -> SimpleNamespace:
        asked.scopes.append(scope)
        return SimpleNamespace(account=person("coach"))

    monkeypatch.setattr(access, "identify_caller", identify)
    monkeypatch.setattr(access, "current_caller", lambda: asked.caller)
    monkeypatch.setattr(access, "keep_input", lambda: asked.kept)
    monkeypatch.setattr(access, "show_expired", lambda: ("verlopen", 400))
    monkeypatch.setattr(access, "get_session", lambda: "session")
    monkeypatch.setattr(access, "to_account", lambda _session, user: user)

    class User:
        def __getattr__(self, name: str) -> object:
            return getattr(asked.user, name)

    monkeypatch.setattr(access, "current_user", User())
    return asked


@pytest.fixture
def desk(reads_as) -> Flask:
    app = Flask(__name__, static_folder=None)
    library = Blueprint("security", __name__)
    for path, endpoint in DOORS.items():
        name = endpoint.rpartition(".")[2]
        view = lambda name=name: name  # noqa: E731 - each view is a function of its own, as rules are marks on it
        if endpoint == "own":
            view = access.allow(Role.COACH, rows=(1,))(view)
        if endpoint == "open":
            view = access.allow_public(view)
        if endpoint == "program":
            setattr(view, access.MARK, access.Allow((Role.EMPLOYER,), (1,), scope="cases:read"))
        place, methods = (library, {"GET", "POST"}) if endpoint.startswith("security.") else (app, {"GET", "POST"})
        place.add_url_rule(path, name if place is library else endpoint, view, methods=methods)
    app.register_blueprint(library)
    access.register_access(app)
    return app


@pytest.fixture
def door(desk: Flask) -> FlaskClient:
    return desk.test_client()


@pytest.mark.parametrize(
    ("path", "nobody", "coach", "employee"),
    [
        ("/security/login", 200, 200, 200), ("/security/rescue", 404, 404, 404), ("/security/choice", 404, 404, 404),
        ("/security/style", 404, 404, 404), ("/bootstrap", 200, 200, 200), ("/open", 200, 200, 200),
        ("/silent", 404, 404, 404), ("/nowhere", 404, 404, 404), ("/own", 302, 200, 404), ("/program", 404, 404, 404),
    ],
)  # fmt: skip
def test_each_door_opens_for_its_own_readers(door, reads_as, path, nobody, coach, employee):
    codes = []
    for reads_as.user in (SimpleNamespace(is_authenticated=False), person("coach"), person("employee")):
        codes.append(door.get(path).status_code)
    assert codes == [nobody, coach, employee]
    assert reads_as.scopes == (["cases:read"] * 3 if path == "/program" else [])


def test_a_program_with_the_right_role_comes_in_without_a_session(desk, door):
    setattr(desk.view_functions["program"], access.MARK, access.Allow((Role.COACH,), (1,), scope="cases:read"))
    assert door.get("/program").status_code == 200


def test_who_is_not_signed_in_comes_back_to_the_page_and_keeps_what_was_typed(door, reads_as):
    assert door.get("/own?deel=2").location == "/security/login?next=/own?deel%3D2"
    assert door.get("/own").location == "/security/login?next=/own"
    assert door.post("/own").location == "/security/login"
    reads_as.kept = "typed"
    assert (door.post("/own").status_code, door.post("/own").text) == (400, "verlopen")


@pytest.mark.parametrize(
    ("user", "caller", "coach_id", "told"),
    [
        (None, None, 7, (False, False, False, False)),
        ("coach", None, 7, (True, True, True, True)),
        ("employee", None, 7, (False, True, False, False)),
        ("employee", None, None, (False, True, True, False)),
        ("employee", "coach", 7, (True, True, True, True)),
        (None, "employer", None, (False, False, False, False)),
    ],
)  # fmt: skip
def test_a_field_is_seen_and_changed_by_its_own_roles(desk, reads_as, user, caller, coach_id, told):
    reads_as.user = person(user) if user else reads_as.user
    reads_as.caller = SimpleNamespace(account=person(caller)) if caller else None
    case = SimpleNamespace(coach_id=coach_id)
    with desk.test_request_context():
        release, own = "applications.release", "wishes.read"
        assert (access.can(release), access.can(own), access.can_in(case, release), access.can_open("own")) == told
        assert access.can_open("silent") is False
        for allowed, ask in (
            (told[0], lambda: access.require(release)),
            (told[2], lambda: access.require_in(case, release)),
        ):
            if allowed:
                ask()
            else:
                with pytest.raises(NotFound):
                    ask()
    assert {
        "can": access.can,
        "can_in": access.can_in,
        "can_open": access.can_open,
    }.items() <= desk.jinja_env.globals.items()


def test_the_reader_is_who_is_signed_in_unless_a_program_calls(desk, reads_as):
    reads_as.user = person("coach")
    with desk.test_request_context():
        assert access.reader().role == "coach"
        reads_as.caller = SimpleNamespace(account=person("employer"))
        assert access.reader().role == "employer"


class Writing:
    """A database that tells of every transaction that writes."""

    def __init__(self, told: list[object]) -> None:
        self.told = told

    @contextmanager
    def session(self) -> Iterator[str]:
        self.told.append("opened")
        yield "writing"
        self.told.append("closed")


FIRST, SECOND = SimpleNamespace(id=1), SimpleNamespace(id=2)
EARLIER = NOW - ONE_LOOK / 2


@pytest.mark.parametrize(
    ("role", "method", "in_log", "kept"),
    [
        ("coach", "GET", {}, ["opened", 1, 2, "closed"]),
        ("coach", "HEAD", {1: EARLIER}, ["opened", 2, "closed"]),
        ("employer", "GET", {1: EARLIER, 2: EARLIER}, []),
        ("coach", "POST", {}, []),
        ("employee", "GET", {}, []),
    ],
)
def test_a_look_of_another_is_kept_once(desk, reads_as, monkeypatch, role, method, in_log, kept):
    reads_as.user, told, asked = person(role, id=9), [], []

    def last_look(_reading: str, case: SimpleNamespace, **_: object) -> datetime | None:
        asked.append(case.id)
        return in_log.get(case.id)

    monkeypatch.setattr(access, "get_context", lambda: SimpleNamespace(database=Writing(told), signer="signer"))
    monkeypatch.setattr(access, "now", lambda: NOW)
    monkeypatch.setattr(access, "today", NOW.date)
    monkeypatch.setattr(access, "last_look", last_look)
    monkeypatch.setattr(access, "record_view", lambda _writing, case, **_: told.append(case.id))
    monkeypatch.setattr(access, "find_case", lambda _session, _reader, number, **_: {"een": FIRST}[number])
    with desk.test_request_context(method=method):
        access.note_looks([FIRST, SECOND], "overzicht")
        assert told == kept
        assert access.open_case("een", "overzicht") is FIRST
        assert (told, asked) == (kept, [1, 2] if method != "POST" and role != "employee" else [])
        assert access.open_case("een", "bewijs") is FIRST
        assert g.opened_case is FIRST
        assert (asked == [1, 2, 1]) == (asked != [])
        assert not desk.extensions[access.LOOKS].has((9, 1, "overzicht"), in_log.get(1, NOW) + ONE_LOOK)
