"""A vacancy text made ready for the rules: folded, cut, and quick to say in which sentences a word stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from matcher.phrase import Phrase
from matcher.sentence import Folded, Sentence, fold_text, split_sentences


@dataclass
class Reading:
    """One text while its demands are sought."""

    folded: Folded
    sentences: list[Sentence]
    starts: list[int]
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.folded.text

    def matches(self, phrase: Phrase) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Every place where the phrase stands, looked for only in sentences that hold one of its literals."""
        numbers = sorted({at for literal in phrase.literals for at in self._sentences_with(literal)})
        for number in numbers:
            sentence = self.sentences[number]
            for match in phrase.pattern.finditer(self.text, sentence.start, sentence.end):
                yield sentence, match

    def _sentences_with(self, literal: str) -> tuple[int, ...]:
        if literal not in self.places:
            self.places[literal] = tuple(self._search(literal))
        return self.places[literal]

    def _search(self, literal: str) -> Iterator[int]:
        at = self.text.find(literal)
        while at >= 0:
            number = bisect_right(self.starts, at) - 1
            if number >= 0:
                yield number
            after = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
            at = self.text.find(literal, max(after, at + 1))


def read_text(text: str) -> Reading:
    folded = fold_text(text)
    sentences = split_sentences(folded)
    return Reading(folded, sentences, [sentence.start for sentence in sentences])
