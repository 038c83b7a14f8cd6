"""A wage as vacancies write it: amounts as stated, their unit, and what they are based on."""

import re
from collections.abc import Iterator
from decimal import Decimal

from crawler.normalise.amounts import Offer, find_offers
from crawler.normalise.number import read_number
from crawler.normalise.pay_words import (
    CURRENCY,
    DEPENDS,
    FULLTIME,
    NEVER_WAGE,
    NO_WAGE_AT_ALL,
    NOT_WAGE,
    PARTTIME,
    PAY,
    PER_PIECE,
    currency_code,
    find_unit,
    is_dutch,
)
from crawler.normalise.scale import find_cao, find_scale
from dossier.model.posting import Salary

_I = re.IGNORECASE
_N = r"\d{1,2}(?:[.,]\d{1,2})?"
_HOUR_WORD = r"[\s-]*(?:uren|urige?n?|uurs?|u|hours?|hrs?)\b\.?"
_HOURS = re.compile(
    rf"(?<![\d.,€])(?:{_N}\s*(?:-|–|—|tot|of|en|/|to|t/m)\s*)?{_N}{_HOUR_WORD}(?:\s*(?:per|/|p\.?/?|a|"
        rf"in de)\s*(?:werk)?w(?:eek)?\b)?"
    r"(?:[\s-]*(?:werk)?week|[\s-]*workweek|[\s-]*contract)?", _I)  # fmt: skip
_OTHER_NUMBERS = re.compile(
    r"\b\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b|\b\d{1,2}\s(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|"
        r"nov|dec)\w*(?:\s\d{4})?\b|"
    r"\b(?:per|in|vanaf|sinds)\s(?:1\s?[-/]\s?\d{1,2}\s?[-/]\s?)?20\d\d\b|"
        r"\bcao\s20\d\d(?:\s?-\s?20\d\d)?", _I)  # fmt: skip
_BASE = re.compile(
    r"(?:(?P<strong>o\.?\s?b\.?\s?v\b\.?|op basis van|gebaseerd op|uitgaande van|based on)|"
        r"(?P<weak>\bbij\b|\bfor an?\b|\bvoor\b|"
    rf"\bfull-?\s?time|\bvoltijds?|\b1(?:[.,]0)?\s?fte))[^€;]{{0,45}}?(?<![\d.,€])(?P<from>{_N}\s*(?:-|–|tot|of|en)\s*)?"
    rf"(?P<hours>{_N}){_HOUR_WORD}", _I)  # fmt: skip
_BRACKETS = re.compile(
    rf"^(?:\s|bruto|per|maand|p/m|/)*\((?:bij\s)?({_N})\s?(?:uur|u)(?:\s?(?:per|/|p\.?)\s?w(?:eek)?)?\)", _I
)
_WORKWEEK = re.compile(rf"({_N})-?\s?(?:urige|uurs|hour|uren)[\s-]*(?:werkweek|week|workweek|working week)", _I)
_HOLIDAY = r"(?:vakantie(?:geld|toeslag|uitkering|bijslag)|\bvt\b|holiday (?:pay|allowance))"
_HOLIDAY_CUE = re.compile(r"vakantie|vt|holiday|all[\s-]?in")
_WITH_HOLIDAY = re.compile(rf"\bincl(?:usief|usive|uding)?\b\.?[^.;€]{{0,40}}?{_HOLIDAY}|\ball[\s-]?in\b", _I)
_WITHOUT_HOLIDAY = re.compile(
    rf"(?:\bex(?:cl?(?:usief|usive|uding)?)?\b\.?|\bplus\b|\+|\bnaast\b)[^.;€]{{0,40}}?{_HOLIDAY}", _I
)
# Bounds between which an amount can be a wage; the second pair where a word of pay stands beside it.
_BOUNDS = {
    "hour": ((4, 200), (3, 250)), "day": ((60, 2_000), (40, 2_500)), "week": ((150, 6_000), (80, 8_000)),
    "four_weeks": ((600, 20_000), (250, 30_000)), "month": ((800, 30_000), (250, 45_000)),
    "year": ((8_000, 600_000), (4_000, 900_000)),
}  # fmt: skip
_GROSS_RATE = re.compile(r"\s*bruto\s*(?:per|/|p\.?/?)\s?(?:uur|maand|4 weken|vier weken|u\b|m\b|mnd)", _I)
_INFERRED = (("hour", 9, 130), ("month", 1_200, 15_000), ("year", 15_001, 500_000))
_MAX_RATIO = 8
HIGHEST_BARE_HOUR, LOWEST_BARE_MONTH = 50, 1_200
"""One amount between these, without a unit or a word of pay, is a voucher or a bonus."""
HOUSE_CURRENCY = "EUR"
"""Money is in euros unless a string names another currency."""


def parse_salary(text: str) -> Salary:
    """The wage in a string; `is_wage` stays false where it tells of something else than a wage."""
    words = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").replace("t.w.v.", "twv").split())[:2000]
    salary = Salary(text=text, scale=find_scale(words))
    named = next((currency_code(match[0]) for match in re.finditer(CURRENCY, words, _I)), None)
    salary.currency = named or (HOUSE_CURRENCY if words else None)
    masked = _mask(words)
    salary.unit = find_unit(masked)
    offers = [offer for offer in _independent(find_offers(masked)) if _is_wage(offer, masked)]
    if offers:
        best = max(offers, key=lambda offer: (_rank(offer), -offer.start))
        _take(salary, best, words)
        # Bare figures in another language may be of another country: there the currency stays unknown.
        salary.currency = best.currency or named or (HOUSE_CURRENCY if is_dutch(words) else None)
    elif salary.scale:
        salary.unit = None
    salary.is_wage = bool(offers) or salary.scale is not None
    salary.cao = find_cao(words) if salary.is_wage else None
    return salary


def _independent(offers: list[Offer]) -> Iterator[Offer]:
    """Amounts that stand for themselves: one behind an allowance, without words of its own, is more of the same."""
    is_beside = False
    for offer in offers:
        if not (is_beside and offer.unit is None and len(set(offer.values)) == 1 and not _tells_pay(offer)):
            yield offer
        is_beside = _tells_pay(offer) is False or (is_beside and not _tells_pay(offer))


def _mask(words: str) -> str:
    """Hours, dates and years become spaces, so that what is left of the numbers can be money."""
    for pattern in (_HOURS, _OTHER_NUMBERS):
        words = pattern.sub(lambda match: " " * len(match[0]), words)
    return words


def _take(salary: Salary, offer: Offer, words: str) -> None:
    salary.min, salary.max = offer.low, offer.high
    salary.unit = offer.unit or infer_unit(offer.values)
    salary.unit_inferred = offer.unit is None and salary.unit is not None
    salary.fulltime_hours = find_base(words, offer, salary.unit)
    salary.holiday_included = find_holiday(words)


def _rank(offer: Offer) -> int:
    """A stated unit, a word of pay and a range tell a wage; full-time goes before part-time."""
    around = offer.before + " " + offer.after
    near = offer.before[-30:] + " " + re.split(r"[(/]", offer.after)[0][:30]
    points = (
        2 * (offer.unit is not None)
        + 2 * bool(PAY.search(around.lower()))
        + (len(set(offer.values)) > 1)
        + (offer.currency is not None)
    )
    return points + 4 * bool(FULLTIME.search(near)) - 4 * bool(PARTTIME.search(near))


def _is_wage(offer: Offer, words: str) -> bool:
    values = offer.values
    if not values or min(values) <= 0 or max(values) > min(values) * _MAX_RATIO or values != sorted(values):
        return False
    has_pay = _tells_pay(offer)
    if has_pay is False or NO_WAGE_AT_ALL.search(words) or PER_PIECE.match(offer.after):
        return False
    unit = offer.unit or infer_unit(values)
    if unit is None or (offer.unit is None and not has_pay and _is_bare(offer)):
        return False
    low, high = _BOUNDS[unit][1 if has_pay else 0]
    return all(low <= value <= high for value in values)


def _tells_pay(offer: Offer) -> bool | None:
    """True beside a word of pay, False beside a word for something else; the nearest word decides."""
    before, after = offer.before.lower(), DEPENDS.sub(" ", offer.after)[:60].lower()
    pay = max((match.end() for match in PAY.finditer(before)), default=-1)
    other = max((match.end() for match in NOT_WAGE.finditer(before)), default=-1)
    if pay > other or (other < 0 and (found := PAY.search(after)) and not NOT_WAGE.search(after[: found.start()])):
        return True
    if other >= 0 and not (_GROSS_RATE.match(offer.after) and min(offer.values) >= 10):
        return False
    if NOT_WAGE.search(after) and (NEVER_WAGE.search(after) or not _is_usual(offer)):
        return False
    return False if re.match(r"\s*netto\b", after, _I) and offer.unit != "month" else None


def _is_usual(offer: Offer) -> bool:
    """With its unit, and as high as a whole wage is: what is named behind it comes on top of it."""
    least = {"hour": 12, "four_weeks": 1_400, "month": 1_500, "year": 20_000}
    return offer.unit in least and min(offer.values) >= least[offer.unit]


def _is_bare(offer: Offer) -> bool:
    """An amount without unit, range or word of pay: too little to call it a wage where it reads as a budget."""
    is_range = offer.low is not None and offer.high is not None and offer.low != offer.high
    if not offer.is_money:
        return not is_range or max(offer.values) < 1_500 or 12_000 < max(offer.values) < 20_000
    if is_range:
        return False
    value = offer.values[0]
    if HIGHEST_BARE_HOUR < value < LOWEST_BARE_MONTH:
        return True
    match = re.search(r"(?:\bvan|\btot)\s*$", offer.before, _I)
    # A round sum behind "van" or "tot" is a budget more often than a wage; a yearly wage is seldom told so barely.
    is_year = match is not None and match[0].strip().lower() == "van" and infer_unit(offer.values) != "month"
    return match is not None and (value % 1000 == 0 or is_year)


def infer_unit(values: list[Decimal]) -> str | None:
    """The unit that fits the size: nobody earns 3.000 an hour or 18 a month."""
    return next((unit for unit, low, high in _INFERRED if all(low <= value <= high for value in values)), None)


def find_base(words: str, offer: Offer, unit: str | None) -> Decimal | None:
    """The hours that the amount is based on; the hours of the contract beside an hourly wage are not that."""
    if (match := _BRACKETS.match(words[offer.end : offer.end + 60])) and unit != "hour":
        return _hours(match[1])
    after = re.split(CURRENCY, words[offer.end : offer.end + 110], flags=_I)[0]
    before = words[max(0, offer.start - 70) : offer.start]
    # What stands before a second amount belongs to the first.
    for near in (after, before if not re.search(CURRENCY, words[: offer.start], _I) else ""):
        for match in _BASE.finditer(near):
            is_told = match["strong"] or (match["weak"] and unit != "hour" and not match["from"])
            if is_told and (found := _hours(match["hours"])):
                return found
        if (week := _WORKWEEK.search(near)) and unit != "hour":
            return _hours(week[1])
    return None


def _hours(text: str) -> Decimal | None:
    value = read_number(text)
    return value if value is not None and 20 <= value <= 60 else None


def find_holiday(words: str) -> bool | None:
    if not _HOLIDAY_CUE.search(words.lower()):
        return None
    if _WITH_HOLIDAY.search(words):
        return True
    return False if _WITHOUT_HOLIDAY.search(words) else None
