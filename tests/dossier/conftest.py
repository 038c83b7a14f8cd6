"""A session and the cast, for every test of the core that needs people."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlmodel import Session

from dossier.evidence.signing import Signer
from dossier.model.vacancy import Snapshot, Vacancy, VacancySnapshot
from dossier.storage.database import Database
from tests.dossier.cast import NOW, Cast, make_cast


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer.generate()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as opened:
        yield opened


@pytest.fixture
def cast(session: Session, signer: Signer) -> Cast:
    return make_cast(session, signer)


@pytest.fixture
def vacancy(session: Session) -> Vacancy:
    return make_vacancy(session)


def make_vacancy(session: Session, key: str = "0123456789abcdef", seen: datetime = NOW) -> Vacancy:
    vacancy = Vacancy(
        id=key,
        source="demo-logistiek",
        title="Medewerker orderpicken",
        employer="Logistiek Noord BV",
        description="Je verzamelt orders in ons magazijn.",
        place="Zwolle",
        hours_min=24.0,
        hours_max=32.0,
        salary_text="€ 15,50 per uur",
        url=f"https://werk.example/vacature/{key}",
        first_seen=seen,
        last_seen=seen,
    )
    snapshot = Snapshot(
        url=vacancy.url,
        fetched_at=seen,
        status=200,
        media_type="text/html",
        warc="demo.warc.gz",
        offset=0,
        length=10,
        sha256="a" * 64,
        body_sha256="b" * 64,
    )
    session.add_all([vacancy, snapshot])
    session.flush()
    session.add(VacancySnapshot(vacancy_id=key, version=1, snapshot_id=snapshot.id))
    session.flush()
    return vacancy
