"""Clears away what a killed upload left: a file is kept before its row, so a kill in between leaves it without one."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session, select

from dossier.storage.database import metadata

AT_WORK = timedelta(days=1)
"""A file younger than this may belong to an upload, an import or a restore that is still going on."""


def sweep_attachments(session: Session, folder: Path, *, now: datetime) -> int:
    """Remove files of before yesterday that no row of any table names; answers how many."""
    before = (now - AT_WORK).timestamp()
    old = [path for path in folder.glob("*/*") if path.is_file() and path.stat().st_mtime < before]
    named = _named_files(session) if old else set()
    orphans = [path for path in old if path.name not in named]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _named_files(session: Session) -> set[str]:
    """Every hash in any table: what is named by anything, for whatever reason, stays."""
    columns = [
        column for table in metadata().tables.values() for column in table.columns if column.name.endswith("sha256")
    ]
    return {str(one) for column in columns for one in session.scalars(select(column).where(column.is_not(None)))}
