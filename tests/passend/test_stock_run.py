"""The stock of the stored vacancies: built with one command, and a new vacancy is in it right after."""

from dossier.model.person import Person
from dossier.storage.vacancies import upsert_vacancy
from matcher.stock.search import find_best
from matcher.stock.store import load_stock
from passend.stock_run import extend_stock, rebuild_stock
from tests.dossier.cast import NOW
from tests.matcher.people import OFFICE, SILENT, TODAY, WAREHOUSE


def store(database, *postings):
    with database.session() as session:
        for posting in postings:
            upsert_vacancy(session, posting, NOW, None)


def list_found(folder):
    stock, readings = load_stock(folder)
    person = Person(id="p", today=TODAY)
    return {one.vacancy for one in find_best(person, stock, readings, on=TODAY, top=10)}


def test_the_stock_holds_what_is_open_and_takes_in_only_what_is_new(database, tmp_path):
    store(database, OFFICE, WAREHOUSE)
    assert rebuild_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 2, "total": 2}
    store(database, SILENT)
    assert extend_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 1, "total": 3}
    assert extend_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 0, "total": 3}
    assert list_found(tmp_path) == {OFFICE.id, WAREHOUSE.id, SILENT.id}


def test_without_a_stock_taking_in_what_is_new_builds_it(database, tmp_path):
    store(database, OFFICE)
    assert extend_stock(database, tmp_path / "stock", on=TODAY).model_dump() == {"added": 1, "total": 1}
    assert list_found(tmp_path / "stock") == {OFFICE.id}


def test_an_empty_database_gives_an_empty_stock(database, tmp_path):
    assert rebuild_stock(database, tmp_path, on=TODAY).model_dump() == {"added": 0, "total": 0}
    assert list_found(tmp_path) == set()
