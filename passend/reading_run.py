"""Reads the vacancies of which no reading is kept, over processes."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dossier.model.posting import VacancyIn
from dossier.storage.database import Database

if TYPE_CHECKING:
    from matcher.index import Reading

WORTH_A_PROCESS = 200
"""Fewer texts are read sooner than another process is started."""
READ_AT_ONCE = 2_000
"""So many readings are kept in one transaction: what a killed run loses."""
LONGEST = 3600
"""Seconds after which the run gives up on a process."""


def read_new(database: Database, processes: int) -> int:
    """Keep what every open vacancy asks that was not read by these rules yet, a part at a time; answers how many."""
    from matcher.kept_reading import find_unread, keep

    with database.reading() as session:
        unread = find_unread(session)
    workers = min(processes, len(unread) // WORTH_A_PROCESS + 1)
    for part in cut_chunks(unread, READ_AT_ONCE):
        read = read_all(part, workers)
        with database.session() as session:
            keep(session, zip(part, read, strict=True))
    return len(unread)


def read_all(postings: Sequence[VacancyIn], workers: int) -> list["Reading"]:
    """In their order, over so many processes."""
    from joblib import Parallel, delayed

    from matcher.kept_reading import read_posting

    if workers == 1:
        return [read_posting(posting) for posting in postings]
    return list(Parallel(n_jobs=workers, timeout=LONGEST)(delayed(read_posting)(posting) for posting in postings))


def cut_chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    yield from (items[start : start + size] for start in range(0, len(items), size))
