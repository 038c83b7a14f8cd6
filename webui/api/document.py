"""The OpenAPI 3.1 description, made of the operations and the models that also validate and answer."""

import re
from functools import cache
from importlib.metadata import version
from typing import Any

from flask_babel import force_locale
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from webui.api.examples import EXAMPLES
from webui.api.operation import ROOT, Operation
from webui.api.problem import MEDIA_TYPE, Code, Problem, problem_texts
from webui.api.reading import KEY_HEADER, RetryKey
from webui.api.routes import QUESTIONS

PLACE = re.compile(r"<(?:(int):)?(\w+)>")
COMPONENTS = "#/components/schemas/"
ALWAYS = (Code.TOKEN, Code.SCOPE, Code.RATE, Code.FAILURE)
WRITES = (Code.REQUEST, Code.FIELD, Code.HEALTH, Code.TWICE, Code.MEDIA, Code.SIZE)
ABOUT = (
    "Koppeling met systemen voor casemanagement. Dagen zijn ISO 8601, bedragen tekst met een punt, onbekend is null. "
    "Lijsten komen in delen: geef 'next' mee als 'after'. Nieuwe velden kunnen erbij komen; wat er staat, houdt zijn "
    "betekenis. Elke inzage van een dossier staat in het logboek en is voor de werknemer te lezen."
)


@cache
def build_document() -> dict[str, Any]:
    """The whole description, in Dutch whatever the reader's language: programs are built on it."""
    with force_locale("nl"):
        paths: dict[str, dict[str, Any]] = {}
        for one in QUESTIONS:
            paths.setdefault(ROOT + PLACE.sub(r"{\2}", one.path), {})[one.method.lower()] = describe(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Passend", "version": version("passend"), "description": ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": "De sleutel die de beheerder maakte."}
            },
            "schemas": schemas(),
        },
    }


def schemas() -> dict[str, Any]:
    """Every model that is read or answered; what one answers has all its fields."""
    asked: dict[type[BaseModel], JsonSchemaMode] = {Problem: "serialization"}
    for one in QUESTIONS:
        asked |= dict.fromkeys(one.answers, "serialization")
        asked |= dict.fromkeys((model for model in (one.body,) if model is not None), "validation")
    _, found = models_json_schema(list(asked.items()), ref_template=COMPONENTS + "{model}")
    schemas: dict[str, Any] = found["$defs"]
    return schemas


def describe(one: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": one.name,
        "summary": str(one.summary),
        "description": f"Bereik: {one.scope.value}",
        "parameters": [*path_parameters(one), *query_parameters(one), *retry_parameters(one)],
        "responses": {str(one.status): answer_of(one)} | problems_of(one),
    }
    if one.body is not None:
        content = {"schema": {"$ref": COMPONENTS + one.body.__name__}, "example": EXAMPLES[one.body.__name__]}
        described["requestBody"] = {"required": True, "content": {"application/json": content}}
    return described


def answer_of(one: Operation) -> dict[str, Any]:
    references = [{"$ref": COMPONENTS + model.__name__} for model in one.answers]
    examples = {model.__name__: {"value": EXAMPLES[model.__name__]} for model in one.answers}
    schema = references[0] if len(references) == 1 else {"anyOf": references}
    return {"description": "Gelukt", "content": {"application/json": {"schema": schema, "examples": examples}}}


def problems_of(one: Operation) -> dict[str, Any]:
    """Which problems this question can meet, by status."""
    codes = [*ALWAYS, *(WRITES if one.body else ()), *([Code.FIELD] if one.query else [])]
    codes += [Code.NOT_FOUND] if PLACE.search(one.path) else []
    titles: dict[int, list[str]] = {}
    for code in dict.fromkeys(codes):
        text = problem_texts()[code]
        titles.setdefault(text.status, []).append(text.title)
    content = {MEDIA_TYPE: {"schema": {"$ref": COMPONENTS + "Problem"}}}
    return {str(status): {"description": "; ".join(titles[status]), "content": content} for status in sorted(titles)}


def path_parameters(one: Operation) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer" if kind else "string"}}
        for kind, name in PLACE.findall(one.path)
    ]


def query_parameters(one: Operation) -> list[dict[str, Any]]:
    if one.query is None:
        return []
    schema = one.query.model_json_schema()
    described = resolve(schema["properties"], schema.get("$defs", {}))
    return [{"name": name, "in": "query", "required": False, "schema": part} for name, part in described.items()]


def retry_parameters(one: Operation) -> list[dict[str, Any]]:
    if not one.retry_key:
        return []
    about = "Een eigen woord per verzoek: hetzelfde verzoek met hetzelfde woord wordt één keer bewaard."
    schema = RetryKey.model_json_schema()["properties"]["key"]
    return [{"name": KEY_HEADER, "in": "header", "required": True, "description": about, "schema": schema}]


def resolve(part: Any, definitions: dict[str, Any]) -> Any:
    """A schema without references, for a parameter, which has no components beside it."""
    if isinstance(part, dict):
        if "$ref" in part:
            return resolve(definitions[part["$ref"].rpartition("/")[2]], definitions)
        return {name: resolve(value, definitions) for name, value in part.items()}
    return [resolve(value, definitions) for value in part] if isinstance(part, list) else part
