"""Coaches at the office: each has a case, thinks between two clicks, mostly looks and sometimes writes."""

import random
import statistics
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.people import Account
from dossier.settings import Settings
from dossier.storage.accounts import create_account, find_account
from dossier.storage.database import Database
from dossier.storage.sign_in_sessions import Place, begin_session
from tests.night.plain_browser import APPLICATION, PlainBrowser
from tests.webui.cast import FIRST_SICK_DAY, NOW
from webui import create_app
from webui.sessions import TICKET

COACHES, THINKING = 20, (3.0, 8.0)
PAGES = ("", "/sollicitaties", "/activiteiten", "/verloop", "/matches", "/loon")
Cookies = dict[str, str]


def make_coaches(database: Database, settings: Settings) -> dict[str, Cookies]:
    """Twenty with a case each who have just signed in: number of the case, and the cookies of its coach."""
    signer = Signer.load(settings.signing_key_file)
    app, signed_in = create_app(settings, database), {}
    for number in range(COACHES):
        with database.session() as session:
            coach, case = make_coach(session, number, signer)
            ticket = begin_session(session, coach, Place("127.0.0.1", "?"), now=datetime.now(UTC))
        client = app.test_client()
        with client.session_transaction() as stored:
            stored["_user_id"], stored["_fresh"], stored[TICKET] = coach.fs_uniquifier, True, ticket
        cookie = client.get_cookie("passend")
        assert cookie is not None
        signed_in[case] = {"passend": cookie.value}
    return signed_in


def make_coach(session, number: int, signer: Signer) -> tuple[Account, str]:
    bram, daan = (find_account(session, f"{name}@passend.example") for name in ("bram", "daan"))
    coach = create_account(
        session, email=f"coach{number}@passend.example", name=f"Coach {number}", role="coach",
        organisation_id=bram.organisation_id, password_hash=bram.password, now=NOW,
    )  # fmt: skip
    values = {
        "number": f"2026-1{number:03}", "employee_name": f"Werknemer {number}", "employer_id": daan.organisation_id,
        "coach_id": coach.id, "job_title": "Bakker", "first_sick_day": FIRST_SICK_DAY,
    }  # fmt: skip
    acts.open_case(session, values, actor=coach, now=NOW, signer=signer)
    return coach, values["number"]


@dataclass
class Office:
    """What the coaches met: seconds per read and write, and answers that are none."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return sum(map(len, self.times.values()))

    def p95(self, kind: str) -> float:
        """Milliseconds; of a single one there is none."""
        times = self.times[kind]
        return statistics.quantiles(times, n=20)[-1] * 1000 if len(times) > 1 else 0.0

    def work(self, port: int, people: dict[str, Cookies], seconds: float) -> "Office":
        until = time.monotonic() + seconds
        coaches = [
            threading.Thread(target=self._click, args=(port, case, cookies, until)) for case, cookies in people.items()
        ]
        for each in coaches:
            each.start()
        for each in coaches:
            each.join(timeout=seconds + 120)
        return self

    def _click(self, port: int, number: str, cookies: Cookies, until: float) -> None:
        case, chance, browser = f"/dossiers/{number}", random.Random(number), PlainBrowser(port, cookies=cookies)
        token = browser.token(f"{case}/sollicitaties/nieuw")
        while time.monotonic() < until:
            time.sleep(chance.uniform(*THINKING))
            writes, began = chance.random() < 0.2, time.monotonic()
            if writes:
                values = {**APPLICATION, "employer": f"E{chance.random()}", "csrf_token": token}
                status = browser.post(f"{case}/sollicitaties/nieuw", **values)
            else:
                status, _ = browser.get(case + chance.choice(PAGES))
            self.times["write" if writes else "read"].append(time.monotonic() - began)
            self.wrong += [] if status in {200, 302} else [f"{status}"]
