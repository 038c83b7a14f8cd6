"""Which fields of a log entry a receiver may read: the access matrix applied to the log (rules 5c)."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from dossier.evidence.kind import EntryKind
from dossier.rules.access import may
from dossier.rules.free_text import find_guarded
from dossier.rules.guarded_field import kinds_of

PLACE = frozenset({"record", "record_id", "record_ids", "serial", "serials"})
"""Says which row of which table: shown as soon as anything else is."""
EMPLOYER = "employer"
RELEASES = frozenset(
    {
        EntryKind.APPLICATIONS_RELEASED,
        EntryKind.EXPORT_RELEASED,
        EntryKind.REPORT_RELEASED,
        EntryKind.OPINION_GIVEN,
    }
)
"""An opinion is released by the employee's own handing in (matrix row 25)."""


@dataclass(frozen=True)
class FieldGroup:
    """The rows of the matrix that govern one kind of entry."""

    row: int
    fields: dict[str, int] = field(default_factory=dict)
    limited: tuple[str, ...] = ()
    where: dict[str, str] = field(default_factory=dict)
    """What an entry must say for a limited look to see any of it."""


@cache
def field_groups() -> dict[str, FieldGroup]:
    """Every kind of entry with its rows, from `kinds.toml`."""
    text = (files("dossier.evidence") / "kinds.toml").read_text(encoding="utf-8")
    return {kind: FieldGroup(**table) for kind, table in tomllib.loads(text).items()}


def shown_fields(kind: str, content: dict[str, Any], role: str, released: frozenset[int]) -> frozenset[str]:
    """The fields that this role may read; `released` are the numbers of the released applications.

    A kind that is not in the table shows nothing to anyone.
    """
    group = field_groups().get(kind)
    if group is None:
        return frozenset()
    is_released = kind in RELEASES or content.get("serial") in released or content.get("released") is True
    limited = frozenset(group.limited if all(content.get(key) == said for key, said in group.where.items()) else ())
    shown = {
        name
        for name in content
        if name not in PLACE
        and _may_read(role, group.fields.get(name, group.row), is_limited=name in limited, released=is_released)
        and not (role == EMPLOYER and holds_health(content, name))
    }
    return frozenset(shown | (PLACE & set(content) if shown else set()))


def holds_health(content: dict[str, Any], name: str) -> bool:
    """Words about health that were confirmed once stay in the log; the employer's version leaves that field out."""
    kinds = kinds_of(str(content.get("record")), name)
    value = content[name]
    texts = value if isinstance(value, list) else [value]
    return any(find_guarded(text, kinds) for text in texts if isinstance(text, str))


def _may_read(role: str, row: int, *, is_limited: bool, released: bool) -> bool:
    if may(role, row, "read"):
        return True
    if is_limited and may(role, row, "limited"):
        return True
    return released and may(role, row, "released")
