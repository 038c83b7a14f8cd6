"""Clears away old pages, uploads and bundles that nothing refers to (pages while no crawl writes there), and locks."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from crawler.fetch import user_agent
from crawler.lock import crawl_lock, hold_lock
from crawler.turn_file import forget_hosts
from dossier.rules.parameter import days_on
from dossier.settings import Settings
from dossier.storage.attachment_sweeping import sweep_attachments, sweep_bundles
from dossier.storage.database import Database
from dossier.storage.retention import drop_unreferred, sweep_files
from dossier.storage.snapshots import WarcStore
from dossier.storage.store import ATTACHMENTS, open_store


def sweep_pages(settings: Settings, database: Database, *, now: datetime) -> dict[str, Any]:
    """What was cleared away, and what was waited with because a crawl of it goes on."""
    days = days_on("retention", "unreferred_page_days", now.date())
    with database.session() as session:
        swept = drop_unreferred(session, now - timedelta(days=days))
        orphans = sweep_attachments(session, open_store(settings, ATTACHMENTS), now=now)
        orphans += sweep_bundles(session, settings.bundle_dir, now=now)
    store, busy = WarcStore.of(settings), []
    for folder in store.folders():
        with hold_lock(crawl_lock(settings, folder)) as is_free:
            if is_free:
                by = {"software": user_agent(settings), "operator": settings.contact}
                swept += sweep_files(database, store, folder, now=now, **by)
            else:
                busy.append(folder)
    return {"days": days, **asdict(swept), "orphans": orphans, "locks": forget_hosts(settings, now), "busy": busy}
