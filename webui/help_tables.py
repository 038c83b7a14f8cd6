"""The tables of the help, made from the rules themselves: the weeks, the codes and who sees what."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_security import current_user

from dossier.model.people import Role
from dossier.rules.access import AccessRow, Right, access_rows, stand_ins
from dossier.rules.fml import RUBRICS, FmlItem, items
from dossier.rules.terms import Term, list_terms, week_number
from dossier.rules.wage_flag import FLAG_TEXTS

EXAMPLE_DAY = date(2025, 1, 6)
"""A first sick day like any other: the weeks are the same for every case without an interruption."""
ONCE = "TL-07"
"""Comes back every six weeks, so it has no week of its own."""


@dataclass(frozen=True)
class WeekLine:
    week: int
    term: Term


def week_lines() -> list[WeekLine]:
    terms = [term for term in list_terms(EXAMPLE_DAY, on=EXAMPLE_DAY) if term.rule != ONCE]
    return [WeekLine(max(1, week_number(EXAMPLE_DAY, term.due)), term) for term in terms]


def code_lists() -> dict[str, Any]:
    """The items of the list of functional capabilities by rubric, and the notes at a wage sum."""
    by_rubric: dict[str, list[FmlItem]] = {name: [] for name in RUBRICS.values()}
    for item in items():
        by_rubric[RUBRICS[item.rubric]].append(item)
    return {"rubrics": by_rubric, "wage_flags": [(flag.value, text) for flag, text in FLAG_TEXTS.items()]}


def right_names() -> dict[Right, str]:
    return {
        Right.READ: _("lezen"),
        Right.WRITE: _("schrijven"),
        Right.CREATE: _("maken"),
        Right.READ_RELEASED: _("lezen na vrijgeven"),
        Right.LIMITED: _("een deel lezen"),
        Right.OWN: _("alleen eigen"),
        Right.SIGN: _("tekenen"),
        Right.PROPOSE: _("voorstellen"),
        Right.EXECUTE: _("uitvoeren"),
        Right.RELEASE: _("vrijgeven"),
    }


def role_names() -> dict[str, str]:
    return {
        Role.EMPLOYEE.value: _("Werknemer"),
        Role.COACH.value: _("Coach"),
        Role.EMPLOYER.value: _("Werkgever"),
        Role.ADMIN.value: _("Beheerder"),
    }


def write_rights(row: AccessRow, role: str) -> str:
    """In words, in a fixed order; nothing where the role has no right at all."""
    names = right_names()
    return ", ".join(names[right] for right in Right if right in row.rights_of(role))


def matrix() -> dict[str, Any]:
    """Who may do what with every kind of data: the rows that the program itself asks."""
    rows = access_rows()
    return {
        "rows": [(row, {role: write_rights(row, role) for role in role_names()}) for row in rows.values()],
        "roles": role_names(),
        "own": str(current_user.role) if current_user.is_authenticated else None,
        "stand_ins": [
            (rows[one.row].title, one, ", ".join(right_names()[right] for right in Right if right in one.rights))
            for one in stand_ins()
        ],
    }
