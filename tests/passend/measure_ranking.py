"""What a run of `passend rank` costs: `python -m tests.passend.measure_ranking [VACANCIES] [PEOPLE]`.

An office of people with limitations and so many open vacancies, each with words of its own, ranked by one process:
the first time, all of it again, after ten more vacancies, on the next day, and when nothing changed. Says as JSON the
CPU seconds of each run, and its milliseconds for one person beside one vacancy.
"""

import json
import random
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.storage.accounts import get_account
from dossier.storage.cases import all_cases
from dossier.storage.vacancies import upsert_vacancy
from passend.bench.office import NOW, TITLES, Office, make_posting, open_office
from passend.ranking_run import rank_changed

VACANCIES, PEOPLE, MORE = 2_000, 10, 10
ITEMS = ("4.13", "4.17", "6.1", "2.8", "5.1", "1.9")


def measure(vacancies: int, people: int) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        office = open_office(Path(folder))
        for number in range(2, people + 1):
            open_case(office, number)
        store(office, range(vacancies))
        return {"vacancies": vacancies, "people": people, **measure_runs(office, vacancies, people)}


def measure_runs(office: Office, vacancies: int, people: int) -> dict[str, Any]:
    today, tomorrow = NOW.date(), NOW.date() + timedelta(days=1)
    found = {
        "first, every text read": rank(office, on=today),
        "all of it weighed again": rank(office, on=today, every=True),
        "nothing changed": rank(office, on=today),
    }
    store(office, range(vacancies, vacancies + MORE))
    found[f"{MORE} more vacancies"] = rank(office, on=today)
    found["the next day"] = rank(office, on=tomorrow)
    pairs = vacancies * people
    return {name: {"cpu_s": round(cost, 2), "ms_a_pair": round(1000 * cost / pairs, 3)} for name, cost in found.items()}


def rank(office: Office, **how: Any) -> float:
    with office.database.reading() as session:
        case_ids = [case.id for case in all_cases(session) if case.id is not None]
    started = process_time()
    rank_changed(office.settings, office.database, case_ids, now=NOW, processes=1, **how)
    return process_time() - started


def store(office: Office, numbers: range) -> None:
    with office.database.session() as session:
        for number in numbers:
            posting = make_posting(number)
            words = f"{posting.description} Klant {number} en woord{number % 97} en woord{number % 31}."
            upsert_vacancy(session, posting.model_copy(update={"description": words}), NOW, None)


def open_case(office: Office, number: int) -> None:
    """Somebody else, with work and limits of their own."""
    draw = random.Random(number)
    signer = Signer.load_or_create(office.settings.signing_key_file)
    with office.database.session() as session:
        coach = get_account(session, office.coach_id)
        by: dict[str, Any] = {"actor": coach, "now": NOW - timedelta(days=200), "signer": signer}
        case = acts.open_case(session, {
            "number": f"2026-{number:04}", "employee_name": f"Persoon {number}", "employer_id": 1,
            "coach_id": coach.id, "first_sick_day": NOW.date() - timedelta(days=500 + number),
        }, **by)  # fmt: skip
        acts.save_profile(session, case, {
            "work_history": [{"title": draw.choice(TITLES), "tasks": ["klanten helpen", "voorraad bijhouden"]}],
            "skills": ["Excel", "plannen"], "education": "mbo-3", "home_postcode": f"{draw.randrange(3400, 3999)} AB",
            "max_travel_minutes": 45, "transport": draw.choice(["ov", "auto", "fiets"]),
        }, **by)  # fmt: skip
        wage = {"amount": "2800.00", "hours_per_week": 36, "source": "AD-rapport", "source_date": NOW.date()}
        acts.save_wage(session, case, wage, **by)
        acts.save_capability_document(session, case, {
            "kind": "FML", "dated": NOW.date() - timedelta(days=250), "author_function": "bedrijfsarts",
            "limitations": [{"item": item, "level": 1} for item in draw.sample(ITEMS, 4)],
        }, **by)  # fmt: skip


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.stdout.write(json.dumps(measure(*(given + [VACANCIES, PEOPLE][len(given) :])), indent=1) + "\n")
