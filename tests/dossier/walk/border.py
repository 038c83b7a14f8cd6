"""How a rule is walked: pairs of what was found and what the rule asks; a pair that differs is a fault."""

from collections.abc import Callable, Iterator

from dossier.errors import InvalidInputError

Pairs = Iterator[tuple[object, object]]
BORDERS: dict[str, Callable[[], Pairs]] = {}


def walks(*rules: str) -> Callable[[Callable[[], Pairs]], Callable[[], Pairs]]:
    def keep(check: Callable[[], Pairs]) -> Callable[[], Pairs]:
        BORDERS.update(dict.fromkeys(rules, check))
        return check

    return keep


def refused(act: Callable[[], object]) -> str | None:
    """The field at which an act refuses, or nothing."""
    try:
        act()
    except InvalidInputError as error:
        return error.field
    return None
