"""Old pages are cleared away, and never one that anything refers to."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from dossier.model.job_application import JobApplication
from dossier.model.match import ShortlistEntry, ShortlistState
from dossier.model.posting import VacancyIn
from dossier.model.vacancy import CrawlRefusal, Snapshot, Vacancy, VacancySnapshot
from dossier.storage.copies import set_copies
from dossier.storage.crawls import end_run, start_run
from dossier.storage.retention import drop_unreferred, sweep_files
from dossier.storage.snapshots import WarcStore, add_snapshot, snapshots_of
from dossier.storage.vacancies import mark_gone, upsert_vacancy
from dossier.storage.visits import save_visits
from dossier.storage.warc import Exchange
from tests.dossier.cast import make_cast

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
OLD = NOW - timedelta(days=200)
BEFORE = NOW - timedelta(days=180)
BY = {"software": "Passend/1", "operator": "els@kramer.example"}


class Stock:
    """Vacancies whose every version is a page in the WARC file of one run."""

    def __init__(self, database, folder):
        self.database, self.store = database, WarcStore(folder)
        self.bodies = {}

    def keep(self, name, *pages, seen=OLD):
        """One run: each page is (vacancy number, text)."""
        with self.store.create(f"mulder/{name}.warc.gz", now=seen, **BY) as warc:
            slices = [warc.append(exchange(number, text, seen)) for number, text in pages]
        with self.database.session() as session:
            for (number, text), where in zip(pages, slices, strict=True):
                snapshot = add_snapshot(session, snapshot_of(number, text, where, seen))
                upsert_vacancy(session, posting(number, text), seen, snapshot)
                save_visits(session, [visit(number, where, seen)] if number == 1 else [])
        return self

    def sweep(self):
        with self.database.session() as session:
            dropped = drop_unreferred(session, BEFORE)
        return dropped + sweep_files(self.database, self.store, "mulder", now=NOW, **BY)

    def texts(self):
        """What can still be read, per vacancy."""
        with self.database.reading() as session:
            return {
                row.title: [self.store.read_body(page).decode() for page in snapshots_of(session, row.id)]
                for row in session.exec(select(Vacancy).order_by(Vacancy.id))
            }

    def names(self):
        return [name for name, _ in self.store.files("mulder")]


def exchange(number, text, seen):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return Exchange(f"https://mulder.example/{number}", seen, b"GET / HTTP/1.1\r\n\r\n", head, text.encode())


def snapshot_of(number, text, where, seen):
    return Snapshot(
        url=f"https://mulder.example/{number}",
        fetched_at=seen,
        status=200,
        body_sha256=hashlib.sha256(text.encode()).hexdigest(),
        **vars(where),
    )


def visit(number, where, seen):
    return {
        "source": "mulder", "url": f"https://mulder.example/{number}", "etag": '"1"', "last_modified": None,
        "fetched_at": seen, **vars(where),
    }  # fmt: skip


def posting(number, text):
    return VacancyIn(id=f"{number:016x}", source="mulder", title=f"Bakker {number}", description=text)


@pytest.fixture
def stock(database, tmp_path):
    return Stock(database, tmp_path / "pages")


def test_older_versions_go_and_the_newest_stays_with_its_page(stock):
    stock.keep("a-1", (1, "eerst"), (2, "blijft")).keep("b-2", (1, "later"), seen=OLD + timedelta(days=1))
    swept = stock.sweep()
    assert (swept.versions, swept.pages, swept.vacancies, swept.visits) == (1, 1, 0, 1)
    assert stock.texts() == {"Bakker 1": ["later"], "Bakker 2": ["blijft"]}


def test_what_is_younger_than_the_term_stays(stock):
    stock.keep("a-1", (1, "eerst"), seen=NOW - timedelta(days=100)).keep("b-2", (1, "later"), seen=NOW)
    assert stock.sweep().pages == 0
    assert stock.texts() == {"Bakker 1": ["eerst", "later"]}


@pytest.mark.parametrize("how", ["shortlist", "dismissed", "application", "page of an application"])
def test_what_anything_refers_to_stays_in_every_version_even_when_closed(stock, signer, how):
    stock.keep("a-1", (1, "eerst"), (2, "niemands")).keep("b-2", (1, "later"), (2, "anders"), seen=OLD)
    with stock.database.session() as session:
        cast = make_cast(session, signer)
        vacancy_id = posting(1, "").id
        if how in {"shortlist", "dismissed"}:
            state = ShortlistState.LOOK if how == "shortlist" else ShortlistState.DISMISSED
            session.add(
                ShortlistEntry(
                    case_id=cast.case.id, vacancy_id=vacancy_id, state=state.value, decided_by=cast.bram.id,
                    decided_at=OLD,
                )
            )  # fmt: skip
        else:
            first = snapshots_of(session, vacancy_id)[0].id
            session.add(
                JobApplication(
                    case_id=cast.case.id, serial=1, applied_on=OLD.date(), employer="Mulder", job_title="Bakker",
                    way="webformulier", performed_by="employee", recorded_at=OLD, recorded_by=cast.anna.id,
                    vacancy_id=vacancy_id, snapshot_id=None if how == "application" else first,
                )
            )  # fmt: skip
        mark_gone(session, [vacancy_id, posting(2, "").id], OLD)
    assert stock.sweep().vacancies == 1
    assert stock.texts() == {"Bakker 1": ["eerst", "later"]}


def test_a_closed_vacancy_goes_with_its_pages_and_its_copies_stand_alone(stock):
    stock.keep("a-1", (1, "eerst"), (2, "kopie"))
    with stock.database.session() as session:
        set_copies(session, {posting(2, "").id: posting(1, "").id})
        mark_gone(session, [posting(1, "").id], OLD)
        run = start_run(session, "mulder", OLD)
        end_run(session, run.id, state="ok", reason=None, ended=OLD)
        session.add(CrawlRefusal(run_id=run.id, url="https://mulder.example/9", code="status"))
    swept = stock.sweep()
    assert (swept.vacancies, swept.pages, swept.refusals) == (1, 1, 1)
    with stock.database.reading() as session:
        assert session.exec(select(Vacancy.copy_of)).all() == [None]
        assert len(session.exec(select(VacancySnapshot)).all()) == 1


def test_a_file_that_nothing_refers_to_is_removed_and_one_of_little_use_is_written_anew(stock):
    stock.keep("a-1", *((number, f"tekst {number} " + "brood " * 40) for number in range(1, 9)))
    stock.keep("b-2", *((number, f"nieuw {number}") for number in range(2, 9)), seen=NOW)
    with stock.database.session() as session:
        hashes = {page.id: page.sha256 for page in session.exec(select(Snapshot))}
    swept = stock.sweep()
    assert (swept.pages, swept.files_rewritten, swept.files_removed) == (7, 1, 0)
    assert stock.names() == ["mulder/a-1~2.warc.gz", "mulder/b-2.warc.gz"]
    assert stock.texts()["Bakker 1"] == ["tekst 1 " + "brood " * 40]
    with stock.database.reading() as session:
        assert all(hashes[page.id] == page.sha256 for page in session.exec(select(Snapshot)))
    assert stock.sweep().bytes_freed == 0


@pytest.mark.parametrize("moment", ["before the rows", "after the rows"])
def test_a_sweep_killed_in_between_loses_nothing_and_the_next_one_finishes(stock, monkeypatch, moment):
    stock.keep("a-1", *((number, f"tekst {number} " + "brood " * 40) for number in range(1, 9)))
    stock.keep("b-2", *((number, f"nieuw {number}") for number in range(2, 9)), seen=NOW)
    with monkeypatch.context() as broken:
        where = (stock.database, "session") if moment == "before the rows" else (stock.store, "remove")
        with stock.database.session() as session:
            drop_unreferred(session, BEFORE)
        broken.setattr(*where, be_killed)
        with pytest.raises(KeyboardInterrupt):
            sweep_files(stock.database, stock.store, "mulder", now=NOW, **BY)
    assert len(stock.names()) == 3
    assert stock.texts()["Bakker 1"] == ["tekst 1 " + "brood " * 40]
    assert stock.sweep().files_removed == 1
    assert len(stock.names()) == 2
    assert stock.texts()["Bakker 1"] == ["tekst 1 " + "brood " * 40]


def be_killed(*_):
    raise KeyboardInterrupt


def test_a_damaged_file_is_left_as_it_is(stock):
    stock.keep("a-1", *((number, f"tekst {number} " + "brood " * 40) for number in range(1, 9)))
    stock.keep("b-2", *((number, f"nieuw {number}") for number in range(2, 9)), seen=NOW)
    path = stock.store.where.folder / "mulder" / "a-1.warc.gz"
    damaged = bytearray(path.read_bytes())
    with stock.database.reading() as session:
        (page,) = snapshots_of(session, posting(1, "").id)
    damaged[page.offset + 20] ^= 1
    path.write_bytes(damaged)
    assert stock.sweep().files_rewritten == 0
    assert path.read_bytes() == damaged
