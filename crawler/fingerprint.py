"""What makes a posting this job and no other, in a form that can be compared quickly."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any
from zlib import crc32

from rapidfuzz import fuzz

from crawler.rarity import Rarity
from dossier.geography import Place, distance_km
from dossier.model.vacancy import Vacancy

NEAR_KM = 15.0
SAME_TEXT = 0.33
SAME_TEXT_ANONYMOUS = 0.4
"""Without the employer's name as a witness, the text must prove more."""
WITNESS = 0.08
"""What the same hours, or the same pay, are worth beside the same title in the same place."""
SAME_POSTING = 0.8
LITERAL = 0.9
"""Within one source, where the title is the same: in the same place the text may have been edited, else not."""
SAME_PARTS = 0.6
FEW_WORDS = 25
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


@dataclass(frozen=True)
class Fingerprint:
    """A posting reduced to what is compared."""

    id: str
    source: str
    title: str
    employer: str
    place: str
    where: Place | None
    text: str
    hours: tuple[float, float] | None
    pay: tuple[str, float, float] | None

    @cached_property
    def pairs(self) -> frozenset[int]:
        """Hashes of the word pairs of the text; crc32, so that every run makes the same choice."""
        words = _WORD.findall(self.text)
        return frozenset(crc32(f"{a} {b}".encode()) for a, b in pairwise(words))


def fingerprint_of(vacancy: Vacancy) -> Fingerprint:
    employer = " ".join(_LEGAL.sub(" ", fold(vacancy.employer or "")).split())
    place = fold(vacancy.place or "")
    return Fingerprint(
        id=vacancy.id,
        source=vacancy.source or vacancy.id,  # of unknown sources each is its own
        title=plain_title(vacancy.title, employer, place),
        employer=employer,
        place=place,
        where=_where(vacancy),
        text=fold(vacancy.description),
        hours=_range(vacancy.hours_min, vacancy.hours_max),
        pay=_pay(vacancy),
    )


def fold(text: str) -> str:
    """Lower case without accents and other marks."""
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def plain_title(title: str, employer: str, place: str) -> str:
    """A title without what boards add to it: m/v/x, hours, the employer, the place."""
    text = _TITLE_NOISE.sub(" ", fold(title))
    for name in (employer, place):
        if name and len(name) > 2:
            text = re.sub(rf"(\b(bij|in|te|regio|voor|at)\s+)?\b{re.escape(name)}\b", " ", text)
    return " ".join(_WORD.findall(text))


def similarity(one: Fingerprint, other: Fingerprint, rarity: Rarity) -> float:
    """How surely two postings are one job; 0 = they are not taken for one. The cheapest checks come first."""
    if one.source == other.source and not _are_rivals(one, other):
        return _repost(one, other, rarity) if one.title == other.title and _facts_agree(one, other) else 0.0
    shared = rarity.share(one.id, other.id, one.pairs & other.pairs)
    if shared < _needed(one, other) or not _facts_agree(one, other) or not _titles_agree(one.title, other.title):
        return 0.0
    return shared + fuzz.ratio(one.title, other.title) / 1000


def _facts_agree(one: Fingerprint, other: Fingerprint) -> bool:
    """Nothing said about hours, pay and place rules out that it is one job."""
    same_unit = one.pay is not None and other.pay is not None and one.pay[0] == other.pay[0]
    if _apart(one.hours, other.hours) or (same_unit and _apart(one.pay[1:], other.pay[1:])):  # type: ignore[index]
        return False
    return _places_agree(one, other)


def _are_rivals(one: Fingerprint, other: Fingerprint) -> bool:
    """On one board: an employer and the agency that works for it, each with a posting of its own."""
    return bool(one.employer and other.employer and one.employer != other.employer)


def _repost(one: Fingerprint, other: Fingerprint, rarity: Rarity) -> float:
    """Within one source the whole texts must be alike: what an employer says in every posting proves nothing there."""
    both = one.pairs & other.pairs
    if not both or min(len(one.pairs), len(other.pairs)) < FEW_WORDS:
        return 1.0 + LITERAL if one.pairs and one.pairs == other.pairs else 0.0
    alike = rarity.likeness(one.id, other.id, both)
    return 1.0 + alike if alike >= (SAME_POSTING if one.place and other.place else LITERAL) else 0.0


def _needed(one: Fingerprint, other: Fingerprint) -> float:
    """How much of the shorter text must stand in the longer one."""
    if min(len(one.pairs), len(other.pairs)) < FEW_WORDS:
        return LITERAL
    needed = SAME_TEXT if _employers_agree(one, other) else SAME_TEXT_ANONYMOUS
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


def _employers_agree(one: Fingerprint, other: Fingerprint) -> bool:
    """The same employer, or one that the other text names."""
    if not one.employer or not other.employer:
        return False
    if one.employer == other.employer:
        return True
    return any(len(a.employer) > 3 and a.employer in b.text for a, b in ((one, other), (other, one)))


def _apart(one: Iterable[float] | None, other: Iterable[float] | None) -> bool:
    if one is None or other is None:
        return False
    (low, high), (other_low, other_high) = one, other
    return high < other_low or other_high < low


def _range(low: float | None, high: float | None) -> tuple[float, float] | None:
    if low is None and high is None:
        return None
    return (low if low is not None else 0.0, high if high is not None else 999.0)


def _pay(vacancy: Vacancy) -> tuple[str, float, float] | None:
    salary = vacancy.salary or {}
    if not salary.get("is_wage") or not salary.get("unit") or (salary.get("min") is None and salary.get("max") is None):
        return None
    low = float(salary["min"]) if salary.get("min") is not None else 0.0
    high = float(salary["max"]) if salary.get("max") is not None else float("inf")
    return (str(salary["unit"]), low, high)


def _where(vacancy: Vacancy) -> Place | None:
    if vacancy.latitude is None or vacancy.longitude is None:
        return None
    return Place(
        place=vacancy.place or "",
        municipality="",
        province="",
        latitude=vacancy.latitude,
        longitude=vacancy.longitude,
    )
