"""Who starts the processes: not too many at once, none for ever, and no death goes unnoticed."""

import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from dossier.evidence.signing import Signer
from dossier.model.task import Outcome, TaskKind
from dossier.storage.cases import case_by_number
from dossier.storage.database import open_database
from dossier.storage.tasks import add_task, get_task
from passend.tasks.supervisor import AT_ONCE, LIMITS, Supervisor, child_environment, supervise
from tests.dossier.cast import make_cast

NUMBER = "2026-0001"
SLEEP, CRASH = "import time; time.sleep(30)", "raise SystemExit(3)"


@pytest.fixture
def database(settings):
    database = open_database(settings)
    with database.session() as session:
        make_cast(session, Signer.load_or_create(settings.signing_key_file))
    yield database
    database.close()


def ask(database) -> int:
    with database.session() as session:
        case = case_by_number(session, NUMBER)
        given = {"case_id": case.id, "arguments": {"number": NUMBER}}
        return add_task(session, TaskKind.RANK, asked_by=case.coach_id, now=datetime.now(UTC), **given).id


def told(database, task_id: int):
    with database.reading() as session:
        return get_task(session, task_id)


class WithPython(Supervisor):
    """Starts a line of Python in the place of the program."""

    code = SLEEP

    def _start(self, task_id):
        return subprocess.Popen([sys.executable, "-S", "-c", self.code], start_new_session=True)


def test_a_process_that_dies_is_told_as_such_and_not_started_again(settings, database):
    number, supervisor = ask(database), WithPython(settings, database)
    supervisor.code = CRASH
    supervisor.look()
    supervisor.children[number].process.wait(timeout=5)
    supervisor.look()
    assert (told(database, number).outcome, told(database, number).code) == (Outcome.FAILED, "crash")
    supervisor.look()
    assert supervisor.children == {}


def test_what_takes_too_long_is_ended_and_makes_room(settings, database):
    numbers = [ask(database) for _ in range(AT_ONCE + 1)]
    supervisor = WithPython(settings, database, limits={**LIMITS, "rank": 0.0})
    supervisor.look()
    first = [child.process for child in supervisor.children.values()]
    assert list(supervisor.children) == numbers[:AT_ONCE]
    supervisor.look()
    assert [process.returncode for process in first] == [-9] * AT_ONCE
    assert [told(database, one).code for one in numbers] == ["too_long", "too_long", None]
    supervisor.look()
    assert supervisor.children == {}


def test_the_program_itself_is_started_and_ends_the_task(settings, database):
    number, until = ask(database), time.monotonic() + 40
    with supervise(settings, database) as supervisor:
        while (told(database, number).ended_at is None or supervisor.children) and time.monotonic() < until:
            time.sleep(0.1)
    assert told(database, number).outcome == Outcome.DONE


def test_a_process_knows_what_the_server_was_told(settings):
    environment = child_environment(settings)
    assert (environment["PASSEND_TESTING"], environment["PASSEND_LOOPBACK_CRAWL"]) == ("1", "1")
    assert child_environment(settings.model_copy(update={"testing": False})).get("PASSEND_DEMO") != "1"
