"""What each kind of task does: one function a kind, the same work as its door on the command line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session

from dossier.acts.entry import dutch_day
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.task import Outcome, Task, TaskKind
from dossier.settings import Settings
from dossier.storage.accounts import get_account
from dossier.storage.cases import all_cases, find_case
from dossier.storage.crawls import BUSY, PASTED, newest_run, refusals_of
from dossier.storage.database import Database
from dossier.storage.snapshots import get_snapshot
from dossier.storage.vacancies import find_vacancy

PASTED_PAGES = 8
"""The page itself, and what some job sites keep a vacancy in beside it."""
LONGEST_TURN, TURN_EVERY = 300.0, 1.0
"""Seconds: pasted addresses are fetched one at a time, as the pages of one source are."""


@dataclass(frozen=True)
class Duty:
    """One task at hand, with everything that it takes."""

    settings: Settings
    database: Database
    task: Task
    now: datetime
    tell: Callable[[str], None]
    sources: Path | None = None

    @property
    def signer(self) -> Signer:
        return Signer.load_or_create(self.settings.signing_key_file)

    def by(self, account: Account) -> dict[str, Any]:
        """The arguments that every act takes."""
        return {"actor": account, "now": self.now, "signer": self.signer}

    def asked_for(self, session: Session) -> tuple[Account, ReintegrationCase]:
        """Who asked, and the case if that person may still open it: rights may have gone since."""
        account = get_account(session, self.task.asked_by)
        return account, find_case(session, account, str(self.task.arguments["number"]), on=dutch_day(self.now))


@dataclass(frozen=True)
class Answer:
    outcome: Outcome = Outcome.DONE
    code: str | None = None
    detail: str | None = None
    result: dict[str, Any] = field(default_factory=dict)


def add_pasted(duty: Duty) -> Answer:
    """As `passend add URL --case NUMBER`: fetched by the crawler's own process, with its guard on addresses."""
    from passend.adding import add_for_case

    with duty.database.reading() as session:
        duty.asked_for(session)
    number, url = str(duty.task.arguments["number"]), str(duty.task.arguments["url"])
    until = monotonic() + LONGEST_TURN
    while True:
        on = dutch_day(duty.now)
        line = add_for_case(
            duty.settings, url, number, on=on, now=duty.now, out=None, progress=duty.tell, most_pages=PASTED_PAGES
        )
        if line.get("detail") != BUSY or monotonic() > until:
            break
        duty.tell("wacht op een ander geplakt adres")
        sleep(TURN_EVERY)
    if "error" in line:
        return Answer(Outcome.REFUSED, str(line["error"]), str(line.get("detail") or ""))
    with duty.database.reading() as session:
        code = not_this_page(session, url, line)
    if code is not None:
        return Answer(Outcome.REFUSED, code)
    match = line.get("match")
    vacancy_id = match["vacancy"] if match else line["id"]
    with duty.database.reading() as session:
        vacancy = find_vacancy(session, vacancy_id)
    known = {"vacancy": vacancy.id if vacancy else line["id"], "title": line["title"]}
    return Answer(result=known | {"rank": match["rank"] if match else None})


def not_this_page(session: Session, url: str, line: dict[str, Any]) -> str | None:
    """Why the vacancy that was found is another than that of the pasted page; None when it is the one.

    A page that holds no vacancy leads the crawler on to what it links to: nobody asked for those.
    """
    if same_page(get_snapshot(session, line["snapshot"]).url, url):
        return None
    run = newest_run(session, PASTED)
    own = next((one.code for one in refusals_of(session, run.id or 0) if same_page(one.url, url)), None)
    return own or ("listing" if run.new + run.changed + run.same > 1 else None)


def same_page(one: str, other: str) -> bool:
    """Apart from the scheme, what stands after # and a last slash."""
    return _plain(one) == _plain(other)


def _plain(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.casefold(), parts.path.rstrip("/"), parts.query


def crawl_now(duty: Duty) -> Answer:
    """As `passend crawl [SOURCE]`, and then every list is weighed again."""
    from crawler.crawling import crawl_sources
    from crawler.source import choose_sources

    named = duty.task.arguments.get("source")
    sources = choose_sources(duty.sources, [named] if named else [])
    runs = crawl_sources(duty.settings, sources, progress=duty.tell)
    counts = {name: sum(run[name] for run in runs) for name in ("new", "changed", "gone")}
    broken = [run["source"] for run in runs if run["state"] != "ok"]
    rank_all(duty)
    return Answer(result={"sources": len(runs), "broken": broken, **counts})


def rank_one(duty: Duty) -> Answer:
    """The list of one case anew, as far as anything changed since."""
    duty.tell(f"{duty.task.arguments['number']}: wegen")
    with duty.database.session() as session:
        _account, case = duty.asked_for(session)
    assert case.id is not None
    rank_now(duty, [case.id])
    return Answer()


def rank_all(duty: Duty) -> None:
    with duty.database.reading() as session:
        case_ids = [case.id for case in all_cases(session) if case.id is not None]
    duty.tell(f"wegen voor {len(case_ids)} dossiers" if len(case_ids) != 1 else "wegen voor 1 dossier")
    rank_now(duty, case_ids)


def rank_now(duty: Duty, case_ids: Sequence[int]) -> None:
    """Each list is kept in a transaction of its own, so that nobody else waits long."""
    from passend.ranking_run import rank_changed

    rank_changed(duty.settings, duty.database, case_ids, on=dutch_day(duty.now), now=duty.now, processes=1)


def make_bundle(duty: Duty) -> Answer:
    """The bundle as who asked for it would make it on the page, and released at once where that was asked."""
    from dossier.acts.exports import bundle_path, export_bundle, release_export

    given = duty.task.arguments
    period = date.fromisoformat(given["period_from"]), date.fromisoformat(given["period_to"])
    duty.tell("bundel maken")
    with duty.database.session() as session:
        account, case = duty.asked_for(session)
        by = duty.by(account)
        out = bundle_path(duty.settings, case, given["receiver"], period, duty.now)
        _report, row = export_bundle(
            session, case, settings=duty.settings, receiver=given["receiver"], period=period, out=out, **by
        )
        if given["release"]:
            release_export(session, case, row.id or 0, **by)
    return Answer(result={"export": row.id, "released": bool(given["release"])})


def take_over_list(duty: Duty) -> Answer:
    """The rows of a list that somebody confirmed, checked anew against the case as it is now."""
    from dossier.acts.imports import import_rows, plan_import
    from dossier.table_reading import TableReading

    reading = TableReading.model_validate(duty.task.arguments["list"])
    duty.tell("rijen inlezen")
    with duty.database.session() as session:
        account, case = duty.asked_for(session)
        plan = plan_import(session, case, reading, now=duty.now)
        report = import_rows(session, case, plan, filename=str(duty.task.arguments["name"]), **duty.by(account))
    return Answer(result=report.model_dump() | {"kind": reading.kind.value})


DUTIES: dict[str, Callable[[Duty], Answer]] = {
    TaskKind.ADD.value: add_pasted,
    TaskKind.CRAWL.value: crawl_now,
    TaskKind.RANK.value: rank_one,
    TaskKind.EXPORT.value: make_bundle,
    TaskKind.IMPORT.value: take_over_list,
}
