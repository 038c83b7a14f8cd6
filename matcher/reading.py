"""A vacancy text made ready for the rules: folded, cut, and quick to say where a phrase could stand."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.phrase import Phrase
from matcher.rulebook import beginnings_of, inner_parts, phrases_by_beginning
from matcher.sentence import Folded, Sentence, fold_text, split_sentences

LETTERS = re.compile(r"[^\W\d_]+")
REACH = 160
"""No phrase is longer than this many characters on either side of the word that it cannot do without."""


@dataclass
class Reading:
    """One text while its demands are sought; `places` says where the words with known beginnings stand."""

    folded: Folded
    sentences: list[Sentence]
    starts: list[int]
    places: dict[str, list[int]]
    possible: frozenset[int]
    """The identities of the phrases that could stand in this text at all."""

    @property
    def text(self) -> str:
        return self.folded.text

    def matches(self, phrase: Phrase) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """Every place where the phrase stands, looked for only around words that could be its own."""
        if id(phrase) not in self.possible:
            return
        reached = -1
        for sentence, start, end in self._windows(phrase):
            for match in phrase.pattern.finditer(self.text, start, end):
                if match.start() >= reached:
                    reached = match.end()
                    yield sentence, match

    def _windows(self, phrase: Phrase) -> Iterator[tuple[Sentence, int, int]]:
        """The stretches around the words that could belong to the phrase, joined where they touch."""
        waiting: tuple[Sentence, int, int] | None = None
        for at in sorted({at for literal in phrase.literals for at in self.places.get(literal, ())}):
            sentence = self.sentences[max(0, bisect_right(self.starts, at) - 1)]
            start, end = self._stretch(sentence, at)
            if waiting and waiting[0] is sentence and start <= waiting[2]:
                waiting = (sentence, waiting[1], end)
                continue
            if waiting:
                yield waiting
            waiting = (sentence, start, end)
        if waiting:
            yield waiting

    def _stretch(self, sentence: Sentence, at: int) -> tuple[int, int]:
        start, end = max(sentence.start, at - REACH), min(sentence.end, at + REACH)
        if start > sentence.start:
            start = self.text.find(" ", start, at) + 1 or start
        if end < sentence.end:
            end = max(self.text.rfind(" ", at, end), at + 1)
        return start, end


def read_text(text: str) -> Reading:
    folded = fold_text(text)
    sentences = split_sentences(folded)
    places: dict[str, list[int]] = {}
    for match in LETTERS.finditer(folded.text):
        for beginning in beginnings_of(match[0]):
            places.setdefault(beginning, []).append(match.start())
    for part in inner_parts():
        if part[1:] in folded.text:
            places[part] = [match.start() for match in re.finditer(re.escape(part[1:]), folded.text)]
    known = phrases_by_beginning()
    possible = frozenset(id(phrase) for literal in places for phrase in known[literal])
    return Reading(folded, sentences, [sentence.start for sentence in sentences], places, possible)
