"""Clears away what a killed upload or export left: a file comes before its row, so a kill between leaves it alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session, select

from dossier.model.evidence import Export
from dossier.storage.database import metadata

AT_WORK = timedelta(days=1)
"""A file younger than this may belong to an upload, an import or a restore that is still going on."""


def sweep_attachments(session: Session, folder: Path, *, now: datetime) -> int:
    """Remove files of before yesterday that no row of any table names; answers how many."""
    old = _old_files(folder.glob("*/*"), now)
    return _remove_unnamed(old, _named_files(session) if old else set())


def sweep_bundles(session: Session, folder: Path, *, now: datetime) -> int:
    """The same for bundles: one that no row names is downloaded by nobody, and an erasure would not find it."""
    old = _old_files(folder.glob("*"), now)
    return _remove_unnamed(
        old, {Path(name).name for name in session.scalars(select(Export.filename))} if old else set()
    )


def _old_files(paths: Iterable[Path], now: datetime) -> list[Path]:
    before = (now - AT_WORK).timestamp()
    return [path for path in paths if path.is_file() and path.stat().st_mtime < before]


def _remove_unnamed(old: list[Path], named: set[str]) -> int:
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
