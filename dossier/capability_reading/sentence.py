"""Free text about what a person can do: each clause that names an item, with its amount, its degree or its kind."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from dossier.capability_reading.degree import CUE, NEVER, NONE, degree_of
from dossier.capability_reading.level import Reading
from dossier.capability_reading.proposal import Confidence
from dossier.capability_reading.quantity import (
    AMOUNT,
    PER_BEFORE,
    SPREAD,
    TOGETHER,
    Amount,
    find_amounts,
    level_of,
    measures,
)
from dossier.rules.fml import FmlItem, Kind, find_item

ATOM = re.compile(r"\s*(?:[;,]|\b(?:en|of|maar|evenals|alsmede|noch|danwel)\b)\s*", re.IGNORECASE)
TWO_TIMES = re.compile(
    r"(?P<days>\d)\s*(?:x|keer|maal|dagen(?: per week)?(?: van| à)?)\s*(?P<hours>\d{1,2})(?:[.,]\d)?\s*(?:uur|u\b)",
    re.IGNORECASE,
)
OTHER_HOURS = re.compile(
    r"contract|dienstverband|eigen functie|oorspronkelijk|maatman|werkte\b|aangesteld|arbeidsovereenkomst|"
    r"omvang van de functie|\b(?:uitbrei|opbouw|opgebouwd|ophog|verhog)\w*.{0,30}\bmet\b|therapie|\[…\]",
    re.IGNORECASE,
)
WORKING = re.compile(r"\bper week\b|\binzetbaar|\bwerkdagen?\b.{0,12}\bvan\b|\bwerken\b", re.IGNORECASE)
NO_HOURS = re.compile(r"geen (?:\w+ )?urenbeperking|geen beperking\w* in uren", re.IGNORECASE)


@dataclass(frozen=True)
class Phrase:
    """One way to speak of an item; the fields are explained at the top of `phrases.toml`."""

    items: tuple[FmlItem, ...]
    words: re.Pattern[str]
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    level: int | None = None
    said: bool = False


@dataclass
class Clause:
    """A piece of a sentence with what it names, and whether it says anything by itself."""

    text: str
    phrases: list[Phrase] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    start: int = 0
    end: int = 0

    @property
    def is_full(self) -> bool:
        return bool(self.amounts) or bool(CUE.search(self.text)) or bool(NONE.search(self.text))


@cache
def load_phrases() -> tuple[Phrase, ...]:
    rows = tomllib.loads((files("dossier.capability_reading") / "phrases.toml").read_text(encoding="utf-8"))["phrase"]
    return tuple(build_phrase(row) for row in rows)


def build_phrase(row: dict[str, Any]) -> Phrase:
    patterns = {name: re.compile(row[name], re.IGNORECASE) for name in ("words", "needs", "unless") if name in row}
    named = tuple(find_item(number) for number in row["items"])
    return Phrase(items=named, level=row.get("level"), said=row.get("said", False), **patterns)


@dataclass(frozen=True)
class Said:
    """An item with its level, the clause that says it and the words it was recognised by."""

    item: FmlItem
    reading: Reading
    clause: str
    words: tuple[re.Pattern[str], ...] = ()


def read_sentence(sentence: str) -> list[Said]:
    """Every item that a sentence limits, or calls unlimited."""
    found = [Said(item, reading, sentence, (AMOUNT, TWO_TIMES, PER_BEFORE)) for item, reading in read_hours(sentence)]
    words = tuple(phrase.words for phrase in load_phrases() if phrase.words.search(sentence))
    for clause in settle_clauses(cut_clauses(sentence)):
        own = sentence[clause.start : clause.end]
        for phrase in clause.phrases:
            found += [Said(item, reading, own, words) for item, reading in weigh_phrase(phrase, clause)]
    return list({(one.item.item, one.reading.level): one for one in reversed(found)}.values())[::-1]


def cut_clauses(sentence: str) -> list[Clause]:
    whole = [phrase for phrase in load_phrases() if phrase.words.search(sentence)]
    clauses, end = [], 0
    cuts = [match.span() for match in ATOM.finditer(sentence) if not splits_phrase(match, whole, sentence)]
    for start, stop in [*cuts, (len(sentence), len(sentence))]:
        text = sentence[end:start]
        end = stop
        if text.strip():
            named = [one for one in whole if one.words.search(text)]
            clauses.append(Clause(text, named, find_amounts(text), start - len(text), start))
    return clauses


def splits_phrase(cut: re.Match[str], phrases: Sequence[Phrase], sentence: str) -> bool:
    """Not within an amount ('1,5 uur'), nor within the words of a phrase ('zitten, staan en lopen afwisselen')."""
    start, end = cut.span()
    if (
        sentence[start - 1 : start].isdigit()
        and sentence[end : end + 1].isdigit()
        and "," in cut[0]
        and cut[0].strip() == cut[0]
    ):
        return True
    return any(match.start() < start and end < match.end() for one in phrases for match in one.words.finditer(sentence))


def settle_clauses(clauses: list[Clause]) -> list[Clause]:
    """'Tillen en dragen tot 10 kg', 'maximaal een half uur staan of lopen', 'zitten: hoogstens een uur'."""
    settled: list[Clause] = []
    waiting: list[Clause] = []
    for clause in clauses:
        last = settled[-1] if settled else None
        if clause.phrases:
            if clause.is_full or any(one.is_full for one in waiting) or any(phrase.said for phrase in clause.phrases):
                settled.append(join_clauses([*waiting, clause]))
                waiting = []
            elif last is not None and last.is_full:
                settled.append(
                    Clause(f"{lead_of(last)} {clause.text}", clause.phrases, last.amounts, last.start, clause.end)
                )
            else:
                waiting.append(clause)
        elif any(one.phrases for one in waiting) and clause.is_full:
            settled.append(join_clauses([*waiting, clause]))
            waiting = []
        elif last is None:
            waiting.append(clause)
        elif is_second_amount(clause, last):
            text = f"{lead_of(last)} {clause.text}"
            settled.append(Clause(text, last.phrases, clause.amounts, last.start, clause.end))
        else:
            amounts = last.amounts or clause.amounts
            settled[-1] = Clause(f"{last.text}, {clause.text}", last.phrases, amounts, last.start, clause.end)
    return settled


def join_clauses(parts: list[Clause]) -> Clause:
    text = ", ".join(part.text for part in parts)
    phrases = [phrase for part in parts for phrase in part.phrases]
    return Clause(text, phrases, find_amounts(text), parts[0].start, parts[-1].end)


def is_second_amount(clause: Clause, above: Clause) -> bool:
    """'Lopen een half uur aaneen, in totaal 4 uur per dag': two amounts of one activity."""
    times = [amount for amount in clause.amounts if amount.unit in {"min", "uur"} and amount.per != "week"]
    return bool(times and above.amounts) and any(len(phrase.items) == 2 for phrase in above.phrases)


def lead_of(clause: Clause) -> str:
    """What a bare word after 'of' shares with the clause before it: 'geen', 'niet langer dan een half uur'."""
    match = min(
        (m for one in clause.phrases for m in one.words.finditer(clause.text)), key=lambda m: m.start(), default=None
    )
    return clause.text[: match.start()] if match else clause.text


def weigh_phrase(phrase: Phrase, clause: Clause) -> list[tuple[FmlItem, Reading]]:
    text = clause.text
    if (phrase.needs and not phrase.needs.search(text)) or (phrase.unless and phrase.unless.search(text)):
        return []
    if NONE.search(text) and not clause.amounts:
        return [(item, Reading(0, Confidence.MIDDLE, "geen beperking genoemd")) for item in phrase.items]
    measured = by_amount(phrase, clause)
    if measured:
        return measured
    if phrase.level is not None:
        limited = phrase.said or bool(CUE.search(text))
        sure = Confidence.MIDDLE if phrase.items[0].kind is not Kind.ORDINAL else Confidence.LOW
        return [(phrase.items[0], Reading(phrase.level, sure, "genoemd in de tekst"))] if limited else []
    item = phrase.items[0]
    degree = degree_of(text, item)
    if degree is None and NEVER.search(text):
        degree = item.excluded_from or len(item.levels) - 1
    return [(item, Reading(degree, Confidence.LOW, "mate in woorden, zonder hoeveelheid"))] if degree else []


def by_amount(phrase: Phrase, clause: Clause) -> list[tuple[FmlItem, Reading]]:
    """The item of the pair that the amount measures, with the level of that amount."""
    found = []
    for item in phrase.items:
        for amount, value in measures(item, clause.amounts):
            if len(phrase.items) == 2 and is_of_day(amount, value, clause.text, item) != (item is phrase.items[1]):
                continue
            level, exact = level_of(item, value)
            why = "hoeveelheid in de tekst" if exact else "hoeveelheid in de tekst, tussen twee standen in"
            found.append((item, Reading(level, Confidence.HIGH if exact else Confidence.LOW, why)))
            break
    return found


def is_of_day(amount: Amount, value: Decimal, text: str, item: FmlItem) -> bool:
    """Of 'in one go' and 'over the day': by the words, else by how much it is."""
    if amount.unit not in {"min", "uur"}:
        return amount.unit == "keer"
    near = text[amount.start : amount.end + 40].casefold() if amount.end <= len(text) else text.casefold()
    if TOGETHER.search(near) or TOGETHER.search(text.casefold()):
        return amount.per == "dag" and not TOGETHER.search(near)
    if amount.per == "dag" or SPREAD.search(text.casefold()):
        return True
    minutes = amount.value * 60 if amount.unit == "uur" else amount.value
    return minutes > 120


def read_hours(sentence: str) -> list[tuple[FmlItem, Reading]]:
    """Hours of work a day and a week, where the sentence is about no single activity."""
    found = []
    for number, value in stated_hours(sentence).items():
        item = find_item(number)
        level, exact = level_of(item, value)
        why = "uren in de tekst" if exact else "uren in de tekst, tussen twee standen in"
        found.append((item, Reading(level, Confidence.HIGH if exact else Confidence.LOW, why)))
    return found


def stated_hours(sentence: str) -> dict[str, Decimal]:
    """'4 uur per dag, 20 uur per week', '5 dagen van 4 uur': only in clauses without an activity."""
    if OTHER_HOURS.search(sentence) or NO_HOURS.search(sentence):
        return {}
    times = TWO_TIMES.search(sentence)
    if times:
        days, hours = Decimal(times["days"]), Decimal(times["hours"])
        return {"6.2": hours, "6.3": days * hours}
    found: dict[str, Decimal] = {}
    activity = False
    for clause in cut_clauses(sentence):
        activity = any(len(phrase.items) == 2 or phrase.items[0].rubric in {4, 5} for phrase in clause.phrases) or (
            activity and not clause.phrases and not WORKING.search(clause.text)
        )
        if activity:
            continue
        for amount in clause.amounts:
            if (
                amount.unit == "uur"
                and amount.per in {"dag", "week"}
                and not re.match(r"\s*(?:aaneen|achter)", clause.text[amount.end :])
            ):
                found.setdefault("6.2" if amount.per == "dag" else "6.3", amount.value)
    return {item: value for item, value in found.items() if 0 < value <= (24 if item == "6.2" else 60)}
