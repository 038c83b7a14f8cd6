"""Learns a network that network.py reads with: descent by Adam over batches of sentences, in 32-bit floats.

The same lessons give the same network on the same machine; another one may round a sum otherwise.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.special import expit
from threadpoolctl import threadpool_limits

from matcher.network import MOST, REACHES, Layer, Network, count_steps, look_around
from matcher.network_batch import SIDES, Batch, Lesson, Subject, choose_subject, make_batch

WIDTH, CHANNELS = 64, 160
"""So many numbers tell what a word means, and what it means among others."""
ROUNDS, BATCH, LONGEST = 5, 128, 48
PACE, WORD_PACE, LAST_PACE = 2e-3, 6e-3, 0.02
FASTNESS, SLOWNESS, TINY = 0.9, 0.999, 1e-8
"""How much of the direction and of the size of earlier steps is kept."""
HIDE = 0.2
"""So much is hidden at random, so that no answer hangs on a single word."""
SPOT_WEIGHT = 0.2
FIRST = -4.0
"""Where every answer starts: far on the side of no."""
SPREAD = 0.3
NOWHERE = -50.0
CALIBRATED, USUAL = 2000, 99.97
"""Steps are so large that of so many lessons such a share of the values stays within them."""

Arrays = dict[str, np.ndarray]


@dataclass
class Learner:
    """The weights while they are learned, and how each moved lately."""

    weights: Arrays
    chance: np.random.Generator
    moved: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)
    steps: int = 0

    def step(self, slopes: Arrays, rows: np.ndarray, pace: float) -> None:
        """Move every weight against its slope; of the parts of words only those that were met."""
        self.steps += 1
        level = np.sqrt(1 - SLOWNESS**self.steps) / (1 - FASTNESS**self.steps)
        for name, slope in slopes.items():
            weights = self.weights[name]
            first, second = self.moved.setdefault(name, (np.zeros_like(weights), np.zeros_like(weights)))
            at, size = (rows, WORD_PACE) if name == "parts" else (slice(None), PACE)
            first[at] = FASTNESS * first[at] + (1 - FASTNESS) * slope
            second[at] = SLOWNESS * second[at] + (1 - SLOWNESS) * slope**2
            weights[at] -= np.float32(size * pace * level) * first[at] / (np.sqrt(second[at]) + np.float32(TINY))

    def mask(self, shape: tuple[int, ...], *, hide: bool) -> np.ndarray:
        if not hide:
            return np.ones((1, 1), np.float32)
        kept = self.chance.random(shape, dtype=np.float32) >= HIDE
        return kept.astype(np.float32) / np.float32(1 - HIDE)


def start_learner(parts: int, keys: int, hints: int, seed: int = 0) -> Learner:
    chance = np.random.default_rng(seed)

    def draw(height: int, width: int) -> np.ndarray:
        return chance.uniform(-1, 1, (height, width)).astype(np.float32) / np.float32(np.sqrt(height))

    weights = {
        "parts": chance.normal(0, SPREAD, (parts, WIDTH)).astype(np.float32),
        "context": draw(SIDES * WIDTH, CHANNELS),
        "spot": draw(CHANNELS + WIDTH, keys),
        "spot start": np.full(keys, FIRST, np.float32),
        "whole": draw(CHANNELS + WIDTH, keys + hints),
        "whole start": np.array([0.0] * keys + [FIRST] * hints, np.float32),
    }
    for number in range(len(REACHES)):
        weights[f"layer {number}"] = draw(3 * (CHANNELS if number else WIDTH), CHANNELS)
        weights[f"start {number}"] = np.zeros(CHANNELS, np.float32)
    return Learner(weights, chance)


@dataclass(frozen=True, eq=False)
class Course:
    """What came out at each step on the way to the answers, and what was hidden there."""

    words: np.ndarray
    around: np.ndarray
    layers: tuple[tuple[np.ndarray, np.ndarray], ...]
    """What went into a layer, and what it added."""
    seen: np.ndarray
    beside: np.ndarray
    spots: np.ndarray
    top_spots: np.ndarray
    top: np.ndarray
    whole: np.ndarray
    answers: np.ndarray
    masks: Arrays


def go_forward(learner: Learner, batch: Batch, *, hide: bool) -> Course:
    weights, layout = learner.weights, batch.layout
    vectors = batch.parts @ weights["parts"][batch.rows]
    words = batch.words @ vectors
    around = (batch.around @ vectors).reshape(len(layout.firsts), -1)
    masks = {"around": learner.mask(around.shape, hide=hide), "words": learner.mask(words.shape, hide=hide)}
    around = around * masks["around"]
    told = (around @ weights["context"])[layout.sentences]
    seen, layers = words * masks["words"], []
    for number, reach in enumerate(REACHES):
        wide = look_around(seen, reach)
        added = wide @ weights[f"layer {number}"] + weights[f"start {number}"] + (0 if number else told)
        added = np.maximum(added, 0) * layout.inside
        layers.append((wide, added))
        seen = seen + added if number else added
    masks["seen"] = learner.mask(seen.shape, hide=hide)
    beside = np.hstack([seen * masks["seen"], words])
    spots = np.where(layout.inside, beside @ weights["spot"] + weights["spot start"], np.float32(NOWHERE))
    top_spots, top = layout.reduce(np.maximum, spots), layout.reduce(np.maximum, seen)
    whole = np.hstack([top, batch.mean @ words])
    masks["whole"] = learner.mask(whole.shape, hide=hide)
    whole = whole * masks["whole"]
    answers = whole @ weights["whole"] + weights["whole start"]
    answers[:, : spots.shape[1]] += top_spots
    return Course(words, around, tuple(layers), seen, beside, spots, top_spots, top, whole, answers, masks)


def go_back(learner: Learner, batch: Batch, course: Course) -> Arrays:
    """The slope of the loss for every weight; the loss is the mean over lessons of the log loss of all answers."""
    weights, layout, masks = learner.weights, batch.layout, course.masks
    count = np.float32(len(layout.firsts))
    answers = (_odds(course.answers) - batch.right) / count
    spots = (_odds(course.spots) - batch.right_spots) * layout.inside * np.float32(SPOT_WEIGHT) / count
    spots += (course.spots == course.top_spots[layout.sentences]) * answers[:, : spots.shape[1]][layout.sentences]
    whole = answers @ weights["whole"].T * masks["whole"]
    beside = spots @ weights["spot"].T
    channels = course.seen.shape[1]
    seen = beside[:, :channels] * masks["seen"]
    seen += (course.seen == course.top[layout.sentences]) * whole[:, :channels][layout.sentences]
    words = beside[:, channels:] + batch.mean.T @ whole[:, channels:]
    slopes = {
        "whole": course.whole.T @ answers, "whole start": answers.sum(axis=0),
        "spot": course.beside.T @ spots, "spot start": spots.sum(axis=0),
    }  # fmt: skip
    for number, (wide, added) in reversed([*enumerate(course.layers)]):
        own = seen * (added > 0)
        slopes |= {f"layer {number}": wide.T @ own, f"start {number}": own.sum(axis=0)}
        back = _look_back(own @ weights[f"layer {number}"].T, REACHES[number])
        if number:
            seen = seen + back
        else:
            words += back * masks["words"]
            told = layout.reduce(np.add, own)
    slopes["context"] = course.around.T @ told
    around = (told @ weights["context"].T * masks["around"]).reshape(SIDES * len(layout.firsts), -1)
    slopes["parts"] = batch.parts.T @ (batch.words.T @ words + batch.around.T @ around)
    return slopes


def _odds(scores: np.ndarray) -> np.ndarray:
    return np.asarray(expit(scores))


def _look_back(wide: np.ndarray, reach: int) -> np.ndarray:
    """The reverse of look_around: what each row gave to itself and to its neighbours."""
    before, here, behind = np.split(wide, 3, axis=1)
    rows = here.copy()
    rows[:-reach] += before[reach:]
    rows[reach:] += behind[:-reach]
    return rows


def learn(lessons: Sequence[Lesson], keys: Sequence[str], seed: int = 0, rounds: int = ROUNDS) -> Network:
    """The network in whole numbers, after all rounds; on one core, so that sums are always rounded alike.

    Another seed starts from other weights, in another order, and hides other words.
    """
    lessons = [_shorten(one) for one in lessons]
    subject = choose_subject(lessons, keys)
    with threadpool_limits(1):
        learner = start_learner(len(subject.parts), len(subject.keys), len(subject.hints), seed)
        _descend(learner, lessons, subject, rounds)
        return freeze(learner, subject, lessons)


def _descend(learner: Learner, lessons: Sequence[Lesson], subject: Subject, rounds: int) -> None:
    steps = rounds * -(-len(lessons) // BATCH)
    for step, chosen in enumerate(_deal(lessons, rounds, learner.chance)):
        batch = make_batch(chosen, subject, learner.chance, hide=True)
        slopes = go_back(learner, batch, go_forward(learner, batch, hide=True))
        learner.step(slopes, batch.rows, max(LAST_PACE, 1 - step / steps))


def _shorten(lesson: Lesson) -> Lesson:
    """The first words, and the answers that stand there."""
    words, spots = lesson.said.words[:LONGEST], tuple(spot for spot in lesson.spots if spot[0] < LONGEST)
    cut = {answer for _, answer in lesson.spots} - {answer for _, answer in spots}
    return Lesson(replace(lesson.said, words=words), lesson.answers - cut, spots)


def _deal(lessons: Sequence[Lesson], rounds: int, chance: np.random.Generator) -> Iterator[list[Lesson]]:
    """All lessons in batches of much the same length, in another order each round."""
    lengths = np.array([len(one.said.words) for one in lessons])
    for _ in range(rounds):
        order = np.argsort(lengths + chance.random(len(lessons)) * 6, kind="stable")
        starts = chance.permutation(np.arange(0, len(order), BATCH))
        yield from ([lessons[at] for at in order[start : start + BATCH]] for start in starts)


def freeze(learner: Learner, subject: Subject, lessons: Sequence[Lesson]) -> Network:
    """The weights as whole numbers, each with the size of its step."""
    weights = learner.weights
    sample = lessons[:: max(1, len(lessons) // CALIBRATED)]
    batch = make_batch(sample, subject, learner.chance, hide=False)
    course = go_forward(learner, batch, hide=False)
    places = batch.layout.places
    shown = np.cumsum([added[places] for _, added in course.layers], axis=0)
    channels = course.seen.shape[1]
    word, context, *layers, mean = (
        _step_of(values) for values in (course.words[places], course.around, *shown, course.whole[:, channels:])
    )
    worth = _step_of(weights["parts"])
    size, keys = weights["parts"].shape[1], len(subject.keys)
    last, words, means = np.full(channels, layers[-1]), np.full(size, word), np.full(size, mean)
    inputs = [np.full(3 * size, word), *(np.full(3 * channels, step) for step in layers[:-1])]
    return Network(
        keys=subject.keys,
        parts=subject.parts,
        vectors=count_steps(weights["parts"], worth).astype(np.int8),
        worth=worth / word,
        steps=np.array([word, context, *layers, mean]),
        context=_to_layer(weights["context"], np.zeros(channels), np.full(SIDES * size, context)),
        layers=tuple(_to_layer(weights[f"layer {n}"], weights[f"start {n}"], step) for n, step in enumerate(inputs)),
        spot=_to_layer(weights["spot"], weights["spot start"], np.append(last, words)),
        whole=_to_layer(weights["whole"][:, :keys], weights["whole start"][:keys], np.append(last, means)),
    )


def _step_of(values: np.ndarray) -> float:
    return max(float(np.percentile(np.abs(values), USUAL)) / MOST, TINY)


def _to_layer(weights: np.ndarray, starts: np.ndarray, steps: np.ndarray) -> Layer:
    """`steps`: the size of a step of each value that comes in."""
    worth = weights * steps[:, None]
    scales = np.maximum(np.abs(worth).max(axis=0), TINY) / MOST
    return Layer(np.rint(worth / scales).astype(np.float32), scales, starts.astype(np.float64))
