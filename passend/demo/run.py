"""The embedded start: sample sites on loopback, a real crawl, a real ranking, one bundle, and then the pages."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from crawler.crawling import crawl_sources
from crawler.source import load_sources
from dossier.acts.entry import dutch_day
from dossier.acts.exports import export_bundle, release_export
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_path
from dossier.settings import Settings
from dossier.storage.accounts import get_account
from dossier.storage.attachments import AttachmentStore
from dossier.storage.bundles import open_bundle
from dossier.storage.cases import all_cases
from dossier.storage.database import Database, open_database
from dossier.storage.matches import count_matches
from dossier.storage.vacancies import count_copies, count_vacancies
from passend.demo.people import create_history, create_people, has_people, list_sign_ins
from passend.demo.server import DemoSites
from passend.ranking_run import rank_and_record
from passend.serving import serve_pages
from webui.sign_in import hash_password

Say = Callable[[str], None]
Report = dict[str, Any]


def run_demo(settings: Settings, *, progress: Say) -> Report:
    """Collect, weigh and prove on the bundled sites; the report is the JSON of `passend demo --no-serve`."""
    started, now = time.monotonic(), datetime.now(UTC)
    database = open_database(settings)
    try:
        first_time = place_people(database, settings, now, progress)
        runs, requests = collect(settings, now.date(), progress)
        weigh(database, settings, now, progress, first_time=first_time)
        bundle, verified = prove(database, settings, now, progress)
        return {
            "sites": len(runs),
            "requests": requests,
            **count_results(database, runs),
            "bundle": str(bundle),
            "verified": verified,
            "seconds": round(time.monotonic() - started, 1),
        }
    finally:
        database.close()


def place_people(database: Database, settings: Settings, now: datetime, progress: Say) -> bool:
    """Make the example people where they are not there yet; says whether this was the first time."""
    with database.reading() as session:
        if has_people(session):
            return False
    progress("1/4 Vijf voorbeeldmensen met hun coach en werkgevers klaarzetten …")
    with database.session() as session:
        create_people(session, now=now, password_hash=hash_password, **keeping(settings))
    return True


def keeping(settings: Settings) -> dict[str, Any]:
    """What signs an act and what keeps its files."""
    return {
        "signer": Signer.load_or_create(settings.signing_key_file),
        "attachments": AttachmentStore.of(settings),
    }


def collect(settings: Settings, today: date, progress: Say) -> tuple[list[Report], int]:
    """Crawl the three sites as any source is crawled; returns the runs and the number of requests the sites saw."""
    progress("2/4 Vacatures ophalen bij drie voorbeeldsites op deze computer …")
    with serve_sites(settings, today) as sites:
        sources = load_sources([sites.write_sources(settings.data_dir / "demo-sources")])
        runs = crawl_sources(settings, sources, progress=progress)
        return runs, sites.requests


@contextmanager
def serve_sites(settings: Settings, today: date) -> Iterator[DemoSites]:
    """The sites on the ports of last time, so that a page keeps its address; on free ones where those are taken."""
    kept = settings.data_dir / "demo-ports.json"
    with ExitStack() as stack:
        try:
            sites = stack.enter_context(DemoSites(today, read_ports(kept)))
        except OSError:
            sites = stack.enter_context(DemoSites(today))
        kept.write_text(json.dumps([int(base.rsplit(":", 1)[1]) for base in sites.bases.values()]), encoding="utf-8")
        yield sites


def read_ports(kept: Path) -> Sequence[int]:
    return json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else (0, 0, 0)


def weigh(database: Database, settings: Settings, now: datetime, progress: Say, *, first_time: bool) -> None:
    """Rank every vacancy for every person; the first time also what they decided about them."""
    progress("3/4 Elke vacature wegen voor elke persoon …")
    with database.session() as session:
        rank_and_record(session, now=now, on=now.date(), signer=keeping(settings)["signer"])
    if first_time:
        with database.session() as session:
            create_history(session, now=now, **keeping(settings))


def prove(database: Database, settings: Settings, now: datetime, progress: Say) -> tuple[Path, bool]:
    """The employer's bundle of the first case, made and released; then it is checked as a stranger would."""
    progress("4/4 Bewijsbundel maken en controleren …")
    signer = Signer.load_or_create(settings.signing_key_file)
    settings.bundle_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with database.session() as session:
        case = all_cases(session)[0]
        maker = get_account(session, case.coach_id or case.employee_id or 0)  # a visitor may have sent the coach away
        name = f"{case.number}_employer_{now:%Y%m%dT%H%M%S%f}.zip"
        by: dict[str, Any] = {"actor": maker, "now": now, "signer": signer}
        period = (case.first_sick_day, dutch_day(now))
        kept = settings.bundle_dir / name
        report, row = export_bundle(
            session, case, settings=settings, receiver="employer", period=period, out=kept, **by
        )
        release_export(session, case, row.id or 0, **by)
        out = settings.data_dir / f"bewijsbundel-{case.number}.zip"
    out.write_bytes(open_bundle(settings, name, report.sha256))  # taken along, as by a download: what is kept is sealed
    return out, verify_path(out, head=report.head, key=report.key).ok


def count_results(database: Database, runs: Sequence[Report]) -> Report:
    refused: Counter[str] = Counter()
    for run in runs:
        refused.update(run["refused"])
    with database.reading() as session:
        return {
            "vacancies": count_vacancies(session),
            "copies_joined": count_copies(session),
            "refused": dict(sorted(refused.items())),
            "people": len(all_cases(session)),
            "matches": count_matches(session),
        }


def serve_demo(settings: Settings, announce: Say) -> None:
    """Serve the pages until stopped, and the sample sites beside them; prints the address and a line per sign-in."""

    def tell(address: str) -> None:
        announce(f"Passend staat klaar op {address}")
        for sign_in in list_sign_ins():
            announce(f"{sign_in.role}\t{sign_in.email}\t{sign_in.password}")

    with serve_sites(settings, datetime.now(UTC).date()) as sites:
        folder = sites.write_sources(settings.data_dir / "demo-sources")
        serve_pages(settings, open_database(settings), tell, folder)
