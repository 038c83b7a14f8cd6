"""Reads what a program sent: the query, the JSON of the body and the key of a retry, each checked by its model."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Annotated, Any, TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from dossier.acts.entry import allowed_text, read_input
from webui.api.problem import Code, Fault, show_value, stop

LARGEST_BODY = 64 * 1024
KEY_HEADER = "Idempotency-Key"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""PostgreSQL keeps no NUL, and no person typed the others."""
Given = TypeVar("Given", bound=BaseModel)


class Query(BaseModel):
    """What may stand behind the question mark of an address: nothing else is accepted."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class PageQuery(Query):
    """Which part of a list: `after` is the `next` of the part before."""

    after: Annotated[str, Field(pattern=r"^[\w./-]{1,64}$")] | None = None
    limit: int = Field(default=50, ge=1, le=100)


class NumberedQuery(Query):
    """Which part of a numbered list: what comes after this number."""

    after: int = Field(default=0, ge=0, le=2**31 - 1)
    limit: int = Field(default=50, ge=1, le=100)


class RetryKey(Query):
    """A word of the caller's own per thing that is sent: a retry with the same word makes no double."""

    key: str = Field(pattern=r"^[\x21-\x7e]{8,200}$")


def read_query(kind: type[Given]) -> Given:
    try:
        return kind.model_validate(request.args.to_dict())
    except ValidationError as error:
        stop(Code.FIELD, faults_of(error))


def read_body(kind: type[Given]) -> Given:
    """The body as its act reads it, every text past the guard (V-14, V-16)."""
    if request.mimetype != "application/json":
        stop(Code.MEDIA)
    if (request.content_length or 0) > LARGEST_BODY:
        stop(Code.SIZE)
    request.max_content_length = LARGEST_BODY
    try:
        given = kind.model_validate_json(request.get_data(), strict=True)
    except RequestEntityTooLarge:
        stop(Code.SIZE)
    except ValidationError as error:
        broken = any(fault["type"] == "json_invalid" for fault in error.errors())
        stop(Code.REQUEST) if broken else stop(Code.FIELD, faults_of(error))
    signs = [name for name, value in given if isinstance(value, str) and CONTROL.search(value)]
    if signs:
        stop(Code.FIELD, [Fault(field=name, value=None, allowed="tekst zonder stuurtekens") for name in signs])
    return read_input(kind, given)


def read_retry_key() -> str:
    """The key of this request; without one a retry could make a double, so it must be there."""
    try:
        return RetryKey(key=request.headers.get(KEY_HEADER, "")).key
    except ValidationError:
        stop(
            Code.FIELD,
            [Fault(field=KEY_HEADER, value=None, allowed="8 tot 200 tekens zonder spaties, per verzoek anders")],
        )


def hash_request(key: str, body: BaseModel) -> str:
    """What was asked, so that the same key with something else is noticed; the key salts it."""
    content = f"{key}\n{request.path}\n{body.model_dump_json()}"
    return sha256(content.encode()).hexdigest()


def faults_of(error: ValidationError) -> list[Fault]:
    return [_fault(one) for one in error.errors()]


def _fault(found: Any) -> Fault:
    field = ".".join(str(part) for part in found["loc"]) or "body"
    missing = found["type"] == "missing" or isinstance(found["input"], dict | list)
    return Fault(field=field, value=None if missing else show_value(found["input"]), allowed=allowed_text(found))


def cut(rows: Iterable[Any], limit: int) -> tuple[list[Any], bool]:
    """The asked number of rows, and whether there are more: one more was fetched than was asked."""
    found = list(rows)
    return found[:limit], len(found) > limit
