"""Histories of transactions on lists that are only appended to, checked as Elle does (Kingsbury and Alvaro, 2020).

Every element is appended once, so what a transaction read says who went before it. A read must be the beginning of the
final list; and the order in which transactions must have come, by what each read, appended and overlooked, and by the
clock where one ended before another began, may have no cycle. Without one the history is strictly serializable.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Key = tuple[str, str]
"""Which list of which case."""


@dataclass(frozen=True)
class Read:
    """A list as it was read: how long, and a digest of the elements in their order."""

    key: Key
    length: int
    digest: str

    @classmethod
    def of(cls, key: Key, elements: Sequence[str]) -> "Read":
        return cls(key, len(elements), digest_of(elements))


@dataclass
class Transaction:
    """What one transaction read and appended, and when it began and was acknowledged, on one clock."""

    name: str
    began: float
    ended: float = 0.0
    before: list[Read] = field(default_factory=list)
    after: list[Read] = field(default_factory=list)
    appended: list[tuple[Key, str]] = field(default_factory=list)


def digest_of(elements: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(elements).encode()).hexdigest()


@dataclass(frozen=True)
class History:
    """Every transaction, and the lists as they were before the first and after the last of them."""

    transactions: list[Transaction]
    first: dict[Key, list[str]]
    final: dict[Key, list[str]]

    def faults(self) -> list[str]:
        """Everything that is not as if the transactions had come one by one, in the order of the clock."""
        return [*self._of_appends(), *self._of_reads(), *self._of_order()]

    def _of_appends(self) -> Iterator[str]:
        """No append lost, none twice, and nothing in a list that nobody appended."""
        for key, final in self.final.items():
            wanted = Counter(self.first[key])
            wanted.update(one for each in self.transactions for where, one in each.appended if where == key)
            found = Counter(final)
            yield from (f"lost from {key}: {one}" for one in wanted - found)
            yield from (f"twice or unasked in {key}: {one}" for one in found - wanted)

    def _of_reads(self) -> Iterator[str]:
        """Every read is the beginning of the final list; what a transaction appended it reads back at the end."""
        beginnings = {key: digests_of_beginnings(final) for key, final in self.final.items()}
        for each in self.transactions:
            for read in (*each.before, *each.after):
                known = beginnings[read.key]
                if read.length >= len(known) or known[read.length] != read.digest:
                    yield f"{each.name} read what is no beginning of {read.key}"
            own = dict(each.appended)
            for read in each.after:
                if read.key in own and self.final[read.key][read.length - 1 : read.length] != [own[read.key]]:
                    yield f"{each.name} does not read its own append to {read.key}"

    def _of_order(self) -> Iterator[str]:
        """Transactions that each must have come before the others: lost updates, write skew, reads of a past moment."""
        edges = np.array(sorted(set(self._by_lists()) | set(self._by_clock())), dtype=np.int64).reshape(-1, 2)
        size = 2 * len(self.transactions)
        graph = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(size, size))
        count, found = connected_components(graph, connection="strong")
        if count == size:
            return
        cycles: dict[int, list[str]] = {}
        for each, cycle in zip(self.transactions, found, strict=False):
            cycles.setdefault(int(cycle), []).append(each.name)
        yield from (f"no order of {', '.join(names[:4])} ({len(names)})" for names in cycles.values() if len(names) > 1)

    def _by_lists(self) -> Iterator[tuple[int, int]]:
        """Who appended before whom, whose append was read, and who did not see an append yet."""
        by = {one: number for number, each in enumerate(self.transactions) for one in each.appended}
        appenders = {key: [by.get((key, one), -1) for one in final] for key, final in self.final.items()}
        pairs = [pair for each in appenders.values() for pair in pairwise(each)]
        for number, each in enumerate(self.transactions):
            for read in (*each.before, *each.after):
                here = appenders[read.key]
                pairs += [(here[read.length - 1], number)] if 0 < read.length <= len(here) else []
                pairs += [(number, here[read.length])] if read.length < len(here) else []
        return (pair for pair in pairs if -1 not in pair and pair[0] != pair[1])

    def _by_clock(self) -> Iterator[tuple[int, int]]:
        """A chain of moments: each transaction comes before its own end, and after the last end before it began."""
        size, order = len(self.transactions), sorted(enumerate(self.transactions), key=lambda one: one[1].ended)
        ends = np.array([each.ended for _, each in order])
        for place, (number, _) in enumerate(order):
            yield number, size + place
        yield from pairwise(range(size, 2 * size))
        for number, each in enumerate(self.transactions):
            ended = int(np.searchsorted(ends, each.began))
            if ended:
                yield size + ended - 1, number


def digests_of_beginnings(elements: Sequence[str]) -> list[str]:
    """The digest of the first none, one, two ... of them."""
    return [digest_of(elements[:length]) for length in range(len(elements) + 1)]
