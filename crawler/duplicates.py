"""The same job over several sources: joined under one leading posting, and never two jobs taken for one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from sqlmodel import Session

from crawler.fingerprint import Fingerprint, fingerprint_of, similarity
from crawler.rarity import Rarity
from crawler.source import SourceKind
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.crawls import latest_runs
from dossier.storage.vacancies import list_vacancies, set_copies

SHARED_AT_LEAST = 2
LARGEST_BLOCK = 60
"""A group of possible copies larger than this shares boilerplate, not a job."""
RANK = {SourceKind.EMPLOYER: 0, SourceKind.AGENCY: 2, SourceKind.BOARD: 3}
GUESSED_EMPLOYER = 1


def join_copies(session: Session) -> int:
    """Point every open copy at its leading posting; answers how many copies there are."""
    vacancies = list_vacancies(session, state=VacancyState.OPEN)
    kinds = {source: SourceKind(run.kind) for source, run in latest_runs(session).items()}
    return set_copies(session, choose_leading(vacancies, kinds))


def choose_leading(vacancies: list[Vacancy], kinds: Mapping[str, SourceKind]) -> dict[str, str | None]:
    """For every vacancy the id of the posting that leads, or None when it leads itself."""
    prints = [fingerprint_of(vacancy) for vacancy in sorted(vacancies, key=lambda vacancy: vacancy.id)]
    by_id = {vacancy.id: vacancy for vacancy in vacancies}
    ranks = _ranks(vacancies, kinds)
    leading: dict[str, str | None] = dict.fromkeys(by_id)
    for group in _clusters(prints):
        first = min(group, key=lambda key: (ranks[by_id[key].source], by_id[key].first_seen, key))
        leading.update({key: first for key in group if key != first})
    return leading


def _clusters(prints: list[Fingerprint]) -> list[set[str]]:
    """Groups of one job, the surest pairs first; a group holds a source once, but for a literal repost."""
    rarity = Rarity({one.id: one.pairs for one in prints})
    scored = {(a.id, b.id): score for a, b in _candidates(prints, rarity) if (score := similarity(a, b, rarity)) > 0}
    source = {one.id: one.source for one in prints}
    group_of: dict[str, set[str]] = {}
    for (left, right), _ in sorted(scored.items(), key=lambda item: (-item[1], item[0])):
        one, other = group_of.get(left, {left}), group_of.get(right, {right})
        if one is other or any(
            source[a] == source[b] and (min(a, b), max(a, b)) not in scored for a in one for b in other
        ):
            continue
        merged = one | other
        group_of.update(dict.fromkeys(merged, merged))
    return list({id(group): group for group in group_of.values()}.values())


def _candidates(prints: list[Fingerprint], rarity: Rarity) -> Iterator[tuple[Fingerprint, Fingerprint]]:
    """Pairs worth comparing: they share several rare word pairs, or their title and place."""
    blocks: dict[object, list[int]] = defaultdict(list)
    titles: dict[object, list[int]] = defaultdict(list)
    for number, one in enumerate(prints):
        for pair in rarity.sketch(one.pairs):
            blocks[pair].append(number)
        titles[(one.title, one.place)].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for members in blocks.values():
        if 1 < len(members) <= LARGEST_BLOCK:
            shared.update(combinations(members, 2))
    seen = {pair for pair, number in shared.items() if number >= SHARED_AT_LEAST}
    for members in titles.values():
        if len(members) <= LARGEST_BLOCK:
            seen.update(combinations(members, 2))
    for left, right in sorted(seen):
        yield prints[left], prints[right]


def _ranks(vacancies: list[Vacancy], kinds: Mapping[str, SourceKind]) -> dict[str, int]:
    """Whose posting leads: as the source says, else a source of one employer is taken for the employer's own."""
    employers: dict[str, set[str]] = defaultdict(set)
    for vacancy in vacancies:
        employers[vacancy.source].add((vacancy.employer or "").casefold())
    guessed = {
        source: GUESSED_EMPLOYER if len(names) == 1 and names != {""} else RANK[SourceKind.BOARD]
        for source, names in employers.items()
    }
    return {source: RANK[kinds[source]] if source in kinds else guess for source, guess in guessed.items()}
