"""What a vacancy asks is read once, kept, and known again by its words and by the rules that read them."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dossier.model.posting import VacancyIn
from dossier.model.vacancy import VacancyReading
from dossier.storage.readings import keep_readings, kept_readings
from dossier.storage.vacancies import upsert_vacancy
from matcher import kept_reading, rank_cases
from matcher.kept_reading import find_unread, keep, read_posting, readings_of
from passend.reading_run import read_all, read_new
from tests.matcher.people import OFFICE, SILENT, TODAY, WAREHOUSE

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
LABELLED = Path(__file__).parent / "labelled" / "tuned.jsonl"


def store(database, *postings):
    with database.session() as session:
        for posting in postings:
            upsert_vacancy(session, posting, NOW, None)


def read_anew(posting):
    raise AssertionError(f"{posting.id} is read again")


def _spell(reading):
    """Every number with all its digits; what has no order, in one order."""
    asked = vars(reading.asked)
    return repr(reading.demands), {
        name: sorted(map(repr, value)) if isinstance(value, frozenset) else repr(value) for name, value in asked.items()
    }


@pytest.fixture
def read(database):
    store(database, OFFICE, WAREHOUSE, SILENT)
    assert read_new(database, 1) == 3
    return database


def test_what_is_kept_is_what_was_read_to_the_last_number(database):
    lines = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    texts = [line["text"] for line in lines if line["text"]][:60]
    postings = [VacancyIn(id=f"{at:016x}", title="Medewerker", description=text) for at, text in enumerate(texts)]
    store(database, *postings)
    read_new(database, 1)
    with database.reading() as session:
        kept = readings_of(session, postings)
    before = {posting.id: read_posting(posting) for posting in postings}
    assert kept == before
    assert [*map(_spell, kept.values())] == [*map(_spell, before.values())]
    values = {type(demand.value) for reading in kept.values() for demand in reading.demands}
    assert {Decimal, str} <= values


def test_a_text_is_not_read_again(read, monkeypatch):
    monkeypatch.setattr(kept_reading, "posting_demands", read_anew)
    assert read_new(read, 1) == 0


def test_a_list_is_made_without_reading_a_text_again(read, monkeypatch):
    monkeypatch.setattr(kept_reading, "posting_demands", read_anew)
    with read.session() as session:
        assert rank_cases(session, on=TODAY).vacancies == 3


@pytest.mark.parametrize(
    "change", [{"title": "Chauffeur"}, {"description": "Je tilt dozen tot 15 kg."}, {"education": "hbo"}]
)
def test_other_words_are_read_and_take_the_place_of_the_reading_before(read, change):
    store(read, OFFICE.model_copy(update=change))
    with read.reading() as session:
        assert [posting.id for posting in find_unread(session)] == [OFFICE.id]
    assert (read_new(read, 1), read_new(read, 1)) == (1, 0)


def test_other_rules_read_everything_again(read, monkeypatch):
    monkeypatch.setattr(kept_reading, "stamp_rules", lambda: "another")
    with read.reading() as session:
        assert readings_of(session, find_unread(session)) == {}
    assert read_new(read, 1) == 3


def test_the_stamp_of_the_rules_sees_every_file_that_reads(tmp_path, monkeypatch):
    room = tmp_path / "room"
    (room / "inside").mkdir(parents=True)
    (room / "__pycache__").mkdir()
    monkeypatch.setattr(kept_reading, "files", lambda _: room)
    stamp = kept_reading.stamp_rules.__wrapped__
    (room / "inside" / "words.toml").write_text("a")
    first = stamp()
    (room / "__pycache__" / "reading.pyc").write_text("b")
    assert stamp() == first
    (room / "inside" / "words.toml").write_text("b")
    assert stamp() != first


def test_names_of_occupations_that_an_office_added_are_among_the_rules(tmp_path, monkeypatch):
    stamp = kept_reading.stamp_rules.__wrapped__
    before = stamp()
    monkeypatch.setenv("PASSEND_ESCO_DIR", str(tmp_path))
    (tmp_path / "occupations_nl.csv").write_text("conceptUri,iscoGroup,preferredLabel,altLabels\n")
    added = stamp()
    (tmp_path / "occupations_nl.csv").write_text("conceptUri,iscoGroup,preferredLabel,altLabels\nu,4321,teller,\n")
    assert len({before, added, stamp()}) == 3


def test_two_who_read_the_same_at_once_keep_it_once(read):
    with read.session() as session:
        keep(session, [(OFFICE, read_posting(OFFICE))])
        keep_readings(session, [VacancyReading(vacancy_id=SILENT.id, made_of="later", demands=[], asked={})])
    with read.reading() as session:
        assert (len(kept_readings(session)), kept_readings(session)[SILENT.id].made_of) == (3, "later")


def test_two_processes_read_the_same_in_the_same_order():
    postings = [WAREHOUSE, OFFICE, SILENT, OFFICE]
    assert repr(read_all(postings, 2)) == repr([read_posting(posting) for posting in postings])
