"""What the tests of the matcher share."""

import fcntl
from datetime import date

import pytest

from matcher.stock.person import Readings
from matcher.stock.search import find_best
from matcher.stock.stock import build_stock
from passend.bench.stock import make_entries, make_persons


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The loops of the stock are compiled, by one process of these tests; the others wait for it and read them."""
    today, seed = date(2026, 11, 21), 3
    with (tmp_path_factory.getbasetemp().parent / "compiling").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stock = build_stock(list(make_entries(3_000, seed, today)))
        find_best(make_persons(1, seed, today)[0], stock, Readings(stock.shared), on=today, top=100)
