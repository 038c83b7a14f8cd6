"""Reads persons and vacancies from files at the door: a clear refusal names the file, the field and what is allowed."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from crawler.normalise.salary import parse_salary
from dossier.errors import InvalidInputError
from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules.fml import check_limitation
from passend.output import print_progress

HOURS_IN_A_WEEK = 168
HIGHEST_AMOUNT = 100_000_000
Shape = TypeVar("Shape", bound=BaseModel)


def read_objects(path: Path) -> list[dict[str, Any]]:
    """One JSON object, a list of them, or JSON lines."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError("bestand", str(path), "een leesbaar JSON-bestand in UTF-8") from error
    rows = _decode(text, path)
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise InvalidInputError(str(path), text[:40], "een JSON-object, een lijst daarvan, of JSON-regels")
    return rows


def _decode(text: str, path: Path) -> list[Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return [_decode_line(line, number, path) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    return value if isinstance(value, list) else [value]


def _decode_line(line: str, number: int, path: Path) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidInputError(f"{path} regel {number}", line[:60], "één JSON-object per regel") from error


def read_each(rows: Iterable[dict[str, Any]], read: Callable[[dict[str, Any]], Shape]) -> tuple[list[Shape], int]:
    """What could be read, and how many could not; each of those is told on standard error, and the rest goes on."""
    kept: list[Shape] = []
    refused = 0
    for row in rows:
        try:
            kept.append(read(row))
        except InvalidInputError as error:
            print_progress(f"passend: overgeslagen: {error}")
            refused += 1
    return kept, refused


def read_person(row: dict[str, Any], where: str) -> Person:
    person = check_shape(Person, row, where)
    for limitation in person.limitations:
        check_limitation(limitation)
    return person


def read_posting(row: dict[str, Any], where: str) -> VacancyIn:
    """A vacancy of the doors; its wage is read from `salary_text` where no parsed wage stands beside it."""
    posting = check_shape(VacancyIn, {name: value for name, value in row.items() if value is not None}, where)
    check_numbers(posting, where)
    if posting.salary is None and posting.salary_text:
        posting.salary = parse_salary(posting.salary_text)
    return posting


def check_numbers(posting: VacancyIn, where: str) -> None:
    """Hours that no week has and pay below nothing are mistakes in the file, not facts about a vacancy."""
    low, high = posting.hours_min, posting.hours_max
    for field, hours in (("hours_min", low), ("hours_max", high)):
        if hours is not None and not 0 <= hours <= HOURS_IN_A_WEEK:
            raise InvalidInputError(f"{where}: {posting.id} {field}", str(hours), f"0 tot en met {HOURS_IN_A_WEEK} uur")
    if low is not None and high is not None and low > high:
        raise InvalidInputError(f"{where}: {posting.id} hours_min", str(low), f"hoogstens hours_max ({high})")
    for field in ("min", "max"):
        amount = getattr(posting.salary, field, None)
        if amount is not None and not 0 <= amount <= HIGHEST_AMOUNT:
            allowed = f"0 tot en met {HIGHEST_AMOUNT} euro"
            raise InvalidInputError(f"{where}: {posting.id} salary.{field}", str(amount), allowed)


def check_shape(shape: type[Shape], row: dict[str, Any], where: str) -> Shape:
    try:
        return shape.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise InvalidInputError(f"{where}: {field}", first.get("input"), first["msg"]) from error
