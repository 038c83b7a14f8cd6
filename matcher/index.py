"""The vacancies as arrays: words of titles and texts as vectors, and which postings are the same job."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy.sparse import csr_matrix

from dossier.model.demand import Demand
from dossier.model.posting import VacancyIn
from matcher.asked import Asked, read_asked
from matcher.kinship import find_unit
from matcher.stock.kind import Kinds
from matcher.stock.terms import Rarity, TermPostings, TermRows, measure_rarity
from matcher.terms import find_terms, find_title_terms
from matcher.title_space import place_titles

SAME_TEXT = 0.8
SHINGLE = 4


@dataclass(frozen=True)
class Reading:
    """The demands of a description and title, and what is asked beside the work."""

    demands: tuple[Demand, ...]
    asked: Asked


@dataclass(frozen=True)
class Index:
    """One row a job; `copies` are the other postings of the same job, by id."""

    postings: tuple[VacancyIn, ...]
    copies: tuple[tuple[str, ...], ...]
    asked: tuple[Asked, ...]
    demands: tuple[Sequence[Demand] | None, ...]
    """None for a vacancy that was not read before: its demands are found when somebody needs them."""
    text_terms: tuple[frozenset[str], ...]
    titles: csr_matrix
    texts: TermPostings
    rarity: Rarity
    """How rare every term of the stock is: what the words of a person are weighed by as well."""
    units: tuple[str | None, ...]
    """The unit group of ISCO-08 of each job, where its title plainly names one."""


def build_index(postings: Sequence[VacancyIn], readings: Mapping[str, Reading] | None = None) -> Index:
    """Read every posting once, in the order of their ids, whatever the order in which they came.

    `readings` by id, of those that were read before.
    """
    groups = group_copies(postings)
    leading = [group[0] for group in groups]
    known = [(readings or {}).get(posting.id) for posting in leading]
    titles = [find_title_terms(posting.title) for posting in leading]
    texts = [find_terms(posting.description) + title for posting, title in zip(leading, titles, strict=True)]
    vocabulary: Kinds[str] = Kinds()
    rows = TermRows(vocabulary)
    for text in texts:
        rows.add(text)
    said = rows.close()
    rarity = measure_rarity(vocabulary, [said])
    said.measure(rarity.values)
    return Index(
        postings=tuple(leading),
        copies=tuple(tuple(posting.id for posting in group[1:]) for group in groups),
        asked=tuple(
            reading.asked if reading else read_asked(posting) for reading, posting in zip(known, leading, strict=True)
        ),
        demands=tuple(reading.demands if reading else None for reading in known),
        text_terms=tuple(map(frozenset, texts)),
        titles=place_titles([posting.title for posting in leading]),
        texts=said,
        rarity=rarity,
        units=tuple(find_unit(posting.title, posting.occupation) for posting in leading),
    )


def group_copies(postings: Sequence[VacancyIn]) -> list[list[VacancyIn]]:
    """Postings of the same job together, the one that says most first; jobs in the order of their ids."""
    unique = {posting.id: posting for posting in sorted(postings, key=_fullness)}
    groups: dict[tuple[str, ...], list[list[VacancyIn]]] = {}
    for posting in sorted(unique.values(), key=lambda posting: posting.id):
        key = tuple(sorted(find_title_terms(posting.title)))
        for group in groups.setdefault(key, []):
            if _is_same_job(group[0], posting):
                group.append(posting)
                break
        else:
            groups[key].append([posting])
    every = [sorted(group, key=_fullness, reverse=True) for found in groups.values() for group in found]
    return sorted(every, key=lambda group: group[0].id)


def _fullness(posting: VacancyIn) -> tuple[bool, bool, int, str]:
    paid = posting.salary is not None and posting.salary.is_wage
    return (paid, posting.hours_min is not None, len(posting.description), posting.id)


def _is_same_job(one: VacancyIn, other: VacancyIn) -> bool:
    """Same title, no other place or hours, and texts that share most of their word groups."""
    if one.place and other.place and one.place.casefold() != other.place.casefold():
        return False
    if one.hours_min and other.hours_min and one.hours_min != other.hours_min:
        return False
    first, second = _shingles(one.description), _shingles(other.description)
    if not first or not second:
        return first == second and one.employer is not None and one.employer == other.employer
    return len(first & second) >= SAME_TEXT * min(len(first), len(second))


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = text.casefold().split()
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(max(0, len(words) - SHINGLE + 1)))
