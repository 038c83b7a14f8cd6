"""The same job over several sources: joined under one leading posting, and never two jobs taken for one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from sqlmodel import Session

from crawler.fingerprint import Fingerprint, Posting, Texts, fingerprint_of, fold, similarity
from crawler.near_copies import Runs, compare, find_candidates, read_runs
from crawler.source import SourceKind
from dossier.storage.copies import open_postings, set_copies
from dossier.storage.crawls import latest_runs

LARGEST_BLOCK = 60
"""A group of possible copies larger than this shares boilerplate, not a job."""
RANK = {SourceKind.EMPLOYER: 0, SourceKind.AGENCY: 2, SourceKind.BOARD: 3}
GUESSED_EMPLOYER = 1


def join_copies(session: Session) -> int:
    """Point every open copy at its leading posting; answers how many copies there are."""
    kinds = {source: SourceKind(run.kind) for source, run in latest_runs(session).items()}
    return set_copies(session, choose_leading(open_postings(session), kinds))


def choose_leading(postings: Iterable[Posting], kinds: Mapping[str, SourceKind]) -> dict[str, str | None]:
    """For every posting the id of the one that leads, or None when it leads itself."""
    prints: list[Fingerprint] = []
    runs = read_runs(_read(postings, prints))
    ranks = _ranks(prints, kinds)
    leading: dict[str, str | None] = dict.fromkeys(one.id for one in prints)
    for group in _clusters(prints, runs):
        first = min(group, key=lambda one: (ranks[one.source], one.first_seen, one.id))
        leading.update({one.id: first.id for one in group if one is not first})
    return leading


def _read(postings: Iterable[Posting], prints: list[Fingerprint]) -> Iterator[str]:
    """The texts one after another; of the rest of a posting a fingerprint is kept."""
    for number, posting in enumerate(postings):
        prints.append(fingerprint_of(posting, number))
        yield fold(posting.description)


def _clusters(prints: list[Fingerprint], runs: Runs) -> Iterator[list[Fingerprint]]:
    """Groups of one job, the surest pairs first; a group holds a source once, but for a literal repost."""
    scored = dict(_scores(prints, runs))
    group_of: dict[int, set[int]] = {}
    for left, right in sorted(scored, key=lambda pair: (-scored[pair], sorted(prints[each].id for each in pair))):
        one, other = group_of.get(left, {left}), group_of.get(right, {right})
        if one is other or any(
            _share_source(prints[a], prints[b]) and (min(a, b), max(a, b)) not in scored for a in one for b in other
        ):
            continue
        merged = one | other
        group_of.update(dict.fromkeys(merged, merged))
    groups = {id(group): group for group in group_of.values()}
    return ([prints[number] for number in sorted(group)] for group in groups.values())


def _share_source(one: Fingerprint, other: Fingerprint) -> bool:
    """Of unknown sources each is its own."""
    return bool(one.source) and one.source == other.source


def _scores(prints: list[Fingerprint], runs: Runs) -> Iterator[tuple[tuple[int, int], float]]:
    """The pairs that are taken for one job, and how surely."""
    found = compare(runs, np.union1d(find_candidates(runs), _namesakes(prints)))
    rows = (found.left.tolist(), found.right.tolist(), found.shares.tolist(), found.likeness.tolist())
    for left, right, share, likeness in zip(*rows, strict=True):
        score = similarity(prints[left], prints[right], Texts(runs, share, likeness))
        if score > 0:
            yield (left, right), score


def _namesakes(prints: list[Fingerprint]) -> NDArray[np.uint64]:
    """Pairs with the same title and place: worth comparing even where an edit left none of their rare words."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in prints:
        blocks[one.title, one.place].append(one.number)
    pairs = [
        one << 32 | other
        for members in blocks.values()
        if len(members) <= LARGEST_BLOCK
        for one, other in combinations(members, 2)
    ]
    return np.array(pairs, dtype=np.uint64)


def _ranks(prints: list[Fingerprint], kinds: Mapping[str, SourceKind]) -> dict[str, int]:
    """Whose posting leads: as the source says, else a source of one employer is taken for the employer's own."""
    employers: dict[str, set[str]] = defaultdict(set)
    for one in prints:
        employers[one.source].add(one.employer)
    guessed = {
        source: GUESSED_EMPLOYER if len(names) == 1 and names != {""} else RANK[SourceKind.BOARD]
        for source, names in employers.items()
    }
    return {source: RANK[kinds[source]] if source in kinds else guess for source, guess in guessed.items()}
