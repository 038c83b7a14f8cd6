"""Builds the stock of the stored vacancies as arrays in the data folder, and takes in what came since."""

import os
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from pydantic import BaseModel
from sqlmodel import Session

from dossier.model.vacancy import VacancyState
from dossier.settings import Settings
from dossier.storage.database import Database
from dossier.storage.vacancies import as_posting, list_vacancies
from matcher.kept_reading import read_posting, readings_of
from matcher.stock.entry import Entry, read_entry
from matcher.stock.person import Readings
from matcher.stock.stock import build_stock
from matcher.stock.store import add_to_store, list_stored, save_stock
from passend.reading_run import read_new


class StockCounts(BaseModel):
    """How many vacancies were taken in, and how many there are."""

    added: int
    total: int


def stock_folder(settings: Settings) -> Path:
    return settings.data_dir / "stock"


def rebuild_stock(database: Database, folder: Path, *, on: date) -> StockCounts:
    """The stock anew from every open vacancy, with the wages as they count on a day."""
    read_new(database, os.cpu_count() or 1)
    with database.reading() as session:
        stock = build_stock(read_entries(session))
    save_stock(stock, Readings(stock.shared).on(on), folder)
    return StockCounts(added=len(stock), total=len(stock))


def extend_stock(database: Database, folder: Path, *, on: date) -> StockCounts:
    """Take in the open vacancies that are not in the stock yet; without a stock it is built."""
    known = list_stored(folder)
    if known is None:
        return rebuild_stock(database, folder, on=on)
    read_new(database, os.cpu_count() or 1)
    with database.reading() as session:
        entries = list(read_entries(session, known))
    if entries:
        add_to_store(entries, folder)
    return StockCounts(added=len(entries), total=len(known) + len(entries))


def read_entries(session: Session, known: Collection[str] = ()) -> Iterator[Entry]:
    """Every open vacancy that leads its copies, except those that are known."""
    rows = list_vacancies(session, state=VacancyState.OPEN)
    postings = [as_posting(vacancy) for vacancy in rows if vacancy.copy_of is None and vacancy.id not in known]
    readings = readings_of(session, postings)
    for posting in postings:
        reading = readings.get(posting.id) or read_posting(posting)
        yield read_entry(posting, reading.demands, asked=reading.asked)
