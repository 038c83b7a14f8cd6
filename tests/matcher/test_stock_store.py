"""The stock in a folder: the same list after opening, and never less than what was there."""

import pickle
from datetime import date, timedelta

import pytest

from matcher.stock.own_values import read_values
from matcher.stock.person import Readings
from matcher.stock.search import find_best
from matcher.stock.stock import build_stock
from matcher.stock.store import CURRENT, FORMAT, add_to_store, list_stored, load_stock, save_stock
from passend.bench.stock import make_entries, make_persons

pytestmark = pytest.mark.usefixtures("compiled")

TODAY, TOP = date(2026, 11, 21), 50


@pytest.fixture(scope="module")
def entries():
    return list(make_entries(600, 5, TODAY))


@pytest.fixture(scope="module")
def person():
    return make_persons(1, 5, TODAY)[0]


def keep(entries, folder):
    stock = build_stock(entries)
    readings = Readings(stock.shared).on(TODAY)
    save_stock(stock, readings, folder)
    return stock, readings


def test_an_opened_stock_gives_the_same_list(entries, person, tmp_path):
    stock, readings = keep(entries, tmp_path)
    opened, its_readings = load_stock(tmp_path)
    assert len(opened) == len(stock)
    assert find_best(person, opened, its_readings, on=TODAY, top=TOP) == find_best(
        person, stock, readings, on=TODAY, top=TOP
    )


def test_on_another_day_the_wages_are_read_again(entries, person, tmp_path):
    stock, _ = keep(entries, tmp_path)
    later = TODAY + timedelta(days=60)
    opened, its_readings = load_stock(tmp_path)
    fresh = find_best(person, stock, Readings(stock.shared), on=later, top=TOP)
    assert find_best(person, opened, its_readings, on=later, top=TOP) == fresh


def test_what_is_added_is_found_at_the_next_opening(entries, person, tmp_path):
    keep(entries[:400], tmp_path)
    add_to_store(entries[400:500], tmp_path)
    add_to_store(entries[500:], tmp_path)
    opened, readings = load_stock(tmp_path)
    assert len(opened) == 600
    assert list_stored(tmp_path) == {entry.id for entry in entries}
    found = {one.vacancy for one in find_best(person, opened, readings, on=TODAY, top=600)}
    assert found == {entry.id for entry in entries}


def test_a_version_that_was_cut_off_leaves_the_old_one_in_use(entries, person, tmp_path, monkeypatch):
    stock, readings = keep(entries[:400], tmp_path)
    before = find_best(person, stock, readings, on=TODAY, top=TOP)
    monkeypatch.setattr("matcher.stock.store._save_arrays", fall_over)
    with pytest.raises(OSError, match="vol"):
        keep(entries, tmp_path)
    opened, its_readings = load_stock(tmp_path)
    assert find_best(person, opened, its_readings, on=TODAY, top=TOP) == before


def fall_over(*_):
    raise OSError("schijf vol")


def test_whoever_has_the_old_version_open_keeps_it_while_a_new_one_is_written(entries, person, tmp_path):
    keep(entries[:400], tmp_path)
    opened, readings = load_stock(tmp_path)
    before = find_best(person, opened, readings, on=TODAY, top=TOP)
    keep(entries, tmp_path)
    assert find_best(person, opened, readings, on=TODAY, top=TOP) == before
    assert len(list(tmp_path.glob("version-*"))) == 1


def test_no_stock_and_a_stock_of_another_format_are_no_stock(entries, tmp_path):
    assert load_stock(tmp_path) is None
    assert list_stored(tmp_path) is None
    keep(entries[:10], tmp_path)
    current = tmp_path / CURRENT
    current.write_text(current.read_text().replace(f'"format": {FORMAT}', '"format": 0'))
    assert load_stock(tmp_path) is None


def test_a_file_that_names_anything_else_runs_nothing(tmp_path):
    path = tmp_path / "title.pickle"
    path.write_bytes(pickle.dumps(print))
    with pytest.raises(pickle.UnpicklingError, match="passend index"):
        read_values(path)
