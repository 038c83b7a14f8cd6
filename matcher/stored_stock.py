"""The open vacancies of the database as every list of a run is made of them."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlmodel import Session

from dossier.model.vacancy import Vacancy, VacancyState
from dossier.storage.match_tally import last_closing
from dossier.storage.stamps import stamp_stock
from dossier.storage.vacancies import as_posting, list_vacancies
from matcher.index import Index, build_index
from matcher.kept_reading import readings_of


@dataclass(frozen=True)
class Stock:
    """What every list of a run is made of."""

    index: Index
    stamps: tuple[str, ...]
    """Per row of the index the hash of all that is read of the vacancy, its copies included."""
    copies: dict[str, list[str]]
    shown: dict[str, tuple[date | None, str | None]]
    """By vacancy, what the other orders of a list go by."""
    size: int
    stamp: str
    closed_until: datetime


def read_stock(session: Session) -> Stock:
    """Every open vacancy, read once for all cases."""
    closed_until = last_closing(session)
    rows = list_vacancies(session, state=VacancyState.OPEN)
    leading = [as_posting(vacancy) for vacancy in rows if vacancy.copy_of is None]
    index, copies = build_index(leading, readings_of(session, leading)), _known_copies(rows)
    return Stock(
        index=index,
        stamps=tuple(_stamp_job(index, row, copies) for row in range(len(index.postings))),
        copies=copies,
        shown={vacancy.id: (vacancy.date_posted, vacancy.place) for vacancy in rows},
        size=len(rows),
        stamp=stamp_stock(session),
        closed_until=closed_until,
    )


def _known_copies(stock: list[Vacancy]) -> dict[str, list[str]]:
    copies: dict[str, list[str]] = {}
    for vacancy in stock:
        if vacancy.copy_of is not None:
            copies.setdefault(vacancy.copy_of, []).append(vacancy.id)
    return copies


def _stamp_job(index: Index, row: int, copies: dict[str, list[str]]) -> str:
    posting = index.postings[row]
    made_of = posting.model_dump_json(), index.copies[row], copies.get(posting.id, [])
    return sha256(repr(made_of).encode()).hexdigest()
