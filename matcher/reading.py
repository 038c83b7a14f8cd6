"""A vacancy text made ready for the rules: cut into sentences and words, with the phrases that could stand in it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from matcher.clock import may_hold_clock
from matcher.pattern import MISS, Strip, match_at
from matcher.phrase import VOCABULARY, Clause, Phrase
from matcher.sentence import Folded, Sentence, fold_text, split_sentences
from matcher.tokens import number_in, split_tokens

SHORT = 24
"""Sentences of fewer words are looked through; for longer ones it pays to keep where words stand."""
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
        self._by_class: dict[int, list[tuple[Phrase, int]]] = {}
        self._bits: dict[int, int] = {}
        for phrase in self.phrases:
            rarest, *others = sorted(phrase.clauses, key=commonness)[:TELLING]
            needed = 0
            for number in Clause().union(*others):
                needed |= self._bits.setdefault(number, 1 << len(self._bits))
            for number in rarest:
                self._by_class.setdefault(number, []).append((phrase, needed))
        self.mask_of = lru_cache(maxsize=65_536)(self._mask_of)
        self.phrases_of = lru_cache(maxsize=65_536)(self._phrases_of)

    def sift(self, words: list[str], bounds: list[tuple[int, int]]) -> dict[Phrase, int]:
        """The phrases of which the rarest words stand in one sentence, with those sentences as bits."""
        found: defaultdict[Phrase, int] = defaultdict(int)
        for number, (first, last) in enumerate(bounds):
            bit, mask = 1 << number, 0
            met = set(words[first:last])
            for word in met:
                mask |= self.mask_of(word)
            for word in met:
                for phrase, needed in self.phrases_of(word):
                    if not needed or mask & needed:
                        found[phrase] |= bit
        return found

    def _mask_of(self, word: str) -> int:
        """The classes of a word as bits, of those that phrases need besides their rarest."""
        mask = 0
        for number in VOCABULARY.classes_of(word) & self._bits.keys():
            mask |= self._bits[number]
        return mask

    def _phrases_of(self, word: str) -> tuple[tuple[Phrase, int], ...]:
        """The phrases of which the word is one of the rarest, each with the classes of which another must be there."""
        return tuple(
            row for number in VOCABULARY.classes_of(word) & self._by_class.keys() for row in self._by_class[number]
        )


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
    told: dict[int, float] = field(default_factory=dict)
    """What the words of a sentence add to the likelihood of a demand, once weighed."""

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
        bits = self.possible.get(phrase, 0) & ((1 << len(self.bounds)) - 1)
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            sentence = lowest.bit_length() - 1
            reached, stop = self.bounds[sentence]
            for at in self._starts(phrase, reached, stop):
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
        if last - first < SHORT:
            classes = self.strip.classes
            return [at for at in range(first, last) if not firsts.isdisjoint(classes[at])]
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
    return Reading(folded, sentences, strip, bounds, sieve.sift(tokens.words, bounds))
