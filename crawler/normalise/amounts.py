"""Amounts of money in a string: single or as a range, with the words that belong to each."""

import re
from dataclasses import dataclass
from decimal import Decimal

from crawler.normalise.number import NUMBER, read_number
from crawler.normalise.pay_words import CURRENCY, currency_code, find_unit

_I = re.IGNORECASE
_AMOUNT = re.compile(
    rf"(?:(?P<before>{CURRENCY})\s{{0,2}})?(?<![\d.,])(?P<number>{NUMBER})(?:\s?(?P<k>k)\b)?"
    rf"(?P<tail>\s?[,.](?:-{{1,2}}|–|=))?(?:\s?(?P<after>{CURRENCY}))?"
    r"(?P<more>\s?\+(?!\s?(?!per\b|p[./]|bruto)\w))?", _I)  # fmt: skip
_GROSS = r"(?:bruto|gross|euro|all[\s-]?in)?"
_PER = (
    r"(?:(?:(?:per|/|p\.?/?)\s?(?:4\sweken|vier\sweken|uur|maand|jaar|week|dag|hour|month|year|day|m|u|mnd|h|a)\b"
    r"|an?\s(?:hour|month|year))\.?)?(?:\s?\((?:schaal|fwg|hay|trede|periodiek|functiegroep|groep)[^()]{0,15}\))?"
)
_CONNECTOR = (
    r"(?:-|–|—|−|~|tot en met|t/m|t\.e\.m\.?|tot|en|and|to|à|a|of|or|/|oplopend tot|oplopend naar|"
    r"doorgroei(?:end)? (?:tot|naar)|"
    r"\(?max(?:imaal|imum|\.)?|en kan oplopen tot|tot aan)"
)
_QUALIFIER = r"(?:aan|de|het|een|uiterlijk|wel|maximaal|max\.?|maximum|circa|ca\.?|ongeveer|rond de|zelfs|up to)?"
_AND = re.compile(r"\b(?:en|and|of|or)\b", _I)
_JOIN = re.compile(rf"[\s(,]*{_GROSS}\s*{_PER}\s*{_CONNECTOR}\s*{_QUALIFIER}\s*{_QUALIFIER}\s*{_GROSS}\s*", _I)
_TO_AMOUNT = r"(?:\s(?:(?:maand|jaar)?salaris|(?:uur)?loon))?\s*(?:bruto|een|de|ca\.?|circa|van)?[\s:(]*$"
_MIN_ONLY = re.compile(
    r"(?:vanaf|minimaal|minimum|min\.?|ten\s?minste|minstens|from|starting at|tussen(?: de)?|between|"
        r"meer dan|boven de|>|≥)"
    rf"{_TO_AMOUNT}", _I)  # fmt: skip
_MAX_ONLY = re.compile(
    r"(?:tot(?: wel| en met| aan| maximaal| max\.?)?|maximaal|maximum|max\.?|up ?to|oplopend tot|"
        r"ten hoogste|hoogstens|t/m|"
    rf"\bto){_TO_AMOUNT}", _I)  # fmt: skip
_AT_MOST = re.compile(r"\s*(?:maximaal|maximum|max\b)", _I)
_MORE = re.compile(r"\s*(?:of|en|or|and)\s(?:meer|hoger|more|up)\b", _I)
# A number without a currency is no amount of money beside these.
_AFTER_NOT = re.compile(
    r"\s?(?:%|procent|e\smaand|-?\s?weke|weken\b|dagen|vakantie|maanden|jaar\b(?!\w)|km\b|kilometer|fte|uren\b|"
        r"uur\b|x\b|medewerkers|"
    r"collega|keer|minuten|years?\sold|[-/.]\d{1,2}(?![\d.,]|\s?k\b)|M\b|miljoen|mln)", _I)  # fmt: skip
_BEFORE_NOT = re.compile(
    r"(?:schaal|schalen|fwg|groep|trede|hay|scale|per|ca[o]|week|versie|(?<![\d,.])\d{1,2}[-/.]|januari|"
        r"februari|maart|april|mei|juni|juli|"
    r"augustus|september|oktober|november|december|\+)\s?$", _I)  # fmt: skip
_STUCK = re.compile(r"(?!(?:ph|p/h|pa|pm)\b)[^\W\d_]", _I)
_OF_THE_NEXT = re.compile(r"\bOTE\W*$", _I)
_MILLIONS = re.compile(r"\s?(?:m\b(?!\.)|mln|miljoen|million|mld|miljard)", re.IGNORECASE)
_BREAK = re.compile(
    r"[;•|]|\.\s|\.$|,\s|\s\+|\s(?:plus|excl|incl|inclusief|exclusief|naast|daarnaast|met daarbij|with)\b", _I
)
_BREAK_AFTER = re.compile(rf"{_BREAK.pattern}|\s[-–]\s", _I)


@dataclass
class Offer:
    """One amount or range with what stands around it: `before` and `after` within the same clause."""

    low: Decimal | None
    high: Decimal | None
    currency: str | None
    before: str
    after: str
    start: int
    end: int
    unit: str | None = None
    is_money: bool = False
    """Whether the number looks like money by itself: a currency, a k or a sign for the thousands."""

    @property
    def values(self) -> list[Decimal]:
        return [value for value in (self.low, self.high) if value is not None]


def find_offers(words: str) -> list[Offer]:
    """Amounts joined to ranges, in the order of the string; each with the unit of its own clause."""
    matches = [match for match in _AMOUNT.finditer(words) if _is_money(match, words)]
    groups: list[list[re.Match[str]]] = []
    for match in matches:
        if groups and len(groups[-1]) == 1 and _joins(groups[-1][0], match, words):
            groups[-1].append(match)
        else:
            groups.append([match])
    offers = []
    for index, group in enumerate(groups):
        left = words[groups[index - 1][-1].end() if index else 0 : group[0].start()]
        is_last = index + 1 == len(groups)
        right = words[group[-1].end() :] if is_last else words[group[-1].end() : groups[index + 1][0].start()]
        right = right if is_last else _OF_THE_NEXT.sub("", right)
        offers.append(_offer(group, _last_clause(left), _first_clause(right), left))
    if len(offers) == 1 and offers[0].unit is None:
        offers[0].unit = find_unit(words)
    return offers


def _is_money(match: re.Match[str], words: str) -> bool:
    """A number that belongs to a percentage, a scale, a date or a kind of hours is no amount."""
    after, before = words[match.end() : match.end() + 16], words[max(0, match.start() - 16) : match.start()]
    if _MILLIONS.match(after) and (match["before"] or "mil" in after.lower()):
        return False
    if match["before"] or match["after"] or match["k"]:
        return not after.lstrip().startswith("%")
    return not (_AFTER_NOT.match(after) or _BEFORE_NOT.search(before) or before[-1:].isalpha() or _STUCK.match(after))


def _joins(first: re.Match[str], second: re.Match[str], words: str) -> bool:
    between = words[first.end() : second.start()]
    if len(between) > 60 or not _JOIN.fullmatch(between):
        return False
    if _AND.search(between) and (_plain(first) or 0) > (_plain(second) or 0):
        return False  # "een salaris van € 2.600 en € 500 bonus" names two things
    own = find_unit(between)
    return own is None or own == (find_unit(_first_clause(words[second.end() :])) or own)


def _plain(match: re.Match[str]) -> Decimal | None:
    value = read_number(match["number"])
    return value * 1000 if value and match["k"] else value


def _first_clause(text: str) -> str:
    match = _BREAK_AFTER.search(text)
    return text[: match.start()] if match else text


def _last_clause(text: str) -> str:
    end = 0
    for match in _BREAK.finditer(text):
        end = match.end()
    return text[end:]


def _offer(group: list[re.Match[str]], before: str, after: str, left: str) -> Offer:
    between = group[0].string[group[0].end() : group[-1].start()] if len(group) == 2 else ""
    unit = find_unit(after[:60]) or find_unit(between) or find_unit(before) or find_unit(left[-60:])
    values = [_value(match, unit) for match in group]
    if len(group) == 2:
        low, high = _stretch(values[0], values[1], group)
    else:
        low = high = values[0]
        if _MIN_ONLY.search(left) or group[0]["more"] or _MORE.match(after):
            high = None
        elif _MAX_ONLY.search(left) or _AT_MOST.match(after):
            low = None
    sign = next((match[side] for match in group for side in ("before", "after") if match[side]), None)
    currency = currency_code(sign) if sign else None
    is_money = bool(sign) or any(
        match["k"] or match["tail"] or re.search(r"\d[.,]\d{3}", match["number"]) for match in group
    )
    return Offer(low, high, currency, before, after, group[0].start(), group[-1].end(), unit, is_money)


def _value(match: re.Match[str], unit: str | None) -> Decimal:
    value = read_number(match["number"], is_small=unit == "hour") or Decimal(0)
    if unit is None and match["before"] == "€" and re.fullmatch(r"1\d,\d{3}", match["number"]):
        # Flemish hourly wages carry three decimals; 18,034 a year is no wage here.
        value = read_number(match["number"], is_small=True) or value
    return value * 1000 if match["k"] else value


def _stretch(low: Decimal, high: Decimal, group: list[re.Match[str]]) -> tuple[Decimal, Decimal]:
    """In 3-4k and in 55-60,000 the thousands of the second count for the first."""
    is_thousands = group[1]["k"] or re.fullmatch(r"\d{1,3}[.,]000", group[1]["number"])
    return (low * 1000, high) if is_thousands and not group[0]["k"] and low < 1000 <= high and low >= 1 else (low, high)
