"""What the occupation behind a title usually asks where the vacancy is silent; never a firm verdict (fml.md 2.2)."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dossier.model.demand import ItemVerdict, Verdict, VerdictSource
from dossier.rules.fml import find_item
from dossier.rules.suitability import SILENCE, weigh_prior
from matcher.occupation import Occupation, name_occupation, occupations

SURE_ENOUGH, AHEAD = 0.65, 0.15
"""An occupation counts when it is this sure and this far ahead of the next one."""
AMERICAN = "Amerikaanse beroepscijfers (O*NET, ORS), een aanwijzing voor Nederland"
FRENCH = "Franse beroepscijfers (ROME), een aanwijzing voor Nederland"

Figures = Mapping[str, Decimal]


@lru_cache(maxsize=1)
def load_profiles() -> dict[str, Figures]:
    """The figures of each unit group; an empty cell is unknown and left out."""
    lines = (files("matcher") / "occupation_profile.csv").read_text(encoding="utf-8").splitlines()
    return {
        row["isco08"]: {name: Decimal(cell) for name, cell in row.items() if name != "isco08" and cell}
        for row in csv.DictReader(lines)
    }


@lru_cache(maxsize=1)
def load_priors() -> dict[str, Any]:
    return tomllib.loads((files("matcher") / "priors.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def apply_prior(
    verdicts: Sequence[ItemVerdict], title: str, *, given: str | None = None, hours_per_day: Decimal | None = None
) -> list[ItemVerdict]:
    """The same verdicts, with what the occupation usually asks where nothing else is known.

    `given` is the unit group that a person said it is; it goes before what the title seems to say.
    """
    occupation = clear_occupation(title, given) if any(is_silent(verdict) for verdict in verdicts) else None
    figures = load_profiles().get(occupation.isco08) if occupation else None
    if occupation is None or figures is None:
        return list(verdicts)
    return [
        add_origin(weigh_occupation(verdict, figures, hours_per_day), occupation) if is_silent(verdict) else verdict
        for verdict in verdicts
    ]


def clear_occupation(title: str, given: str | None = None) -> Occupation | None:
    """The occupation that was given, else that of the title, unless it is unsure or two are as likely."""
    if given:
        return name_occupation(given)
    found = occupations(title)
    if not found or found[0].confidence < SURE_ENOUGH:
        return None
    return None if len(found) > 1 and found[0].confidence - found[1].confidence < AHEAD else found[0]


def is_silent(verdict: ItemVerdict) -> bool:
    """Nothing said, no note to read, and numbered as in the current list (an older number means something else)."""
    return (
        verdict.verdict is Verdict.UNKNOWN
        and verdict.source is VerdictSource.NONE
        and verdict.explanation == SILENCE
        and find_item(verdict.item).name == verdict.name
    )


def weigh_occupation(verdict: ItemVerdict, figures: Figures, hours_per_day: Decimal | None) -> ItemVerdict:
    """Hours of the day first, then bounds of a load, then marks of what is usual."""
    priors = load_priors()
    for rule in priors["day_loads"]:
        if rule["item"] == verdict.item and rule["column"] in figures:
            load = figures[rule["column"]]
            return weigh_prior(verdict, load, hours_per_day=hours_per_day, margin=priors["day_load_margin"])
    for rule in priors["bounds"]:
        if verdict.item in rule["items"] and (bounded := weigh_bound(verdict, rule, figures, hours_per_day)):
            return bounded
    for rule in priors["marks"]:
        if rule["item"] == verdict.item and verdict.level in rule.get("levels", [verdict.level]):
            return weigh_mark(verdict, rule, figures)
    return verdict


def weigh_bound(
    verdict: ItemVerdict, rule: Mapping[str, Any], figures: Figures, hours_per_day: Decimal | None
) -> ItemVerdict | None:
    """'At least' can only exceed a limit and 'at most' can only stay within it."""
    share = figures.get(rule["column"])
    if share is None or share < rule.get("from", share) or share > rule.get("to", share):
        return None
    can_be = Verdict.PROBABLY_EXCEEDED if "at_least" in rule else Verdict.PROBABLY_WITHIN
    load = Decimal(rule["at_least"] if "at_least" in rule else rule["at_most"])
    weighed = weigh_prior(verdict, load, hours_per_day=hours_per_day)
    if weighed.verdict is not can_be:
        return None
    words = "minstens" if "at_least" in rule else "hoogstens"
    return weighed.model_copy(update={"explanation": weighed.explanation.replace("meestal", f"meestal {words}")})


def weigh_mark(verdict: ItemVerdict, rule: Mapping[str, Any], figures: Figures) -> ItemVerdict:
    """Usual in the occupation, unusual, or neither: then the verdict stays as it is."""
    values = [figures.get(column) for column in rule["columns"]]
    if any(value is not None and value >= high for value, high in zip(values, rule["high"], strict=True)):
        return _say(verdict, Verdict.PROBABLY_EXCEEDED, rule["usual"])
    lows = rule.get("low")
    if lows and all(value is not None and value <= low for value, low in zip(values, lows, strict=True)):
        return _say(verdict, Verdict.PROBABLY_WITHIN, rule["unusual"])
    return verdict


def _say(verdict: ItemVerdict, found: Verdict, words: str) -> ItemVerdict:
    reason = f"De vacature zwijgt; in dit beroep is het meestal: {words}."
    return verdict.model_copy(update={"verdict": found, "source": VerdictSource.OCCUPATION, "explanation": reason})


def add_origin(verdict: ItemVerdict, occupation: Occupation) -> ItemVerdict:
    """Which occupation was read in the title and where its figures come from, so that a person can correct it."""
    if verdict.source is not VerdictSource.OCCUPATION:
        return verdict
    figures = FRENCH if verdict.item == "6.1" else AMERICAN
    origin = f"Beroep volgens de titel: {occupation.label} (ISCO {occupation.isco08}). Bron: {figures}. Vraag het na."
    return verdict.model_copy(update={"explanation": f"{verdict.explanation} {origin}"})
