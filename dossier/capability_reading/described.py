"""A document that does not follow the list (a BAR): every limitation in words, on the rest item of its rubric."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from dossier.capability_reading.numbering import rest_item
from dossier.capability_reading.proposal import Confidence, Finding, Proposal, Unplaced
from dossier.rules.fml import WORKING_TIMES, find_item

ICF = re.compile(r"\b(?P<code>[bde]\d{3,5})\b")


@cache
def load_chapters() -> dict[str, int]:
    return {
        code: int(rubric)
        for rubric, codes in tomllib.loads(
            (files("dossier.capability_reading") / "icf.toml").read_text(encoding="utf-8")
        )["rubric"].items()
        for code in codes
    }


def describe_in_words(proposal: Proposal) -> None:
    """Items that were recognised tell the rubric and nothing more; ICF codes tell it as well (fml.md 1.1)."""
    kept = [one for one in proposal.findings if one.item in WORKING_TIMES]
    words: dict[int, list[Finding | Unplaced]] = {}
    for one in proposal.limited:
        if one.item not in WORKING_TIMES:
            words.setdefault(rubric_of_code(one.quote) or find_item(one.item).rubric, []).append(one)
    left: list[Unplaced] = []
    for unplaced in proposal.unplaced:
        rubric = rubric_of_code(unplaced.text)
        words.setdefault(rubric, []).append(unplaced) if rubric else left.append(unplaced)
    proposal.unplaced = left
    proposal.findings = kept + [describe(rubric, found) for rubric, found in sorted(words.items())]


def rubric_of_code(text: str) -> int | None:
    """The longest beginning of an ICF code that the table knows."""
    match = ICF.search(text)
    if match is None:
        return None
    code = match["code"]
    return next((load_chapters()[code[:end]] for end in range(len(code), 1, -1) if code[:end] in load_chapters()), None)


def describe(rubric: int, found: list[Finding | Unplaced]) -> Finding:
    item = rest_item(rubric)
    level = item.levels.index("anders") if "anders" in item.levels else 1
    words = list(dict.fromkeys(one.quote if isinstance(one, Finding) else one.text for one in found))
    return Finding(
        item=item.item,
        level=level,
        kind=item.kind.value,
        note="; ".join(words)[:500],
        quote="\n".join(words),
        page=found[0].page,
        confidence=Confidence.LOW,
        why="in woorden overgenomen: dit document volgt de lijst niet",
    )
