"""A wage as vacancies write it: amounts as stated, their unit, and what they are based on."""

import re
from dataclasses import dataclass
from decimal import Decimal

from crawler.normalise.number import NUMBER, read_number
from crawler.normalise.scale import find_cao, find_scale
from dossier.model.posting import Salary

_I = re.IGNORECASE
UNITS: dict[str, re.Pattern[str]] = {
    "hour": re.compile(r"(?:\bper|/|\bp\.?)\s?uur\b|\buur(?:loon|tarief|lonen|salaris)|bruto\s?uur|\bp/?\.?u\b\.?|(?:\bper|/|\ban|\beach)\s?hou?r\b|/\s?hr?\b|\bhourly\b|\bp\.?/?h\.?r?\b", _I),
    "four_weeks": re.compile(r"\b(?:per|/|p\.?)\s?(?:4|vier)\s?(?:weken|wkn?)\b|4-?wekelijks|vierwekelijks|\bper periode\b|/\s?4\s?weken", _I),
    "week": re.compile(r"(?:\bper|/|\ba)\s?week\b|\bweekloon|\bp/?\.?w\b|\bweekly\b", _I),
    "month": re.compile(r"(?:\bper|/|\bp\.?)\s?(?:maand|mnd|mth)\b|maand(?:salaris|loon|elijks|inkomen|basis)|\bp/?\.?\s?m\b\.?|\b(?:per|a)\s?month|/\s?(?:month|mo)\b|\bmonthly\b|\bper m\b", _I),
    "year": re.compile(r"(?:\bper|/|\bp\.?)\s?(?:jaar|jr)\b|jaar(?:salaris|loon|inkomen|basis)|\bp/?\.?\s?j\b\.?|\bper annum|/\s?annum|\bp\.?\s?a\b\.?|\bannual|(?:\bper|/|\ba)\s?(?:year|yr)\b|\byearly\b", _I),
    "day": re.compile(r"(?:\bper|/|\ba)\s?(?:gewerkte\s|werk)?dag\b|dag(?:loon|tarief|vergoeding)|(?:\bper|/|\ba)\s?day\b|\bdaily\b", _I),
}  # fmt: skip
_CURRENCY = r"€|EUR\b|euro(?:'?s)?\b|£|GBP\b|US\$|CA\$|\$|USD\b|CHF\b|SEK\b|NOK\b|CZK\b|PLN\b|zł"
_CODES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "euro's": "EUR",
    "£": "GBP",
    "$": "USD",
    "us$": "USD",
    "ca$": "CAD",
    "zł": "PLN",
}
_AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})?\s?(?P<number>{NUMBER})\s?(?P<k>[kK]\b)?(?P<tail>\s?[,.](?:-{{1,2}}|–|=))?\s?(?P<after>{_CURRENCY})?",
    _I,
)
_HOURS = re.compile(
    r"(?:\d{1,2}(?:[.,]\d{1,2})?\s*(?:-|–|tot|of|en)\s*)?\d{1,2}(?:[.,]\d{1,2})?[\s-]*(?:uren|urige?|uur|u|hours?|hrs?)\b\.?(?:\s*(?:per|/|p\.?)\s*(?:werk)?w(?:eek)?\b)?(?:\s*werkweek)?",
    _I,
)
_BASE = re.compile(
    r"(?:o\.?\s?b\.?\s?v\.?|op basis van|gebaseerd op|uitgaande van|based on|for an?|bij(?: een)?|fulltime|full-time|voltijd)\b[^€\d]{0,45}?(?:\d{1,2}(?:[.,]\d{1,2})?\s*(?:-|–|tot|of|en)\s*)?(\d{1,2}(?:[.,]\d{1,2})?)[\s-]*(?:uren|urige?|uur|u|hours?)\b",
    _I,
)
_BASE_STRONG = re.compile(r"o\.?\s?b\.?\s?v|op basis van|gebaseerd op|based on", _I)
_URIGE = re.compile(
    r"(\d{1,2}(?:[.,]\d{1,2})?)-?\s?(?:urige?|uurs|hour)[\s-]*(?:werkweek|week|workweek|working week)", _I
)
_JOIN = re.compile(
    r"^[\s,.\-–—]*(?:bruto|gross)?\s*(?:per\s\w+\s)?(?:-|–|—|−|~|tot en met|t/m|tot|en|and|to|tm|à|a|/|of|oplopend tot|doorlopend tot|door naar)?\s*(?:aan|de|het|een|uiterlijk|wel|maximaal|max\.?|maximum|circa|ca\.?|ongeveer)?\s*$",
    _I,
)
_MIN_ONLY = re.compile(
    r"(?:vanaf|minimaal|minimum|min\.?|tenminste|ten minste|minstens|from|starting at|start(?:salaris)? (?:van|vanaf)|tussen(?: de)?|between)\s*(?:een\s|de\s)?$",
    _I,
)
_MAX_ONLY = re.compile(
    r"(?:tot(?: wel| en met| aan| maximaal| max\.?)?|maximaal|maximum|max\.?|up ?to|oplopend tot|ten hoogste|hoogstens|t/m|tot)\s*(?:een\s|de\s)?$",
    _I,
)
_NOT_WAGE = re.compile(
    r"reiskosten|kilometer|\bkm\b|woon-?\s?werk|vergoeding|budget|bonus|stage|internship|fietsplan|\bfiets|maaltijd|cheque|"
    r"\bnetto\b|thuiswerk|telefoon|opleiding|training|ontwikkel|development|cadeau|korting|omzet|tekengeld|referral|"
    r"sign(?:ing)?[\s-]?on|leaseauto|eindejaar|ecocheque|eco-cheque|mobiliteit|werkplek|sparen|opsparen|waarde van|per 3 jaar|per 5 jaar|toelage|allowance|fee\b",
    _I,
)
_PAY_WORD = re.compile(r"salar|loon|verdien|bruto|gross|wage|pay\b|inkomen|wedde|barema|inschaling", _I)
# A full-time wage below or above these is not read as that unit (rules 2b: the minimum wage is € 14,71 an hour in 2026).
_RANGES = {
    "hour": (4, 250),
    "day": (40, 2_000),
    "week": (100, 6_000),
    "four_weeks": (300, 20_000),
    "month": (250, 40_000),
    "year": (4_000, 900_000),
}
_INFERRED = (("hour", 10, 130), ("month", 1_200, 15_000), ("year", 16_000, 500_000))


@dataclass
class _Offer:
    """One amount or range in the string with what stands around it."""

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    start: int
    end: int
    unit: str | None = None


def parse_salary(text: str) -> Salary:
    """The wage in a string; `is_wage` stays false where it tells of something else than a wage."""
    words = " ".join(text.replace("\u00a0", " ").split())
    salary = Salary(text=text, cao=find_cao(words), scale=find_scale(words))
    salary.currency = next((_code(match[0]) for match in re.finditer(_CURRENCY, words, _I)), None)
    masked = _HOURS.sub(lambda match: " " * len(match[0]), words)
    salary.unit = _find_unit(masked)
    offers = [offer for offer in _offers(masked) if _is_plausible(offer, masked)]
    if offers:
        _take(salary, offers[0], words)
    salary.is_wage = bool(offers) or salary.scale is not None
    if not salary.is_wage:
        salary.cao = None
    return salary


def _take(salary: Salary, offer: _Offer, words: str) -> None:
    salary.min, salary.max = offer.low, offer.high
    stated = offer.unit
    salary.unit = stated or _infer_unit(offer)
    salary.unit_inferred = stated is None and salary.unit is not None
    salary.currency = offer.currency or salary.currency or ("EUR" if _is_dutch(words) else None)
    salary.fulltime_hours = _find_base(words, salary.unit)
    salary.holiday_included = _find_holiday(words)


def _code(sign: str) -> str:
    return _CODES.get(sign.lower(), sign.upper())


def _is_dutch(words: str) -> bool:
    return (
        re.search(r"\b(?:per (?:uur|maand|jaar|week|4 weken|dag)|bruto|salaris|loon|tot|tussen|o\.?b\.?v)\b", words, _I)
        is not None
    )


def _find_unit(words: str) -> str | None:
    found = [
        (match.start(), -len(match[0]), unit) for unit, pattern in UNITS.items() if (match := pattern.search(words))
    ]
    return min(found)[2] if found else None


def _offers(words: str) -> list[_Offer]:
    """Amounts joined to ranges, in the order of the string."""
    offers: list[_Offer] = []
    matches = [match for match in _AMOUNT.finditer(words) if not _is_part(match, words)]
    index = 0
    while index < len(matches):
        first = matches[index]
        second = matches[index + 1] if index + 1 < len(matches) else None
        if second and _joins(words[first.end() : second.start()]):
            offers.append(_range(first, second, words))
            index += 2
        else:
            offers.append(_single(first, words))
            index += 1
    for position, offer in enumerate(offers):
        right = offers[position + 1].start if position + 1 < len(offers) else len(words)
        left = offers[position - 1].end if position else 0
        offer.unit = _find_unit(words[offer.start : right]) or _find_unit(words[left : offer.start])
    return offers


def _is_part(match: re.Match[str], words: str) -> bool:
    """A number that belongs to a percentage, a scale, a date or a kind of hours is no amount."""
    after, before = words[match.end() :].lstrip()[:12].lower(), words[: match.start()].rstrip()[-14:].lower()
    if match["before"] or match["after"]:
        return False
    return after.startswith(("%", "e maand", "weken", "dagen", "vakantie", "maanden")) or before.endswith(
        ("schaal", "fwg", "groep", "trede", "hay", "scale", "4", "functiegroep", "loongroep", "per")
    )


def _joins(between: str) -> bool:
    return len(between) < 60 and _JOIN.match(between) is not None and between.strip() != ""


def _value(match: re.Match[str], unit: str | None) -> Decimal | None:
    value = read_number(match["number"], is_small=unit == "hour")
    return value * 1000 if value is not None and match["k"] else value


def _range(first: re.Match[str], second: re.Match[str], words: str) -> _Offer:
    unit = _find_unit(words[second.end() :]) or _find_unit(words)
    low, high = _value(first, unit), _value(second, unit)
    if low and high and second["k"] and not first["k"] and low < 1000:
        low *= 1000
    sign = first["before"] or first["after"] or second["before"] or second["after"]
    return _Offer(low, high, _code(sign) if sign else None, first.start(), second.end())


def _single(match: re.Match[str], words: str) -> _Offer:
    unit = _find_unit(words[match.end() :]) or _find_unit(words)
    value, left = _value(match, unit), words[: match.start()]
    sign = match["before"] or match["after"]
    low = None if _MAX_ONLY.search(left) and not _MIN_ONLY.search(left) else value
    high = None if _MIN_ONLY.search(left) else value
    return _Offer(low, high, _code(sign) if sign else None, match.start(), match.end())


def _is_plausible(offer: _Offer, words: str) -> bool:
    values = [value for value in (offer.low, offer.high) if value is not None]
    if not values or min(values) <= 0 or max(values) > min(values) * 8 or (len(values) == 2 and values[0] > values[1]):
        return False
    around = words[max(0, offer.start - 45) : offer.end + 30]
    if _NOT_WAGE.search(around) and not _PAY_WORD.search(around):
        return False
    unit = offer.unit or _infer_unit(offer)
    if unit is None or (
        offer.currency is None and offer.unit is None and not _PAY_WORD.search(words) and len(set(values)) < 2
    ):
        return False
    low, high = _RANGES[unit]
    return all(low <= value <= high for value in values)


def _infer_unit(offer: _Offer) -> str | None:
    values = [value for value in (offer.low, offer.high) if value is not None]
    return next((unit for unit, low, high in _INFERRED if all(low <= value <= high for value in values)), None)


def _find_base(words: str, unit: str | None) -> Decimal | None:
    for pattern in (_BASE, _URIGE):
        for match in pattern.finditer(words):
            value = read_number(match[1])
            is_strong = _BASE_STRONG.match(match[0]) is not None
            if value and 20 <= value <= 60 and (unit != "hour" or is_strong):
                return value
    return None


def _find_holiday(words: str) -> bool | None:
    if re.search(
        r"\b(?:incl(?:usief|\.)?|inclusive of)\b[^.;]{0,30}?(?:vakantie(?:geld|toeslag|uitkering)|holiday)|\ball[\s-]?in\b",
        words,
        _I,
    ):
        return True
    if re.search(
        r"(?:\bexcl(?:usief|\.)?\b|\bplus\b|\+|\ben\b)[^.;€]{0,25}?(?:vakantie(?:geld|toeslag|uitkering)|holiday (?:pay|allowance))",
        words,
        _I,
    ):
        return False
    return None
