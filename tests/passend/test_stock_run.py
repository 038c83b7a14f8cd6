"""The stock of the stored vacancies: built with one command, and a new vacancy is in it right after."""

from dossier.storage.vacancies import upsert_vacancy
from matcher.stock.store import load_stock
from passend.stock_run import extend_stock, rebuild_stock
from tests.dossier.cast import NOW
from tests.matcher.people import OFFICE, SILENT, TODAY, WAREHOUSE


def store(database, *postings):
    with database.session() as session:
        for posting in postings:
            upsert_vacancy(session, posting, NOW, None)


def list_held(folder):
    """What an opened stock holds; tests/matcher/test_stock_store.py searches one, with code that is long to compile."""
    stock, _readings = load_stock(folder)
    return {one.decode() for part in stock.parts for one in part.ids}


def test_the_stock_holds_what_is_open_and_takes_in_only_what_is_new(database, tmp_path):
    store(database, OFFICE, WAREHOUSE)
    assert rebuild_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 2, "total": 2}
    store(database, SILENT)
    assert extend_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 1, "total": 3}
    assert extend_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 0, "total": 3}
    assert list_held(tmp_path) == {OFFICE.id, WAREHOUSE.id, SILENT.id}


def test_without_a_stock_taking_in_what_is_new_builds_it(database, tmp_path):
    store(database, OFFICE)
    assert extend_stock(database, tmp_path / "stock", on=TODAY).model_dump() == {"added": 1, "total": 1}
    assert list_held(tmp_path / "stock") == {OFFICE.id}


def test_an_empty_database_gives_an_empty_stock(database, tmp_path):
    assert rebuild_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 0, "total": 0}
    assert list_held(tmp_path) == set()
