"""Lists what a text may ask, sentence by sentence, with all that is known of each.

A candidate is a firing of a rule, also one that words around it silence, or a demand of which the words of the sentence
remind. How likely each is, is for chance.py.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import sqrt

import numpy as np

from dossier.model.demand import Demand, Direction
from matcher.chance import LIKELY, Trees, find_shares, load_trees
from matcher.direction import is_answered_yes
from matcher.doubt import Judge, add_up, list_rule, list_words, load_judge, spoken_of, weigh_sentence
from matcher.hunch import Hunches, Impression, Key, load_hunches, read_impression
from matcher.network import NEVER
from matcher.reading import Place, Reading
from matcher.rivals import STRENGTHS

FAINT = -3.0
"""Below this score a sentence is no candidate for a demand that no rule sees."""
FEWEST = 3
"""Sentences of fewer words give no hunch."""
LEFT_TO_RULES = frozenset({"6.2", "6.3"})
"""Hours: their rules heed sums of pay, and what they pass over is nearly always the base of a salary."""
DIRECTIONS = {"eis": 0, "gunstig": 1, "optioneel": 2}

Firing = tuple[Place, Demand]


@dataclass(frozen=True)
class Learned:
    """The tables that only work together."""

    judge: Judge
    hunches: Hunches
    trees: Trees


@cache
def load_learned() -> Learned | None:
    """The learned tables; None where one is missing, so that the rules alone speak."""
    judge, hunches, trees = load_judge(), load_hunches(), load_trees()
    return None if judge is None or hunches is None or trees is None else Learned(judge, hunches, trees)


@dataclass(frozen=True)
class Candidate:
    """A demand that a place may state; `seen` where a rule saw it, `fired` where no words around silence it."""

    key: Key
    place: Place
    seen: Demand | None = None
    fired: bool = False

    @property
    def spot(self) -> tuple[int, Key]:
        return self.place.sentence, self.key

    @property
    def rule(self) -> str:
        return "" if self.seen is None else self.seen.rule

    @property
    def label(self) -> str:
        """The demand as shares name it."""
        return " ".join([*self.key, "fired" if self.fired else "not fired"])


@dataclass(frozen=True, eq=False)
class Scene:
    """One text with the tables, what the rules saw in it, and how each sentence scores on each demand."""

    reading: Reading
    judge: Judge
    hunches: Hunches
    shares: dict[str, float]
    impression: Impression
    weighed: dict[tuple[int, int], tuple[float, int]] = field(default_factory=dict)
    """What the words of a quote weigh, and how many features they have, once weighed."""
    said: dict[int, str] = field(default_factory=dict)
    """Of whom a sentence speaks, once looked at."""

    @property
    def scores(self) -> np.ndarray:
        return self.impression.scores

    @cached_property
    def tops(self) -> np.ndarray:
        """The two best scores of each demand, the best last."""
        padded = np.vstack([np.full((2, self.scores.shape[1]), NEVER), self.scores])
        return np.sort(np.partition(padded, -2, axis=0)[-2:], axis=0)

    @cached_property
    def best(self) -> list[float]:
        """The best score of each sentence."""
        return [float(top) for top in self.scores.max(axis=1)] if self.scores.size else []

    def speaks_of(self, sentence: int) -> str:
        if (known := self.said.get(sentence)) is None:
            first, last = self.reading.bounds[sentence]
            known = self.said[sentence] = spoken_of(self.reading.strip.tokens.words[first:last])
        return known

    def weigh_quote(self, place: Place, rule: str, item: str) -> float:
        """What the words of the place and the rule that read them add to the likelihood of a demand."""
        known = self.weighed.get((place.first, place.last))
        if known is None:
            words = list_words(self.reading, place)
            known = self.weighed[place.first, place.last] = add_up(self.judge, words), len(words)
        total, count = known
        told = list_rule(rule, item, self.speaks_of(place.sentence))
        return (total + add_up(self.judge, told)) / sqrt((count + len(told)) or 1)


@dataclass(frozen=True)
class Count:
    """How often demands, items and sentences fired."""

    keys: Counter[Key]
    items: Counter[str]
    sentences: Counter[int]
    there: Counter[tuple[int, str]]
    fired: AbstractSet[tuple[int, Key]]


def set_scene(reading: Reading, judge: Judge, hunches: Hunches, shares: dict[str, float]) -> Scene:
    return Scene(reading, judge, hunches, shares, read_impression(hunches, reading))


def list_candidates(scene: Scene, fired: Iterable[Firing], silenced: Iterable[Firing]) -> list[Candidate]:
    """All that fired, and for each other demand in a sentence the place that a silenced rule or the words point at."""
    found = [Candidate(_key(demand), place, demand, fired=True) for place, demand in fired]
    known = {candidate.spot for candidate in found}
    others: dict[tuple[int, Key], tuple[float, Candidate]] = {}
    for place, demand in silenced:
        candidate = Candidate(_key(demand), place, demand)
        if candidate.spot not in known:
            weight = scene.weigh_quote(place, demand.rule, demand.item)
            if candidate.spot not in others or weight > others[candidate.spot][0]:
                others[candidate.spot] = weight, candidate
    found += [candidate for _, candidate in others.values()]
    return [*found, *_list_hunches(scene, known | others.keys())]


def _list_hunches(scene: Scene, known: AbstractSet[tuple[int, Key]]) -> Iterator[Candidate]:
    """Each demand where the words of a sentence remind of it most, unless a rule saw it there."""
    bounds, keys = scene.reading.bounds, scene.hunches.keys
    if not bounds:
        return
    best = scene.scores.argmax(axis=0)
    for at in np.flatnonzero(scene.tops[1] > FAINT).tolist():
        sentence = int(best[at])
        first, last = bounds[sentence]
        if last - first < FEWEST or (sentence, keys[at]) in known:
            continue
        yield Candidate(keys[at], Place(sentence, *scene.impression.find_quote(first, last, at)))


def is_asked(likelihood: float, candidate: Candidate, reading: Reading) -> bool:
    if candidate.fired:
        return likelihood >= LIKELY or _is_answered_question(candidate, reading)
    return likelihood >= LIKELY and candidate.key[0] not in LEFT_TO_RULES


def _is_answered_question(candidate: Candidate, reading: Reading) -> bool:
    """Are these the words of "Nachtdiensten? Nooit." or "Zwaar tillen? Geen probleem."?

    The answer stands in the next sentence, and weighs too little.
    """
    sentence = candidate.place.sentence
    if candidate.key[1] == Direction.EASED.value:
        return reading.text[reading.sentences[sentence].end - 1] in "?:"
    return is_answered_yes(reading, sentence)


def describe_candidates(scene: Scene, candidates: Sequence[Candidate]) -> list[list[float]]:
    """What is known of each candidate, in columns of which the trees know the number."""
    fired = {candidate.spot for candidate in candidates if candidate.fired}
    count = Count(
        keys=Counter(key for _, key in fired),
        items=Counter(item for _, (item, _) in fired),
        sentences=Counter(number for number, _ in fired),
        there=Counter((number, item) for number, (item, _) in fired),
        fired=fired,
    )
    return [_describe(scene, candidate, count) for candidate in candidates]


def _describe(scene: Scene, candidate: Candidate, count: Count) -> list[float]:
    place, seen = candidate.place, candidate.seen
    rule, item = candidate.rule, candidate.key[0]
    sentence = weigh_sentence(scene.judge, scene.reading, place.sentence)
    quote = scene.weigh_quote(place, rule, item)
    bare = scene.weigh_quote(place, "", item) if rule else quote
    first, last = scene.reading.bounds[place.sentence]
    start, end = scene.reading.characters(place)
    said = scene.speaks_of(place.sentence)
    return [
        *_describe_score(scene, candidate),
        *_describe_spot(scene, candidate),
        *(scene.judge.bias + sentence + quote, quote, bare, sentence),
        *(candidate.fired, seen is not None and not candidate.fired),
        -1 if seen is None else STRENGTHS[seen.strength],
        seen is not None and seen.value is not None,
        *_count_firings(candidate, count),
        scene.impression.unknown[place.sentence],
        *(end - start, last - first),
        DIRECTIONS[candidate.key[1]],
        *("you1" in said, "we1" in said),
        *find_shares(scene.shares, rule, candidate.label),
    ]


def _describe_score(scene: Scene, candidate: Candidate) -> tuple[float, ...]:
    """How the sentence scores on the demand, against its other directions, other sentences and other demands."""
    number, (item, _) = candidate.place.sentence, candidate.key
    row, at = scene.scores[number], scene.hunches.numbers.get(candidate.key)
    if at is None:
        own = elsewhere = NEVER
    else:
        own, (second, top) = float(row[at]), scene.tops[:, at].tolist()
        elsewhere = second if own == top else top
    same = [float(row[other]) for other in scene.hunches.by_item.get(item, ()) if other != at]
    return own, max(same, default=NEVER), elsewhere, scene.best[number], float((row > own).sum())


def _describe_spot(scene: Scene, candidate: Candidate) -> tuple[float, float, float]:
    """How the words of the place score on the demand and on being a trap, and the sentence on the latter."""
    impression, place = scene.impression, candidate.place
    at = scene.hunches.numbers.get(candidate.key)
    own = NEVER if at is None else impression.at(place, at)
    return own, impression.at(place, -1), float(impression.traps[place.sentence])


def _count_firings(candidate: Candidate, count: Count) -> tuple[int, int, int]:
    """In how many other sentences the demand or its item fired, and how many demands fired in this one."""
    number, (item, _) = candidate.place.sentence, candidate.key
    same = count.keys[candidate.key] - (candidate.spot in count.fired)
    return same, count.items[item] - count.there[number, item], count.sentences[number]


def _key(demand: Demand) -> Key:
    return demand.item, demand.direction.value
