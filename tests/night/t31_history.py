"""T31: four processes append to lists and read them, and every transaction is as if it had been alone."""

import multiprocessing
import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from sqlmodel import Session, col, select

from dossier import acts
from dossier.acts.career_documents import save_career_document
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_url
from dossier.model.career_document import CareerDocument
from dossier.model.case import ReintegrationCase
from dossier.model.evidence import LogEntry
from dossier.model.job_application import JobApplication
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database, carry_keys
from tests.dossier.cast import FIRST_SICK_DAY, NOW, make_cast
from tests.night.conftest import scaled
from tests.night.histories import History, Key, Read, Transaction

PROCESSES, TRANSACTIONS = 4, scaled(small=500, full=5000)
CASES = ("2026-0001", "2026-0011", "2026-0012", "2026-0013")
LOG, APPLICATIONS, LETTER = LISTS = ("log", "applications", "letter")
LETTER_OF = {"kind": "cv", "title": "Mijn cv"}
HOLD = "0 lost, 0 twice, every read a beginning of the final list, one order that agrees with the clock"
Begin, Step = Callable[[], AbstractContextManager[Session]], Callable[[Session, int], None]
COLUMNS = {
    LOG: (LogEntry.hash, LogEntry.case_id, LogEntry.seq),
    APPLICATIONS: (JobApplication.employer, JobApplication.case_id, JobApplication.serial),
}


def read_list(session: Session, key: Key) -> list[str]:
    """The elements of a list in their order: entries of a log, applications by number, lines of a letter."""
    kind, number = key
    case = select(ReintegrationCase.id).where(ReintegrationCase.number == number).scalar_subquery()
    if kind == LETTER:
        body = select(CareerDocument.body).where(CareerDocument.case_id == case)
        return (session.exec(body.order_by(col(CareerDocument.version).desc())).first() or "").split()
    element, of_case, place = COLUMNS[kind]
    return list(session.exec(select(element).where(col(of_case) == case).order_by(col(place))))


class Writer:
    """One process: takes a transaction at random, does it as a page would, and keeps what it read and appended."""

    def __init__(self, url: str, key: Path, process: int) -> None:
        self.database, self.signer = Database(url, DataKeys(key.with_suffix(".keys"))), Signer.load(key)
        self.process, self.chance = process, random.Random(process)
        self.done: list[Transaction] = []

    def work(self, times: int) -> list[Transaction]:
        kinds = (self.look, self.apply, self.write_letter, self.look_at_two)
        for number in range(times):
            self.try_one(self.chance.choice(kinds), self.database.session, number)
            if number % 5 == 0:
                self.try_one(self.only_read, self.database.reading, number)
        self.database.close()
        return self.done

    def try_one(self, do: Step, begin: Begin, number: int) -> None:
        self.done.append(Transaction(f"{do.__name__} {self.process}-{number}", monotonic()))
        with begin() as session:
            do(session, number)
        self.done[-1].ended = monotonic()

    def by(self, session: Session, number: int) -> dict[str, object]:
        """A look within the hour is the same look, so each comes two hours later."""
        bram = find_account(session, "bram@passend.example")
        return {"actor": bram, "now": NOW + timedelta(hours=2 * number), "signer": self.signer}

    def read_before(self, session: Session, *keys: Key) -> None:
        self.done[-1].before += [Read.of(key, read_list(session, key)) for key in keys]

    def note(self, session: Session, number: str, *appended: tuple[Key, str]) -> None:
        """What was appended to which list, the log of the case always, and how all of them read now."""
        logged = ((LOG, number), read_list(session, (LOG, number))[-1])
        self.done[-1].appended += [*appended, logged]
        self.done[-1].after += [Read.of(key, read_list(session, key)) for key, _ in (*appended, logged)]

    def look(self, session: Session, number: int) -> None:
        chosen = self.chance.choice(CASES)
        case = case_by_number(session, chosen)
        self.read_before(session, (LOG, chosen))
        acts.record_view(session, case, part=f"p{self.process}n{number}", **self.by(session, number))
        self.note(session, chosen)

    def apply(self, session: Session, number: int) -> None:
        chosen, name = self.chance.choice(CASES), f"p{self.process}n{number}"
        case = case_by_number(session, chosen)
        self.read_before(session, (APPLICATIONS, chosen))
        values = {"applied_on": NOW.date(), "employer": name, "job_title": "Kok", "way": "netwerk"}
        acts.log_application(session, case, values, **self.by(session, number))
        self.note(session, chosen, ((APPLICATIONS, chosen), name))

    def write_letter(self, session: Session, number: int) -> None:
        """The next version is the one of before with a line more."""
        chosen, name = self.chance.choice(CASES), f"p{self.process}n{number}"
        case = case_by_number(session, chosen)
        self.read_before(session, (LETTER, chosen))
        body = "\n".join([*read_list(session, (LETTER, chosen)), name])
        save_career_document(session, case, LETTER_OF | {"body": body}, **self.by(session, number))
        self.note(session, chosen, ((LETTER, chosen), name))

    def look_at_two(self, session: Session, number: int) -> None:
        """What is in two cases decides what is added to one of them, or to both: where write skew would show."""
        two = sorted(self.chance.sample(CASES, 2))
        cases = {one: case_by_number(session, one) for one in two}
        self.read_before(session, *((LOG, one) for one in two))
        for one in self.chance.choice((two, two[:1], two[1:])):
            acts.record_view(session, cases[one], part=f"p{self.process}n{number}", **self.by(session, number))
            self.note(session, one)

    def only_read(self, session: Session, _number: int) -> None:
        """As a page does: several questions about a case or two, that must all be answered of one moment."""
        first, second = self.chance.sample(CASES, 2)
        self.read_before(session, *((kind, first) for kind in LISTS), (LOG, second))


def work_apart(url: str, key: Path, process: int, answers) -> None:
    answers.put(Writer(url, key, process).work(TRANSACTIONS // PROCESSES))


def make_cases(database: Database, key: Path) -> None:
    with database.session() as session:
        cast = make_cast(session, Signer.load_or_create(key))
        for number in CASES[1:]:
            values = {
                "number": number, "employee_name": "Iemand", "employer_id": cast.case.employer_id,
                "coach_id": cast.bram.id, "job_title": "bakker", "first_sick_day": FIRST_SICK_DAY,
            }  # fmt: skip
            acts.open_case(session, values, actor=cast.bram, now=NOW - timedelta(days=230), signer=cast.signer)


def read_all(database: Database) -> dict[Key, list[str]]:
    with database.reading() as session:
        return {(kind, number): read_list(session, (kind, number)) for kind in LISTS for number in CASES}


@pytest.mark.row(
    "T31 history",
    f"{PROCESSES} processes, {TRANSACTIONS} transactions that read and append to one or two of 12 lists, and a fifth "
    "as many that only read four of them, checked in the manner of Elle, on each database",
    HOLD,
)
def test_a_history_of_appends_is_as_if_each_transaction_had_been_alone(database_of_each_kind, tmp_path, reach):
    told, right = [], True
    for kind, database in database_of_each_kind.items():
        key = tmp_path / f"{kind}.pem"
        database.keys = DataKeys.load_or_create(key.with_suffix(".keys"))
        carry_keys(database.engine, database.keys)
        make_cases(database, key)
        first = read_all(database)
        done = write_at_once(database.engine.url.render_as_string(hide_password=False), key)
        history = History(done, first, read_all(database))
        whole = verify_url(database.url, key=Signer.load(key).fingerprint, data_keys=database.keys).ok
        faults = history.faults() + ([] if whole else ["the log does not verify"])
        writes, worst = [one.appended for one in done if one.appended], max(one.ended - one.began for one in done)
        right &= len(writes) == TRANSACTIONS and not faults
        told.append(
            f"{kind}: {len(writes)} transactions with {sum(map(len, writes))} appends, {len(done) - len(writes)} that "
            f"read, {len(faults)} faults{'' if not faults else f' {faults[:3]}'}, worst {worst:.1f} s"
        )
    reach("; ".join(told), held=right)


def write_at_once(url: str, key: Path) -> list[Transaction]:
    context = multiprocessing.get_context("forkserver")
    answers = context.Queue()
    processes = [context.Process(target=work_apart, args=(url, key, one, answers)) for one in range(PROCESSES)]
    for process in processes:
        process.start()
    done = [one for _ in processes for one in answers.get(timeout=5400)]
    for process in processes:
        process.join(timeout=60)
    return done
