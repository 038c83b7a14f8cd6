"""Learns from labelled ads how likely a firing is right, and writes the table that doubt.py reads.

`python -m matcher.doubt_training AD_FILES...`; the same files give the same table, to the letter.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from matcher.demand import list_firings
from matcher.doubt import BIAS, TABLE, list_quote, list_sentence
from matcher.evaluate import LabelledAd
from matcher.reading import Place, Reading
from matcher.rulebook import load_themes

STRICTNESS = 3.0
RARE = 2
"""Features of fewer lessons than this are no lesson."""
PLAIN_WEIGHT = 4.0
"""A label or a trap as such teaches more than a firing: nobody's rules had a hand in it."""
SLIGHT = 0.2
"""Weights nearer to zero than this are not kept."""

Doubts = dict[str, float]
"""What each feature adds, and where the sum starts."""


@dataclass(frozen=True)
class Lesson:
    """The features of a sentence and of a quote in it, and whether that was a demand."""

    sentence: frozenset[str]
    quote: frozenset[str]
    right: bool
    weight: float = 1.0

    def values(self) -> Iterator[tuple[str, float]]:
        for group in (self.sentence, self.quote):
            yield from ((feature, len(group) ** -0.5) for feature in sorted(group))


def list_lessons(ads: Iterable[LabelledAd]) -> list[Lesson]:
    """Every firing, label and trap of the ads; what counts neither way teaches nothing."""
    return [lesson for ad in ads for lesson in _lessons_of(ad)]


def _lessons_of(ad: LabelledAd) -> Iterator[Lesson]:
    reading, firings = list_firings(ad.text)
    for place, demand in firings:
        said = (demand.item, demand.direction.value)
        if said in ad.wanted or said not in ad.allowed:
            yield _lesson(reading, place, demand.rule, demand.item, right=said in ad.wanted)
    for quote, right in [(label.quote, True) for label in ad.demands] + [(trap.quote, False) for trap in ad.traps]:
        if (found := _find(reading, quote)) is not None:
            yield Lesson(
                list_sentence(reading, found.sentence), list_quote(reading, found, "", ""), right, PLAIN_WEIGHT
            )


def _lesson(reading: Reading, place: Place, rule: str, item: str, *, right: bool) -> Lesson:
    return Lesson(list_sentence(reading, place.sentence), list_quote(reading, place, rule, item), right)


def _find(reading: Reading, quote: str) -> Place | None:
    """Where the quote stands first, as words of one sentence."""
    start = reading.folded.original.find(quote) if quote and reading.folded.offsets is None else -1
    for number, sentence in enumerate(reading.sentences):
        if sentence.start <= start < sentence.end:
            place = reading.place(number, start, min(start + len(quote), sentence.end))
            return place if place.first < place.last else None
    return None


def list_examples() -> list[LabelledAd]:
    """The examples and silent texts of the rules as ads of one sentence."""
    rows = []
    for theme in load_themes():
        for number, example in enumerate(theme.examples):
            label = {"item": example["item"], "direction": example["direction"], "quote": example.get("quote", "")}
            rows.append({"id": f"{theme.name}-{number}", "text": example["text"], "demands": [label]})
        rows += [{"id": rule, "text": text, "traps": [{"quote": text}]} for rule, text in theme.silent]
    return [LabelledAd.model_validate(row) for row in rows]


def learn(lessons: Sequence[Lesson]) -> Doubts:
    """What each feature adds, by logistic regression in which rights and wrongs count alike."""
    counts = Counter(feature for lesson in lessons for feature in lesson.sentence | lesson.quote)
    known = {feature: at for at, feature in enumerate(sorted(f for f, count in counts.items() if count >= RARE))}
    cells = [
        (row, known[feature], value)
        for row, lesson in enumerate(lessons)
        for feature, value in lesson.values()
        if feature in known
    ]
    rows, columns, values = zip(*cells, strict=True)
    table = csr_matrix((values, (rows, columns)), shape=(len(lessons), len(known)))
    model = LogisticRegression(C=STRICTNESS, class_weight="balanced", solver="liblinear", tol=1e-3, random_state=0)
    model.fit(table, [lesson.right for lesson in lessons], sample_weight=[lesson.weight for lesson in lessons])
    weights = {feature: round(float(model.coef_[0][at]), 3) for feature, at in known.items()}
    kept = {feature: weight for feature, weight in weights.items() if abs(weight) >= SLIGHT}
    return {BIAS: round(float(model.intercept_[0]), 3), **kept}


def read_ads(paths: Iterable[Path]) -> list[LabelledAd]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [LabelledAd.model_validate_json(line) for line in lines if line.strip()]


def write_table(weights: Doubts) -> None:
    rows = "".join(f"{feature}\t{weight}\n" for feature, weight in weights.items())
    (Path(__file__).parent / TABLE).write_text("# what each feature adds; made by doubt_training.py\n" + rows, "utf-8")


if __name__ == "__main__":
    write_table(learn(list_lessons([*list_examples(), *read_ads(map(Path, sys.argv[1:]))])))
