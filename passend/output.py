"""What goes to standard output: JSON for programs, a few plain lines for people; progress goes to standard error."""

import json
import sys
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

DONE, FINDINGS, WRONG_USE = 0, 1, 2
"""Exit codes of every door: done, done with findings, wrong use."""


def to_jsonable(value: object) -> Any:
    """Plain JSON material of a pydantic object, or of containers of them."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {key: to_jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_jsonable(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def encode(value: object, *, indent: int | None = None) -> str:
    return json.dumps(to_jsonable(value), ensure_ascii=False, indent=indent, default=str)


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    print_line(encode(value))


def print_json_lines(values: Iterable[object]) -> None:
    for value in values:
        print_line(encode(value))


def print_line(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_progress(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
