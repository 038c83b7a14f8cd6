"""The words in which vacancies tell the size of a job, and those that look like it: clock times, shifts, courses."""

import re
from decimal import Decimal

_I = re.IGNORECASE
N = r"(?<![\d.,:€/])\d{1,2}(?:[.,]\d{1,4})?"
TO = (
    r"\s*(?:,\s(?=max|tot))?(?:-|–|—|−|t/m|tot en met|tot|of|en|à|to|or|and|/|a|max(?:imaal|\.))\s*(?:de\s|wel\s|"
    r"maximaal\s|max\.?\s?|ca\.?\s|circa\s)?"
)
HOUR = (
    r"\s*-?\s*(?:uren(?=-?\s?(?:week|contract))|uren\b|urige?n?\b|uur(?!s|loon|tarief|salaris)\b|uurs?(?=[\s-]*(?:werkweek|week|"
    r"contract))|u\b\.?|hours?\b|hrs?\b|h\b(?!\.?b))"
)
WEEK = re.compile(
    r"\s*[(,]?\s*(?:(?:per|/|p\.?|in de|in een|elke|iedere|a|each|op)\s*(?:werk)?(?:week(?:basis)?|wk|"
        r"w\b)|weekly|wekelijks|-?werkweek|week\b|"
    r"pw\b|p/w)", _I)  # fmt: skip
OTHER_PERIOD = re.compile(
    r"\s*(?:per|/|p\.?|a|op)\s*(?P<unit>dag|dienst|nacht|avond|keer|shift|day|maand|mnd|month|jaar|jr|year|jaarbasis)",
    _I,
)
RANGE = re.compile(
    rf"(?P<low>{N})(?P<first>{HOUR})?(?:{WEEK.pattern})?{TO}(?P<high>\d{{1,2}}(?:[.,]\d{{1,4}})?)(?P<unit>{HOUR})",
    _I,
)
ONE = re.compile(rf"(?P<low>{N})(?P<more>\s?\+|\s(?:of|en)\smeer)?(?P<unit>{HOUR})", _I)
UPW = re.compile(
    rf"(?P<low>{N})(?:{TO}(?P<high>\d{{1,2}}(?:[.,]\d{{1,4}})?))?\s*(?P<unit>upw\b|u\.p\.w\b\.?|u/w\b|hpw\b)", _I
)
BARE = re.compile(r"\s*(?P<low>\d{1,2}(?:[.,]\d)?)(?:\s*(?:-|–|—|/|tot|t/m|of)\s*(?P<high>\d{1,2}(?:[.,]\d)?))?\s*", _I)
LONG = re.compile(
    r"(?<![\d.,€])(?P<low>\d{1,2}\.?\d{2,3}|\d{2})\s*(?:tot|-|–)?\s*(?P<high>\d\.?\d{2,3}|"
    r"\d{2,3})?\s*(?:uren|uur|hours)\s*(?:per|/|op|a)\s*(?P<unit>maand|month|jaar(?:basis)?|year)",
    _I,
)
FTE = re.compile(
    rf"(?P<low>{N})(?:\s*fte)?(?:{TO}(?P<high>\d{{1,2}}(?:[.,]\d{{1,4}})?))?\s*-?\s*(?:fte\b|"
    rf"f\.t\.e\.)|\bfte\s*[:=]?\s*(?P<alone>\d[.,]\d{{1,4}})(?:{TO}(?P<last>\d[.,]\d{{1,4}}))?",
    _I,
)
DAYS = re.compile(
    rf"(?P<low>{N})(?:{TO}(?P<high>\d(?:[.,]5)?))?\s*(?:(?:hele|volle|vaste|"
    rf"werk)\s?)*(?:werk)?(?:dagen|dag|days?)\s*(?:(?:per|/|in de|p\.?|a|in een)\s*)(?:werk)?w(?:eek|"
    rf"k)?\b",
    _I,
)
DAY_HOURS = re.compile(
    r"(?<![\d.,:€])(?P<days>[1-6])\s*(?:dagen|ochtenden|middagen|avonden|nachten|diensten|x|×)\s*"
    r"(?:[x×]\s*|(?:per week\s|/week\s|in de week\s)?van\s*|(?:per week|/week|in de week)?[\s,(à]*)"
    r"(?P<hours>(?:1[0-2]|[1-9])(?:[.,]\d)?)(?!\d)(?:\s*(?:of|tot|à|-|–)\s*(?P<longest>(?:1[0-2]|[1-9])(?:[.,]\d)?))?"
    r"\s*(?:uur|u\b)(?:\s*(?:per|/)\s*dag)?",
    _I,
)
FULLTIME = re.compile(
    r"(?:\bfull[\s-]?time|\bvoltijd(?:se|s)?+)(?![\s-]*(?:verlof|salaris|loon|maandsalaris|bedrag|vakantie))", _I
)
PARTTIME = re.compile(r"\bpart[\s-]?time|\bdeeltijd|\bhalftijds", _I)
CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}\s*(?:uur|u\b|h\b|am|pm|-|–|tot)|\b(?:om|vanaf|tot|voor|na)\s+\d{1,2}[:.]\d{2}\b", _I
)
CLOCK_WORDS = re.compile(
    r"(?:\bvan|\btussen|\bom|werktijden?:?|openingstijden:?|\bbereikbaar|\bmaandag|\bvrijdag|"
    r"\bzaterdag|\bvoor|\bna)(?: de)?\s*$",
    _I,
)
CONTRACT_FOR = re.compile(
    r"\b(?:contract|dienstverband|baan|functie|aanstelling|betrekking|werk|vacature)\s(?:voor|van)\s*$", _I
)
NOT_JOB = re.compile(
    r"(?:binnen|reactie|dienst(?:en)? van|shifts? van|dienst|overwerk|overuren|reistijd|cursus|"
        r"training|opleiding|na|vakantie|verlof|"
    r"proefles|thuiswerk\w*|bereikbaar|minimaal 1|elke|iedere|pauze|begeleiding|stage)\s*(?:van|na|de|"
        r":|circa|ca\.?)?\s*$", _I)  # fmt: skip
NOT_JOB_AFTER = re.compile(
    r"\s*(?:per|/|a)?\s*(?:dag|dienst|nacht|avond|keer|shift|day)\b|\s*-?\s*(?:zorg|service|dienst|"
        r"bereikba|reactie|thuis|vrij|vakantie|"
    r"verlof|rust\b|reizen|rijden|training|begeleiding|overleg|later|na\b|per kind|per patiënt)", _I)  # fmt: skip
SALARY_BASE = re.compile(
    r"(?:€|\beuro?\b|salaris|loon|bruto|schaal|uurloon|vakantiedagen|verlofdagen|vakantie-?uren)[^;]{0,80}?(?:o\.?\s?b\.?\s?v\b\.?|"
    r"op basis van|gebaseerd op|uitgaande van|bij)[^;€]{0,30}$",
    _I,
)
MIN = re.compile(
    r"(?:vanaf|minimaal|minimum|min\.?|ten ?minste|minstens|meer dan|at least|minimum of|>)\s*(?:ca\.?|circa)?"
    r"\s*(?:een\s(?:contract|dienstverband|aanstelling|werkweek)\s(?:van|voor)\s*)?$",
    _I,
)
MAX = re.compile(
    r"(?:maximaal|maximum|max\.?|tot(?: maximaal| max\.?)?|up to|ten hoogste|hoogstens)\s*(?:ca\.?|circa)?\s*$", _I
)
AT_LEAST = re.compile(r"\s*(?:of|en)\s(?:meer|hoger)", _I)
SIZE_WORDS = (
    "uur",
    "uren",
    "urig",
    "u/w",
    "u per",
    "hour",
    "fte",
    "werkweek",
    "contract",
    "dienstverband",
    "fulltime",
    "parttime",
)
IN_TEXT = re.compile(
    r"\d\s*-?\s*(?:uur|uren|u|urig\w*|hours?)\s*(?:per|/|p\.?|in de|a)?\s*(?:werk)?w(?:eek)?\b|"
        r"(?:aantal uren|uren per week|dienstverband|"
    r"contract|fulltime|parttime|werkweek|omvang|hours)\D{0,30}\d{1,2}|\d{2}\s*(?:-|–|tot|/|"
        r"of)\s*\d{2}\s*uur")  # fmt: skip
FULL_WEEK = re.compile(
    rf"(?:o\.?\s?b\.?\s?v\b\.?|basis(?: van)?|full[\s-]?time|voltijds?|\bbij)[\s(:=,]*(?:een\s|van\s|is\s)*{N}{HOUR}"
    rf"|{N}{HOUR}[\s(:=,]*(?:is\s|bij\s)?(?:full[\s-]?time|voltijd)|\d-?\s?urige", _I)  # fmt: skip
OTHER_DAYS = re.compile(
    r"thuis|\bvrij\b|kantoor|hybride|remote|vakantie|verlof"
    r"|week\s(?:\w+\s)?(?:bezig|verantwoordelijk|aanwezig|ingezet|op locatie|bij de klant|naar school)",
    _I,
)
NOT_FTE = re.compile(
    r"(?:team|afdeling|organisatie|bedrijf|club|collega'?s|totaal|kantoor|formatie|leiding aan|bestaa(?:t|nde) uit)"
    r"[^.;:]{0,30}$|^met\s+(?:circa\s|ruim\s)?$", _I)  # fmt: skip
ALSO = re.compile(
    r"\b(?P<one>\d{2})(?:\s?uur|-?urige werkweek)\s?(?:per week)?\s?[(,–-]\s?(?:of\s)?(?P<other>\d{2})\s?uur\s"
    r"(?:is\s|kan\s|mag\s)?(?:ook|bespreekbaar|mogelijk)", _I)  # fmt: skip
PERCENT = re.compile(
    r"(?<![\d.,])(?P<share>[2-9]\d|100)\s?%\s*(?:(?:dienstverband|contract|aanstelling|functie|betrekking|jobtime)\s*)?"
    rf"[(,]?\s*(?:van|bij|o\.?b\.?v\.?|op basis van|of)?\s*(?:een\s|a\s)?(?P<week>{N})\s*-?\s*"
    r"(?:urige|urenweek|uur|uren|u\b|hours?)", _I)  # fmt: skip
LIST = re.compile(
    r"\b(\d{1,2})(?:,\s|\s?/\s?)(?:\d{1,2}(?:,\s|\s?/\s?)){0,2}\d{1,2}(?:\s(?:of|en)\s|,\s|\s?/\s?)(\d{1,2}\s?(?:uur|uren))",
    _I,
)
LABEL = re.compile(
    rf"(?:\buren|\buur|\bhours|arbeidsduur|urenomvang|werkweek|omvang)(?:\s(?:per|"
        rf"p/?)\s?w(?:eek)?)?\s*[:=]\s*(?P<low>{N})"
    rf"(?:{TO}(?P<high>\d{{1,2}}(?:[.,]\d)?))?(?!\d|\s*(?:fte|uur|uren|u\b|[:.]\d|%))", _I)  # fmt: skip
ONLY_DAYS = re.compile(
    r"\s*(?:min(?:imaal|\.)\s)?(?P<low>[1-6])(?:\s*(?:-|–|tot|à|of|"
    r"/)\s*(?P<high>[2-6]))?\s(?:werk)?dagen(?:\sin overleg)?\s*",
    _I,
)
WORKWEEK = re.compile(r"\d[\d.,]*-?urige werkweek", _I)
WORDS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "twaalf": 12,
    "zestien": 16, "twintig": 20, "vierentwintig": 24, "achtentwintig": 28, "dertig": 30, "tweeëndertig": 32,
    "zesendertig": 36, "achtendertig": 38, "veertig": 40,
}  # fmt: skip
WORD_NUMBER = re.compile(
    rf"\b({'|'.join(sorted(WORDS, key=len, reverse=True))})(?=(?:\s(?:à|tot|of|-)\s\w+)?\s(?:uur|uren|"
    rf"dagen|werkdagen|volle|hele)\b)",
    _I,
)
MAX_WEEK = Decimal(60)
