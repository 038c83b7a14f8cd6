"""What an API answers when it cannot do what was asked: problem+json (RFC 9457) in Dutch, with nothing of anyone."""

import json
import tomllib
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NoReturn

from flask import Response, abort, request
from pydantic import BaseModel

from dossier.errors import DossierError, GuardedTextError, InvalidInputError, NotFoundError
from dossier.rules.free_text import find_guarded

PREFIX = "/api/"
GUIDE = "/koppelingen/uitleg"
MEDIA_TYPE = "application/problem+json"
LONGEST_VALUE = 200
WAIT_SECONDS = 60


class Fault(BaseModel):
    """One field that cannot be kept; `value` is null where it could be about health, or is long."""

    field: str
    value: str | None
    allowed: str


class Problem(BaseModel):
    """What went wrong, in words for a person; `type` leads to the explanation."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault]


class Code(StrEnum):
    """The kinds of problems; each has its line on the page that explains the API."""

    TOKEN = "sleutel"  # noqa: S105 - a kind of problem
    SCOPE = "bereik"
    NOT_FOUND = "niet-gevonden"
    METHOD = "methode"
    REQUEST = "verzoek"
    FIELD = "veld"
    HEALTH = "gezondheid"
    TWICE = "herhaling"
    MEDIA = "soort"
    SIZE = "te-groot"
    RATE = "te-vaak"
    FAILURE = "storing"


class Text(BaseModel):
    status: int
    title: str
    detail: str


@cache
def problem_texts() -> dict[Code, Text]:
    table = tomllib.loads((files("webui.api") / "problems.toml").read_text(encoding="utf-8"))
    return {Code(code): Text.model_validate(text) for code, text in table.items()}


def is_api() -> bool:
    """Is this an address of the API? Also one that does not exist."""
    return request.path.startswith(PREFIX)


def stop(code: Code, errors: Iterable[Fault] = ()) -> NoReturn:
    abort(answer_problem(code, errors))


def answer_problem(code: Code, errors: Iterable[Fault] = ()) -> Response:
    text = problem_texts()[code]
    problem = Problem(type=f"{GUIDE}#{code}", **text.model_dump(), errors=list(errors))
    body = json.dumps(problem.model_dump(), ensure_ascii=False, separators=(",", ":"))
    response = Response(body, text.status, content_type=MEDIA_TYPE)
    if code is Code.TOKEN:
        response.headers["WWW-Authenticate"] = 'Bearer realm="passend"'
    if code is Code.SCOPE:
        response.headers["WWW-Authenticate"] = 'Bearer realm="passend", error="insufficient_scope"'
    if code is Code.RATE:
        response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def answer_status(status: int) -> Response:
    """For what the framework refuses: an address that is not there, a wrong method, a failure."""
    found = [code for code, text in problem_texts().items() if text.status == status]
    return answer_problem(found[0] if found else Code.FAILURE if status >= 500 else Code.REQUEST)


def answer_error(error: DossierError) -> Response:
    """What the core refused, without its message where that could tell of another."""
    if isinstance(error, GuardedTextError):
        faults = [Fault(field=one, value=None, allowed=error.allowed) for one in guarded_fields(error)]
        return answer_problem(Code.HEALTH, faults)
    if isinstance(error, InvalidInputError):
        fault = Fault(field=error.field, value=show_value(error.value), allowed=error.allowed)
        return answer_problem(Code.FIELD, [fault])
    return answer_problem(Code.NOT_FOUND if isinstance(error, NotFoundError) else Code.FAILURE)


def guarded_fields(error: GuardedTextError) -> list[str]:
    return list(dict.fromkeys(one.field for one in error.passages))


def show_value(value: object) -> str | None:
    """What stood in the field, unless it is long or could be about somebody's health."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return None if len(text) > LONGEST_VALUE or find_guarded(text) else text
