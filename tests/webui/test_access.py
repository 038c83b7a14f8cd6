"""Who may open what: every view says it, every actor is tried, and another's case does not exist."""

import pytest
from flask import Flask

from dossier.model.people import Role
from dossier.rules.access import grants, may_in
from tests.webui.addresses import ACTORS, CASE, OPEN_TO_ALL, PAGES, WRITES
from tests.webui.cast import OTHER_NUMBER
from webui.access import FIELDS, LIBRARY_BLUEPRINT, MARK, Allow
from webui.assets import STATIC_ENDPOINTS

"""The calendar asks for a secret instead: see test_calendar; the API for a key: see tests/webui/api."""


def own_endpoints(app: Flask, method: str) -> set[str]:
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if method in rule.methods
        and rule.endpoint not in STATIC_ENDPOINTS | OPEN_TO_ALL
        and not rule.endpoint.startswith((f"{LIBRARY_BLUEPRINT}.", "api."))
    }


def test_every_view_says_who_may_open_it(app: Flask):
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in STATIC_ENDPOINTS
        and not endpoint.startswith(f"{LIBRARY_BLUEPRINT}.")
        and not isinstance(getattr(view, MARK, None), Allow)
    ]
    assert silent == []


def test_every_page_and_every_write_is_tried_below(app: Flask):
    assert own_endpoints(app, "GET") == set(PAGES)
    assert own_endpoints(app, "POST") == set(WRITES)


def test_no_view_is_open_to_a_role_without_any_right_on_its_rows(app: Flask):
    idle = []
    for endpoint, view in app.view_functions.items():
        rule = getattr(view, MARK, None)
        if isinstance(rule, Allow):
            idle += [
                (endpoint, role.value) for role in rule.roles if not any(grants(role).get(row) for row in rule.rows)
            ]
    assert idle == []


def test_every_field_name_stands_on_a_right_that_someone_has():
    nobody = [
        name
        for name, (row, right) in FIELDS.items()
        if not any(may_in(role, row, right, has_coach=False) for role in Role)
    ]
    assert nobody == []


@pytest.mark.parametrize("actor", ACTORS)
def test_each_actor_opens_exactly_the_pages_that_are_theirs(actor: str, visit):
    visitor = visit(actor)
    opened = {endpoint for endpoint, (path, _) in PAGES.items() if visitor.get(path).status_code == 200}
    assert opened == {endpoint for endpoint, (_, allowed) in PAGES.items() if actor in allowed}


@pytest.mark.parametrize("actor", ACTORS)
def test_what_is_not_theirs_does_not_exist(actor: str, visit):
    visitor = visit(actor)
    answers = {visitor.get(path).status_code for path, allowed in PAGES.values() if actor not in allowed}
    assert answers == {404}


@pytest.mark.parametrize("actor", ACTORS)
def test_each_actor_writes_exactly_where_they_may(actor: str, visit):
    visitor = visit(actor)
    found = {endpoint for endpoint, (path, _) in WRITES.items() if visitor.post(path).status_code != 404}
    assert found == {endpoint for endpoint, (_, allowed) in WRITES.items() if actor in allowed}


def test_another_case_answers_as_a_case_that_is_not_there(bram):
    other = bram.get(f"/dossiers/{OTHER_NUMBER}")
    nothing = bram.get("/dossiers/2099-9999")
    assert (other.status_code, nothing.status_code) == (404, 404)
    assert other.text == nothing.text


def test_nobody_signed_in_is_sent_to_the_sign_in_page(anyone):
    answers = {path: anyone.get(path) for path, _ in PAGES.values()}
    assert {answer.status_code for answer in answers.values()} == {302}
    assert {answer.location.partition("?")[0] for answer in answers.values()} == {"/inloggen"}


@pytest.mark.parametrize("path", ["/onzin", f"{CASE}/onzin", f"{CASE}/sollicitaties/999", f"{CASE}/bewijs/999"])
def test_what_does_not_exist_is_404(path: str, bram):
    assert bram.get(path).status_code == 404


def test_a_wrong_method_is_405_for_who_is_signed_in(bram):
    assert bram.client.delete(f"{CASE}/sollicitaties").status_code == 405
    assert bram.get(f"{CASE}/sollicitaties/vrijgeven").status_code == 405


def test_an_account_that_is_switched_off_is_out_at_once(app, visit, web_database, cast):
    from dossier.storage.accounts import find_account

    visitor = visit("bram")
    assert visitor.get(CASE).status_code == 200
    with web_database.session() as session:
        find_account(session, cast.emails["bram"]).active = False
    assert visitor.get(CASE).status_code == 302
