"""The level that a numbered line gives its item: by its column, its ticked box, its number, its words or its amount."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from dossier.capability_reading.degree import NEVER, degree_of
from dossier.capability_reading.proposal import Confidence, lower
from dossier.capability_reading.quantity import find_amounts, level_of, measures
from dossier.capability_reading.text_line import CHECKED, UNCHECKED, Cell
from dossier.rules.fml import FmlItem, Kind

MARKS = frozenset({"x", "v", CHECKED, "●", "•", "+", "ja"})
DIGIT = re.compile(
    r"(?:^|[\s:=(|–-])(?:stand|niveau|score|waarde|kolom|categorie|level)?\s*[:=(]?\s*(?P<level>\d)\s*(?=$|[\s.,;:)|–-])(?!\s*(?:[xX]\s|à|-\s*\d|tot\s+\d|"
    r"kg|kilo|kgf|n\b|min|uur|uren|u\b|keer|maal|x\b|cm|m\b|meter|°|graden|trap|treden?|dag|%|/))",
    re.IGNORECASE,
)  # fmt: skip
LABEL_NUMBER = re.compile(r"(?:stand\s*)?(\d)\b(?!\s*(?:[.,]\d|kg|uur|min|x|keer|cm|°))", re.IGNORECASE)
YES_NO = re.compile(r"ja|nodig|aanwezig|nee|niet nodig|niet", re.IGNORECASE)
SPLIT_BOXES = re.compile(rf"([{CHECKED}{UNCHECKED}])")
CLOSE = 72


@dataclass(frozen=True)
class Reading:
    """A level with how sure it is and what it was read from."""

    level: int
    confidence: Confidence
    why: str


@dataclass(frozen=True)
class Columns:
    """The head of a table whose columns are the levels: where each column stands."""

    places: tuple[tuple[float, str], ...]
    whole: bool
    """A real table: the cell stands exactly in its column."""

    def meaning(self, cell: Cell) -> str | None:
        at, said = min(self.places, key=lambda place: abs(place[0] - cell.at))
        return said if abs(at - cell.at) <= (12 if self.whole else 26) else None


def read_columns(cells: Sequence[Cell], *, whole: bool) -> Columns | None:
    """'0 | 1 | 2 | 3' or 'normaal | beperkt | sterk beperkt' as the head of columns to tick."""
    digits = [cell for cell in cells if re.fullmatch(r"(?:stand\s*)?\d", cell.text, re.IGNORECASE)]
    words = [
        cell
        for cell in cells
        if re.fullmatch(r"(?:normaal|(?:licht|sterk|niet)?\s*beperkt|ja|nee|(?:niet )?nodig)", cell.text, re.IGNORECASE)
    ]
    found = digits if len(digits) >= 2 else words
    if len(found) < 2 or (found is digits and [d.text[-1] for d in digits] != sorted({d.text[-1] for d in digits})):
        return None
    return Columns(tuple((cell.at, cell.text.casefold()) for cell in found), whole)


def read_levels(item: FmlItem, tail: str, cells: Sequence[Cell], columns: Columns | None, box: str) -> list[Reading]:
    """Every level that the line gives: one, or for a kind as many as are ticked; nothing where it says none."""
    ticked = read_marks(item, tail, cells, columns)
    if ticked:
        return ticked
    if CHECKED in tail or UNCHECKED in tail:
        return read_boxes(item, tail)
    if box == UNCHECKED:
        return [Reading(0, Confidence.MIDDLE, "vakje voor het punt is leeg")]
    numbered = read_digit(item, tail, cells)
    said = [check_amount(item, tail, numbered)] if numbered else read_words(item, tail)
    if said or box != CHECKED:
        return said
    sure = Confidence.MIDDLE if len(item.levels) == 2 else Confidence.LOW
    return [Reading(1, sure, "vakje voor het punt is aangekruist")]


def read_marks(item: FmlItem, tail: str, cells: Sequence[Cell], columns: Columns | None) -> list[Reading]:
    """A cross in the column of a level; of a column called 'beperkt' the amount beside it says how far."""
    if columns is None:
        return []
    marked = [said for cell in cells if cell.text.casefold() in MARKS and (said := columns.meaning(cell))]
    found = [
        Reading(level, Confidence.HIGH, "kolom aangekruist") for said in marked for level in label_level(item, said)
    ]
    in_words = any(not said[-1].isdigit() for said in marked)
    if not in_words or not any(one.level for one in found) or len(item.levels) <= 2:
        return choose(item, found) if found else []
    amount = level_by_amount(item, tail)
    if amount is not None and amount[0]:
        return [Reading(amount[0], Confidence.HIGH if amount[1] else Confidence.LOW, "hoeveelheid naast het kruisje")]
    return [Reading(one.level, Confidence.LOW, "kolom aangekruist, mate in woorden") for one in choose(item, found)]


def label_level(item: FmlItem, label: str) -> list[int]:
    """What the words beside a box or above a column say: a number, a degree, or the words of a level."""
    label = label.strip(" .:;|–-")
    number = LABEL_NUMBER.match(label)
    if number and int(number[1]) < len(item.levels):
        return [int(number[1])]
    if YES_NO.fullmatch(label):
        return [int(not label.casefold().startswith(("nee", "niet")))]
    worded = level_by_words(item, label)
    degree = degree_of(label, item) if worded is None else worded
    amount = level_by_amount(item, label) if degree is None else (degree, True)
    if amount is not None:
        return [amount[0]]
    return kinds_named(item, label) if item.kind is Kind.VARIANT else []


def read_boxes(item: FmlItem, tail: str) -> list[Reading]:
    """Boxes stand before their label or behind it: as the first box stands."""
    parts = [part.strip() for part in SPLIT_BOXES.split(tail)]
    boxes = [place for place, part in enumerate(parts) if part in {CHECKED, UNCHECKED}]
    behind = bool(label_level(item, re.split(r"[|\n]", parts[0])[-1])) and not parts[-1].strip(" |\n")
    found: list[Reading] = []
    for place in boxes:
        if parts[place] == CHECKED:
            label = re.split(r"\n|\|" if behind else r"\n", parts[place - 1] if behind else parts[place + 1])[
                -1 if behind else 0
            ]
            found += [Reading(level, Confidence.HIGH, "vakje aangekruist") for level in label_level(item, label)]
    if not found and not any(parts[place] == CHECKED for place in boxes):
        return [Reading(0, Confidence.MIDDLE, "geen vakje aangekruist")]
    return choose(item, found)


def choose(item: FmlItem, found: list[Reading]) -> list[Reading]:
    """Of kinds all that are ticked; of ranks the worst, with a doubt when more than one is."""
    levels = sorted({one.level for one in found})
    if item.kind in {Kind.VARIANT, Kind.INFORMATION}:
        real = [one for one in {one.level: one for one in found}.values() if one.level or levels == [0]]
        return sorted(real, key=lambda one: one.level)
    if len(levels) > 1:
        return [Reading(levels[-1], Confidence.LOW, "meer dan één stand aangekruist")]
    return found[:1]


def read_digit(item: FmlItem, tail: str, cells: Sequence[Cell]) -> Reading | None:
    own = next((int(cell.text) for cell in cells if re.fullmatch(r"\d", cell.text)), None)
    match = DIGIT.search(tail)
    hours = next((Decimal(cell.text) for cell in cells if re.fullmatch(r"\d{1,2}", cell.text)), None)
    if item.item in {"6.2", "6.3"} and hours is not None and hours >= len(item.levels):
        return Reading(level_of(item, hours)[0], Confidence.MIDDLE, "getal gelezen als uren")
    level = own if own is not None else int(match["level"]) if match else None
    if level is None or level >= len(item.levels):
        return None
    return Reading(level, Confidence.HIGH, "stand staat er als getal")


def check_amount(item: FmlItem, tail: str, reading: Reading) -> Reading:
    """The number leads; an amount or a degree that says otherwise makes it doubtful."""
    amount = level_by_amount(item, tail) if item.kind is Kind.ORDINAL else None
    if amount and amount[1] and amount[0] != reading.level:
        return Reading(reading.level, Confidence.LOW, f"{reading.why}, maar de woorden passen bij stand {amount[0]}")
    return reading


def read_words(item: FmlItem, tail: str) -> list[Reading]:
    """Without a number: the amount, the kind, the words of a level, a degree, or the mention itself."""
    amount = level_by_amount(item, tail)
    if amount is not None:
        between = "" if amount[1] else ", tussen twee standen in"
        return [
            Reading(amount[0], Confidence.HIGH if amount[1] else Confidence.LOW, f"hoeveelheid in de tekst{between}")
        ]
    kinds = kinds_named(item, tail) if item.kind in {Kind.VARIANT, Kind.INFORMATION} else []
    if kinds:
        return [Reading(level, Confidence.MIDDLE, "soort genoemd in de tekst") for level in kinds]
    worded = level_by_words(item, tail)
    if worded is not None:
        return [Reading(worded, Confidence.MIDDLE, "woorden lijken op die van de stand")]
    degree = degree_of(tail, item)
    if degree is not None:
        unsure = item.kind is Kind.ORDINAL and degree > 0
        return [Reading(degree, Confidence.LOW if unsure else Confidence.MIDDLE, "mate in woorden")]
    return read_mention(item, tail)


def read_mention(item: FmlItem, tail: str) -> list[Reading]:
    """What is needed or not, and limited or not, is so when it stands in the list of deviations at all."""
    if item.kind in {Kind.YES_NO, Kind.CONDITION} and tail.strip(" .:;|–-"):
        said_no = re.search(r"\bnee\b", tail, re.IGNORECASE)
        return [Reading(0 if said_no else 1, Confidence.MIDDLE, "punt genoemd")]
    if item.kind is Kind.ORDINAL and NEVER.search(tail):
        level = item.excluded_from or len(item.levels) - 1
        return [Reading(level, Confidence.LOW, "kan niet, zonder hoeveelheid")]
    return []


def level_by_amount(item: FmlItem, text: str) -> tuple[int, bool] | None:
    if item.kind is not Kind.ORDINAL:
        return None
    values = [value for _, value in measures(item, find_amounts(text))]
    return level_of(item, values[0]) if values else None


def level_by_words(item: FmlItem, text: str) -> int | None:
    """The level whose own words these are; level 0 only when said whole."""
    said = text.casefold().strip(" .:;|–-")
    if len(said) < 4:
        return None
    scores = [fuzz.token_set_ratio(words.casefold(), said) if len(words) > 7 else 0 for words in item.levels]
    best = max(range(len(scores)), key=scores.__getitem__)
    second = max(score for level, score in enumerate(scores) if level != best)
    return best if scores[best] >= CLOSE and scores[best] - second >= 8 else None


def kinds_named(item: FmlItem, text: str) -> list[int]:
    """The kinds that a text names, by the words of the item and by those of its levels."""
    said = text.casefold()
    named = {level for level, words in item.words.items() if any(word in said for word in words)}
    for level, words in enumerate(item.levels[1:], start=1):
        if words != "anders" and fuzz.partial_ratio(words.casefold(), said) >= 85:
            named.add(level)
    return sorted(named)


def doubt(reading: Reading, why: str) -> Reading:
    return Reading(reading.level, lower(reading.confidence, Confidence.LOW), f"{reading.why}; {why}")
