"""Clears away what a killed upload or export left: a file comes before its row, so a kill between leaves it alone."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session, select

from dossier.model.evidence import Export
from dossier.storage.database import metadata
from dossier.storage.store import FolderStore, Store

AT_WORK = timedelta(days=1)
"""A file younger than this may belong to an upload, an import or a restore that is still going on."""


def sweep_attachments(session: Session, store: Store, *, now: datetime) -> int:
    """Remove files of before yesterday that no row of any table names; answers how many."""
    old = _old_names(store, now)
    return _remove_unnamed(store, old, _named_files(session) if old else set())


def sweep_bundles(session: Session, folder: Path, *, now: datetime) -> int:
    """The same for bundles: one that no row names is downloaded by nobody, and an erasure would not find it."""
    store = FolderStore(folder)
    old = _old_names(store, now)
    named = {Path(name).name for name in session.scalars(select(Export.filename))} if old else set()
    return _remove_unnamed(store, old, named)


def _old_names(store: Store, now: datetime) -> list[str]:
    before = (now - AT_WORK).timestamp()
    return [kept.name for kept in store.walk() if kept.changed < before]


def _remove_unnamed(store: Store, old: list[str], named: set[str]) -> int:
    orphans = [name for name in old if name.rpartition("/")[2] not in named]
    for name in orphans:
        store.remove(name)
    return len(orphans)


def _named_files(session: Session) -> set[str]:
    """Every hash in any table: what is named by anything, for whatever reason, stays."""
    columns = [
        column for table in metadata().tables.values() for column in table.columns if column.name.endswith("sha256")
    ]
    return {str(one) for column in columns for one in session.scalars(select(column).where(column.is_not(None)))}
