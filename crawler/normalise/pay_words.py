"""The words around an amount: what it is paid for, per what, in which currency, and what is no wage at all."""

import re

from ahocorasick_rs import BytesAhoCorasick

_I = re.IGNORECASE

# Searched in small letters, in which a choice of many words is found several times faster.
UNITS: dict[str, re.Pattern[str]] = {
    "hour": re.compile(
        r"""(?:\bper|/|\bp\.?|\ban?|\beach)\s?(?:gewerkt\s)?uur\b | \buur(?:loon|tarief|lonen|salaris|vergoeding)
        | \buurbasis\b | \bbruto\s?uur | \bb?p/?\.?u\b\.? | /\s?u\b | (?<=\d)u\b | (?:\bper|/|\ban?)\s?hou?r\b
        | /\s?hr?\b | \bhourly\b | (?:\b|(?<=\d))p\.?/?\s?hr?\b""", re.VERBOSE),
    "four_weeks": re.compile(
        r"""(?:\bper|/|\bp\.?|\bom\sde)\s?(?:4|vier)\s?-?(?:weken|wkn?|weeks)\b | \b(?:4|vier)-?\s?weke(?:n|lijks)
        | \bper\s(?:loon)?periode\b""", re.VERBOSE),
    "week": re.compile(r"(?:\bper|/|\ba|\bp\.)\s?week\b|\bweek(?:loon|salaris)|\bp/?\.?w\b|\bweekly\b"),
    "month": re.compile(
        r"""(?:\bper|/|\bp\.?|\bin\sde)\s?(?:maand|mnd|mth)\b | \bb\.?p\.?m\b
        | \bmaand(?:salaris|loon|elijks|inkomen|basis|wedde)?\b
        (?<!\de\smaand) | \bbruto\s?maand | brutomaand | \bp/?\.?\s?m\b\.? | (?:\bper|\ba)\s?month\b
        | /\s?(?:month|mo)\b | \bmonthly\b | \bper\sm\b""", re.VERBOSE),
    "year": re.compile(
        r"""(?:\bper|/|\bp\.?)\s?(?:jaar|jr)\b | \bjaar(?:salaris|loon|inkomen|basis|wedde)\b | brutojaar
        | \bbruto\s?jaar | \bp/?\.?\s?j\b\.? | \bper\sannum | /\s?annum | \bp\.?\s?a\b\.? | \bannual
        | (?:\bper|/|\ba)\s?(?:year|yr)\b | \byearly\b | \bjaarlijks""", re.VERBOSE),
    "day": re.compile(
        r"(?:\bper|/|\ba)\s?(?:gewerkte\s|werk)?dag\b|\bdag(?:loon|tarief|vergoeding)|(?:\bper|/|"
            r"\ba)\s?day\b|\bdaily\b"),
}  # fmt: skip
# Cheap words, of which each pattern above needs one.
_HINTS: dict[str, tuple[str, ...]] = {
    "hour": ("uur", "hour", "hr", "/u", "/ u", "pu", "p.u", "p/.u", "/h", "/ h", "ph", "p h", "p.h", "p. h"),
    "four_weeks": ("4", "vier", "periode"),
    "week": ("week", "pw", "p/w", "p.w", "p/.w"),
    "month": ("maand", "mnd", "mth", "mo", "pm", "p m", "p/m", "p/ m", "p.m", "p. m", "p/.m", "p/. m", "per m"),
    "year": ("jaar", "jr", "pj", "p j", "p/j", "p/ j", "p.j", "p. j", "p/.j", "annu", "pa", "p.a", "p a", "p. a",
             "year", "yr"),
    "day": ("dag", "day", "daily"),
}  # fmt: skip
_UNITS_OF = [unit for unit, hints in _HINTS.items() for _ in hints]
_HINT_FINDER = BytesAhoCorasick([hint.encode() for hints in _HINTS.values() for hint in hints])
_NUMBER_U = re.compile(r"\du\b")

CURRENCY = r"(?:€|EUR\b|euro(?:'?s)?\b|£|GBP\b|US\$|CA\$|AU\$|\$|USD\b|CHF\b|SEK\b|NOK\b|DKK\b|CZK\b|Kč|PLN\b|zł)"
_CODES = {
    "€": "EUR", "EURO": "EUR", "EUROS": "EUR", "EURO'S": "EUR", "£": "GBP", "$": "USD", "US$": "USD", "CA$": "CAD",
    "AU$": "AUD", "ZŁ": "PLN", "KČ": "CZK",
}  # fmt: skip

# These two are searched in small letters, as are the units.
PAY = re.compile(
    r"""salar | loon(?!heffing) | \blonen | verdien | bruto | gross | \bwages? | \bpay\b | inkomen | wedde\b | barema
    | inschal | ingeschaal | bandbreedte | pro[\s-]rata | beloning | bezoldig""", re.VERBOSE)  # fmt: skip
NOT_WAGE = re.compile(
    r"""reiskost | kilometer | \bkm\b | woon-?\s?werk | vergoeding | budget | bonus | \bstage | stagiair | internship
    | fiets | maaltijd | cheque | thuiswerk | telefoon | opleiding | training | scholing | ontwikkel | development
    | cadeau | korting | omzet | revenue | tekengeld | referral | sign(?:ing)?[\s-]?on | lease-?\s?auto | \btwv\b
    | eindejaar
    | mobiliteit | werkplek | opsparen | waarde\svan | toelage | toeslag | allowance | \bfee\b | pakket | voucher
    | \bfooi | \btips\b | \bote\b | commissie | provisie | vakantiegeld | vakantietoeslag | studie | sport | lunch
    | per\s(?:[235]|drie|vijf)\sjaar | aanbreng | premie | boete | eigen\sbijdrage | klanten
    | investering | \bprojecten\b | \bprojects\b | \bhypotheken\b | \bkredieten\b | \bleningen\b | \bdeals?\b
    | \bsubsidies?\b | \borders?\b | aanbesteding | aanvragen\b""",
    re.VERBOSE,
)
# What is turned over, spent or earned at best is not paid, however much like a wage the amount looks.
NEVER_WAGE = re.compile(r"omzet|revenue|budget|investering|\bOTE\b|bonus\s|stage", _I)
PER_PIECE = re.compile(r"\s*(?:bruto\s)?per\s(?:dienst|shift|rit|stuk|keer|deelnemer|kind)\b", _I)
# "depending on education and experience" tells how the wage is set, not what the amount is for.
DEPENDS = re.compile(r"\(?(?:afhankelijk|op basis|op grond|naargelang|volgens|depending|based on)\b[^;()€]*", _I)
NO_WAGE_AT_ALL = re.compile(
    r"stage(?:vergoeding|plaats|plek)?\b|stagiair|internship|vrijwilligers?(?:werk|vergoeding)|afstude(?:er|ren)", _I
)
FULLTIME = re.compile(r"full[\s-]?time|voltijd|\b1[.,]?0?\s?fte|\b(?:36|37|38|39|40)\s?(?:-urig|uur)", _I)
PARTTIME = re.compile(r"part[\s-]?time|deeltijd|\b0[.,]\d+\s?fte", _I)
_DUTCH = re.compile(
    r"\bper\s(?:uur|maand|jaar|dag)|bruto|salaris|loon|\btot\b|tussen|\bvanaf\b|o\.?b\.?v|maximaal|"
        r"\beuro|\bp/?[um]\b|vakantie", _I)  # fmt: skip


def find_unit(words: str) -> str | None:
    """The unit that is named first; of two that start together the longer words win."""
    lowered = words.lower()
    told = lowered.encode("utf-8", "surrogatepass")
    units = {_UNITS_OF[index] for index, _, _ in _HINT_FINDER.find_matches_as_indexes(told, overlapping=True)}
    if "hour" not in units and _NUMBER_U.search(lowered):
        units.add("hour")
    found = [(m.start(), -len(m[0]), unit) for unit in units if (m := UNITS[unit].search(lowered))]
    return min(found)[2] if found else None


def currency_code(sign: str) -> str:
    return _CODES.get(sign.upper(), sign.upper())


def is_dutch(words: str) -> bool:
    return _DUTCH.search(words) is not None
