"""Whatever is half in a data folder, and whatever was acknowledged and is not there."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlmodel import select

from crawler.crawling import crawl_sources
from crawler.source import choose_sources
from crawler.sweeping import sweep_pages
from dossier.errors import AttachmentError
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_path, verify_url
from dossier.model.vacancy import CrawlRun, Snapshot, Vacancy, VacancySnapshot
from dossier.settings import Settings
from dossier.storage.attachment_sweeping import AT_WORK
from dossier.storage.attachments import AttachmentStore
from dossier.storage.backup.restoring import restore_backup
from dossier.storage.crawls import RUNNING
from dossier.storage.database import Database, open_database
from dossier.storage.snapshots import WarcStore
from dossier.storage.warc import whole_length
from tests.night.busy_work import PAGES, SOURCE, acknowledged

TOMORROW = AT_WORK + timedelta(minutes=5)


def faults_in(folder: Path) -> list[str]:
    settings = Settings(data_dir=folder, testing=True)
    database = open_database(settings)  # the next start works
    key = Signer.load(settings.signing_key_file).fingerprint
    report = verify_url(settings.effective_database_url, key=key)
    faults = [f"log: {one}" for one in report.faults[:3]]
    faults += faults_of_database(database) + faults_of_files(database, settings) + unkept(database, folder)
    database.close()
    return faults + faults_of_results(folder.parent / "out", settings)


def faults_of_results(out: Path, settings: Settings) -> list[str]:
    """A bundle or a backup is whole or not there at all; each is looked at once."""
    faults = [f"bundle {path.name}" for path in out.glob("*.zip") if not verify_path(path).ok]
    for path in out.glob("*.bak"):
        target = Settings(data_dir=out / "back", testing=True)
        restore_backup(target, path, settings.backup_key.get_secret_value(), force=True)
        faults += [] if verify_url(target.effective_database_url).ok else [f"backup {path.name}"]
        shutil.rmtree(target.data_dir)
    for path in (*out.glob("*.zip"), *out.glob("*.bak")):
        path.unlink()
    return faults


def faults_of_database(database: Database) -> list[str]:
    with database.reading() as session:
        whole = session.execute(text("PRAGMA integrity_check")).scalars().all()
        loose = session.execute(text("PRAGMA foreign_key_check")).all()
    return ([] if whole == ["ok"] else [f"integrity: {whole[:2]}"]) + [f"foreign key: {one}" for one in loose[:2]]


def faults_of_files(database: Database, settings: Settings) -> list[str]:
    """Every proof has its whole file; what has no row is gone with the sweep of the next day, half files included."""
    store = AttachmentStore(settings.attachment_dir, settings.upload_limit_mb)
    with database.reading() as session:
        named = set(session.execute(text("SELECT sha256 FROM proof")).scalars())
    sweep_pages(settings, database, now=datetime.now(UTC) + TOMORROW)
    kept = {path.name for path in settings.attachment_dir.glob("*/*")}
    faults = [f"no file: {name[:12]}" for name in sorted(named - kept)]
    faults += [f"half a file: {name[:12]}" for name in sorted(kept) if name.startswith(".")]
    return faults + [f"torn: {name[:12]}" for name in sorted(named & kept) if is_torn(store, name)]


def is_torn(store: AttachmentStore, name: str) -> bool:
    try:
        store.open_bytes(name)
    except AttachmentError:
        return True
    return False


def faults_of_next_crawl(folder: Path) -> list[str]:
    """The next crawl goes on where the last one failed: every page is there, each with a snapshot that verifies."""
    settings = Settings(data_dir=folder, testing=True, loopback_crawl=True)
    (report,) = crawl_sources(settings, choose_sources(folder.parent / "sources", [SOURCE]))
    read = report["new"] + report["changed"] + report["same"]
    faults = [] if (report["state"], read) == ("ok", PAGES) else [f"next crawl: {read} pages, {report['reason']}"]
    database, store = open_database(settings), WarcStore(settings.snapshot_dir)
    with database.reading() as session:
        running = [run.id for run in session.exec(select(CrawlRun).where(CrawlRun.state == RUNNING))]
        torn = [one.id for one in session.exec(select(Snapshot)) if not store.verify_slice(one)]
        alone = set(session.exec(select(Vacancy.id))) - set(session.exec(select(VacancySnapshot.vacancy_id)))
    database.close()
    files = [path for path in settings.snapshot_dir.rglob("*.warc.gz") if whole_length(path) != path.stat().st_size]
    told = {"run never ended": running, "snapshot torn": torn, "no snapshot": alone, "half a record": files}
    return faults + [f"{what}: {len(found)}" for what, found in told.items() if found]


def unkept(database: Database, folder: Path) -> list[str]:
    """What was acknowledged before a kill and is not there."""
    told = acknowledged(folder).read_text(encoding="utf-8").split()
    with database.reading() as session:
        employers = set(session.execute(text("SELECT employer FROM job_application")).scalars())
    return [f"lost: {name}" for name in told if name not in employers]
