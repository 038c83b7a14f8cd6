"""Tasks as rows: asked for by a page, begun by one process, ended once."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, update
from sqlmodel import Session, SQLModel, col, func, select

from dossier.errors import NotFoundError
from dossier.model.task import Outcome, Task, TaskKind

SILENT_FOR = timedelta(seconds=45)
"""A process tells every few seconds that it is at it; after this silence it is dead."""
LONGEST_LINE = 300
BULKY = frozenset({"list"})
"""What a task was given to work on: gone when it has ended, for it stands where it belongs, or was refused."""


def add_task(
    session: Session, kind: TaskKind, *, asked_by: int, now: datetime, case_id: int | None, arguments: dict[str, Any]
) -> Task:
    task = Task(kind=kind.value, case_id=case_id, asked_by=asked_by, asked_at=now, arguments=arguments)
    session.add(task)
    session.flush()
    return task


def get_task(session: Session, task_id: int) -> Task:
    task = session.get(Task, task_id)
    if task is None:
        raise NotFoundError("Dit werk is niet gevonden.")
    return task


def is_silent(task: Task, now: datetime) -> bool:
    """Begun, not ended, and nothing was heard of it for a while: its process is gone."""
    return (
        task.ended_at is None and task.started_at is not None and now - (task.alive_at or task.started_at) > SILENT_FOR
    )


def begin_task(session: Session, task_id: int, *, now: datetime) -> Task | None:
    """The task for who is first; None when it has ended, or when another process is at it."""
    free = or_(col(Task.started_at).is_(None), func.coalesce(Task.alive_at, Task.started_at) < now - SILENT_FOR)
    taken = _change_unended(session, task_id, free, started_at=now, alive_at=now, progress="")
    return get_task(session, task_id) if taken else None


def tell_progress(session: Session, task_id: int, line: str, *, now: datetime) -> None:
    """A sign of life, with what is being done; never after the end."""
    _change_unended(session, task_id, alive_at=now, progress=line.replace("\x00", "")[:LONGEST_LINE])


def end_task(
    session: Session,
    task_id: int,
    outcome: Outcome,
    *,
    now: datetime,
    code: str | None = None,
    detail: str | None = None,
    result: dict[str, Any] | None = None,
) -> None:
    """Only the first end counts: a process that was thought dead may come back."""
    detail = detail and detail.replace("\x00", "")[:LONGEST_LINE]
    values: dict[str, Any] = {"outcome": outcome.value, "code": code, "detail": detail, "result": result or {}}
    arguments = {name: value for name, value in get_task(session, task_id).arguments.items() if name not in BULKY}
    _change_unended(session, task_id, ended_at=now, alive_at=now, arguments=arguments, **values)


def _change_unended(session: Session, task_id: int, *condition: ColumnElement[bool], **values: Any) -> bool:
    """In one statement, so that of two processes one is first; on the table, for sealed columns cannot be compared."""
    rows = SQLModel.metadata.tables["task"]
    change = update(rows).where(rows.c.id == task_id, rows.c.ended_at.is_(None), *condition)
    changed = session.execute(change.values(**values))
    session.expire_all()
    return bool(getattr(changed, "rowcount", 0))


def waiting_tasks(session: Session) -> list[int]:
    """What nobody began, in the order of asking."""
    query = select(Task.id).where(col(Task.started_at).is_(None), col(Task.ended_at).is_(None))
    return [number for number in session.exec(query.order_by(col(Task.id))) if number is not None]


def tasks_of(session: Session, account_id: int, *, since: datetime, most: int = 100) -> list[Task]:
    """What this person asked for, newest first."""
    query = select(Task).where(Task.asked_by == account_id, Task.asked_at >= since)
    return list(session.exec(query.order_by(col(Task.id).desc()).limit(most)))


def tasks_of_kind(session: Session, kind: TaskKind, *, since: datetime, most: int = 20) -> list[Task]:
    """Whoever asked for it, newest first."""
    query = select(Task).where(Task.kind == kind.value, Task.asked_at >= since)
    return list(session.exec(query.order_by(col(Task.id).desc()).limit(most)))


def open_tasks(session: Session, account_id: int) -> list[Task]:
    """What this person asked for and has not ended."""
    query = select(Task).where(Task.asked_by == account_id, col(Task.ended_at).is_(None))
    return list(session.exec(query.order_by(col(Task.id))))


def forget_tasks(session: Session, *, before: datetime) -> None:
    """What was asked long ago says nothing any more: what came of it stands elsewhere."""
    session.execute(delete(Task).where(col(Task.asked_at) < before))
