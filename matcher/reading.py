"""A vacancy text made ready for the rules: cut into sentences and words, with the phrases that could stand in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from matcher.clock import may_hold_clock
from matcher.pattern import MISS, Strip, match_at
from matcher.phrase import VOCABULARY, Clause, Phrase
from matcher.sentence import Folded, Sentence, fold_text, split_sentences
from matcher.tokens import number_in, split_tokens


TELLING = 2
"""So many of its rarest clauses decide whether a phrase is looked for."""


@dataclass(frozen=True)
class Place:
    """Where something stands: its sentence, its first word and the word behind its last; and the numbers in it."""

    sentence: int
    first: int
    last: int
    low: str | None = None
    high: str | None = None


class Sieve:
    """Every phrase that is ever looked for, by a class of words that it cannot do without."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        self.clauses = {phrase: sorted(phrase.clauses, key=commonness)[:TELLING] for phrase in self.phrases}
        self.by_class: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            for number in self.clauses[phrase][0]:
                self.by_class.setdefault(number, []).append(phrase)
        self.wanted = frozenset(number for clauses in self.clauses.values() for clause in clauses for number in clause)
        self.wanted_of = lru_cache(maxsize=65_536)(self._wanted_of)

    def _wanted_of(self, word: str) -> tuple[int, ...]:
        """The classes of a word that a phrase cannot do without."""
        return tuple(self.wanted & VOCABULARY.classes_of(word))

    def sift(self, bits_of: dict[str, int]) -> dict[Phrase, int]:
        """The phrases of which every clause has a word in one sentence, with those sentences as bits.

        `bits_of`: in which sentences each word stands.
        """
        present: dict[int, int] = {}
        for word, bits in bits_of.items():
            for number in self.wanted_of(word):
                present[number] = present.get(number, 0) | bits
        clauses: dict[Clause, int] = {}
        found: dict[Phrase, int] = {}
        for key in present.keys() & self.by_class.keys():
            for phrase in self.by_class[key]:
                where = present[key]
                for clause in self.clauses[phrase]:
                    if (bits := clauses.get(clause, -1)) < 0:
                        bits = 0
                        for number in clause:
                            bits |= present.get(number, 0)
                        clauses[clause] = bits
                    where &= bits
                    if not where:
                        break
                if where:
                    found[phrase] = found.get(phrase, 0) | where
        return found


def commonness(clause: Clause) -> float:
    """How often a text may meet a clause: many and short words are met often, a number more often still."""
    return sum(VOCABULARY.weights[number] for number in clause)


@dataclass
class Reading:
    """One text while its demands are sought."""

    folded: Folded
    sentences: list[Sentence]
    strip: Strip
    bounds: list[tuple[int, int]]
    """The first word of each sentence and the word behind its last."""
    possible: dict[Phrase, int]
    """The phrases that could stand in the text, with a bit for each sentence."""
    starts: dict[Clause, list[int]] = field(default_factory=dict)
    """Where a phrase can begin, by the classes of its first word, once looked for."""
    cues: dict[tuple[str, int], list[tuple[int, int]]] = field(default_factory=dict)
    """Where the cues of a list stand in a sentence, once looked for."""
    cue_bits: dict[str, int] = field(default_factory=dict)

    @cached_property
    def clock_sentences(self) -> list[int]:
        """The sentences that could tell a time of the day."""
        return [
            number
            for number, sentence in enumerate(self.sentences)
            if may_hold_clock(self.text, sentence.start, sentence.end)
        ]

    @property
    def text(self) -> str:
        return self.folded.text

    def matches(self, phrase: Phrase) -> Iterator[Place]:
        """Every place where the phrase stands, one behind the other."""
        bits = self.possible.get(phrase, 0)
        for sentence, (first, stop) in enumerate(self.bounds):
            if bits >> sentence & 1:
                reached = first
                for at in self._starts(phrase, first, stop):
                    if at >= reached and (end := match_at(phrase, self.strip, at, stop)) != MISS:
                        yield Place(sentence, at, end, self.strip.low, self.strip.high)
                        reached = end

    def has(self, phrases: Iterable[Phrase], sentence: int, first: int, last: int) -> bool:
        """Does one of the phrases stand between two words of a sentence?"""
        return any(
            match_at(phrase, self.strip, at, last) != MISS
            for phrase in phrases
            if self.possible.get(phrase, 0) >> sentence & 1
            for at in self._starts(phrase, first, last)
        )

    def spans(self, phrases: Iterable[Phrase], sentence: int) -> Iterator[tuple[int, int]]:
        """Every place in a sentence where one of the phrases begins, however they overlap."""
        first, last = self.bounds[sentence]
        for phrase in phrases:
            if self.possible.get(phrase, 0) >> sentence & 1:
                for at in self._starts(phrase, first, last):
                    if (end := match_at(phrase, self.strip, at, last)) != MISS:
                        yield at, end

    def _starts(self, phrase: Phrase, first: int, last: int) -> Sequence[int]:
        """The words with which the phrase could begin, from first to last."""
        if (firsts := phrase.firsts) is None:
            return range(first, last)
        if (starts := self.starts.get(firsts)) is None:
            spots = self.spots
            starts = self.starts[firsts] = sorted({at for number in firsts for at in spots.get(number, ())})
        return starts[bisect_left(starts, first) : bisect_left(starts, last)]

    @cached_property
    def spots(self) -> dict[int, list[int]]:
        """Where the words stand with which a possible phrase can begin, by class."""
        wanted: set[int] = set()
        for phrase in self.possible:
            if phrase.firsts is not None:
                wanted |= phrase.firsts
        known: dict[frozenset[int], set[int]] = {}
        spots: dict[int, list[int]] = {}
        for at, classes in enumerate(self.strip.classes):
            if (found := known.get(classes)) is None:
                found = known[classes] = wanted & classes
            for number in found:
                spots.setdefault(number, []).append(at)
        return spots

    def place(self, sentence: int, start: int, end: int) -> Place:
        """The words that a span of characters touches."""
        tokens = self.strip.tokens
        return Place(sentence, bisect_right(tokens.ends, start), bisect_left(tokens.starts, end))

    def characters(self, place: Place) -> tuple[int, int]:
        tokens = self.strip.tokens
        return tokens.starts[place.first], tokens.ends[place.last - 1]


def read_text(text: str, sieve: Sieve, *, sift: bool = True) -> Reading:
    """Make a text ready; without sifting every phrase is tried everywhere, with the same result."""
    folded = fold_text(text)
    sentences = split_sentences(folded)
    tokens = split_tokens(folded.text)
    classes = [VOCABULARY.classes_of(word) for word in tokens.words]
    numbers = [number_in(word) for word in tokens.words]
    bounds = [
        (bisect_left(tokens.starts, sentence.start), bisect_left(tokens.starts, sentence.end)) for sentence in sentences
    ]
    strip = Strip(tokens, classes, numbers)
    if not sift:
        return Reading(folded, sentences, strip, bounds, dict.fromkeys(sieve.phrases, -1))
    bits_of: dict[str, int] = {}
    for number, (first, last) in enumerate(bounds):
        for word in tokens.words[first:last]:
            bits_of[word] = bits_of.get(word, 0) | 1 << number
    return Reading(folded, sentences, strip, bounds, sieve.sift(bits_of))
