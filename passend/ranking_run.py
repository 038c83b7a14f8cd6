"""Ranks the stored cases and reads the kept lists back in the form of the door."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from dossier.acts import keep_market_figures
from dossier.acts.entry import dutch_day
from dossier.errors import NotFoundError
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.settings import Settings
from dossier.storage.cases import all_cases
from dossier.storage.database import Database, open_database
from dossier.storage.matches import ranking_of
from passend.reading_run import cut_chunks, read_new

if TYPE_CHECKING:
    from matcher.case_list import Factors
    from matcher.stored_stock import Stock

CHUNK = 25
"""So many cases are weighed by one process before it is given others."""
LONGEST = 6 * 3600
"""Seconds after which the run gives up on a process."""
STOCK_FILE = "stock.joblib"


def rank_and_record(
    session: Session, *, now: datetime, signer: Signer, on: date | None = None, case_ids: Iterable[int] | None = None
) -> None:
    """Make the lists of these cases (all when none is named), and keep what the market offered with new profiles."""
    from matcher import rank_cases  # the learner takes a second to load: not before there is something to weigh

    wanted = None if case_ids is None else set(case_ids)
    rank_cases(session, on=on or dutch_day(now), case_ids=wanted)
    for case in all_cases(session):
        if wanted is None or case.id in wanted:
            keep_market_figures(session, case, now=now, signer=signer)


@dataclass(frozen=True)
class Run:
    """What each process of a run is told."""

    settings: Settings
    folder: Path
    on: date
    now: datetime
    every: bool


def rank_changed(
    settings: Settings,
    database: Database,
    case_ids: Sequence[int],
    *,
    on: date,
    now: datetime,
    every: bool = False,
    processes: int | None = None,
) -> list[int]:
    """Weigh the cases of which something changed since their list was kept (`every`: all of them); says which.

    The vacancies are read once. Chunks of cases go over processes, each with its own transactions; the lists are the
    same whatever the number of processes, because all that one takes from another was read before the run.
    """
    from matcher.changed import find_changed

    with database.reading() as session:
        changed = find_changed(session, case_ids, on=on, every=every)
    if not changed:
        return []
    read_new(database, processes or os.cpu_count() or 1)
    with database.reading() as session:
        from matcher.stored_stock import read_stock

        stock = read_stock(session)
    chunks = [dict(part) for part in cut_chunks([*changed.items()], CHUNK)]
    workers = min(processes or os.cpu_count() or 1, len(chunks))
    if workers == 1:
        for chunk in chunks:
            rank_chunk(settings, database, stock, chunk, on=on, now=now, every=every)
    else:
        share_out(stock, chunks, workers, settings=settings, on=on, now=now, every=every)
    return [*changed]


def rank_chunk(
    settings: Settings,
    database: Database,
    stock: "Stock",
    chunk: Mapping[int, "Factors"],
    *,
    on: date,
    now: datetime,
    every: bool = False,
) -> None:
    """Make the lists of some cases, each kept in a transaction of its own: writers wait only for the writing."""
    from matcher.case_list import keep_list, make_list, renew_list

    signer = Signer.load_or_create(settings.signing_key_file)
    for case_id, office in chunk.items():
        with database.reading() as session:
            made = make_list(session, session.get_one(ReintegrationCase, case_id), stock, office, on=on, every=every)
        with database.session() as session:
            case = session.get_one(ReintegrationCase, case_id)
            if not keep_list(session, made):  # somebody else renewed it meanwhile
                renew_list(session, case, stock, office, on=on)
            keep_market_figures(session, case, now=now, signer=signer)


def share_out(
    stock: "Stock",
    chunks: Sequence[Mapping[int, "Factors"]],
    workers: int,
    **run: Any,
) -> None:
    """The chunks over processes; the stock, which is public, goes through a file that they map."""
    from joblib import Parallel, delayed, dump

    with TemporaryDirectory(prefix="passend-") as folder:
        dump(stock, Path(folder) / STOCK_FILE)
        told = Run(folder=Path(folder), **run)
        Parallel(n_jobs=workers, timeout=LONGEST)(delayed(rank_chunk_apart)(told, chunk) for chunk in chunks)


def rank_chunk_apart(run: Run, chunk: Mapping[int, "Factors"]) -> None:
    """In a process of its own."""
    from joblib import load

    stock = load(run.folder / STOCK_FILE, mmap_mode="r")
    with opened(run.settings) as database:
        rank_chunk(run.settings, database, stock, chunk, on=run.on, now=run.now, every=run.every)


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    database = open_database(settings)
    try:
        yield database
    finally:
        database.close()


def rank_stored_cases(
    settings: Settings,
    database: Database,
    numbers: list[str],
    *,
    on: date,
    top: int,
    now: datetime,
    every: bool = False,
    processes: int | None = None,
) -> list[dict[str, Any]]:
    """Rank the cases with these numbers (all when none is named) and return at most `top` matches of each."""
    with database.reading() as session:
        cases = {case.number: case.id for case in all_cases(session)}
    unknown = sorted(set(numbers) - set(cases))
    if unknown:
        raise NotFoundError(f"onbekend dossier: {', '.join(unknown)}")
    wanted = {number: cases[number] for number in (numbers or sorted(cases))}
    case_ids = [identity for identity in wanted.values() if identity is not None]
    rank_changed(settings, database, case_ids, on=on, now=now, every=every, processes=processes)
    with database.reading() as session:
        return [ranking_of(session, identity, number, top=top) for number, identity in wanted.items() if identity]
