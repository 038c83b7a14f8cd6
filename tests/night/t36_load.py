"""T36: twenty coaches who click and write while a crawl keeps vacancies, on the program as it is served."""

import random
import statistics
import threading
import time
from collections import defaultdict

import pytest
from waitress.server import create_server

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.people import Account
from dossier.storage.accounts import create_account, find_account
from dossier.storage.database import Database
from dossier.storage.vacancies import upsert_vacancy
from passend.serving import THREADS
from tests.night.conftest import scaled
from tests.night.plain_browser import APPLICATION, PlainBrowser
from tests.webui.cast import FIRST_SICK_DAY, NOW, POSTINGS, posting

COACHES, SECONDS = 20, scaled(small=20, full=600)
THINKING = (3.0, 8.0)
PAGES = ("", "/sollicitaties", "/activiteiten", "/verloop", "/matches", "/loon")
Times = dict[str, list[float]]


def make_coaches(database: Database, signer: Signer) -> list[tuple[str, str]]:
    """Twenty with a case each: address and number."""
    made = []
    with database.session() as session:
        bram, daan = (find_account(session, f"{name}@passend.example") for name in ("bram", "daan"))
        for number in range(COACHES):
            email, case = f"coach{number}@passend.example", f"2026-1{number:03}"
            about = {
                "email": email,
                "name": f"Coach {number}",
                "role": "coach",
                "organisation_id": bram.organisation_id,
            }
            coach: Account = create_account(session, password_hash=bram.password, now=NOW, **about)
            values = {
                "number": case, "employee_name": f"Werknemer {number}", "employer_id": daan.organisation_id,
                "coach_id": coach.id, "job_title": "Bakker", "first_sick_day": FIRST_SICK_DAY,
            }  # fmt: skip
            acts.open_case(session, values, actor=coach, now=NOW, signer=signer)
            made.append((email, case))
    return made


class Coach(threading.Thread):
    """One coach at the office: mostly looks, sometimes writes."""

    def __init__(self, port: int, cookies: dict[str, str], case: str, until: float) -> None:
        super().__init__()
        self.port, self.cookies, self.case, self.until = port, cookies, f"/dossiers/{case}", until
        self.times: Times = defaultdict(list)
        self.wrong: list[str] = []

    def run(self) -> None:
        chance = random.Random(self.case)
        browser = PlainBrowser(self.port, cookies=self.cookies)
        token = browser.token(f"{self.case}/sollicitaties/nieuw")
        while time.monotonic() < self.until:
            time.sleep(chance.uniform(*THINKING))
            writes, began = chance.random() < 0.2, time.monotonic()
            if writes:
                values = {**APPLICATION, "employer": f"E{chance.random()}", "csrf_token": token}
                status = browser.post(f"{self.case}/sollicitaties/nieuw", **values)
            else:
                status, _ = browser.get(self.case + chance.choice(PAGES))
            self.times["write" if writes else "read"].append(time.monotonic() - began)
            self.wrong += [] if status in {200, 302} else [f"{status}"]


def keep_vacancies(database: Database, stop: threading.Event) -> None:
    number = 0
    while not stop.wait(0.2):
        number += 1
        with database.session() as session:
            row = posting(POSTINGS[number % len(POSTINGS)])
            given = row.model_copy(update={"id": f"{number:016x}", "url": f"https://werk.example/{number}"})
            upsert_vacancy(session, given, NOW, None)


@pytest.fixture
def served(app, web_database, web_settings, cast, visit):
    """The program as it is served, and the coaches who are signed in there: twenty at once from one address are not."""
    people = make_coaches(web_database, Signer.load(web_settings.signing_key_file))
    cast.emails.update({case: email for email, case in people})
    cookies = {case: {"passend": visit(case).client.get_cookie("passend").value} for _, case in people}
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port, web_database, cookies
    server.close()
    thread.join(timeout=5)


def percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] * 1000 if len(times) > 1 else 0.0


@pytest.mark.row(
    "T36", "20 coaches, 3-8 s between clicks, while vacancies are kept", "0 errors; p95 read ≤ 300 ms, write ≤ 800 ms"
)
def test_twenty_coaches_and_a_crawl(served, reach):
    port, database, people = served
    stop, until = threading.Event(), time.monotonic() + SECONDS
    crawl = threading.Thread(target=keep_vacancies, args=(database, stop))
    coaches = [Coach(port, cookies, case, until) for case, cookies in people.items()]
    for each in (crawl, *coaches):
        each.start()
    for each in coaches:
        each.join(timeout=SECONDS + 120)
    stop.set()
    crawl.join(timeout=60)
    read, write = ([t for coach in coaches for t in coach.times[kind]] for kind in ("read", "write"))
    wrong = [fault for coach in coaches for fault in coach.wrong]
    told = f"{len(wrong)} errors in {len(read) + len(write)} requests, p95 read {percentile(read):.0f} ms"
    held = not wrong and bool(read) and percentile(read) <= 300 and percentile(write) <= 800
    reach(f"{told}, write {percentile(write):.0f} ms {wrong[:3] or ''}", held=held)
