"""Finds demands that no rule words, by a network that learned from the sentences of labelled ads.

The network (network.py) scores each demand on every sentence, and on every word of it: the quote is the best word and
those around it that score not much less. It also scores how much words look like a trap: said, but not asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from math import inf
from pathlib import Path

import numpy as np

from matcher.network import NEVER, Layer, Network, Said, parts_of, score
from matcher.reading import Place, Reading
from matcher.tokens import split_tokens

TABLE = "hunch_network.npz"
TRAP = "trap"
"""The answer of the network that stands beside the demands."""
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
    """The network, and the demands that it scores; the last answer of the network is the trap."""

    network: Network

    def __post_init__(self) -> None:
        assert self.network.keys[-1] == TRAP

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        named = (key.partition(" ") for key in self.network.keys[:-1])
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
    """The share of its words that no labelled ad taught."""
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
    """Each sentence with the words around it, as the network reads them; its last mark counts with the heading."""
    words, bounds = reading.strip.tokens.words, [(0, 0), *reading.bounds, (0, 0)]
    for before, (first, last), behind, sentence in zip(bounds, bounds[1:], bounds[2:], reading.sentences, strict=False):
        yield Said(
            words=words[first:last],
            before=words[slice(*before)][-BEFORE:],
            behind=words[slice(*behind)][:BEHIND],
            heading=(*_heading_words(sentence.heading), _mark(reading.text[sentence.end - 1])),
        )


def _mark(last: str) -> str:
    return last if last in ".!?:" else "-"


@lru_cache(maxsize=1024)
def _heading_words(heading: str) -> tuple[str, ...]:
    return tuple(split_tokens(heading).words[:HEADING])


def read_impression(hunches: Hunches, reading: Reading) -> Impression:
    """Score all sentences at once; one without words reminds of nothing."""
    network, said = hunches.network, [*list_said(reading)]
    keys, count = len(network.keys), len(reading.strip.tokens.words)
    whole, words = np.full((len(said), keys), NEVER), np.full((count, keys), NEVER, np.float32)
    spoken = [number for number, one in enumerate(said) if one.words]
    if spoken:
        found = score(network, [said[number] for number in spoken])
        whole[spoken] = np.round(found.whole, 4)
        words[[at for number in spoken for at in range(*reading.bounds[number])]] = np.round(found.spots, 4)
    unknown = [
        sum(parts_of(word)[0] not in network.parts for word in one.words) / (len(one.words) or 1) for one in said
    ]
    return Impression(whole[:, :-1], whole[:, -1], unknown, words)


@cache
def load_hunches() -> Hunches | None:
    """The learned network; None where there is none, so that the rules alone speak."""
    path = files("matcher") / TABLE
    return read_network(Path(str(path))) if path.is_file() else None


def read_network(path: Path) -> Hunches:
    with np.load(path) as table:
        layers = [
            Layer(table[f"weights {n}"].astype(np.float32), table[f"scales {n}"], table[f"starts {n}"])
            for n in range(sum(name.startswith("weights") for name in table))
        ]
        keys, parts = (bytes(table[name]).decode().split("\n") for name in ("keys", "parts"))
        context, *middle, spot, whole = layers
        network = Network(
            keys=tuple(keys),
            parts={part: at for at, part in enumerate(parts)},
            vectors=table["vectors"],
            worth=float(table["worth"]),
            steps=table["steps"],
            context=context,
            layers=tuple(middle),
            spot=spot,
            whole=whole,
        )
    return Hunches(network)


def write_network(network: Network, path: Path) -> None:
    layers = [network.context, *network.layers, network.spot, network.whole]
    arrays: dict[str, np.ndarray] = {
        "keys": np.frombuffer("\n".join(network.keys).encode(), np.uint8),
        "parts": np.frombuffer("\n".join(network.parts).encode(), np.uint8),
        "vectors": network.vectors,
        "worth": np.array(network.worth),
        "steps": network.steps,
    }
    for n, layer in enumerate(layers):
        arrays[f"weights {n}"] = layer.weights.astype(np.int8)
        arrays |= {f"scales {n}": layer.scales, f"starts {n}": layer.starts}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
