"""What the words around a demand do to it: asked, absent, nice to have, or only possible."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dossier.model.demand import Direction, Strength
from matcher.phrase import Phrase, compile_phrase
from matcher.reading import Place, Reading
from matcher.tokens import COLON, Tokens

FARTHEST = 40
ANSWER = 3
"""So many words may stand between what is asked and the colon before its answer."""
OURS = frozenset({"onze", "ons", "hun", "our", "their"})
LINKS = frozenset({"en", "maar", "want", "al"})
YOU = frozenset({"je", "jij", "jou", "jouw", "u", "uw", "you", "your", "jezelf"})


@dataclass(frozen=True)
class Cues:
    """Every list of cues.toml; the key is `table.list`."""

    reach: int
    phrases: dict[str, tuple[Phrase, ...]]


@dataclass(frozen=True)
class Around:
    """A place in a text and the words of the same clause around it, no further than a person looks back."""

    reading: Reading
    place: Place
    first: int
    last: int

    @property
    def tokens(self) -> Tokens:
        return self.reading.strip.tokens

    def has(self, key: str) -> bool:
        """Does a cue of this list stand in the clause?"""
        return any(self.first <= first and last <= self.last for first, last in self._spans(key))

    def has_before(self, key: str) -> bool:
        return any(self.first <= first and last <= self.place.first for first, last in self._spans(key))

    def has_after(self, key: str) -> bool:
        return any(self.place.last <= first and last <= self.last for first, last in self._spans(key))

    def ends_near(self, key: str, reach: int | None = None) -> bool:
        """Does a cue end at most `reach` words before the place, with no stop in between?"""
        reach, start = load_cues().reach if reach is None else reach, self.place.first
        return any(
            self.first <= first
            and start - reach <= last <= start
            and not any(last <= stop and end <= start for stop, end in self._spans("negation.stop"))
            for first, last in self._spans(key)
        )

    def begins_near(self, key: str, reach: int | None = None, *, own: bool = False) -> bool:
        """Does a cue begin within `reach` words behind the place; `own`: before the next comma?"""
        reach = load_cues().reach if reach is None else reach
        end, last = self.place.last, self._comma() if own else self.last
        return any(
            end <= first <= end + reach and behind <= last and not (own and self._is_stopped(end, first))
            for first, behind in self._spans(key)
        )

    def starts(self, key: str) -> bool:
        """Does the clause begin with a cue, at most one small word aside?"""
        return any(self.first <= first <= self.first + 1 and last <= self.last for first, last in self._spans(key))

    def speaks_to_reader(self) -> bool:
        return any(word in YOU for word in self.tokens.words[self.first : self.last])

    def begins_with_ours(self) -> bool:
        at = self.first + (self.first < self.last and self.tokens.words[self.first] in LINKS)
        return at < self.last and self.tokens.words[at] in OURS

    def after_comma(self) -> "Around":
        """The same without what stands before the last comma."""
        commas = self.tokens.commas
        first = next((at for at in range(self.place.first, self.first, -1) if commas[at]), self.first)
        return Around(self.reading, self.place, first, self.last)

    def near(self, words: int) -> tuple[int, int]:
        return max(self.first, self.place.first - words), min(self.last, self.place.last + words)

    def _is_stopped(self, first: int, last: int) -> bool:
        """Does another clause begin between two words: "omdat", "maar"?"""
        return any(first <= stop and end <= last for stop, end in self._spans("negation.stop"))

    def _comma(self) -> int:
        commas = self.tokens.commas
        return next((at for at in range(self.place.last, self.last) if commas[at]), self.last)

    def _spans(self, key: str) -> Sequence[tuple[int, int]]:
        reading, sentence = self.reading, self.place.sentence
        if not cue_bits(reading)[key] >> sentence & 1:
            return ()
        if (spans := reading.cues.get((key, sentence))) is None:
            spans = reading.cues[key, sentence] = list(reading.spans(load_cues().phrases[key], sentence))
        return spans


def cue_bits(reading: Reading) -> dict[str, int]:
    """In which sentences a cue of each list could stand."""
    if not reading.cue_bits:
        for key, phrases in load_cues().phrases.items():
            bits = 0
            for phrase in phrases:
                bits |= reading.possible.get(phrase, 0)
            reading.cue_bits[key] = bits
    return reading.cue_bits


@cache
def load_cues() -> Cues:
    data = tomllib.loads((files("matcher") / "cues.toml").read_text(encoding="utf-8"))
    reach = int(data.pop("reach"))
    lists = {f"{table}.{name}": phrases for table, rows in data.items() for name, phrases in rows.items()}
    return Cues(reach, {key: tuple(compile_phrase(phrase) for phrase in phrases) for key, phrases in lists.items()})


def look_around(reading: Reading, place: Place) -> Around:
    """The words of the same clause before and after a place."""
    tokens = reading.strip.tokens
    first, last = reading.bounds[place.sentence]
    first, last = max(first, place.first - FARTHEST), min(last, place.last + FARTHEST)
    start = next((at for at in range(place.first, first, -1) if tokens.cuts[at]), first)
    end = next((at for at in range(place.last, last) if tokens.cuts[at]), last)
    return Around(reading, place, start, end)


def is_negated(around: Around) -> bool:
    """Is the demand said to be absent? "geen moeite met tillen" is no absence."""
    if around.ends_near("kept.before") or around.begins_near("kept.after"):
        return False
    return (
        around.ends_near("negation.before")
        or around.begins_near("negation.after", own=True)
        or around.begins_near("negation.directly", 0, own=True)
        or around.begins_near("negation.soon", 2, own=True)
    )


def is_answered_no(around: Around) -> bool:
    """Does a short answer take it back: "Nachtdiensten? Nooit." or "Tilwerk: nauwelijks."?"""
    reading, sentence = around.reading, around.place.sentence
    first, last = reading.bounds[sentence]
    if around.tokens.gaps[around.last] == COLON and around.last < last and around.last - around.place.last <= ANSWER:
        first = around.last
    elif sentence + 1 < len(reading.sentences) and reading.text[reading.sentences[sentence].end - 1] == "?":
        sentence += 1
        first, last = reading.bounds[sentence]
    else:
        return False
    cues = load_cues().phrases
    return any(at == first for at, _ in reading.spans(cues["answer.no"], sentence)) and not any(
        at == first for at, _ in reading.spans(cues["answer.yes"], sentence)
    )


def is_answered_yes(reading: Reading, sentence: int) -> bool:
    """Does the sentence behind a question say that it is no matter: "Zware dozen tillen? Geen probleem."?"""
    if sentence + 1 == len(reading.sentences) or reading.text[reading.sentences[sentence].end - 1] != "?":
        return False
    first, _ = reading.bounds[sentence + 1]
    return any(at == first for at, _ in reading.spans(load_cues().phrases["answer.yes"], sentence + 1))


def is_optional(around: Around, *, under: bool) -> bool:
    """Is it nice to have; `under`: the heading above says so?"""
    return (
        under
        or around.ends_near("optional.before")
        or around.begins_near("optional.after", own=True)
        or around.begins_near("optional.then")
    )


def is_voluntary(around: Around) -> bool:
    return around.ends_near("choice.before") or around.begins_near("choice.after")


def is_possible(around: Around) -> bool:
    return around.ends_near("possible.before") or around.begins_near("possible.after", own=True)


def is_about_others(around: Around, *, under: bool, firm: bool, own: bool, asked: bool) -> bool:
    """Does the clause speak of anything but this job: the firm, its products, colleagues, the procedure?

    `under`: the heading above says so. `firm` rules (working hours) may be told of the firm as a whole, but what is
    `asked` not of "our machines"; `own` rules hold for who does the work alone.
    """
    spoken_to = around.speaks_to_reader()
    if around.has("others.everywhere") or (not spoken_to and around.starts("others.things")):
        return True
    if own and around.ends_near("others.goods", 0):
        return True
    ours = not spoken_to and around.begins_with_ours() and not around.starts("others.place")
    if firm:
        return asked and ours and not around.has("others.rota")
    if under or around.has_before("others.subject") or ours or (not spoken_to and around.starts("others.firm")):
        return True
    return own and (around.ends_near("others.trade") or (not spoken_to and around.starts("others.people")))


def weakened(strength: Strength, around: Around, *, has_value: bool) -> Strength:
    """A possibility without a number is a question (demand-labels rule 3)."""
    if strength is Strength.HARD and not has_value and is_possible(around):
        return Strength.ASK
    return strength


def is_paid_extra(around: Around) -> bool:
    """Does the clause promise pay for it? "Toeslag voor nachtwerk" proves that there is night work."""
    return around.has_before("pay.words") or around.has_after("pay.words")


def settle_direction(around: Around, *, under: bool) -> Direction:
    """Negation first, then choice, then nice to have; else it is asked."""
    if is_negated(around) or is_voluntary(around):
        return Direction.EASED
    if is_optional(around, under=under) and not is_paid_extra(around):
        return Direction.OPTIONAL
    return Direction.DEMANDED
