"""The list of functional capabilities: items, kinds, levels, and what may be recorded from it (fml.md 1.2-1.4)."""

import tomllib
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

from dossier.errors import InvalidInputError
from dossier.model.person import LimitationIn

INSTRUMENTS = ("FML", "IZP", "LAB", "BAR", "ander document")
IN_WORDS = ("BAR", "ander document")
"""Documents that do not follow the items of the list: recorded in words, on the rest item of a rubric (fml.md 1.1)."""
WORKING_TIMES = ("6.1", "6.2", "6.3")
"""Times of day and hours say the same in every document."""
CURRENT, OLD = "current", "old"
RUBRICS = {
    1: "Persoonlijk functioneren",
    2: "Sociaal functioneren",
    3: "Aanpassing aan fysieke omgevingseisen",
    4: "Dynamische handelingen",
    5: "Statische houdingen",
    6: "Werktijden",
}


class Kind(StrEnum):
    """What the level numbers mean (fml.md 1.2); only ordinal levels may be compared with each other."""

    ORDINAL = "ordinal"
    VARIANT = "variant"
    CONDITION = "condition"
    YES_NO = "yes_no"
    INFORMATION = "information"


class Limit(BaseModel):
    """The most that a level allows; `below` when the limit itself is already too much."""

    model_config = ConfigDict(frozen=True)
    value: Decimal
    below: bool = False

    def allows(self, demand: Decimal) -> bool:
        return demand < self.value if self.below else demand <= self.value


class FmlItem(BaseModel):
    """One item of the current list; the fields are explained at the top of `fml.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    item: str
    rubric: int
    name: str
    kind: Kind
    levels: tuple[str, ...]
    unit: str | None = None
    limits: tuple[Limit | None, ...] = ()
    words: dict[int, tuple[str, ...]] = {}
    excluded_from: int | None = None
    implied: Decimal | Literal["half day"] | None = None
    rest: bool = False
    question: str | None = None
    in_text: str
    remark: str | None = None

    @field_validator("limits", mode="before")
    @classmethod
    def read_limits(cls, limits: list[Any]) -> list[Any]:
        return [read_limit(limit) for limit in limits]

    def limit_at(self, level: int) -> Limit | None:
        """The number that a level sets; level 0 is what daily life asks and no maximum, so it sets none (1.2)."""
        return self.limits[level] if 0 < level < len(self.limits) else None

    def is_described_at(self, level: int) -> bool:
        """Is only the note able to say what this level means?"""
        return self.rest or self.levels[level] == "anders"


class OldItem(BaseModel):
    """A number of the older list that means something else, or nothing, in the current one (fml.md 1.4)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    item: str
    name: str
    now: tuple[str, ...]
    certain: bool = False
    source: str | None = None
    remark: str | None = None


def read_limit(limit: Any) -> Limit | None:
    if limit == "":
        return None
    if isinstance(limit, str):
        return Limit(value=Decimal(limit.removeprefix("<")), below=True)
    return Limit(value=limit)


def read_list(filename: str) -> dict[str, Any]:
    text = files("dossier.rules").joinpath(filename).read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@cache
def read_items() -> dict[str, FmlItem]:
    return {row["item"]: FmlItem(**row) for row in read_list("fml.toml")["item"]}


@cache
def read_old_items() -> dict[str, OldItem]:
    """Every number of the older list: the ones that moved, and the ones that kept number and name."""
    content = read_list("fml_old.toml")
    same = [OldItem(item=number, name=read_items()[number].name, now=(number,)) for number in content["same"]]
    return {old.item: old for old in [*same, *(OldItem(**row) for row in content["item"])]}


def items() -> tuple[FmlItem, ...]:
    """All items of the current list, in the order of the list."""
    return tuple(read_items().values())


@cache
def find_item(item: str, *, generation: str | None = CURRENT) -> FmlItem:
    """The current item of a number; without generation a number that changed its meaning is refused (fml.md 1.4)."""
    if generation == OLD:
        return find_current_of(find_old_item(item))
    current, old = read_items().get(item), read_old_items().get(item)
    if generation is None and old is not None and old.now != (item,):
        meant = f"huidige lijst: {current.name}" if current else "niet in de huidige lijst"
        raise InvalidInputError("item", item, f"een nummer met de lijst erbij ({meant}; oude lijst: {old.name})")
    if current is None:
        hint = f"; in de oude lijst is {item} {old.name}" if old else ""
        raise InvalidInputError("item", item, f"een nummer van de huidige lijst, 1.1 tot en met 6.4{hint}")
    return current


def find_current_of(old: OldItem) -> FmlItem:
    if not (old.certain and len(old.now) == 1):
        allowed = f"het nummer in de huidige lijst (oud: {old.name}; nu waarschijnlijk {' of '.join(old.now)})"
        raise InvalidInputError("item", old.item, allowed)
    return read_items()[old.now[0]]


def find_old_item(item: str) -> OldItem:
    """What a number of the older list means, and which current items come nearest."""
    old = read_old_items().get(item)
    if old is None:
        raise InvalidInputError("item", item, "een nummer van de oude lijst")
    return old


def check_limitation(limitation: LimitationIn) -> None:
    """Refuses what the list cannot hold, naming field, value and what is allowed.

    Levels of the older list could not be verified, so there only the number is checked;
    the verdict on such an item stays 'onbekend' (see `suitability`).
    """
    if limitation.instrument not in INSTRUMENTS:
        raise InvalidInputError("instrument", limitation.instrument, ", ".join(INSTRUMENTS))
    if limitation.generation not in {CURRENT, OLD}:
        raise InvalidInputError("generation", limitation.generation, f"{CURRENT} of {OLD}")
    if limitation.generation == OLD and not find_old_item(limitation.item).certain:
        return
    item = find_item(limitation.item, generation=limitation.generation)
    if limitation.level >= len(item.levels):
        levels = "; ".join(f"{level} = {text}" for level, text in enumerate(item.levels))
        raise InvalidInputError("level", limitation.level, f"0 tot en met {len(item.levels) - 1} ({levels})")
    check_words(limitation, item)


def check_words(limitation: LimitationIn, item: FmlItem) -> None:
    """A rest item says nothing without its note; a document in words has no levels but those of the working times."""
    in_words = limitation.instrument in IN_WORDS
    described = item.is_described_at(limitation.level)
    if in_words and not described and item.item not in WORKING_TIMES:
        allowed = f"bij {limitation.instrument} in woorden, op het restpunt van de rubriek"
        raise InvalidInputError("item", limitation.item, allowed)
    if in_words and described and limitation.level and not (limitation.note or "").strip():
        raise InvalidInputError("note", limitation.note, f"de woorden van het document bij {item.item}")
