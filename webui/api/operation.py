"""One question of the API, said once: address, scope, what it reads and answers; routes and OpenAPI come from it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Blueprint, Response, request
from pydantic import BaseModel

from dossier.model.people import Role
from dossier.rules.api_scope import Scope, roles_for, rows_of
from webui.access import MARK, Allow
from webui.api.reading import read_body, read_query

ROOT = "/api/v1"
blueprint = Blueprint("api", __name__, url_prefix=ROOT)
View = Callable[..., Any]


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    scope: Scope
    summary: Any
    answers: tuple[type[BaseModel], ...]
    """For a coach's office first; an employer's connection gets the last."""
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    status: int = 200
    retry_key: bool = False


OPERATIONS: list[Operation] = []


def question(method: str, path: str, **more: Any) -> Callable[[View], View]:
    """Make a route of a view that answers a model; who may call it follows from its scope."""

    def register(view: View) -> View:
        asked = Operation(name=view.__name__, method=method, path=path, **more)

        @wraps(view)
        def run(**values: Any) -> Response:
            if asked.query is not None:
                values["query"] = read_query(asked.query)
            if asked.body is not None:
                values["body"] = read_body(asked.body)
            return send(view(**values), asked.status)

        setattr(
            run,
            MARK,
            Allow(tuple(Role(role) for role in roles_for(asked.scope)), rows_of(asked.scope), scope=asked.scope.value),
        )
        blueprint.add_url_rule(path, endpoint=asked.name, view_func=run, methods=[method])
        OPERATIONS.append(asked)
        return view

    return register


def send(answer: BaseModel, status: int) -> Response:
    """The answer as JSON; who already has the same one hears only that nothing changed."""
    response = Response(answer.model_dump_json(), status, content_type="application/json")
    response.headers["Vary"] = "Authorization"
    if request.method in {"GET", "HEAD"}:
        response.add_etag()
        response.make_conditional(request)
    return response
