"""The OpenAPI document is valid, complete and true: every answer that really comes fits what it says."""

import json
import re

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from dossier.model.posting import Salary
from tests.webui.api.conftest import APPLICATION, CASE, ROOT
from tests.webui.api.test_access import READS, write
from webui.api.applications import ApplicationIn, ResultIn
from webui.api.examples import EXAMPLES
from webui.api.operation import OPERATIONS
from webui.api.problem import Code, problem_texts
from webui.api.routes import NOUNS


@pytest.fixture
def document(anyone) -> dict:
    answer = anyone.get(f"{ROOT}/openapi.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    return answer.json


def fits(document: dict, value: object, schema: dict) -> list[str]:
    whole = {**schema, "components": document["components"]}
    checker = Draft202012Validator(whole, format_checker=FormatChecker(["date", "date-time"]))
    return [error.message for error in checker.iter_errors(value)]


def schema_of(document: dict, name: str, status: int, media_type: str) -> dict:
    one = next(one for one in OPERATIONS if one.name == name)
    path = ROOT + re.sub(r"<(?:int:)?(\w+)>", r"{\1}", one.path)
    return document["paths"][path][one.method.lower()]["responses"][str(status)]["content"][media_type]["schema"]


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_question_is_in_the_document_with_its_scope(document):
    described = [one for path in document["paths"].values() for one in path.values()]
    assert {one["operationId"] for one in described} == {one.name for one in OPERATIONS}
    assert {one["description"] for one in described} == {f"Bereik: {one.scope.value}" for one in OPERATIONS}
    assert len(NOUNS) == 5


def test_what_is_sent_is_described_by_the_model_that_checks_it(document):
    for model in (ApplicationIn, ResultIn):
        expected = model.model_json_schema(ref_template="#/components/schemas/{model}")
        expected.pop("$defs", None)
        assert document["components"]["schemas"][model.__name__] == expected


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_fits_its_own_schema(name: str, document):
    assert fits(document, EXAMPLES[name], {"$ref": f"#/components/schemas/{name}"}) == []


def test_every_question_has_an_example_of_each_answer():
    assert {model.__name__ for one in OPERATIONS for model in one.answers} <= set(EXAMPLES)


@pytest.mark.parametrize("caller", ["bram", "daan"])
@pytest.mark.parametrize("name", READS)
def test_every_real_answer_fits_its_schema(name: str, caller: str, connect, document):
    path, allowed = READS[name]
    answer = connect(caller).get(path)
    assert (answer.status_code == 200) == (caller in allowed)
    assert fits(document, answer.json, schema_of(document, name, answer.status_code, answer.mimetype)) == []


@pytest.mark.parametrize("name", ["log_new_application", "save_result"])
def test_every_real_answer_to_a_write_fits_its_schema(name: str, office, document):
    answer = write(office, name)
    assert fits(document, answer.json, schema_of(document, name, answer.status_code, answer.mimetype)) == []


@pytest.mark.parametrize("bad", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"after": "a b"}, {"onzin": "1"}])
def test_every_refusal_fits_its_schema(bad: dict, office, document):
    answer = office.get(f"{CASE}/matches", query_string=bad)
    assert answer.status_code == 422
    assert fits(document, answer.json, schema_of(document, "list_matches", 422, answer.mimetype)) == []
    assert [fault["field"] for fault in answer.json["errors"]] == list(bad)


def test_an_answer_always_has_all_its_fields_and_unknown_is_null(office):
    row = office.log(APPLICATION).json
    assert [row[name] for name in ("place", "wage", "wage_ratio_low", "travel_minutes", "released_at")] == [None] * 5
    assert "" not in row.values()


def test_money_is_a_decimal_string_and_days_are_iso(office):
    vacancy = office.get(f"{ROOT}/vacancies/{'a2' * 8}").json
    assert (vacancy["salary"]["min"], vacancy["hours_min"]) == ("15.50", 32)
    assert vacancy["date_posted"] == "2026-11-16"
    assert Salary.model_validate(vacancy["salary"]).model_dump(mode="json") == vacancy["salary"]
    assert office.get(CASE).json["first_sick_day"] == "2025-03-03"


def test_the_page_explains_every_question_and_every_problem_without_scripts_of_others(anyone):
    page = anyone.get("/koppelingen/uitleg")
    assert page.status_code == 200
    assert [one.name for one in OPERATIONS if f'id="{one.name}"' not in page.text] == []
    assert [code for code in problem_texts() if f'id="{code.value}"' not in page.text] == []
    assert set(problem_texts()) == set(Code)
    assert re.findall(r'(?:src|href)="(https?:[^"]+)"', page.text) == []


def test_the_document_is_the_same_in_every_language_and_says_when_it_did_not_change(anyone):
    first = anyone.get(f"{ROOT}/openapi.json", headers={"Accept-Language": "en"})
    again = anyone.get(f"{ROOT}/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Dossiers van het kantoor" in json.dumps(first.json, ensure_ascii=False)
