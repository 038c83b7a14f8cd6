"""What every view works with: settings, database, signing key, files and the clock, in one object per app."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app, g
from sqlmodel import Session

from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.settings import Settings
from dossier.storage.attachments import AttachmentStore
from dossier.storage.database import Database

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EXTENSION = "passend"


@dataclass(frozen=True)
class Context:
    settings: Settings
    database: Database
    signer: Signer
    attachments: AttachmentStore
    clock: Callable[[], datetime]
    put_task: Callable[[Session, int], None] | None = None
    """Lets a worker know of long work; without it the server itself looks for what waits."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def get_context() -> Context:
    context = current_app.extensions[EXTENSION]
    assert isinstance(context, Context)
    return context


def now() -> datetime:
    """This moment, in UTC."""
    return get_context().clock()


def today() -> date:
    """The day in the Netherlands."""
    return now().astimezone(AMSTERDAM).date()


def keep_opened(case: ReintegrationCase) -> None:
    """The case that this request is about, for what its forms ask of it."""
    g.opened_case = case


def opened_case() -> ReintegrationCase:
    case = g.opened_case
    assert isinstance(case, ReintegrationCase)
    return case
