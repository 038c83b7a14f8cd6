"""Who may see and do what: the access matrix (rules 5c) as data, asked here by every page, export and door."""

import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class Right(StrEnum):
    """What a role may do with a field group; a role without any right may not know that it exists."""

    READ = "read"
    WRITE = "write"
    CREATE = "create"
    READ_RELEASED = "released"
    """Read, once the coach has released it (V-19)."""
    LIMITED = "limited"
    """Read the part that the note of the row describes, and nothing else."""
    OWN = "own"
    SIGN = "sign"
    PROPOSE = "propose"
    EXECUTE = "execute"
    RELEASE = "release"
    """Release it to the employer."""


class AccessRow(BaseModel):
    """One field group of the matrix, with the law or practice that it rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    number: int
    slug: str
    title: str
    employee: frozenset[Right]
    coach: frozenset[Right]
    employer: frozenset[Right]
    admin: frozenset[Right]
    ground: str
    note: str = ""

    def rights_of(self, role: str) -> frozenset[Right]:
        """The rights of a role; an unknown role has none."""
        rights = {"employee": self.employee, "coach": self.coach, "employer": self.employer, "admin": self.admin}
        return rights.get(role, frozenset())


class StandIn(BaseModel):
    """What employer or employee does in a case without a coach (U-05): acts alone, never a right to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    row: int
    role: str
    rights: frozenset[Right]
    why: str


@cache
def _read_table() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((files("dossier.rules") / "parameters" / "access.toml").read_text(encoding="utf-8"))


@cache
def access_rows() -> dict[int, AccessRow]:
    """The 32 rows by number."""
    rows = (AccessRow.model_validate(row) for row in _read_table()["row"])
    return {row.number: row for row in rows}


@cache
def stand_ins() -> tuple[StandIn, ...]:
    return tuple(StandIn.model_validate(row) for row in _read_table()["stand_in"])


@cache
def _numbers() -> dict[str, int]:
    return {row.slug: row.number for row in access_rows().values()}


def find_row(row: int | str) -> AccessRow:
    """A row by number or slug; KeyError where the code names a row that is not in the matrix."""
    return access_rows()[_numbers()[row] if isinstance(row, str) else row]


def may(role: str, row: int | str, right: Right | str) -> bool:
    """May this role do this with this field group? What is not granted is refused."""
    return Right(right) in find_row(row).rights_of(role)


def may_in(role: str, row: int, right: Right | str, *, has_coach: bool) -> bool:
    """The matrix for one case: without a coach the others stand in for some of the coach's acts."""
    if may(role, row, right):
        return True
    return not has_coach and any((one.row, one.role) == (row, role) and right in one.rights for one in stand_ins())


def grants(role: str) -> dict[int, frozenset[Right]]:
    """All rights of a role by row number."""
    return {number: row.rights_of(role) for number, row in access_rows().items()}
