"""The size of a job in hours a week, as vacancies write it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel

from crawler.normalise.number import read_number
from dossier.model.number import Hours as Quantity

_I = re.IGNORECASE
_N = r"(?<![\d.,:€/])\d{1,2}(?:[.,]\d{1,4})?"
_TO = r"\s*(?:-|–|—|−|t/m|tot en met|tot|of|en|à|to|or|and|/|a|max(?:imaal|\.))\s*(?:de\s|wel\s|maximaal\s|max\.?\s?|ca\.?\s|circa\s)?"
_HOUR = r"\s*-?\s*(?:uren\b|urige?n?\b|uur(?!s|loon|tarief|salaris)\b|uurs?(?=[\s-]*(?:werkweek|week|contract))|u\b\.?|hours?\b|hrs?\b|h\b(?!\.?b))"
_WEEK = re.compile(
    r"\s*[(,]?\s*(?:(?:per|/|p\.?|in de|in een|elke|iedere|a|each|op)\s*(?:werk)?(?:week(?:basis)?|wk|w\b)|weekly|wekelijks|-?werkweek|week\b|"
    r"pw\b|p/w)", _I)  # fmt: skip
_OTHER_PERIOD = re.compile(r"\s*(?:per|/|p\.?|a|op)\s*(?P<unit>dag|dienst|nacht|avond|keer|shift|day|maand|mnd|month|jaar|jr|year|jaarbasis)", _I)
_RANGE = re.compile(rf"(?P<low>{_N})(?P<first>{_HOUR})?(?:{_WEEK.pattern})?{_TO}(?P<high>\d{{1,2}}(?:[.,]\d{{1,4}})?)(?P<unit>{_HOUR})", _I)
_ONE = re.compile(rf"(?P<low>{_N})(?P<more>\s?\+)?(?P<unit>{_HOUR})", _I)
_UPW = re.compile(rf"(?P<low>{_N})(?:{_TO}(?P<high>\d{{1,2}}(?:[.,]\d{{1,4}})?))?\s*(?P<unit>upw\b|u\.p\.w\b\.?|u/w\b|hpw\b)", _I)
_BARE = re.compile(r"\s*(?P<low>\d{1,2}(?:[.,]\d)?)(?:\s*(?:-|–|—|/|tot|t/m|of)\s*(?P<high>\d{1,2}(?:[.,]\d)?))?\s*", _I)
_LONG = re.compile(r"(?<![\d.,€])(?P<low>\d{1,2}\.?\d{2,3}|\d{2})\s*(?:tot|-|–)?\s*(?P<high>\d\.?\d{2,3}|\d{2,3})?\s*(?:uren|uur|hours)\s*(?:per|/|op|a)\s*(?P<unit>maand|month|jaar(?:basis)?|year)", _I)
_FTE = re.compile(rf"(?P<low>{_N})(?:\s*fte)?(?:{_TO}(?P<high>\d{{1,2}}(?:[.,]\d{{1,4}})?))?\s*-?\s*(?:fte\b|f\.t\.e\.)|\bfte\s*[:=]?\s*(?P<alone>\d[.,]\d{{1,4}})(?:{_TO}(?P<last>\d[.,]\d{{1,4}}))?", _I)
_DAYS = re.compile(rf"(?P<low>{_N})(?:{_TO}(?P<high>\d(?:[.,]5)?))?\s*(?:(?:hele|volle|vaste|werk)\s?)*(?:werk)?(?:dagen|dag|days?)\s*(?:(?:per|/|in de|p\.?|a|in een)\s*)(?:werk)?w(?:eek|k)?\b", _I)
_DAY_HOURS = re.compile(r"(?<![\d.,:€])(?P<days>\d)\s*(?:dagen|x|×)\s*(?:van\s*|(?:per week|/week|in de week)?[\s,(à]*)(?P<hours>\d(?:[.,]\d)?)\s*(?:uur|u\b)(?:\s*(?:per|/)\s*dag)?", _I)
_FULLTIME = re.compile(r"\bfull[\s-]?time|\bvoltijds?\b|\bvoltijd", _I)
_PARTTIME = re.compile(r"\bpart[\s-]?time|\bdeeltijd|\bhalftijds", _I)
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:uur|u\b|h\b|am|pm|-|–|tot)|\b(?:om|vanaf|tot|voor|na)\s+\d{1,2}[:.]\d{2}\b", _I)
_CLOCK_WORDS = re.compile(r"(?:\bvan|\btussen|\bom|werktijden?:?|openingstijden:?|\bbereikbaar|\bmaandag|\bvrijdag|\bzaterdag|\bvoor|\bna)(?: de)?\s*$", _I)
_CONTRACT_FOR = re.compile(r"\b(?:contract|dienstverband|baan|functie|aanstelling|betrekking|werk|vacature)\s(?:voor|van)\s*$", _I)
_NOT_JOB = re.compile(
    r"(?:binnen|reactie|dienst(?:en)? van|shifts? van|dienst|overwerk|overuren|reistijd|cursus|training|opleiding|na|vakantie|verlof|"
    r"proefles|thuiswerk\w*|bereikbaar|minimaal 1|elke|iedere|pauze|begeleiding|stage)\s*(?:van|na|de|:|circa|ca\.?)?\s*$", _I)  # fmt: skip
_NOT_JOB_AFTER = re.compile(
    r"\s*(?:per|/|a)?\s*(?:dag|dienst|nacht|avond|keer|shift|day)\b|\s*-?\s*(?:zorg|service|dienst|bereikba|reactie|thuis|vrij|vakantie|"
    r"verlof|reizen|rijden|training|begeleiding|overleg|later|na\b|per kind|per patiënt)", _I)  # fmt: skip
_SALARY_BASE = re.compile(r"(?:€|\beuro?\b|salaris|loon|bruto|schaal|uurloon)[^;]{0,80}?(?:o\.?\s?b\.?\s?v\b\.?|op basis van|gebaseerd op|uitgaande van|bij)[^;€]{0,30}$", _I)
_MIN = re.compile(r"(?:vanaf|minimaal|minimum|min\.?|ten ?minste|minstens|meer dan|at least|>)\s*(?:ca\.?|circa)?\s*$", _I)
_MAX = re.compile(r"(?:maximaal|maximum|max\.?|tot(?: maximaal| max\.?)?|up to|ten hoogste|hoogstens)\s*(?:ca\.?|circa)?\s*$", _I)
_AT_LEAST = re.compile(r"\s*(?:of|en)\s(?:meer|hoger)", _I)
_DIGIT = re.compile(r"\d")
_SIZE_WORDS = ("uur", "uren", "urig", "u/w", "u per", "hour", "fte", "werkweek", "contract", "dienstverband", "fulltime", "parttime")
_IN_TEXT = re.compile(
    r"\d\s*-?\s*(?:uur|uren|u|urig\w*|hours?)\s*(?:per|/|p\.?|in de|a)?\s*(?:werk)?w(?:eek)?\b|(?:aantal uren|uren per week|dienstverband|"
    r"contract|fulltime|parttime|werkweek|omvang|hours)\D{0,30}\d{1,2}|\d{2}\s*(?:-|–|tot|/|of)\s*\d{2}\s*uur", _I)  # fmt: skip
_LIST = re.compile(r"\b(\d{1,2}),\s\d{1,2}\s(?:of|en)\s(\d{1,2}\s?(?:uur|uren))", _I)
_LABEL = re.compile(
    rf"(?:\buren|\buur|\bhours|arbeidsduur|urenomvang|werkweek|omvang)(?:\s(?:per|p/?)\s?w(?:eek)?)?\s*[:=]\s*(?P<low>{_N})"
    rf"(?:{_TO}(?P<high>\d{{1,2}}(?:[.,]\d)?))?(?!\s*(?:fte|uur|uren|u\b|[:.]\d|%))", _I)  # fmt: skip
_ONLY_DAYS = re.compile(r"\s*(?:min(?:imaal|\.)\s)?(?P<low>[1-6])(?:\s*(?:-|–|tot|à|of|/)\s*(?P<high>[2-6]))?\s(?:werk)?dagen(?:\sin overleg)?\s*", _I)
_WORKWEEK = re.compile(r"\d[\d.,]*-?urige werkweek", _I)
_WORDS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "twaalf": 12, "zestien": 16,
          "twintig": 20, "vierentwintig": 24, "achtentwintig": 28, "dertig": 30, "tweeëndertig": 32, "zesendertig": 36,
          "achtendertig": 38, "veertig": 40}  # fmt: skip
_WORD_NUMBER = re.compile(rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})(?=(?:\s(?:à|tot|of|-)\s\w+)?\s(?:uur|uren|dagen|werkdagen|volle|hele)\b)", _I)
_MAX_WEEK = Decimal(60)


class Hours(BaseModel):
    """Weekly hours with the words they came from; `min` and `max` only when hours are stated or follow from them."""

    text: str
    min: Quantity | None = None
    max: Quantity | None = None
    is_weekly_hours: bool = False
    fte_min: Quantity | None = None
    fte_max: Quantity | None = None
    days_min: Quantity | None = None
    days_max: Quantity | None = None
    fulltime: bool | None = None


@dataclass(frozen=True)
class _Found:
    low: Decimal | None
    high: Decimal | None
    says_week: bool


def parse_hours(text: str) -> Hours:
    """The weekly hours in a string, or `is_weekly_hours` false when it tells of something else."""
    words = _WORD_NUMBER.sub(lambda match: str(_WORDS[match[1].lower()]), " ".join(text.split())[:2000])
    words = _LIST.sub(r"\1 tot \2", words)
    hours = Hours(text=text)
    found = max(_ranges(words), key=lambda item: item.says_week, default=None)
    if found:
        hours.min, hours.max = found.low, found.high
    _add_fte(hours, words)
    _add_days(hours, words)
    if _FULLTIME.search(words):
        hours.fulltime = None if _PARTTIME.search(words) else True
    elif _PARTTIME.search(words):
        hours.fulltime = False
    told: tuple[object, ...] = (hours.min, hours.max, hours.fte_min, hours.days_min)
    is_told = any(value is not None for value in told)
    hours.is_weekly_hours = is_told or bool(_FULLTIME.search(words) or _WORKWEEK.fullmatch(words))
    return hours


def _ranges(words: str) -> Iterator[_Found]:
    if bare := _BARE.fullmatch(words):
        low, high = _number(bare["low"]), _number(bare["high"] or bare["low"])
        if 8 <= low <= high <= 48:
            yield _Found(low, high, says_week=True)
        return
    taken: list[tuple[int, int]] = []
    for pattern in (_LONG, _DAY_HOURS, _UPW, _LABEL, _RANGE, _ONE):
        for match in pattern.finditer(words):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if found := _read(match, words):
                yield found


def _read(match: re.Match[str], words: str) -> _Found | None:
    if match.re is _LONG:
        return _per_week(match)
    if match.re is _DAY_HOURS:
        hours = _number(match["days"]) * _number(match["hours"])
        return _Found(hours, hours, says_week=True) if 4 <= hours <= _MAX_WEEK else None
    before, after = words[: match.start()], words[match.end() :]
    low = _number(match["low"])
    high = _number(match["high"]) if match.re is not _ONE and match["high"] else low
    if match.re is _LABEL:
        return _Found(low, high, says_week=True) if 4 <= high <= _MAX_WEEK and low <= high else None
    says_week = match.re is _UPW or _WEEK.match(after) is not None or "urige" in match["unit"].lower()
    if low > high or high > _MAX_WEEK or _is_other(match, before, after, says_week) or _is_clock(match, low, high, words, says_week):
        return None
    if high < (2 if says_week and "urig" not in match["unit"] else 4) or ("urig" in match["unit"].lower() and high < 8):
        return None
    return _bounded(match, low, high, before, after, says_week)


def _bounded(match: re.Match[str], low: Decimal, high: Decimal, before: str, after: str, says_week: bool) -> _Found:
    if low == high and match.re is not _RANGE:
        if (match.re is _ONE and match["more"]) or _MIN.search(before) or _AT_LEAST.match(after):
            return _Found(low, None, says_week)
        if _MAX.search(before):
            return _Found(None, high, says_week)
    return _Found(low, high, says_week)


def _is_other(match: re.Match[str], before: str, after: str, says_week: bool) -> bool:
    """Shifts, courses, answers within a day, and the hours that a wage is based on."""
    if _SALARY_BASE.search(before) or _NOT_JOB_AFTER.match(after):
        return True
    if _NOT_JOB.search(before) and not (says_week and not before.lower().rstrip().endswith(("overwerk na", "thuiswerken"))):
        return True
    return _OTHER_PERIOD.match(after) is not None


def _is_clock(match: re.Match[str], low: Decimal, high: Decimal, words: str, says_week: bool) -> bool:
    if says_week:
        return False
    before = _CONTRACT_FOR.sub("", words[: match.start()])
    is_short = re.search(r"\d\s?u\b", match[0] + "", _I) is not None
    around = words[max(0, match.start() - 12) : match.end() + 4]
    if _CLOCK.search(around) or (_CLOCK_WORDS.search(before) and high <= 24):
        return True
    if match.re is _RANGE and low <= 13 and high in (17, 18, 19, 21, 22, 23) and low != high:
        return True
    if is_short and high <= 24:
        return not (_FULLTIME.search(words) or _PARTTIME.search(words))
    return False


def _per_week(match: re.Match[str]) -> _Found | None:
    """Hours a month or a year to hours a week: × 12 / 52, / 52."""
    factor = Decimal(12) / 52 if match["unit"].lower().startswith("m") else Decimal(1) / 52
    values = [Decimal(match[name].replace(".", "")) * factor for name in ("low", "high") if match[name]]
    low, high = (_tidy(value) for value in (values[0], values[-1]))
    return _Found(low, high, says_week=True) if 1 <= low <= high <= _MAX_WEEK else None


def _tidy(value: Decimal) -> Decimal:
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def _add_fte(hours: Hours, words: str) -> None:
    match = _FTE.search(words)
    if match is None:
        return
    low = _number(match["low"] or match["alone"])
    last = match["high"] or match["last"]
    high = _number(last) if last else low
    if low > high or high > 20:
        return
    hours.fte_min, hours.fte_max = low, high
    if hours.min is None and (base := re.search(rf"({_N})\s*-?\s*(?:urige|uur|uren)", words, _I)) and low <= 1:
        week = _number(base[1])
        if 30 <= week <= 45:  # "0,8 fte o.b.v. 40 uur": the hours follow from the string itself
            hours.min, hours.max = (_tidy(value * week) for value in (low, high))
    elif hours.min is not None and hours.min == hours.max and low < 1 and re.search(r"o\.?b\.?v|basis|fulltime|\bbij\b|urige", words, _I):
        week = hours.min
        hours.min, hours.max = _tidy(low * week), _tidy(high * week)


def _add_days(hours: Hours, words: str) -> None:
    match = _DAYS.search(words) or _ONLY_DAYS.fullmatch(words)
    if match is None or re.search(r"thuis|\bvrij\b|kantoor|hybride|remote", words[match.start() - 25 if match.start() > 25 else 0 : match.end() + 25], _I):
        return
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else low
    if 1 <= low <= high <= 7:
        hours.days_min, hours.days_max = low, high


def _number(text: str) -> Decimal:
    return read_number(text, is_small=True) or Decimal(0)


def find_hours(text: str) -> Hours | None:
    """The hours that a whole vacancy text tells: the first line that names a week, or hours beside the word for a contract."""
    for line in re.split(r"\n|(?<=[.!?])\s+(?=[A-Z])", text):
        if len(line) < 400 and _DIGIT.search(line) and any(word in line.lower() for word in _SIZE_WORDS) and _IN_TEXT.search(line):
            hours = parse_hours(line)
            if hours.min is not None or hours.max is not None:
                return hours
    return None
