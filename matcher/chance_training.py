"""Learns from labelled ads which candidates are demands, and writes the three tables that are read together.

`python -m matcher.chance_training OTHER_FILES... --group FILES... --group FILES...`; the files of a group are judged
with tables of doubt and hunches that were learned from all others, so that they err as they do on ads of somebody
unknown. The same files give the same tables on the same machine.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from sklearn.ensemble import GradientBoostingClassifier

from matcher import doubt_training, hunch_training
from matcher.candidate import Candidate, Scene, describe_candidates, list_candidates, set_scene
from matcher.chance import DEPTH, SELDOM, TABLE
from matcher.demand import list_settled
from matcher.doubt import Judge, judge_by
from matcher.doubt_training import Doubts, list_examples, read_ads
from matcher.evaluate import LabelledAd, find_places
from matcher.hunch import Hunches
from matcher.network_batch import Lesson as SentenceLesson

GROUP = "--group"
ROUNDS, PACE, SMALLEST = 120, 0.06, 25
SAMPLE, COLUMNS = 0.6, 0.4
ELSEWHERE_WEIGHT, TRAP_WEIGHT = 0.3, 1.5
"""What is asked elsewhere in the ad is no great fault here; a trap is one."""
RULE_WEIGHT, KEY_WEIGHT = 6, 8
"""A share counts as much as what is usual after so many candidates."""

Shares = dict[str, float]


@dataclass(frozen=True)
class Lesson:
    """A candidate in its text, whether it is right, and how much it teaches."""

    scene: Scene
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    weights: tuple[float, ...]


def read_lesson(ad: LabelledAd, judge: Judge, hunches: Hunches) -> Lesson:
    reading, fired, every = list_settled(ad.text)
    scene = set_scene(reading, judge, hunches, {})
    candidates = tuple(list_candidates(scene, fired, every))
    right = tuple(_is_right(scene, candidate, ad) for candidate in candidates)
    weights = tuple(1.0 if good else _weigh_wrong(scene, one, ad) for one, good in zip(candidates, right, strict=True))
    return Lesson(scene, candidates, right, weights)


def _is_right(scene: Scene, candidate: Candidate, ad: LabelledAd) -> bool:
    return any(
        (label.item, label.direction) == candidate.key and _touches(scene, candidate, label.quote, ad)
        for label in ad.demands
    )


def _weigh_wrong(scene: Scene, candidate: Candidate, ad: LabelledAd) -> float:
    if candidate.key in ad.allowed:
        return 0.0
    if candidate.key in ad.wanted:
        return ELSEWHERE_WEIGHT
    return TRAP_WEIGHT if any(_touches(scene, candidate, trap.quote, ad) for trap in ad.traps) else 1.0


def _touches(scene: Scene, candidate: Candidate, quote: str, ad: LabelledAd) -> bool:
    start, end = scene.reading.folded.span(*scene.reading.characters(candidate.place))
    return any(start < last and first < end for first, last in find_places(quote, ad.text))


def count_shares(lessons: Sequence[Lesson]) -> Shares:
    """How often candidates were right, by demand and by rule and demand; few cases lean to what is usual."""
    right: Counter[tuple[str, str]] = Counter()
    count: Counter[tuple[str, str]] = Counter()
    for lesson in lessons:
        for candidate, good in zip(lesson.candidates, lesson.right, strict=True):
            for rule in {"", candidate.rule}:
                right[rule, candidate.label] += good
                count[rule, candidate.label] += 1
    keys = {
        key: (right["", key] + SELDOM * KEY_WEIGHT) / (number + KEY_WEIGHT)
        for (rule, key), number in sorted(count.items())
        if not rule
    }
    rules = {
        f"{rule} {key}": (right[rule, key] + keys[key] * RULE_WEIGHT) / (number + RULE_WEIGHT)
        for (rule, key), number in sorted(count.items())
        if rule
    }
    return {name: round(share, 3) for name, share in (keys | rules).items()}


def describe(lesson: Lesson, shares: Shares) -> list[list[float]]:
    return describe_candidates(replace(lesson.scene, shares=shares), lesson.candidates)


def learn(writers: Sequence[Sequence[Lesson]]) -> str:
    """The table: shares of all writers, and trees that saw each writer with the shares of the others."""
    rows = [
        row
        for at, lessons in enumerate(writers)
        for shares in [count_shares([*chain.from_iterable([*writers[:at], *writers[at + 1 :]])])]
        for lesson in lessons
        for row in describe(lesson, shares)
    ]
    lessons = [*chain.from_iterable(writers)]
    model = GradientBoostingClassifier(
        n_estimators=ROUNDS, learning_rate=PACE, max_depth=DEPTH, min_samples_leaf=SMALLEST, subsample=SAMPLE,
        max_features=COLUMNS, random_state=0, init="zero",
    )  # fmt: skip
    model.fit(
        np.round(np.array(rows), 3),
        [good for lesson in lessons for good in lesson.right],
        sample_weight=[weight for lesson in lessons for weight in lesson.weights],
    )
    return "".join("\t".join(row) + "\n" for row in _list_rows(model, count_shares(lessons)))


def _list_rows(model: GradientBoostingClassifier, shares: Shares) -> Iterator[list[str]]:
    yield ["# how often candidates were right, then the nodes of the trees; made by chance_training.py"]
    yield from ([name, str(share)] for name, share in shares.items())
    base = 0
    for number, (learner,) in enumerate(model.estimators_):
        tree = learner.tree_
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            below, above = (node, node) if leaf else (tree.children_left[node], tree.children_right[node])
            column, limit = (0, 0.0) if leaf else (tree.feature[node], round(float(tree.threshold[node]), 4))
            value = round(float(tree.value[node][0][0]) * PACE, 5) if leaf else 0.0
            yield [str(cell) for cell in (number, column, limit, base + below, base + above, value)]
        base += tree.node_count


@dataclass(frozen=True)
class Source:
    """The ads of one file, and what they teach the two tables."""

    ads: tuple[LabelledAd, ...]
    doubts: tuple[doubt_training.Lesson, ...]
    hunches: tuple[SentenceLesson, ...]


def read_source(ads: Sequence[LabelledAd]) -> Source:
    return Source(tuple(ads), tuple(doubt_training.list_lessons(ads)), tuple(hunch_training.list_lessons(ads)))


def learn_tables(sources: Sequence[Source]) -> tuple[Doubts, Hunches]:
    """Doubts and hunches from some sources, not written down."""
    doubts = doubt_training.learn([lesson for source in sources for lesson in source.doubts])
    return doubts, hunch_training.learn([lesson for source in sources for lesson in source.hunches])


def leave_out_each(others: Sequence[Source], groups: Sequence[Sequence[Source]]) -> list[list[Source]]:
    """For each group of writers everybody else."""
    return [[*others, *chain.from_iterable([*groups[:at], *groups[at + 1 :]])] for at in range(len(groups))]


def learn_at_once(every: Iterable[Sequence[Source]]) -> list[tuple[Doubts, Hunches]]:
    """The tables of each, on as many cores as there are."""
    return [*Parallel(n_jobs=-1)(delayed(learn_tables)(sources) for sources in every)]


def read_group(group: Sequence[Source], doubts: Doubts, hunches: Hunches) -> list[Lesson]:
    judge = judge_by(doubts)
    return [read_lesson(ad, judge, hunches) for source in group for ad in source.ads]


def read_arguments(arguments: Sequence[str]) -> tuple[list[Source], list[list[Source]]]:
    """The examples of the rules and the files that are in no group; then the groups."""
    parts: list[list[Source]] = [[read_source(list_examples())]]
    for argument in arguments:
        if argument == GROUP:
            parts.append([])
        else:
            parts[-1].append(read_source(read_ads([Path(argument)])))
    return parts[0], parts[1:]


if __name__ == "__main__":
    others, groups = read_arguments(sys.argv[1:])
    everybody = [*others, *chain.from_iterable(groups)]
    (doubts, hunches), *without = learn_at_once([everybody, *leave_out_each(others, groups)])
    trees = learn([read_group(group, *learned) for group, learned in zip(groups, without, strict=True)])
    doubt_training.write_table(doubts)
    hunch_training.write_table(hunches)
    (Path(__file__).parent / TABLE).write_text(trees, "utf-8")
