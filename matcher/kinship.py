"""How near two occupations are: the same, the same group of ISCO-08, or the same field of work."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from matcher.prior import clear_occupation

SAME, SAME_GROUP, SAME_FIELD = 1.0, 0.75, 0.5
GROUP_DIGITS = 3


@dataclass(frozen=True)
class Kinship:
    """How near (0 to 1) and through what; `field` is empty unless a field of work is what they share."""

    value: float
    field: str = ""


@lru_cache(maxsize=1)
def load_fields() -> dict[str, tuple[str, ...]]:
    """The fields of work of every unit group, in the order of the file."""
    rows = tomllib.loads((files("matcher") / "work_fields.toml").read_text(encoding="utf-8"))["field"]
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for unit in row["units"]:
            found[unit] = (*found.get(unit, ()), row["name"])
    return found


@lru_cache(maxsize=65_536)
def find_kinship(one: str, other: str) -> Kinship:
    """Two unit groups: what a person learned in one is of use in the other."""
    if one == other:
        return Kinship(SAME)
    if one[:GROUP_DIGITS] == other[:GROUP_DIGITS]:
        return Kinship(SAME_GROUP)
    fields = load_fields()
    shared = next((name for name in fields.get(one, ()) if name in fields.get(other, ())), "")
    return Kinship(SAME_FIELD, shared) if shared else Kinship(0.0)


def weigh_kinships(units: Iterable[str | None], other: str) -> list[float]:
    """The value of `find_kinship` of each of many unit groups with one; nought where a unit is not known."""
    names = set(load_fields().get(other, ()))
    near = {unit: SAME_FIELD for unit, fields in load_fields().items() if not names.isdisjoint(fields)} | {other: SAME}
    return [
        0.0 if unit is None
        else SAME_GROUP if unit[:GROUP_DIGITS] == other[:GROUP_DIGITS] and unit != other
        else near.get(unit, 0.0)
        for unit in units
    ]  # fmt: skip


def find_unit(title: str, given: str | None = None) -> str | None:
    """The unit group that was given, else the one the title plainly names."""
    occupation = clear_occupation(title, given)
    return occupation.isco08 if occupation else None


def find_nearest(unit: str | None, others: Iterable[tuple[str, str]]) -> tuple[Kinship, str] | None:
    """The nearest of (name, unit group) to this one; None where either side has no known occupation."""
    near = [(find_kinship(unit, other), name) for name, other in others] if unit else []
    return max(near, key=lambda found: found[0].value, default=None)
