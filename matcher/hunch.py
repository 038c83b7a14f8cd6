"""Finds demands that no rule words, by networks that learned from the sentences of labelled ads.

A network (network.py) scores each demand on every sentence, and on every word of it: the quote is the best word and
those around it that score not much less. It also scores how much words look like a trap: said, but not asked. Two that
started elsewhere err elsewhere: what counts is the mean of their scores.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from math import inf
from pathlib import Path

import numpy as np

from matcher.mark import find_address, mark_words
from matcher.network import NEVER, Layer, Network, Said, parts_of, score
from matcher.reading import Place, Reading
from matcher.tokens import split_tokens

TABLE = "hunch_networks.npz"
TRAP = "trap"
"""The answer of a network that stands beside the demands."""
LONGEST = 8
"""A quote has at most so many words."""
SLACK = 2.0
"""Words that score so much less than the best of a sentence still belong to the quote."""
BEFORE, BEHIND, HEADING = 16, 8, 8
"""So many words of the sentence before, of the one behind and of the heading are read."""
Key = tuple[str, str]
"""An item and a direction."""


@dataclass(frozen=True, eq=False)
class Hunches:
    """Networks that learned the same, and the demands that they score; the last answer of a network is the trap."""

    networks: tuple[Network, ...]

    def __post_init__(self) -> None:
        assert self.answers[-1] == TRAP
        known = self.networks[0].parts
        assert all((one.keys, one.parts) == (self.answers, known) for one in self.networks)

    @property
    def answers(self) -> tuple[str, ...]:
        return self.networks[0].keys

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        named = (key.partition(" ") for key in self.answers[:-1])
        return tuple((item, direction) for item, _, direction in named)

    @cached_property
    def numbers(self) -> dict[Key, int]:
        return {key: at for at, key in enumerate(self.keys)}

    @cached_property
    def by_item(self) -> dict[str, list[int]]:
        return {item: [at for at, key in enumerate(self.keys) if key[0] == item] for item, _ in self.keys}


@dataclass(frozen=True, eq=False)
class Impression:
    """How each sentence of a text scores on each demand, and on being a trap; and so each of its words."""

    scores: np.ndarray
    traps: np.ndarray
    unknown: list[float]
    """The share of its words that hardly any labelled ad holds."""
    words: np.ndarray
    """A row a word of the text, the trap last."""

    def at(self, place: Place, number: int) -> float:
        """The best score of the words of a place; number -1 is the trap."""
        return float(self.words[place.first : place.last, number].max(initial=NEVER))

    def find_quote(self, first: int, last: int, number: int) -> tuple[int, int]:
        """The words around the best of a sentence that score not much less."""
        row = [-inf, *self.words[first:last, number].tolist(), -inf]
        best = begin = row.index(max(row))
        end = best + 1
        while end - begin < LONGEST and max(row[begin - 1], row[end]) >= row[best] - SLACK:
            if row[begin - 1] >= row[end]:
                begin -= 1
            else:
                end += 1
        return first + begin - 1, first + end - 1


def list_said(reading: Reading) -> Iterator[Said]:
    """Each sentence with the words around it, as a network reads them.

    With the heading count the last mark of the sentence, and how often the text speaks to the reader.
    """
    words, bounds, address = mark_words(reading), [(0, 0), *reading.bounds, (0, 0)], find_address(reading)
    for before, (first, last), behind, sentence in zip(bounds, bounds[1:], bounds[2:], reading.sentences, strict=False):
        yield Said(
            words=words[first:last],
            before=words[slice(*before)][-BEFORE:],
            behind=words[slice(*behind)][:BEHIND],
            heading=(*_heading_words(sentence.heading), _mark(reading.text[sentence.end - 1]), address),
        )


def _mark(last: str) -> str:
    return last if last in ".!?:" else "-"


@lru_cache(maxsize=1024)
def _heading_words(heading: str) -> tuple[str, ...]:
    return tuple(split_tokens(heading).words[:HEADING])


def read_impression(hunches: Hunches, reading: Reading) -> Impression:
    """Score all sentences at once; one without words reminds of nothing."""
    said, known = [*list_said(reading)], hunches.networks[0].parts
    keys, count = len(hunches.answers), len(reading.strip.tokens.words)
    whole, words = np.full((len(said), keys), NEVER), np.full((count, keys), NEVER, np.float32)
    spoken = [number for number, one in enumerate(said) if one.words]
    if spoken:
        found = [score(network, [said[number] for number in spoken]) for network in hunches.networks]
        whole[spoken] = np.round(np.mean([one.whole for one in found], axis=0), 4)
        places = [at for number in spoken for at in range(*reading.bounds[number])]
        words[places] = np.round(np.mean([one.spots for one in found], axis=0), 4)
    unknown = [sum(parts_of(word)[0] not in known for word in one.words) / (len(one.words) or 1) for one in said]
    return Impression(whole[:, :-1], whole[:, -1], unknown, words)


@cache
def load_hunches() -> Hunches | None:
    """The learned networks; None where there is none, so that the rules alone speak."""
    path = files("matcher") / TABLE
    return read_networks(Path(str(path))) if path.is_file() else None


def read_networks(path: Path) -> Hunches:
    with np.load(path) as table:
        keys, parts = (tuple(bytes(table[name]).decode().split("\n")) for name in ("keys", "parts"))
        numbers = {part: at for at, part in enumerate(parts)}
        count = sum(name.endswith("vectors") for name in table)
        return Hunches(tuple(_read_network(table, f"{n} ", keys, numbers) for n in range(count)))


def _read_network(table: Mapping[str, np.ndarray], name: str, keys: tuple[str, ...], parts: dict[str, int]) -> Network:
    context, *middle, spot, whole = (
        Layer(table[f"{name}weights {n}"].astype(np.float32), table[f"{name}scales {n}"], table[f"{name}starts {n}"])
        for n in range(sum(other.startswith(f"{name}weights") for other in table))
    )
    return Network(
        keys=keys,
        parts=parts,
        vectors=table[f"{name}vectors"],
        worth=float(table[f"{name}worth"]),
        steps=table[f"{name}steps"],
        context=context,
        layers=tuple(middle),
        spot=spot,
        whole=whole,
    )


def write_networks(hunches: Hunches, path: Path) -> None:
    """One file: answers and parts of words, which all have in common, and the numbers of each."""
    arrays = {
        "keys": np.frombuffer("\n".join(hunches.answers).encode(), np.uint8),
        "parts": np.frombuffer("\n".join(hunches.networks[0].parts).encode(), np.uint8),
    }
    for n, network in enumerate(hunches.networks):
        arrays |= {f"{n} {name}": values for name, values in _list_arrays(network)}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def _list_arrays(network: Network) -> Iterator[tuple[str, np.ndarray]]:
    yield from (("vectors", network.vectors), ("worth", np.array(network.worth)), ("steps", network.steps))
    for n, layer in enumerate([network.context, *network.layers, network.spot, network.whole]):
        yield f"weights {n}", layer.weights.astype(np.int8)
        yield from ((f"scales {n}", layer.scales), (f"starts {n}", layer.starts))
