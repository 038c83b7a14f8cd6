"""Long work in its own process: it is done once, and its row says how it ended whatever happens."""

from datetime import UTC, datetime, timedelta

import pytest

from dossier.errors import InvalidInputError
from dossier.evidence.signing import Signer
from dossier.model.task import Outcome, TaskKind
from dossier.storage.applications import list_applications
from dossier.storage.cases import case_by_number
from dossier.storage.database import open_database
from dossier.storage.exports import list_exports
from dossier.storage.snapshots import snapshots_of
from dossier.storage.tasks import SILENT_FOR, add_task, begin_task, end_task, get_task, is_silent, waiting_tasks
from dossier.storage.vacancies import get_vacancy
from dossier.table_reading import Kind, read_list, read_table
from passend.tasks.duty import Answer
from passend.tasks.run import run_task
from tests.crawler.conftest import opened, write_posting
from tests.dossier.cast import make_cast

NUMBER = "2026-0001"


@pytest.fixture
def database(settings):
    database = open_database(settings)
    with database.session() as session:
        make_cast(session, Signer.load_or_create(settings.signing_key_file))
    yield database
    database.close()


@pytest.fixture
def ask(database):
    """`ask("add", url=...)`: asked for by the coach of Anna's case; gives the number."""

    def add(kind: str, **arguments) -> int:
        with database.session() as session:
            case = case_by_number(session, NUMBER)
            given = {"case_id": case.id, "arguments": {"number": NUMBER, **arguments}}
            return add_task(session, TaskKind(kind), asked_by=case.coach_id, now=datetime.now(UTC), **given).id

    return add


@pytest.fixture
def told(database):
    def read(task_id: int):
        with database.reading() as session:
            return get_task(session, task_id)

    return read


def test_a_pasted_address_becomes_a_kept_page_a_vacancy_and_a_place_in_the_list(settings, database, ask, told):
    with opened() as site:
        site["/vacature/1"] = write_posting(1, title="Broodbakker")
        number = ask("add", url=f"{site.base}/vacature/1")
        run_task(settings, database, number)
    task = told(number)
    assert (task.outcome, task.result["title"], task.result["rank"]) == (Outcome.DONE, "Broodbakker", 1)
    with database.reading() as session:
        assert get_vacancy(session, task.result["vacancy"]).title == "Broodbakker"
        assert len(snapshots_of(session, task.result["vacancy"])) == 1


def test_a_page_without_a_vacancy_gives_none_of_what_it_links_to(settings, database, ask, told):
    with opened() as site:
        site.listing("/lijst", [1, 2])
        number = ask("add", url=f"{site.base}/lijst")
        run_task(settings, database, number)
    assert (told(number).outcome, told(number).code in {"listing", "no_vacancy"}) == (Outcome.REFUSED, True)


@pytest.mark.parametrize("url", ["http://10.0.0.1/vacature", "http://169.254.169.254/latest", "file:///etc/passwd"])
def test_an_address_inside_the_house_is_refused_and_nothing_is_asked(url, settings, database, ask, told):
    number = ask("add", url=url)
    run_task(settings, database, number)
    assert (told(number).outcome, told(number).code) == (Outcome.REFUSED, "address")


def test_a_fault_in_the_program_ends_the_task_and_is_not_hidden(settings, database, ask, told):
    def stumble(duty):
        raise RuntimeError

    number = ask("rank")
    with pytest.raises(RuntimeError):
        run_task(settings, database, number, duties={"rank": stumble})
    assert (told(number).outcome, told(number).code) == (Outcome.FAILED, "crash")


def test_what_the_core_refuses_is_told_in_its_words(settings, database, ask, told):
    def refuse(duty):
        raise InvalidInputError("source", "x", "y")

    number = ask("rank")
    run_task(settings, database, number, duties={"rank": refuse})
    assert (told(number).outcome, told(number).code) == (Outcome.REFUSED, "InvalidInputError")


def test_what_it_tells_stands_in_the_row_while_it_is_at_it(settings, database, ask, told):
    number, seen = ask("rank"), []

    def work(duty):
        duty.tell("1 van 3")
        until = datetime.now(UTC) + timedelta(seconds=1.5)
        while datetime.now(UTC) < until and not seen:
            seen.extend([told(number).progress] if told(number).progress else [])
        return Answer()

    run_task(settings, database, number, duties={"rank": work})
    assert seen == ["1 van 3"]


def test_who_lost_the_case_gets_nothing_done_in_it(settings, database, ask, told):
    number = ask("rank")
    with database.session() as session:
        case = case_by_number(session, NUMBER)
        case.coach_id = None
        session.add(case)
    run_task(settings, database, number)
    assert (told(number).outcome, told(number).code) == (Outcome.REFUSED, "NotFoundError")


def test_two_processes_never_do_the_same_and_a_dead_one_is_followed(database, ask, told):
    number, now = ask("rank"), datetime.now(UTC)

    def begin(moment):
        with database.session() as session:
            return begin_task(session, number, now=moment)

    assert begin(now) is not None
    assert begin(now + timedelta(seconds=10)) is None
    assert not is_silent(told(number), now + SILENT_FOR)
    later = now + SILENT_FOR + timedelta(seconds=1)
    assert is_silent(told(number), later)
    assert begin(later) is not None


def test_only_the_first_end_counts(database, ask, told):
    number = ask("rank")
    for outcome in (Outcome.DONE, Outcome.FAILED):
        with database.session() as session:
            end_task(session, number, outcome, now=datetime.now(UTC))
    assert told(number).outcome == Outcome.DONE
    with database.reading() as session:
        assert waiting_tasks(session) == []


def test_a_bundle_is_made_as_who_asked_for_it_and_released_when_that_was_asked(settings, database, ask, told):
    number = ask("export", receiver="employer", release=True, period_from="2026-04-01", period_to="2026-11-20")
    run_task(settings, database, number)
    with database.reading() as session:
        (row,) = list_exports(session, case_by_number(session, NUMBER).id)
    assert told(number).result == {"export": row.id, "released": True}
    assert (row.receiver, row.released_at is not None) == ("employer", True)
    assert (settings.bundle_dir / row.filename).is_file()


def test_a_confirmed_list_is_taken_over_and_does_not_stay_in_the_row(settings, database, ask, told):
    content = b"datum;werkgever;functie;manier\n10-11-2026;Bakker BV;Bakker;brief\n"
    reading = read_list(read_table(content), Kind.APPLICATIONS, default_way=None)
    number = ask("import", name="lijst.csv", list=reading.model_dump(mode="json"))
    run_task(settings, database, number)
    task = told(number)
    assert (task.outcome, task.result["kept"], task.result["kind"]) == (Outcome.DONE, 1, "sollicitaties")
    assert task.arguments == {"number": NUMBER, "name": "lijst.csv"}
    with database.reading() as session:
        (row,) = list_applications(session, case_by_number(session, NUMBER).id)
    assert row.employer == "Bakker BV"
