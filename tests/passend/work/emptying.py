"""A worker in these tests' own process."""

from concurrent.futures import ThreadPoolExecutor

from dossier.settings import Settings
from dossier.storage.database import Database
from passend.schedule import Start
from passend.work.worker import work


def work_until_empty(settings: Settings, database: Database, start: Start) -> None:
    """In a thread of its own: a browser of tests before these leaves a loop running in the first."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(work, settings, database, start, until_empty=True).result()
