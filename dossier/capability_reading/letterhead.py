"""What kind of document it is, of which day and by whom, as its first lines say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dossier.capability_reading.text_line import Line
from dossier.rules.wording import MONTHS

KINDS = (
    ("spreekuurrapportage", r"spreekuur(?:rapportage|verslag|terugkoppeling)|terugkoppeling (?:van het )?spreekuur"),
    ("verduidelijking", r"verduidelijking|aanvulling op de (?:fml|izp)"),
    ("AD-rapport", r"arbeidsdeskundig(?:e)? (?:rapport\w*|onderzoek|advies)|\bAD-rapport"),
    ("IZP", r"inzetbaarheids\s?profiel|\bIZP\b"),
    ("LAB", r"lijst (?:van )?arbeidsmogelijkheden|(?-i:\bLAB\b)"),
    ("BAR", r"beschrijving (?:van )?(?:de )?arbeidsbelastbaarheid|(?-i:\bBAR\b)"),
    ("FML", r"functionele\s+mogelijkheden\s?lijst|\bFML\b"),
)
UNKNOWN = "ander document"
DATE = re.compile(
    rf"\b(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b|\b(?P<d2>\d{{1,2}})[-/. ](?P<m2>\d{{1,2}})[-/. ](?P<y2>20\d\d)\b|"
    rf"\b(?P<d3>\d{{1,2}})\s+(?P<name>{'|'.join(MONTHS)})\s+(?P<y3>20\d\d)\b",
    re.IGNORECASE,
)
OWN_DAY = re.compile(
    r"opgesteld|opgemaakt|beoordeling|beoordeeld|vastgesteld|"
    r"datum (?:van )?(?:de |het )?(?:fml|izp|lab|bar|document|rapport|spreekuur|onderzoek)|\bdatum\s*:|\bd\.?d\.",
    re.IGNORECASE,
)
OTHER_DAY = re.compile(
    r"geboort|geb\.|ziektedag|ziekmelding|ziek sinds|uitval|geldig tot|evaluatie|volgend|afdruk|geprint|herbeoordeling",
    re.IGNORECASE,
)
AUTHORS = ("verzekeringsarts", "bedrijfsarts", "arboarts", "arbeidsdeskundige")
SIGNED = re.compile(
    r"opgesteld|opgemaakt|naam|ondergetekende|handtekening|auteur|beoordelaar|door\b|,\s*(?:register)?(?:bedrijfs|verzekerings|arbo)arts",
    re.IGNORECASE,
)
HEAD = 40


@dataclass(frozen=True)
class Letterhead:
    kind: str
    dated: date | None
    author_function: str | None


def read_letterhead(lines: Sequence[Line]) -> Letterhead:
    texts = [line.text for line in lines]
    return Letterhead(find_kind(texts), find_day(texts), find_author(texts))


def find_kind(texts: Sequence[str]) -> str:
    """The first name of a kind in the head; a report that speaks of 'de FML' in its text stays what its title says."""
    for text in texts[:HEAD]:
        for kind, pattern in KINDS:
            if re.search(pattern, text, re.IGNORECASE):
                return kind
    return UNKNOWN


def find_day(texts: Sequence[str]) -> date | None:
    """The day that is called that of the document, else the first day in the head that is no other day."""
    days = [one for text in texts for one in days_in(text)]
    named = next((day for around, day in days if OWN_DAY.search(around) and not OTHER_DAY.search(around)), None)
    if named is not None:
        return named
    head = [one for text in texts[:HEAD] for one in days_in(text)]
    return next((day for around, day in head if not OTHER_DAY.search(around)), None)


def days_in(text: str) -> list[tuple[str, date]]:
    """Every day with the words that belong to it: those before it, or the whole line when it is the only one."""
    found, end = [], 0
    for match in DATE.finditer(text):
        around, end = text[end : match.end()], match.end()
        year = match["y"] or match["y2"] or match["y3"]
        month = match["m"] or match["m2"] or str(MONTHS.index(match["name"].casefold()) + 1)
        day = match["d"] or match["d2"] or match["d3"]
        try:
            found.append((around, date(int(year), int(month), int(day))))
        except ValueError:
            continue
    return [(text, found[0][1])] if len(found) == 1 else found


def find_author(texts: Sequence[str]) -> str | None:
    """Who signed; else the first function that is named."""
    for wanted in (SIGNED, re.compile("")):
        for text in texts:
            for author in AUTHORS:
                if author in text.casefold() and wanted.search(text):
                    return author
    return None


def is_letterhead(text: str) -> bool:
    """A short line that only says of which day a document is, of what kind or by whom."""
    if len(text) > 90:
        return False
    named = any(re.search(pattern, text, re.IGNORECASE) for _, pattern in KINDS)
    dated = bool(days_in(text)) and bool(OWN_DAY.search(text) or OTHER_DAY.search(text))
    signed = any(author in text.casefold() for author in AUTHORS) and (bool(SIGNED.search(text)) or len(text) < 45)
    return dated or signed or (named and len(text) < 60)
