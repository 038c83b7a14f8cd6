"""Item numbers in a document, which list they are of, and what they are in the current list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from dossier.rules.fml import CURRENT, OLD, WORKING_TIMES, FmlItem, Kind, OldItem, items, read_items, read_old_items

ITEM_NUMBER = r"[1-6]\.\d{1,2}(?:\.\d{1,2})?"
LEADING = re.compile(
    rf"^(?:[•\-–*]\s*)?(?P<box>[☒☐]\s*)?(?:(?:item|punt|nr\.?|FML)\s*)?(?P<numbers>{ITEM_NUMBER}(?:\s*(?:,|/|&|en)\s*{ITEM_NUMBER})*)[.:)]?(?=\s|$)",
    re.IGNORECASE,
)
INSIDE = re.compile(rf"(?<![\d.,€-]){ITEM_NUMBER}(?!\d|[.,-]\d|\s*(?:uur|u\b|kg|kilo|km|m\b|cm|mm|%|jaar|euro|min))")
MEASURED = re.compile(r"^\s*(?:uur|uren|u\b|kg|kilo|km|m\b|cm|mm|%|jaar|euro|min)", re.IGNORECASE)
WITHIN = re.compile(r"^(?P<box>[☒☐]\s*)?(?P<number>\d{1,2})[.)]?\s+(?P<rest>[^\W\d_].*)", re.DOTALL)
ALIKE, SAME_NAME = 78, 86
GONE = "geen eigen punt"


@dataclass(frozen=True)
class Place:
    """What a number of the document comes down to in the current list."""

    item: FmlItem
    certain: bool
    level: int | None = None
    """For a kind: which kind the older number was."""
    in_words: bool = False
    """The older number has no point of its own any more: its words go to the rest item of the rubric."""


def leading_numbers(text: str) -> tuple[list[str], str, str]:
    """The numbers at the beginning, the box before them, and the rest; '1.5 uur' is no number of an item."""
    match = LEADING.match(text)
    numbers = re.findall(ITEM_NUMBER, match["numbers"]) if match else []
    if match is None or (numbers[0] not in WORKING_TIMES and MEASURED.match(text[match.end() :])):
        return [], "", text
    return numbers, (match["box"] or "").strip(), text[match.end() :].strip(" .:)")


def number_within(text: str, rubric: int | None) -> tuple[list[str], str, str]:
    """'13. Tillen' under the heading of rubriek 4 is 4.13, when a list has that name at that number."""
    match = WITHIN.match(text) if rubric else None
    if match is None:
        return [], "", text
    number = f"{rubric}.{match['number']}"
    names = [known.name for known in (read_items().get(number), read_old_items().get(number)) if known]
    if not any(alike(name, head_of(match["rest"])) >= ALIKE for name in names):
        return [], "", text
    return [number], (match["box"] or "").strip(), match["rest"].strip(" .:)")


@cache
def named_item(head: str) -> str | None:
    """The item that goes by this name, for a table or a form that gives no numbers."""
    if len(head) < 5:
        return None
    best = max(items(), key=lambda one: fuzz.ratio(one.name.casefold(), head.casefold()))
    return best.item if fuzz.ratio(best.name.casefold(), head.casefold()) >= SAME_NAME and not best.rest else None


def known_numbers(text: str) -> list[re.Match[str]]:
    """Numbers of either list anywhere in a text."""
    return [match for match in INSIDE.finditer(text) if match[0] in read_items() or match[0] in read_old_items()]


@cache
def alike(name: str, head: str) -> float:
    return fuzz.partial_ratio(name.casefold(), head.casefold()) if len(head) >= 4 else 0.0


def head_of(rest: str) -> str:
    """The first words after the number, where the name stands."""
    return re.split(r"[:;|☒☐]|\s[–-]\s", rest)[0][:60].strip()


def settle_generation(named: Sequence[tuple[str, str]]) -> str:
    """Each number votes with its name; numbers that only one list has vote as well (fml.md 1.4)."""
    votes = 0.0
    for number, rest in named:
        current, old = read_items().get(number), read_old_items().get(number)
        if (current is None) != (old is None):
            votes += 1 if current else -1
        elif current and old and old.now != (number,):
            votes += (alike(current.name, head_of(rest)) - alike(old.name, head_of(rest))) / 100
    return OLD if votes <= -0.5 else CURRENT


def find_places(number: str, rest: str, generation: str) -> list[Place]:
    """The current items of a number; nothing for a number that its list does not have."""
    head = head_of(rest)
    if generation == OLD and (old := read_old_items().get(number)) is not None:
        return places_of_old(old, head)
    current = read_items().get(number)
    if current is None:
        return []
    elsewhere = better_named(current, head)
    return [Place(elsewhere, certain=False)] if elsewhere else [Place(current, certain=True)]


def better_named(current: FmlItem, head: str) -> FmlItem | None:
    """Another item when the name beside the number is clearly that one's: a number is mistyped sooner than a name."""
    if len(head) < 5 or alike(current.name, head) >= 60 or current.rest:
        return None
    best = max(items(), key=lambda one: fuzz.ratio(one.name.casefold(), head.casefold()))
    return best if fuzz.ratio(best.name.casefold(), head.casefold()) >= 90 and best.rubric == current.rubric else None


def places_of_old(old: OldItem, head: str) -> list[Place]:
    found = [read_items()[number] for number in old.now]
    if GONE in (old.remark or ""):
        return [Place(rest_item(found[0].rubric), certain=False, in_words=True)]
    certain = old.certain or (old.now == (old.item,) and len(found) == 1)
    return [Place(item, certain, kind_named(item, old.name)) for item in found]


def kind_named(item: FmlItem, name: str) -> int | None:
    """Old 'koude' is the current 'temperatuur' of that kind; old 'vaste werkwijzen' a level of independence."""
    said = name.casefold()
    if item.kind is Kind.VARIANT:
        return next((level for level, words in item.words.items() if any(word in said for word in words)), None)
    if item.item == "1.9":
        scores = [fuzz.partial_ratio(words, said) for words in item.levels]
        best = max(range(1, len(scores)), key=scores.__getitem__)
        return best if scores[best] >= ALIKE else 1
    return None


@cache
def rest_item(rubric: int) -> FmlItem:
    """Where words without an item of their own go; rubric 3 has a kind 'anders' instead."""
    return next(item for item in items() if item.rubric == rubric and (item.rest or item.item == "3.8"))
