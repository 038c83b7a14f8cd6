"""Who was or is nearly somebody: a former coach, a session that is over, a first step without the second (T01)."""

from datetime import timedelta

import pytest

from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from tests.webui.addresses import PAGES, WRITES
from tests.webui.cast import NOW, NUMBER, PASSWORD
from tests.webui.conftest import Visitor
from webui import create_app

OF_THE_CASE = f"/dossiers/{NUMBER}"


def answers(visitor: Visitor, *, token: bool) -> dict[str, tuple[int, str]]:
    """What every page and every write says to this visitor: status and where to."""
    told = {f"GET {name}": visitor.get(path) for name, (path, _) in PAGES.items()}
    told |= {f"POST {name}": visitor.post(path, token=token) for name, (path, _) in WRITES.items()}
    return {name: (one.status_code, (one.location or "").partition("?")[0]) for name, one in told.items()}


def test_a_coach_whose_assignment_has_ended_finds_nothing_of_the_case_at_once(visit, web_database, cast):
    bram = visit("bram")
    assert bram.get(OF_THE_CASE).status_code == 200
    with web_database.session() as session:
        case_by_number(session, NUMBER).coach_id = find_account(session, cast.emails["carla"]).id
    told = answers(bram, token=True)
    own = {name for table in (PAGES, WRITES) for name, (path, _) in table.items() if path.startswith(OF_THE_CASE)}
    assert {told[name] for name in told if name.partition(" ")[2] in own} == {(404, "")}
    assert NUMBER not in bram.get("/").text


def test_a_session_that_is_over_opens_nothing(visit, web_settings, web_database):
    clock = {"now": NOW}
    later = create_app(web_settings, web_database, clock=lambda: clock["now"])
    cookie = visit("bram").client.get_cookie("passend")
    visitor = Visitor(later.test_client())
    visitor.client.set_cookie("passend", cookie.value)
    assert visitor.get("/account").status_code == 200
    clock["now"] = NOW + timedelta(hours=13)
    told = answers(visitor, token=True)
    assert {one for name, one in told.items() if name.startswith("GET")} == {(302, "/inloggen")}
    assert {status for status, _ in told.values()} <= {302, 400, 404}


@pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")
def test_the_password_alone_opens_nothing(web_settings, web_database):
    strict = create_app(Settings(data_dir=web_settings.data_dir, secret_key="geheim" * 8), web_database)
    visitor = Visitor(strict.test_client())
    visitor.post("/inloggen", {"email": "bram@passend.example", "password": PASSWORD})
    told = answers(visitor, token=False)
    assert {one for name, one in told.items() if name.startswith("GET")} == {(302, "/inloggen")}
    assert {status for status, _ in told.values()} == {302, 400}
