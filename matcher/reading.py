"""A vacancy text made ready for the rules: cut into sentences and words, with the phrases that could stand in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from matcher.clock import may_hold_clock
from matcher.pattern import Strip, find_match
from matcher.phrase import VOCABULARY, Clause, Phrase
from matcher.sentence import Folded, Sentence, fold_text, split_sentences
from matcher.tokens import number_in, split_tokens
from matcher.vocabulary import NUMBER_CLASS


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
        self.by_class: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            for number in min(phrase.clauses, key=len):
                self.by_class.setdefault(number, []).append(phrase)

    def sift(self, present: dict[int, int]) -> dict[Phrase, int]:
        """The phrases of which every clause has a word in one sentence, with those sentences as bits."""
        clauses: dict[Clause, int] = {}
        found: dict[Phrase, int] = {}
        for phrase in {phrase for number in present if number in self.by_class for phrase in self.by_class[number]}:
            where = -1
            for clause in phrase.clauses:
                if (bits := clauses.get(clause)) is None:
                    bits = 0
                    for number in clause:
                        bits |= present.get(number, 0)
                    clauses[clause] = bits
                where &= bits
                if not where:
                    break
            if where:
                found[phrase] = where
        return found


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
            if not bits >> sentence & 1:
                continue
            at = first
            while at < stop and (match := find_match(phrase, self.strip, at, stop)):
                yield Place(sentence, *match, self.strip.low, self.strip.high)
                at = match[1]

    def has(self, phrases: Iterable[Phrase], sentence: int, first: int, last: int) -> bool:
        """Does one of the phrases stand between two words of a sentence?"""
        return any(
            self.possible.get(phrase, 0) >> sentence & 1 and find_match(phrase, self.strip, first, last)
            for phrase in phrases
        )

    def spans(self, phrases: Iterable[Phrase], sentence: int) -> Iterator[tuple[int, int]]:
        """Every place in a sentence where one of the phrases begins, however they overlap."""
        first, last = self.bounds[sentence]
        for phrase in phrases:
            if self.possible.get(phrase, 0) >> sentence & 1:
                at = first
                while at < last and (match := find_match(phrase, self.strip, at, last)):
                    yield match
                    at = match[0] + 1

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
    present: dict[int, int] = {}
    for number, (first, last) in enumerate(bounds):
        bit = 1 << number
        met = set().union(*classes[first:last])
        if any(value is not None for value in numbers[first:last]):
            met.add(NUMBER_CLASS)
        for each in met:
            present[each] = present.get(each, 0) | bit
    return Reading(folded, sentences, strip, bounds, sieve.sift(present))
