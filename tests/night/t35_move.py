"""T35: an office from SQLite into PostgreSQL: every row the same, the logs verify, lists stand in the same order."""

import shutil
import time

import pytest
from sqlmodel import select

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_url
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.vacancy import Vacancy
from dossier.storage.backup.moving import move_in
from dossier.storage.database import Database
from passend.bench.office import NOW, Office, open_office
from tests.conftest import copied_postgres
from tests.dossier.storage.same_rows import differing_tables
from tests.night.conftest import scaled
from tests.webui.cast import FIRST_SICK_DAY

VACANCIES, CASES = scaled(small=5_000, full=100_000), scaled(small=50, full=500)
NAMES = ("Ååse de Bruin", "aaltje Zwart", "Zoë van 't Hof", "zoë van ’t hof", "Çelik", "IJsbrand", "ijsbrand", "Łukasz")
"""Names that one database may sort or compare unlike another."""
ORDERS = (Vacancy.title, Vacancy.id, ReintegrationCase.number)
"""The texts that the program lets the database sort by."""


def open_cases(office: Office) -> None:
    signer = Signer.load(office.settings.signing_key_file)
    with office.database.session() as session:
        first = session.get_one(ReintegrationCase, office.case_id)
        coach = first.coach_id and session.get_one(Account, first.coach_id)
        for number in range(CASES):
            by = {"actor": coach, "now": NOW, "signer": signer}
            values = {
                "number": f"2026-2{number:04}", "employee_name": NAMES[number % len(NAMES)],
                "employer_id": first.employer_id, "coach_id": first.coach_id, "job_title": "Bakker",
                "first_sick_day": FIRST_SICK_DAY,
            }  # fmt: skip
            case = acts.open_case(session, values, **by)
            given = {"applied_on": NOW.date(), "employer": NAMES[number % 3], "job_title": "Kok", "way": "netwerk"}
            acts.log_application(session, case, given, **by)


def orders_of(database: Database) -> list[list[object]]:
    with database.reading() as session:
        return [list(session.exec(select(order).order_by(order)).all()) for order in ORDERS]


@pytest.mark.row(
    "T35",
    f"{VACANCIES:,} vacancies and {CASES} cases from SQLite into PostgreSQL",
    "0 differences in rows and sort order, every log verifies",
)
def test_an_office_moves_without_a_difference(tmp_path, postgres_server, postgres_template, reach):
    office = open_office(tmp_path / "data", VACANCIES, min(VACANCIES, 500))
    open_cases(office)
    office.database.close()
    shutil.copy(tmp_path / "data" / "passend.sqlite", tmp_path / "copy.sqlite")
    for grown in copied_postgres(postgres_server, postgres_template):
        began = time.monotonic()
        move_in(grown, tmp_path / "copy.sqlite")
        took = time.monotonic() - began
        keys = office.database.keys
        moved = Database(grown.engine.url.render_as_string(hide_password=False), keys)
        differing = differing_tables(office.database, moved)
        before, after = orders_of(office.database), orders_of(moved)
        report = verify_url(moved.url, data_keys=keys)
        moved.close()
    told = f"moved in {took:.0f} s; {len(differing)} tables differ {differing or ''}, same order: {before == after}"
    held = report.ok and not differing and before == after
    reach(f"{told}; {report.entries} entries, {len(report.faults)} faults", held=held)
