"""What the words around a demand do to it: asked, absent, nice to have, or only possible."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dossier.model.demand import Direction, Strength
from matcher.phrase import Phrase, compile_phrase
from matcher.sentence import Sentence

CLAUSE_END = ".;:!?\n•"
OURS = re.compile(r"\s*(?:en |maar |want |al )?(?:onze?|hun|our|their)\s")
YOU = re.compile(r"\b(?:je|jij|jou|jouw|u|uw|you|your)\b")


@dataclass(frozen=True)
class Cues:
    """Every list of cues.toml, compiled once; the key is `table.list`."""

    reach: int
    phrases: dict[str, tuple[Phrase, ...]]

    def in_text(self, key: str, text: str) -> bool:
        return any(found(phrase, text) for phrase in self.phrases.get(key, ()))

    def ends_near(self, key: str, text: str) -> bool:
        """Does a cue of this list stand so that at most `reach` words follow it, none of them a stop?"""
        return any(
            self._reaches(text[match.end() :])
            for phrase in self.phrases[key]
            if any(literal in text for literal in phrase.literals)
            for match in phrase.pattern.finditer(text)
        )

    def begins_near(self, key: str, text: str, reach: int | None = None) -> bool:
        """Does a cue of this list begin within `reach` words?"""
        reach = self.reach if reach is None else reach
        return any(
            len(text[: match.start()].split()) <= reach
            for phrase in self.phrases[key]
            if any(literal in text for literal in phrase.literals)
            for match in [phrase.pattern.search(text)]
            if match
        )

    def _reaches(self, between: str) -> bool:
        return len(between.split()) <= self.reach and not self.in_text("negation.stop", between)


def found(phrase: Phrase, text: str) -> bool:
    return any(literal in text for literal in phrase.literals) and phrase.pattern.search(text) is not None


@cache
def load_cues() -> Cues:
    data = tomllib.loads((files("matcher") / "cues.toml").read_text(encoding="utf-8"))
    reach = int(data.pop("reach"))
    lists = {f"{table}.{name}": phrases for table, rows in data.items() for name, phrases in rows.items()}
    return Cues(reach, {key: tuple(compile_phrase(phrase) for phrase in phrases) for key, phrases in lists.items()})


def clause_around(text: str, sentence: Sentence, start: int, end: int) -> tuple[str, str]:
    """The words of the same clause before and after a span."""
    before = text[sentence.start : start]
    after = text[end : sentence.end]
    cut = max(before.rfind(mark) for mark in CLAUSE_END)
    stops = [at for at in (after.find(mark) for mark in CLAUSE_END) if at >= 0]
    return before[cut + 1 :], after[: min(stops, default=len(after))]


def is_negated(before: str, after: str) -> bool:
    """Is the demand said to be absent? "geen moeite met tillen" is no absence."""
    cues = load_cues()
    if cues.ends_near("kept.before", before) or cues.begins_near("kept.after", after):
        return False
    near = _own_clause(after)
    return (
        cues.ends_near("negation.before", before)
        or cues.begins_near("negation.after", near)
        or cues.begins_near("negation.directly", near, 0)
        or cues.begins_near("negation.soon", near, 2)
    )


def is_optional(before: str, after: str, heading: str) -> bool:
    cues = load_cues()
    if cues.in_text("optional.heading", heading):
        return True
    return cues.ends_near("optional.before", before) or cues.begins_near("optional.after", _own_clause(after))


def is_voluntary(before: str, after: str) -> bool:
    cues = load_cues()
    return cues.ends_near("choice.before", before) or cues.begins_near("choice.after", after)


def is_possible(before: str, after: str) -> bool:
    cues = load_cues()
    return cues.ends_near("possible.before", before) or cues.begins_near("possible.after", _own_clause(after))


def is_about_others(before: str, clause: str, heading: str) -> bool:
    """Does the clause speak of the firm, its products or its customers instead of this job?"""
    cues = load_cues()
    if cues.in_text("others.heading", heading) or cues.in_text("others.subject", before):
        return True
    return OURS.match(clause) is not None and YOU.search(clause) is None


def weakened(strength: Strength, before: str, after: str, *, has_value: bool) -> Strength:
    """A possibility without a number is a question (demand-labels rule 3)."""
    if strength is Strength.HARD and not has_value and is_possible(before, after):
        return Strength.ASK
    return strength


def settle_direction(before: str, after: str, heading: str) -> Direction:
    """Negation first, then choice, then nice to have; else it is asked."""
    if is_negated(before, after) or is_voluntary(before, after):
        return Direction.EASED
    if is_optional(before, after, heading):
        return Direction.OPTIONAL
    return Direction.DEMANDED


def _own_clause(after: str) -> str:
    """What follows up to the next comma: the verb of another clause says nothing about this one."""
    return after.partition(",")[0]
