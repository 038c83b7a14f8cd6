"""What a connection with another program may ask for: each scope with the rows of the matrix that it stands on."""

from datetime import timedelta
from enum import StrEnum

from dossier.rules.access import Right, may

LONGEST = timedelta(days=366)
"""A key that is never renewed is a key that nobody looks after: after a year somebody decides again (own choice)."""
ROLE_OF = {"agency": "coach", "employer": "employer"}
"""With whose eyes the connection of an office reads, by the kind of office."""


class Scope(StrEnum):
    """Written into every key: never renamed, only added."""

    CASES_READ = "cases:read"
    VACANCIES_READ = "vacancies:read"
    MATCHES_READ = "matches:read"
    APPLICATIONS_READ = "applications:read"
    APPLICATIONS_WRITE = "applications:write"
    CALENDAR_READ = "calendar:read"


NEEDS: dict[Scope, tuple[tuple[int, tuple[Right, ...]], ...]] = {
    Scope.CASES_READ: ((1, (Right.READ,)), (4, (Right.READ,))),
    Scope.VACANCIES_READ: ((14, (Right.READ,)),),
    Scope.MATCHES_READ: ((15, (Right.READ,)),),
    Scope.APPLICATIONS_READ: ((17, (Right.READ, Right.READ_RELEASED)),),
    Scope.APPLICATIONS_WRITE: ((17, (Right.WRITE,)), (16, (Right.WRITE,))),
    Scope.CALENDAR_READ: ((24, (Right.READ,)),),
}
"""Per scope the rows that it touches, and which rights on each row will do."""


def rows_of(scope: Scope) -> tuple[int, ...]:
    return tuple(row for row, _ in NEEDS[scope])


def may_hold(role: str, scope: Scope) -> bool:
    """A key never opens what a person in the same role cannot open."""
    return all(any(may(role, row, right) for right in rights) for row, rights in NEEDS[scope])


def scopes_for(role: str) -> list[Scope]:
    return [scope for scope in Scope if may_hold(role, scope)]


def roles_for(scope: Scope) -> tuple[str, ...]:
    """The offices whose connections may hold this scope."""
    return tuple(role for role in ROLE_OF.values() if may_hold(role, scope))
