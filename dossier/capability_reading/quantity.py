"""Amounts in Dutch words: '10 kilo', 'een half uur aaneengesloten', '4 uur per dag', 'vijf keer per uur'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier.rules.fml import FmlItem

WORDS = {
    "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8",
    "negen": "9", "tien": "10", "twaalf": "12", "vijftien": "15", "twintig": "20", "dertig": "30", "veertig": "40",
    "zestig": "60", "half": "0.5", "halve": "0.5", "een half": "0.5", "een halve": "0.5", "anderhalf": "1.5",
    "anderhalve": "1.5", "een paar": "2", "enkele": "2",
}  # fmt: skip
UNITS = {
    "kgf": r"kgf|kilogramforce", "kg": r"kg|kilo(?:gram)?s?", "newton": r"newton|n(?=\W|$)",
    "min": r"min(?:uten|uut|\.)?", "uur": r"uur|uren|uurtje|u(?=\W|$)", "graden": r"graden|°(?!\s*c)",
    "celsius": r"°\s*c|graden\s+celsius", "cm": r"cm|centimeter", "trap": r"trap(?:pen)?(?=\W|$)",
    "treden": r"treden?", "keer": r"keer|maal|x(?=\W|$)", "m": r"meter|m(?=\W|$)", "dag": r"dag(?:en)?",
}  # fmt: skip
NUMBER = r"\d+(?:[.,]\d+)?|" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<low>{NUMBER})(?:\s*(?:à|a|-|–|tot|of)\s*(?P<high>{NUMBER}))?\s*(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in sorted(UNITS.items(), key=lambda one: one[0] != "celsius"))
    + r")(?!\w)",
    re.IGNORECASE,
)
JOINED = re.compile(r"\b(?:een\s+)?(?P<part>half|kwart)(?P<unit>uur(?:tje)?|ier(?:tje)?)\b", re.IGNORECASE)
PER = re.compile(
    r"^[^.;]{0,12}?(?:per|/|p/|p\.)\s*(?P<per>d(?:ag)?\b|werkdag|etmaal|w(?:eek)?\b|uur|u\b)|^\s*(?P<adverb>daags|wekelijks)",
    re.IGNORECASE,
)
PER_BEFORE = re.compile(r"\bper\s+(?P<per>(?:werk)?dag|week)\b[^.;,\d]{0,15}$", re.IGNORECASE)
TOGETHER = re.compile(
    r"aaneen|achter\s?een|achter elkaar|aan één stuk|aan een stuk|ononderbroken|per keer|onafgebroken"
)
SPREAD = re.compile(
    r"per (?:werk)?dag|in totaal|verdeeld|over de dag|van de (?:werk)?dag|tijdens het werk|gedurende de dag"
)


TIMES = {
    ("min achter elkaar", "min"): Decimal(1), ("min achter elkaar", "uur"): Decimal(60),
    ("min", "min"): Decimal(1), ("min", "uur"): Decimal(60),
    ("uur per dag", "uur"): Decimal(1), ("uur per dag", "min"): Decimal(1) / 60, ("uur per week", "uur"): Decimal(1),
    ("treden", "treden"): Decimal(1), ("treden", "trap"): Decimal(30),
    ("kgf", "kgf"): Decimal(1), ("kgf", "kg"): Decimal(1), ("kgf", "newton"): Decimal("0.1"),
    ("kg", "kg"): Decimal(1), ("cm", "cm"): Decimal(1), ("graden", "graden"): Decimal(1), ("m", "m"): Decimal(1),
    ("keer per uur", "keer"): Decimal(1),
}  # fmt: skip
"""How many of the item's unit go into a stated one; one flight of stairs up and down is thirty steps."""
ANY_PERIOD = frozenset({"", "dag", "uur", "week"})
PERIODS = {
    "min achter elkaar": frozenset({"", "dag", "uur"}),
    "min": frozenset({"", "dag", "uur"}),
    "uur per dag": frozenset({"", "dag"}),
    "uur per week": frozenset({"", "week"}),
    "keer per uur": frozenset({"uur"}),
}


@dataclass(frozen=True)
class Amount:
    value: Decimal
    unit: str
    per: str
    """'dag', 'week', 'uur' or nothing."""
    start: int
    end: int


def find_amounts(text: str) -> list[Amount]:
    """Every amount in a clause, the smaller one of a range: a limit is read strictly."""
    found = [read_amount(match, text) for match in AMOUNT.finditer(text)]
    for match in JOINED.finditer(text):
        minutes = 30 if match["part"].casefold() == "half" else 15
        found.append(Amount(Decimal(minutes), "min", per_of(text[match.end() :]), match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def read_amount(match: re.Match[str], text: str) -> Amount:
    unit = next(name for name in UNITS if match[name])
    per = per_of(text[match.end() :], text[: match.start()])
    return Amount(read_number(match["low"]), unit, per, match.start(), match.end())


def read_number(text: str) -> Decimal:
    words = WORDS.get(" ".join(text.casefold().split()))
    return Decimal(words if words is not None else text.replace(",", "."))


def per_of(rest: str, before: str = "") -> str:
    match = PER.match(rest)
    if match is None:
        early = PER_BEFORE.search(before)
        return ("dag" if "dag" in early["per"].casefold() else "week") if early else ""
    said = (match["per"] or match["adverb"]).casefold()
    return "dag" if said[0] in "de" or "dag" in said else "week" if said[0] == "w" else "uur"


def in_unit(amount: Amount, item: FmlItem) -> Decimal | None:
    """The amount in the unit of an item; None where it measures something else."""
    times = TIMES.get((item.unit or "", amount.unit))
    if times is None or amount.per not in PERIODS.get(item.unit or "", ANY_PERIOD):
        return None
    return amount.value * times


def level_of(item: FmlItem, value: Decimal) -> tuple[int, bool]:
    """The level whose limit a stated limit is, or else the first stricter one; and whether it is that level exactly."""
    limits = [(level, limit) for level in range(1, len(item.limits)) if (limit := item.limit_at(level)) is not None]
    reference = item.limits[0] if item.limits else None
    same = reference is not None and any(limit.value == reference.value for _, limit in limits)
    if reference is not None and (value > reference.value or (value == reference.value and not same)):
        return 0, value == reference.value
    for level, limit in limits:
        if value == limit.value and not limit.below:
            return level, True
    for level, limit in limits:
        if limit.allows(value) if limit.below else limit.value <= value:
            return level, limit.below
    return len(item.levels) - 1, False


def measures(item: FmlItem, amounts: Sequence[Amount]) -> list[tuple[Amount, Decimal]]:
    return [(amount, value) for amount in amounts if (value := in_unit(amount, item)) is not None]
