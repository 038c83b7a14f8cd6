"""A database in which everything of the demo has happened."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.storage.attachments import AttachmentStore
from dossier.storage.cases import all_cases
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from passend.demo.people import create_history
from tests.passend.demo.telling import NOW, keep_vacancies, tell_people


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer.generate()


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, signer: Signer) -> Iterator[Database]:
    """A database in which everything of the demo has happened."""
    folder = tmp_path_factory.mktemp("demo")
    database = Database(f"sqlite:///{shutil.copy(sqlite_template, folder / 'demo.sqlite')}", DataKeys.generate())
    store = AttachmentStore(folder / "attachments", 20, DataKeys.generate())
    with database.session() as session:
        tell_people(session, signer, store)
        keep_vacancies(session)
        create_history(session, now=NOW, signer=signer, attachments=store)
    yield database
    database.close()


@pytest.fixture
def session(told: Database) -> Iterator[Session]:
    with told.reading() as opened:
        yield opened


@pytest.fixture
def cases(session: Session) -> dict[str, ReintegrationCase]:
    return {case.employee_name.split()[0]: case for case in all_cases(session)}
