"""A full case and an empty one, with their keys and files, and a way to make their bundle."""

import functools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.pool import NullPool
from sqlmodel import create_engine

from dossier.acts import cover_case
from dossier.evidence import controleer, verify
from dossier.evidence.bundle import BundleReport, make_bundle
from dossier.evidence.log import line_of
from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage import raw_table
from dossier.storage.cases import case_by_number
from dossier.storage.database import Database, open_database
from dossier.storage.evidence import contents_of, entries_of
from tests.dossier.cast import NOW, Cast, make_cast
from tests.dossier.evidence.full_case import fill_case

FULL, EMPTY = "2026-0001", "2026-0002"


@dataclass
class Office:
    """One installation: its settings, its database and its people."""

    settings: Settings
    database: Database
    cast: Cast
    signer: Signer

    def bundle(self, out: Path, receiver: str = "employer", number: str = FULL, **more) -> BundleReport:
        wanted = {
            "period_from": date(2026, 4, 1),
            "period_to": NOW.date(),
            "made_at": NOW,
            "made_by": "Bram de Wit (loopbaancoach)",
        } | more
        with self.database.session() as session:
            case = case_by_number(session, number)
            return make_bundle(session, case, settings=self.settings, receiver=receiver, out=out, **wanted)


def open_office(folder: Path, *, applications: int = 6) -> Office:
    settings = Settings(data_dir=folder, testing=True)
    database = open_database(settings)
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        cast = make_cast(session, signer)
        fill_case(session, cast, settings, applications=applications)
        days = {"from_day": NOW.date(), "until_day": NOW.date()}
        cover_case(session, cast.case, {"coach_email": cast.carla.email} | days, **cast.by(cast.bram))
    return Office(settings, database, cast, signer)


def copy_office(closed: Office, folder: Path) -> Office:
    """The same office elsewhere: its files are copied, its people read back."""
    shutil.copytree(closed.settings.data_dir, folder)
    settings = Settings(data_dir=folder, testing=True)
    database = open_database(settings)
    signer = Signer.load_or_create(settings.signing_key_file)
    with database.session() as session:
        rows = {name: row for name, row in vars(closed.cast).items() if name != "signer"}
        cast = Cast(**{name: session.get_one(type(row), row.id) for name, row in rows.items()}, signer=signer)
    return Office(settings, database, cast, signer)


@pytest.fixture(scope="session")
def closed_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The full case, written once: to be copied."""
    made = open_office(tmp_path_factory.mktemp("voorbeeld") / "kantoor")
    made.database.close()
    return made


@pytest.fixture(scope="session")
def office(closed_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for every test that only reads."""
    opened = copy_office(closed_office, tmp_path_factory.mktemp("lezen") / "kantoor")
    yield opened
    opened.database.close()


@pytest.fixture
def own_office(closed_office: Office, tmp_path: Path) -> Iterator[Office]:
    """An office of one's own, for a test that breaks something."""
    opened = copy_office(closed_office, tmp_path / "kantoor")
    yield opened
    opened.database.close()


@pytest.fixture(scope="session", params=["employer", "employee", "coach"])
def receiver(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def bundle(office: Office, receiver: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the full case for each receiver."""
    path = tmp_path_factory.mktemp(receiver) / "bundel.zip"
    office.bundle(path, receiver)
    return path


@pytest.fixture(scope="session")
def employer_bundle(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("werkgever") / "bundel.zip"
    office.bundle(path, "employer")
    return path


@pytest.fixture(scope="session")
def memories():
    """The checks that answer the same for the same, each with a memory that lasts for all tests."""
    return [
        (controleer, "is_signed", functools.lru_cache(maxsize=None)(controleer.is_signed)),
        (controleer, "faults_in", remembered(controleer.faults_in, controleer.canonical, list)),
        (verify.DatabaseCheck, "line", remembered(verify.DatabaseCheck.line, written_row, dict_or_none)),
        (raw_table, "create_engine", functools.lru_cache(maxsize=4)(engine_without_pool)),
    ]


@pytest.fixture
def quick(monkeypatch, memories):
    """Remembers what was checked before, and opens one file again and again by the same engine.

    The same answers, for thousands of nearly equal files.
    """
    for room, name, ask in memories:
        monkeypatch.setattr(room, name, ask)


def remembered(check, key_of, copy):
    known = {}

    def ask(*values):
        key = key_of(*values)
        if key not in known:
            known[key] = check(*values)
        return copy(known[key])

    return ask


def written_row(check, row):
    return repr((row, check.contents.get(row["id"]), check.numbers.get(row["case_id"])))


def dict_or_none(line):
    return None if line is None else dict(line)


def engine_without_pool(url):
    """Its statements stay compiled; the file is opened anew each time."""
    return create_engine(url, poolclass=NullPool)


@pytest.fixture(scope="session")
def log_bytes(office):
    """The whole log of the full case, as a file of its own."""
    with office.database.session() as session:
        case = case_by_number(session, FULL)
        contents = contents_of(session, case.id)
        lines = [line_of(entry, case.number, contents.get(entry.id), None) for entry in entries_of(session, case.id)]
    return b"".join(controleer.canonical(line) + b"\n" for line in lines)
