"""What makes a posting this job and no other, in a form that can be compared quickly."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

import numpy as np
from rapidfuzz import fuzz

from crawler.near_copies import Runs
from dossier.geography import Place, distance_km

NEAR_KM = 15.0
SAME_TEXT = 0.28
SAME_TEXT_ANONYMOUS = 0.4
"""Without the employer's name as a witness, the text must prove more."""
WITNESS = 0.12
"""What the same hours, or the same pay, are worth beside the same title in the same place."""
SAME_POSTING = 0.8
LITERAL = 0.9
"""Within one source, where the title is the same: in the same place the text may have been edited, else not."""
SAME_PARTS = 0.6
LEAST = 0.15
"""With less in common no two texts are one job, whatever speaks for it."""
FEW_RUNS = 24
_WORD = re.compile(r"[a-z0-9]+")
_TITLE_NOISE = re.compile(
    r"\((m|v|x|f|d|w)([/|,]\s?(m|v|x|f|d|w))+\)|\b(m/v/x|m/v|v/m/x|v/m|x/v/m)\b"
    r"|\b\d{1,2}([-–/]\d{1,2})?\s?(uur|u|uren|hours)\b( per week)?|\b\d{1,3}\s?%|\bvacature:?|\b(full|part)[- ]?time\b"
)
_LEGAL = re.compile(
    r"\b(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|holding|groep|group|nederland|netherlands|bedrijven)\b|[^a-z0-9 ]"
)
# A title that differs in one of these is another job, however alike the texts are.
_TELLING = frozenset(
    _WORD.findall(
        "junior medior senior leerling stage stagiair stagiaire assistent teamleider hoofd manager leider voorman "
        "b be c ce d dag nacht avond weekend dagdienst nachtdienst avonddienst ploegendienst zomer vakantie tijdelijk "
        "bbl bol mbo hbo wo i ii iii iv v 1 2 3 4 5 6 7 8 9"
    )
)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of two postings beside each other: by weight, how much of the lighter and of both stands in both."""

    runs: Runs
    share: float
    likeness: float

    def are_short(self, *prints: "Fingerprint") -> bool:
        return any(len(self.runs.of(one.number)) < FEW_RUNS for one in prints)

    def are_literal(self, one: "Fingerprint", other: "Fingerprint") -> bool:
        """The same words in the same order."""
        own = self.runs.of(one.number)
        return len(own) > 0 and np.array_equal(own, self.runs.of(other.number))

    def says(self, one: "Fingerprint", words: str) -> bool:
        return words.encode() in self.runs.text_of(one.number)


class Posting(Protocol):
    """What is looked at of a vacancy: a row of the table will do."""

    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def employer(self) -> str | None: ...
    @property
    def description(self) -> str: ...
    @property
    def place(self) -> str | None: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...
    @property
    def hours_min(self) -> float | None: ...
    @property
    def hours_max(self) -> float | None: ...
    @property
    def salary(self) -> dict[str, Any] | None: ...
    @property
    def first_seen(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A posting reduced to what is compared."""

    id: str
    number: int
    """Where its text stands among all texts."""
    source: str
    title: str
    employer: str
    place: str
    where: Place | None
    hours: tuple[float, float] | None
    pay: tuple[str, float, float] | None
    first_seen: datetime


def fingerprint_of(posting: Posting, number: int) -> Fingerprint:
    employer = " ".join(_LEGAL.sub(" ", fold(posting.employer or "")).split())
    place = fold(posting.place or "")
    return Fingerprint(
        id=posting.id,
        number=number,
        source=posting.source,
        title=plain_title(posting.title, employer, place),
        employer=employer,
        place=place,
        where=_where(posting),
        hours=_range(posting.hours_min, posting.hours_max),
        pay=_pay(posting),
        first_seen=posting.first_seen,
    )


def fold(text: str) -> str:
    """Lower case without accents and other marks."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def plain_title(title: str, employer: str, place: str) -> str:
    """A title without what boards add to it: m/v/x, hours, the employer, the place."""
    text = _TITLE_NOISE.sub(" ", fold(title))
    for name in (employer, place):
        if len(name) > 2 and name in text:  # which it mostly is not: an expression for every name costs far more
            text = re.sub(rf"(\b(bij|in|te|regio|voor|at)\s+)?\b{re.escape(name)}\b", " ", text)
    return " ".join(_WORD.findall(text))


def similarity(one: Fingerprint, other: Fingerprint, texts: Texts) -> float:
    """How surely two postings are one job; 0 = they are not taken for one."""
    if one.source and one.source == other.source and not _are_rivals(one, other):
        return _repost(one, other, texts) if one.title == other.title and _facts_agree(one, other) else 0.0
    if (
        texts.share < LEAST
        or texts.share < _needed(one, other, texts)
        or not _facts_agree(one, other)
        or not _titles_agree(one.title, other.title)
    ):
        return 0.0
    return texts.share + fuzz.ratio(one.title, other.title) / 1000


def _facts_agree(one: Fingerprint, other: Fingerprint) -> bool:
    """Nothing said about hours, pay and place rules out that it is one job."""
    same_unit = one.pay is not None and other.pay is not None and one.pay[0] == other.pay[0]
    if _apart(one.hours, other.hours) or (same_unit and _apart(one.pay[1:], other.pay[1:])):  # type: ignore[index]
        return False
    return _places_agree(one, other)


def _are_rivals(one: Fingerprint, other: Fingerprint) -> bool:
    """On one board: an employer and the agency that works for it, each with a posting of its own."""
    return bool(one.employer and other.employer and one.employer != other.employer)


def _repost(one: Fingerprint, other: Fingerprint, texts: Texts) -> float:
    """Within one source the whole texts must be alike: what an employer says in every posting proves nothing there."""
    if texts.are_short(one, other):
        return 1.0 + LITERAL if texts.are_literal(one, other) else 0.0
    return 1.0 + texts.likeness if texts.likeness >= (SAME_POSTING if one.place and other.place else LITERAL) else 0.0


def _needed(one: Fingerprint, other: Fingerprint, texts: Texts) -> float:
    """How much of the shorter text must stand in the longer one."""
    if texts.are_short(one, other):
        return LITERAL
    needed = SAME_TEXT if _employers_agree(one, other, texts) else SAME_TEXT_ANONYMOUS
    if one.title == other.title and one.place and one.place == other.place:
        needed -= WITNESS * (one.hours is not None and one.hours == other.hours)
        needed -= WITNESS * (one.pay is not None and one.pay == other.pay)
    return needed


def contained(one: frozenset[Any], other: frozenset[Any]) -> float:
    """The share of the smaller set that stands in the larger."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def _titles_agree(one: str, other: str) -> bool:
    if one == other:
        return True
    left, right = set(one.split()) - set(other.split()), set(other.split()) - set(one.split())
    if (left | right) & _TELLING or not one or not other:
        return False
    # Words on one side only were added by a board; different words on both sides are different jobs, unless they
    # are built from the same parts: "productiemedewerker" and "medewerker productie".
    return not left or not right or contained(_triples(left), _triples(right)) >= SAME_PARTS


def _triples(words: set[str]) -> frozenset[str]:
    return frozenset().union(*(_triples_of(word) for word in words))


@lru_cache(maxsize=20_000)
def _triples_of(word: str) -> frozenset[str]:
    return frozenset(word[at : at + 3] for at in range(max(len(word) - 2, 1)))


def _places_agree(one: Fingerprint, other: Fingerprint) -> bool:
    if not one.place or not other.place or one.place == other.place:
        return True
    if one.where is None or other.where is None:
        return False
    return distance_km(one.where, other.where) <= NEAR_KM


def _employers_agree(one: Fingerprint, other: Fingerprint, texts: Texts) -> bool:
    """The same employer, or one that the other text names."""
    if not one.employer or not other.employer:
        return False
    if one.employer == other.employer:
        return True
    return any(len(a.employer) > 3 and texts.says(b, a.employer) for a, b in ((one, other), (other, one)))


def _apart(one: Iterable[float] | None, other: Iterable[float] | None) -> bool:
    if one is None or other is None:
        return False
    (low, high), (other_low, other_high) = one, other
    return high < other_low or other_high < low


def _range(low: float | None, high: float | None) -> tuple[float, float] | None:
    if low is None and high is None:
        return None
    return (low if low is not None else 0.0, high if high is not None else 999.0)


def _pay(vacancy: Posting) -> tuple[str, float, float] | None:
    salary = vacancy.salary or {}
    if not salary.get("is_wage") or not salary.get("unit") or (salary.get("min") is None and salary.get("max") is None):
        return None
    low = float(salary["min"]) if salary.get("min") is not None else 0.0
    high = float(salary["max"]) if salary.get("max") is not None else float("inf")
    return (str(salary["unit"]), low, high)


def _where(vacancy: Posting) -> Place | None:
    if vacancy.latitude is None or vacancy.longitude is None:
        return None
    return Place(
        place=vacancy.place or "",
        municipality="",
        province="",
        latitude=vacancy.latitude,
        longitude=vacancy.longitude,
    )
