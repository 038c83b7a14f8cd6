"""Who may ask what: every address with every method by every caller, and nothing of another in any answer."""

import hashlib
import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from dossier.acts.api_tokens import revoke_token
from dossier.storage.accounts import find_account, get_account
from dossier.storage.api_tokens import get_token
from dossier.storage.raw_table import raw_rows, table_names
from tests.webui.api.conftest import APPLICATION, CASE, ROOT
from tests.webui.cast import NOW, NUMBER, OTHER_NUMBER
from webui.api.operation import OPERATIONS
from webui.caller import MOST

VACANCY = "a1" * 8
BOTH, AGENCY, NONE = {"bram", "daan"}, {"bram"}, set()
EVERY_AGENCY, EVERYONE = {"bram", "gina"}, {"bram", "gina", "daan", "els"}
CALLERS = ("bram", "gina", "daan", "els")
ANONYMOUS = ("nobody", "unknown", "unconfirmed", "revoked", "ended", "switched")
READS: dict[str, tuple[str, set[str]]] = {
    "list_cases": (f"{ROOT}/cases", EVERYONE),
    "get_case": (CASE, BOTH),
    "list_vacancies": (f"{ROOT}/vacancies", EVERYONE),
    "get_vacancy": (f"{ROOT}/vacancies/{VACANCY}", EVERY_AGENCY),
    "list_matches": (f"{CASE}/matches", AGENCY),
    "list_applications": (f"{CASE}/applications", BOTH),
    "get_application": (f"{CASE}/applications/1", BOTH),
    "list_terms": (f"{CASE}/calendar", BOTH),
}
WRITES: dict[str, tuple[str, str, dict, set[str]]] = {
    "log_new_application": ("POST", f"{CASE}/applications", APPLICATION, AGENCY),
    "save_result": (
        "PUT",
        f"{CASE}/applications/1/result",
        {"result": "uitnodiging", "result_on": "2026-11-19"},
        AGENCY,
    ),
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
REFUSED = {401, 403, 404}


def write(program, name: str):
    method, path, values, _ = WRITES[name]
    return program.ask(method, path, json=values, headers={"Idempotency-Key": f"sleutel-{name}"})


def contents(database) -> str:
    """A hash of every row of every table but the one that keeps when a key was last used."""
    with database.reading() as session:
        rows = {name: raw_rows(session, name) for name in sorted(table_names() - {"api_token"})}
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_every_question_stands_in_the_matrix():
    assert {one.name for one in OPERATIONS} == {*READS, *WRITES}


def test_every_route_under_the_root_is_a_question_or_its_description(app: Flask):
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert routes == {*(f"api.{one.name}" for one in OPERATIONS), "api_guide.show_document"}


@pytest.mark.parametrize("caller", CALLERS)
def test_each_caller_reads_exactly_what_is_theirs(caller: str, connect):
    program = connect(caller)
    answers = {name: program.get(path) for name, (path, _) in READS.items()}
    assert {name for name, answer in answers.items() if answer.status_code == 200} == {
        name for name, (_, allowed) in READS.items() if caller in allowed
    }
    assert {answer.status_code for answer in answers.values()} <= REFUSED | {200}


@pytest.mark.parametrize("caller", CALLERS)
def test_each_caller_writes_exactly_where_they_may_and_a_refusal_changes_no_row(caller: str, connect, web_database):
    program = connect(caller)
    for name, (_, _, _, allowed) in WRITES.items():
        before = contents(web_database)
        answer = write(program, name)
        assert (answer.status_code in {200, 201}) == (caller in allowed), (name, answer.text)
        assert (contents(web_database) != before) == (caller in allowed), name


@pytest.mark.parametrize("who", ANONYMOUS)
def test_without_a_key_that_works_everything_is_401_and_no_row_changes(who: str, connect, anyone, web_database, cast):
    program = connect("bram", confirmed=who != "unconfirmed", days=0 if who == "ended" else 30)
    with web_database.session() as session:
        if who == "revoked":
            revoke_token(session, program.token_id, actor=find_account(session, cast.emails["admin"]), now=NOW)
        if who == "ended":
            get_token(session, program.token_id, organisation_id=None).ends_on = NOW.date() - timedelta(days=1)
    secret = {"nobody": "", "unknown": "passend_" + "x" * 43, "switched": program.secret.swapcase()}
    program.secret = secret.get(who, program.secret)
    before = contents(web_database)
    answers = [program.get(path) for path, _ in READS.values()] + [write(program, name) for name in WRITES]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.headers["WWW-Authenticate"] for answer in answers} == {'Bearer realm="passend"'}
    assert len({answer.data for answer in answers}) == 1
    assert contents(web_database) == before


@pytest.mark.parametrize("actor", ["anna", "bram", "daan", "admin"])
def test_a_signed_in_browser_without_a_key_is_nobody_here(actor: str, visit):
    visitor = visit(actor)
    assert {visitor.get(path).status_code for path, _ in READS.values()} == {401}
    assert visitor.client.post(f"{CASE}/applications", json=APPLICATION).status_code == 401


def test_a_key_opens_no_page(office):
    assert office.get("/dossiers/" + NUMBER).status_code == 302
    assert office.get("/beheer/koppelingen").status_code == 302


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_each_scope_opens_its_own_questions_and_no_other(one, connect):
    other = next(scope for scope in ("cases:read", "calendar:read") if scope != one.scope)
    program = connect("bram", scopes=[other])
    path = READS[one.name][0] if one.name in READS else WRITES[one.name][1]
    answer = program.ask(one.method, path, json=APPLICATION if one.body else None)
    assert answer.status_code == 403
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="passend", error="insufficient_scope"'
    assert answer.json["type"] == "/koppelingen/uitleg#bereik"


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_an_address_does_not_have_is_405_and_names_those_it_has(method: str, office):
    for path, _ in READS.values():
        answer = office.ask(method, path)
        if path.endswith("/applications") and method == "POST":
            assert answer.status_code == 415
        elif method in {"GET", "HEAD", "OPTIONS"}:
            assert answer.status_code == 200
        else:
            assert answer.status_code == 405
            assert "GET" in answer.headers["Allow"]


def test_another_office_and_a_case_that_is_not_there_answer_the_same_bytes(connect):
    program = connect("gina")
    for rest in ("", "/matches", "/applications", "/applications/1", "/calendar"):
        foreign, nothing = program.get(f"{CASE}{rest}"), program.get(f"{ROOT}/cases/2099-9999{rest}")
        assert (foreign.status_code, nothing.status_code, foreign.data) == (404, 404, nothing.data)


def test_the_office_reads_the_cases_of_all_its_coaches_and_no_others(office, connect):
    assert [one["number"] for one in office.get(f"{ROOT}/cases").json["items"]] == [NUMBER, OTHER_NUMBER]
    assert connect("gina").get(f"{ROOT}/cases").json["items"] == []
    assert [one["number"] for one in connect("els").get(f"{ROOT}/cases").json["items"]] == [OTHER_NUMBER]


def test_a_case_that_goes_to_another_office_is_gone_at_once(office, connect, web_database, cast):
    there = connect("gina")
    assert (office.get(CASE).status_code, there.get(CASE).status_code) == (200, 404)
    with web_database.session() as session:
        gina = find_account(session, "gina@passend.example")
        session.execute(
            text("UPDATE reintegration_case SET coach_id = :coach WHERE number = :number"),
            {"coach": gina.id, "number": NUMBER},
        )
    assert (office.get(CASE).status_code, there.get(CASE).status_code) == (404, 200)


def test_a_withdrawn_key_is_over_at_once(office, web_database, cast):
    assert office.get(CASE).status_code == 200
    with web_database.session() as session:
        revoke_token(session, office.token_id, actor=find_account(session, cast.emails["bram"]), now=NOW)
    assert office.get(CASE).status_code == 401


def test_a_retry_key_of_one_program_says_nothing_to_another(connect):
    first, second = connect("bram"), connect("bram")
    assert first.log(APPLICATION).json["serial"] == 3
    assert second.log(APPLICATION).json["serial"] == 4


def test_the_account_behind_a_key_cannot_sign_in_and_has_no_role(office, anyone, web_database):
    with web_database.reading() as session:
        holder = get_account(session, get_token(session, office.token_id, organisation_id=None).account_id)
    assert (holder.role, holder.active) == ("koppeling", False)
    answer = anyone.post("/inloggen", {"email": holder.email, "password": "!"})
    assert answer.status_code == 200
    assert anyone.get("/").status_code == 302


def test_too_many_questions_are_answered_with_wait(office):
    codes = [office.get(f"{CASE}/calendar").status_code for _ in range(MOST)]
    answer = office.get(f"{CASE}/calendar")
    assert (set(codes), answer.status_code, answer.headers["Retry-After"]) == ({200}, 429, "60")


def test_guessing_keys_is_answered_with_wait_and_a_good_key_goes_on(office, anyone):
    codes = [
        anyone.get(CASE, headers={"Authorization": f"Bearer passend_{number}"}).status_code
        for number in range(MOST + 1)
    ]
    assert codes == [401] * MOST + [429]
    assert office.get(CASE).status_code == 200


@pytest.mark.parametrize("header", ["Basic Zm9v", "Bearer", "Bearer ", "bearer \xff", "Token x", "Bearer a b"])
def test_a_header_that_is_no_key_is_401(header: str, anyone):
    assert anyone.get(CASE, headers={"Authorization": header}).status_code == 401


def test_a_key_in_the_address_is_no_key(office, anyone):
    assert anyone.get(f"{CASE}?access_token={office.secret}").status_code == 401


def test_no_answer_sets_a_cookie_may_be_kept_or_read_by_another_site(office):
    office.headers = {"Origin": "https://elders.example"}
    answers = [office.get(path) for path, _ in READS.values()] + [office.log(APPLICATION), office.get(f"{ROOT}/onzin")]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert [name for name in dict(answer.headers) if name.startswith("Access-Control-")] == []
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_session_cookie_that_is_sent_along_is_not_renewed(office, visit):
    visitor = visit("bram")
    answer = visitor.get(CASE, headers={"Authorization": f"Bearer {office.secret}"})
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)


def test_every_answer_that_is_no_success_is_a_problem_in_dutch(office, connect):
    answers = [
        office.get(f"{ROOT}/onzin"), office.ask("DELETE", CASE), office.get(f"{CASE}/applications/999"),
        office.log({}), office.get(f"{CASE}/matches?limit=0"), connect("daan").get(f"{CASE}/matches"),
    ]  # fmt: skip
    for answer in answers:
        assert answer.content_type == "application/problem+json"
        assert set(json.loads(answer.data)) == {"type", "title", "status", "detail", "errors"}
        assert answer.json["status"] == answer.status_code
