"""A wage that a page takes apart itself, or that stands somewhere in its text, to the same form as a wage in words."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from crawler.normalise.number import read_number
from crawler.normalise.pay_words import currency_code, find_unit
from crawler.normalise.salary import infer_unit, parse_salary
from crawler.normalise.text import lines_about
from crawler.raw_posting import RawSalary
from dossier.model.posting import Salary, VacancyIn
from dossier.rules.offer import find_floor, read_offer
from dossier.rules.wage_flag import WageFlag

_UNITS = (
    ("four_weeks", r"4[\s_-]?w|four|vier|periode|4-?wekelijks"),
    ("hour", r"hour|hourly|\bhur\b|uur|^ph$|^h$|hr|godzin|stunde|hodin"),
    ("day", r"day|daily|\bdag|^dia?ri"),
    ("week", r"week|weekly|^wee$"),
    ("month", r"month|maand|mesi|měsíc|^mon$|mies|monat|mnd|mensu"),
    ("year", r"year|annu|jaar|^ann?$|yearly|^pa$|rok|jahr|^yr"),
)
_UNIT_PATTERNS = [(unit, re.compile(pattern, re.IGNORECASE)) for unit, pattern in _UNITS]
BELOW_MINIMUM = frozenset({WageFlag.AMOUNT_UNUSABLE, WageFlag.RAISED_TO_MINIMUM})
_HIGHEST = Decimal(10_000_000)
_CUES = re.compile(r"€|\beuro?\b|salaris|schaal\s|\bfwg")
_AMOUNT_OR_SCALE = re.compile(r"\d|schaal|schalen|groep|scale", re.IGNORECASE)
_MOST_POINTS = 3 + 2 + 1 + 1
_CUE_WORDS = ("€", "eur", "salaris", "schaal", "fwg")
_STRONG_CUE = re.compile(r"salaris|loon|verdien|bruto|gross|salary|inschaling|schaal|FWG", re.IGNORECASE)


def read_unit(text: str | None) -> str | None:
    """The unit behind a code or word: MONTH, "per maand", "yearly", HUR, "per-year-salary"."""
    if not text:
        return None
    return next((unit for unit, pattern in _UNIT_PATTERNS if pattern.search(text.strip())), None)


def read_wage_fields(raw: RawSalary, warnings: list[str]) -> Salary | None:
    """Amounts as stated; swapped ends are put right and said, what cannot be an amount is left out and said."""
    low, high = _amount(raw.minimum), _amount(raw.maximum)
    if low is not None and high is not None and low > high:
        warnings.append(f"salaris: minimum {low} boven maximum {high}, omgewisseld")
        low, high = high, low
    given = [value for value in (raw.minimum, raw.maximum) if value not in (None, "", 0, "0")]
    if low is None and high is None:
        if given:
            warnings.append(f"salaris: {str(given[0])[:60]!r} is geen bedrag")
        return None
    currency = currency_code(raw.currency.strip()) if raw.currency else None
    salary = Salary(text=_as_text(raw), is_wage=True, min=low, max=high, currency=currency, unit=read_unit(raw.unit))
    if raw.unit and salary.unit is None:
        warnings.append(f"salaris: eenheid {raw.unit[:40]!r} onbekend")
    if salary.unit is None:
        salary.unit = infer_unit([value for value in (low, high) if value is not None])
        salary.unit_inferred = salary.unit is not None
        warnings.append("salaris: de pagina noemt geen eenheid")
    return salary


def _amount(value: Any) -> Decimal | None:
    if isinstance(value, str):
        value = re.sub(r"[^\d.,]", "", value).strip(".,") if not re.search(r"-\s?\d", value) else None
    if value in (None, "") or isinstance(value, bool):
        return None
    try:
        amount = read_number(value) if isinstance(value, str) else Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount is not None and amount.is_finite() and 0 < amount < _HIGHEST else None


def _as_text(raw: RawSalary) -> str:
    ends = [str(value) for value in (raw.minimum, raw.maximum) if value not in (None, "")]
    amounts = " - ".join(dict.fromkeys(ends))
    return " ".join(part for part in (raw.currency, amounts, raw.unit and f"({raw.unit})") if part)[:200]


def find_salary(text: str) -> Salary | None:
    """The line of a vacancy text that tells the wage best, read as a wage; None where no line does."""
    best: tuple[int, Salary] | None = None
    for line in lines_about(text, _CUES, _CUE_WORDS):
        if not _AMOUNT_OR_SCALE.search(line):
            continue
        is_strong = _STRONG_CUE.search(line) is not None
        if not is_strong and not find_unit(line):
            continue
        salary = parse_salary(line)
        if not salary.is_wage:
            continue
        points = 3 * (salary.min is not None or salary.max is not None) + 2 * (
            salary.unit is not None and not salary.unit_inferred
        )
        points += is_strong + (salary.min != salary.max)
        if best is None or points > best[0]:
            best = (points, salary)
        if points == _MOST_POINTS:
            break  # no later line can tell it better
    return best[1] if best else None


def is_below_minimum(vacancy: VacancyIn, day: date) -> bool:
    """Whether the wage as stated, or its lower end, lies below the Dutch legal minimum for 21 and over of a day."""
    if vacancy.salary is None or vacancy.country not in (None, "NL") or find_floor(day) is None:
        return False
    return not BELOW_MINIMUM.isdisjoint(read_offer(vacancy, on=day).flags)
