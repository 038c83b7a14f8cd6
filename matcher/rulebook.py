"""The demand rules of demands/*.toml, read once and compiled."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from dossier.model.demand import Direction, Strength
from matcher.phrase import Phrase, PhraseError, compile_phrase

RULE_KEYS = frozenset(
    {
        "id", "items", "direction", "strength", "unit", "value", "phrases", "turns", "firm", "unless", "beside",
        "limit", "needs", "examples", "silent", "reader",
    }
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Rule:
    """One way in which a text shows a demand: phrases, what they prove, and how the words around may turn it.

    `turns`: a negation makes it `gunstig` ("direction"), makes it say nothing ("silent"), or changes nothing ("never").
    `own`: holds only for who does the work, not for colleagues, customers or what is sold (a key of the file).
    `firm`: also counts where the text speaks of the firm (working hours do, machines do not).
    `unless`, `beside`: words in the same clause, or within three words, that make the rule silent.
    `needs`: words of which one must stand in the same clause.
    `faint`: reads nothing by itself, only points at what may be asked (a key of the file); chance.py decides.
    `value`: "low" or "high" of the number in the phrase, or a fixed word.
    """

    id: str
    items: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    direction: Direction = Direction.DEMANDED
    strength: Strength = Strength.ASK
    unit: str | None = None
    value: str | None = None
    turns: str = "direction"
    firm: bool = False
    unless: tuple[Phrase, ...] = ()
    beside: tuple[Phrase, ...] = ()
    needs: tuple[Phrase, ...] = ()
    limit: tuple[Decimal, Decimal] | None = None
    reader: str | None = None
    own: bool = False
    faint: bool = False


@dataclass(frozen=True)
class Theme:
    """One file: its rules, the idioms that hide words from them, and the examples that prove them."""

    name: str
    rules: tuple[Rule, ...]
    masks: tuple[Phrase, ...]
    examples: tuple[dict[str, Any], ...]
    silent: tuple[tuple[str, str], ...]
    faint: bool = False


@cache
def load_themes() -> tuple[Theme, ...]:
    """Every file of demands/, by name."""
    shared = tomllib.loads((files("matcher") / "words.toml").read_text(encoding="utf-8"))["words"]
    folder = files("matcher") / "demands"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(read_theme(path.name, path.read_text(encoding="utf-8"), shared) for path in paths)


def read_theme(name: str, content: str, shared: dict[str, str]) -> Theme:
    data = tomllib.loads(content)
    words = {**shared, **data.get("words", {})}
    rows = data.get("rule", [])
    try:
        return Theme(
            name=name.removesuffix(".toml"),
            rules=tuple(
                _read_rule(row, words, own=data.get("own", False), faint=data.get("faint", False)) for row in rows
            ),
            masks=_compile(data.get("masks", []), words),
            examples=tuple({"rule": row["id"], **example} for row in rows for example in row.get("examples", [])),
            silent=tuple((row["id"], text) for row in rows for text in row.get("silent", [])),
            faint=data.get("faint", False),
        )
    except (PhraseError, KeyError, ValueError) as error:
        raise PhraseError(f"{name}: {error}") from error


def _read_rule(row: dict[str, Any], words: dict[str, str], *, own: bool, faint: bool) -> Rule:
    if unknown := set(row) - RULE_KEYS:
        raise PhraseError(f"rule {row['id']}: unknown keys {sorted(unknown)}; allowed: {sorted(RULE_KEYS)}")
    limit = row.get("limit")
    return Rule(
        id=row["id"],
        items=tuple(row["items"]),
        phrases=_compile(row.get("phrases", []), words),
        direction=Direction(row.get("direction", "eis")),
        strength=Strength(row.get("strength", "vraag")),
        unit=row.get("unit"),
        value=row.get("value"),
        turns=row.get("turns", "silent" if row.get("direction", "eis") == "gunstig" else "direction"),
        firm=row.get("firm", row.get("direction") == "gunstig"),
        unless=_compile(row.get("unless", []), words),
        beside=_compile(row.get("beside", []), words),
        needs=_compile(row.get("needs", []), words),
        limit=(Decimal(str(limit[0])), Decimal(str(limit[1]))) if limit else None,
        reader=row.get("reader"),
        own=own,
        faint=faint,
    )


def _compile(phrases: list[str], words: dict[str, str]) -> tuple[Phrase, ...]:
    return tuple(compile_phrase(phrase, words) for phrase in phrases)
