"""Limitations as pages show them: the verdicts on one vacancy, and the six rubrics of the document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from dossier.model.demand import Verdict
from dossier.model.person import LimitationIn
from dossier.rules.fml import OLD, RUBRICS, FmlItem, Kind, find_item, find_old_item, items
from webui.help_text import verdict_anchor
from webui.match_card import ASK, LIMITATION_KINDS

OUTWARD_RUBRICS = (3, 4, 5, 6)
"""The headings that an employer may read (matrix row 6); rubrics 1 and 2 hint at the cause and are left out."""
WORST_FIRST = tuple(reversed(Verdict))


@dataclass(frozen=True)
class VerdictLine:
    """One limitation against one vacancy, in words."""

    item: str
    name: str
    allowed: str
    kind: str
    label: str
    anchor: str
    """Where the help explains the verdict."""
    quote: str | None
    explanation: str
    question: str | None
    level: int
    unit: str | None
    """The unit in which an employer can answer how much; nothing where an amount says nothing."""
    judgement: "JudgedLine | None"


@dataclass(frozen=True)
class JudgedLine:
    """What a person judged, and what was computed before."""

    label: str
    computed: str
    reason: str
    by: str
    on: date


def verdict_label(verdict: str) -> str:
    labels = {
        "binnen": _("binnen"),
        "waarschijnlijk binnen": _("waarschijnlijk binnen"),
        "onbekend": _("vragen"),
        "waarschijnlijk overschrijding": _("waarschijnlijk overschreden"),
        "overschrijding": _("overschreden"),
    }
    return labels.get(verdict, verdict)


def level_words(item: FmlItem, level: int) -> str:
    """The words of a level, beside its number."""
    return item.levels[level] if 0 <= level < len(item.levels) else _("stand %(level)s", level=level)


def verdict_lines(verdicts: Iterable[dict[str, Any]]) -> list[VerdictLine]:
    """The worst first, so that what matters is read first."""
    order = {verdict.value: index for index, verdict in enumerate(WORST_FIRST)}
    return [_line(one) for one in sorted(verdicts, key=lambda one: order.get(str(one.get("verdict")), len(order)))]


def _line(verdict: dict[str, Any]) -> VerdictLine:
    number = str(verdict["item"])
    known = {item.item: item for item in items()}.get(number)
    level = int(verdict.get("level", 0))
    return VerdictLine(
        item=number,
        name=str(verdict.get("name") or (known.name if known else number)),
        allowed=level_words(known, level) if known else _("stand %(level)s", level=level),
        kind=LIMITATION_KINDS.get(str(verdict.get("verdict")), ASK),
        label=verdict_label(str(verdict.get("verdict"))),
        anchor=verdict_anchor("beperkingen", str(verdict.get("verdict"))),
        quote=verdict.get("quote"),
        explanation=str(verdict.get("explanation") or ""),
        question=verdict.get("question"),
        level=level,
        unit=known.unit if known and known.kind is Kind.ORDINAL and known.limit_at(level) else None,
        judgement=judged_line(verdict.get("judgement")),
    )


def judged_line(judgement: dict[str, Any] | None) -> JudgedLine | None:
    if judgement is None:
        return None
    return JudgedLine(
        label=verdict_label(str(judgement["verdict"])),
        computed=verdict_label(str(judgement["computed"])),
        reason=str(judgement["reason"]),
        by=str(judgement["by"]),
        on=date.fromisoformat(str(judgement["on"])),
    )


@dataclass(frozen=True)
class RecordedItem:
    """One deviation as the document records it."""

    item: str
    name: str
    words: str
    level: int
    note: str | None


@dataclass(frozen=True)
class RubricView:
    """One rubric of the document with what deviates in it."""

    number: int
    name: str
    rows: list[RecordedItem]


def rubric_views(limitations: Sequence[LimitationIn]) -> list[RubricView]:
    """The six rubrics in order; in a rubric without a row everything is at the reference value."""
    return [
        RubricView(number, name, [recorded_item(row) for row in limitations if rubric_of(row) == number])
        for number, name in RUBRICS.items()
    ]


def recorded_item(row: LimitationIn) -> RecordedItem:
    """In the words of its own list: the levels of the older list are not known, only its names."""
    if row.generation == OLD:
        return RecordedItem(
            row.item, find_old_item(row.item).name, _("stand %(level)s", level=row.level), row.level, row.note
        )
    item = find_item(row.item)
    return RecordedItem(row.item, item.name, level_words(item, row.level), row.level, row.note)


def rubric_of(row: LimitationIn) -> int:
    """The rubric is the first number of the item, in both generations of the list."""
    return int(row.item.partition(".")[0])


def outward_rubrics(limitations: Sequence[LimitationIn]) -> list[str]:
    """The headings with at least one limitation, for a reader who may not see the items."""
    numbers = {rubric_of(row) for row in limitations if row.level}
    return [RUBRICS[number] for number in OUTWARD_RUBRICS if number in numbers]
