"""What the words around a demand do to it: asked, absent, nice to have, or only possible."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dossier.model.demand import Direction, Strength
from matcher.phrase import Phrase, compile_phrase, is_in, may_be_in
from matcher.sentence import Sentence

CLAUSE_END = re.compile(r"[;!?\n•]|[.:](?=\s|$)|\s-\s")
FARTHEST = 200
OURS = re.compile(r"\s*(?:en |maar |want |al )?(?:onze?|hun|our|their)\s")
YOU = re.compile(r"\b(?:je|jij|jou|jouw|u|uw|you|your)\b")


@dataclass(frozen=True)
class Cues:
    """Every list of cues.toml, compiled once; the key is `table.list`."""

    reach: int
    phrases: dict[str, tuple[Phrase, ...]]

    def in_text(self, key: str, text: str) -> bool:
        return any(is_in(phrase, text) for phrase in self.phrases.get(key, ()))

    def ends_near(self, key: str, text: str) -> bool:
        """Does a cue of this list stand so that at most `reach` words follow it, none of them a stop?"""
        return any(
            self._reaches(text[match.end() :])
            for phrase in self.phrases[key]
            if may_be_in(phrase, text)
            for match in phrase.pattern.finditer(text)
        )

    def begins_near(self, key: str, text: str, reach: int | None = None) -> bool:
        """Does a cue of this list begin within `reach` words?"""
        reach = self.reach if reach is None else reach
        return any(
            len(text[: match.start()].split()) <= reach
            for phrase in self.phrases[key]
            if may_be_in(phrase, text)
            for match in [phrase.pattern.search(text)]
            if match
        )

    def starts(self, key: str, text: str) -> bool:
        """Does the text begin with a phrase of this list, at most one small word aside?"""
        return self.begins_near(key, text, 1)

    def _reaches(self, between: str) -> bool:
        return len(between.split()) <= self.reach and not self.in_text("negation.stop", between)


@cache
def load_cues() -> Cues:
    data = tomllib.loads((files("matcher") / "cues.toml").read_text(encoding="utf-8"))
    reach = int(data.pop("reach"))
    lists = {f"{table}.{name}": phrases for table, rows in data.items() for name, phrases in rows.items()}
    return Cues(reach, {key: tuple(compile_phrase(phrase) for phrase in phrases) for key, phrases in lists.items()})


def clause_around(text: str, sentence: Sentence, start: int, end: int) -> tuple[str, str]:
    """The words of the same clause before and after a span, no further than a person looks back."""
    before = text[max(sentence.start, start - FARTHEST) : start]
    after = text[end : min(sentence.end, end + FARTHEST)]
    cut = max((match.end() for match in CLAUSE_END.finditer(before)), default=0)
    stop = CLAUSE_END.search(after)
    return before[cut:], after[: stop.start() if stop else len(after)]


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


def is_about_others(before: str, clause: str, heading: str, *, firm: bool, own: bool) -> bool:
    """Does the clause speak of anything but this job: the firm, its products, colleagues, the procedure?

    `firm` rules (working hours) may be told of the firm as a whole; `own` rules hold for who does the work alone.
    """
    cues = load_cues()
    spoken_to = YOU.search(clause) is not None
    if cues.in_text("others.everywhere", clause) or (not spoken_to and cues.starts("others.things", clause)):
        return True
    if firm:
        return False
    if cues.in_text("others.heading", heading) or cues.in_text("others.subject", before):
        return True
    if OURS.match(clause) is not None and not spoken_to:
        return True
    return own and (cues.ends_near("others.trade", before) or (not spoken_to and cues.starts("others.people", clause)))


def weakened(strength: Strength, before: str, after: str, *, has_value: bool) -> Strength:
    """A possibility without a number is a question (demand-labels rule 3)."""
    if strength is Strength.HARD and not has_value and is_possible(before, after):
        return Strength.ASK
    return strength


def is_paid_extra(before: str, after: str) -> bool:
    """Does the clause promise pay for it? "Toeslag voor nachtwerk" proves that there is night work."""
    cues = load_cues()
    return cues.in_text("pay.words", before) or cues.in_text("pay.words", after)


def settle_direction(before: str, after: str, heading: str) -> Direction:
    """Negation first, then choice, then nice to have; else it is asked."""
    if is_negated(before, after) or is_voluntary(before, after):
        return Direction.EASED
    if is_optional(before, after, heading) and not is_paid_extra(before, after):
        return Direction.OPTIONAL
    return Direction.DEMANDED


def _own_clause(after: str) -> str:
    """What follows up to the next comma: the verb of another clause says nothing about this one."""
    return after.partition(",")[0]
