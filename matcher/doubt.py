"""Weighs whether words are said of the work, from the words of the sentence, of the quote and of who is spoken of.

The weights are learned by doubt_training.py from the labelled ads, once, and lie beside this file as a readable table:
a feature a line with what it adds. chance.py uses the weight among others; `explain` says which features weighed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum, sqrt

from matcher.concept import concepts_of, list_concepts
from matcher.direction import YOU
from matcher.reading import Place, Reading

TABLE = "doubt_weights.tsv"
BIAS = "(bias)"
WE = frozenset({"wij", "we", "ons", "onze", "our", "us"})
LONG = 6
"""A word of so many letters also counts by its first five and its last four."""
BEFORE = 12
"""So many words before the sentence tell whether the reader or the firm was spoken of."""


@dataclass(frozen=True)
class Judge:
    """What each feature adds to where it starts."""

    weights: dict[str, float]
    bias: float


@cache
def load_judge() -> Judge | None:
    """The learned table; None where there is none, so that nothing is left out."""
    path = files("matcher") / TABLE
    if not path.is_file():
        return None
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return judge_by({feature: float(weight) for feature, weight in rows})


def judge_by(weights: dict[str, float]) -> Judge:
    return Judge({feature: weight for feature, weight in weights.items() if feature != BIAS}, weights[BIAS])


def weigh_sentence(judge: Judge, reading: Reading, number: int) -> float:
    """What the words of a sentence add to the likelihood of a demand."""
    known = reading.told.get(number)
    if known is None:
        known = reading.told[number] = weigh_features(judge, list_sentence(reading, number))
    return known


def explain(reading: Reading, place: Place, rule: str, item: str) -> list[tuple[str, float]]:
    """The features of a firing that weigh most, heaviest first."""
    judge = load_judge()
    if judge is None:
        return []
    features = {*list_sentence(reading, place.sentence), *list_quote(reading, place, rule, item)}
    rows = [(feature, judge.weights[feature]) for feature in features if feature in judge.weights]
    return sorted(rows, key=lambda row: (-abs(row[1]), row[0]))


def list_sentence(reading: Reading, number: int) -> frozenset[str]:
    """The features of a sentence: its words, how it begins and ends, and where it stands."""
    first, last = reading.bounds[number]
    words, sentence = reading.strip.tokens.words, reading.sentences[number]
    found: set[str] = set().union(*map(features_of, words[first:last]), list_concepts(words[first:last]))
    for length in range(1, 4):
        found.add("first " + " ".join(words[first : min(first + length, last)]))
    for word in sentence.heading.split():
        found.add("heading " + word)
    before = words[max(0, first - BEFORE) : first]
    found |= {
        spoken_of(words[first:last]),
        "before " + spoken_of(before),
        f"tenth {10 * sentence.start // max(1, len(reading.text))}",
        f"length {min(6, (last - first) // 4)}",
        f"end {reading.text[sentence.end - 1] if sentence.end and reading.text[sentence.end - 1] in '.!?:' else '-'}",
    }
    return frozenset(found)


def list_quote(reading: Reading, place: Place, rule: str, item: str) -> frozenset[str]:
    """The features of the words that fired, and of the rule that read them."""
    first, last = reading.bounds[place.sentence]
    said = spoken_of(reading.strip.tokens.words[first:last])
    return frozenset({*list_words(reading, place), *list_rule(rule, item, said)})


def list_words(reading: Reading, place: Place) -> frozenset[str]:
    """The features of words, whatever rule read them."""
    quote = reading.strip.tokens.words[place.first : place.last]
    found = {"quote " + plain(word) for word in quote}
    found.update("quote " + concept for word in quote for concept in concepts_of(word))
    found |= {f"quoted {min(5, len(quote))}", f"opens {plain(quote[0])}" if quote else "opens"}
    return frozenset(found)


def list_rule(rule: str, item: str, said: str) -> tuple[str, ...]:
    """The features of a rule, which the words do not have; `said`: of whom the sentence speaks."""
    return (f"rule {rule}", f"item {item}", f"rule {rule} {said}") if rule else ()


def spoken_of(words: Iterable[str]) -> str:
    """Whether the words speak to the reader, of the firm, of both or of neither."""
    said = set(words)
    return f"you{int(not YOU.isdisjoint(said))} we{int(not WE.isdisjoint(said))}"


def plain(word: str) -> str:
    return "0" if word[0].isdigit() else word


@lru_cache(maxsize=32_768)
def features_of(word: str) -> tuple[str, ...]:
    """A word as itself, and a longer one by its beginning and its end too."""
    if word[0].isdigit():
        return ("0",)
    return (word, f"{word[:5]}-", f"-{word[-4:]}") if len(word) >= LONG else (word,)


def weigh_features(judge: Judge, features: frozenset[str]) -> float:
    """Every feature counts for less the more of them there are."""
    return add_up(judge, features) / sqrt(len(features) or 1)


def add_up(judge: Judge, features: Iterable[str]) -> float:
    """What features add, summed exactly, whatever their order."""
    weights = judge.weights
    return fsum(weights[feature] for feature in features if feature in weights)
