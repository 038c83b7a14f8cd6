"""What a page asks for on a shared PostgreSQL: in the queue with the row itself, done by a worker as a process."""

from datetime import UTC, datetime

from dossier.evidence.signing import Signer
from dossier.model.task import Outcome, TaskKind
from dossier.storage.cases import case_by_number
from dossier.storage.database import open_database
from dossier.storage.tasks import add_task, begin_task, end_task, get_task
from passend.serving import queue_task
from tests.dossier.cast import make_cast
from tests.passend.work.emptying import work_until_empty


def test_a_worker_starts_the_process_of_a_task_once_and_only_when_its_page_was_kept(settings, shared):
    started = []
    put = queue_task(shared)
    with shared.session() as session:
        make_cast(session, Signer.load_or_create(settings.signing_key_file))
    for is_kept in (False, True):
        with shared.session() as session:
            case = case_by_number(session, "2026-0001")
            given = {"case_id": case.id, "arguments": {"number": case.number}, "now": datetime.now(UTC)}
            task = add_task(session, TaskKind.RANK, asked_by=case.coach_id, **given)
            put(session, task.id)
            kept = task.id
            if not is_kept:
                session.rollback()
    work_until_empty(settings, shared, lambda arguments: started.append(list(arguments)) or 0)
    assert started == [["task", str(kept)]]
    with shared.session() as session:
        assert begin_task(session, kept, now=datetime.now(UTC)) is not None
        end_task(session, kept, Outcome.DONE, now=datetime.now(UTC))
    with shared.reading() as session:
        assert get_task(session, kept).outcome == Outcome.DONE


def test_on_one_machine_the_server_looks_for_itself(settings):
    database = open_database(settings)
    assert queue_task(database) is None
    database.close()
