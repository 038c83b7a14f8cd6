"""Writes the kept page of a vacancy to a folder, and says whether it is still what was fetched."""

from pathlib import Path
from typing import Any

from sqlmodel import Session

from dossier.errors import NotFoundError
from dossier.settings import Settings
from dossier.storage.snapshots import WarcStore, snapshots_of
from dossier.storage.vacancies import get_vacancy


def write_snapshot(session: Session, settings: Settings, vacancy_id: str, out: Path) -> dict[str, Any]:
    """`<id>.txt` in `out`, and `<id>.warc.gz` when the kept bytes are still those of the fetch (`verified`)."""
    vacancy, snapshots = get_vacancy(session, vacancy_id), snapshots_of(session, vacancy_id)
    if not snapshots:
        raise NotFoundError(f"geen afdruk van vacature {vacancy_id}")
    latest, store = snapshots[-1], WarcStore(settings.snapshot_dir)
    verified = store.verify_slice(latest)
    out.mkdir(parents=True, exist_ok=True)
    warc, text = out / f"{vacancy_id}.warc.gz", out / f"{vacancy_id}.txt"
    text.write_text(vacancy.description, encoding="utf-8")
    if verified:
        warc.write_bytes(store.read_slice(latest))
    return {
        "vacancy": vacancy_id,
        "url": latest.url,
        "fetched_at": latest.fetched_at.isoformat(),
        "warc": str(warc) if verified else None,
        "text": str(text),
        "sha256": latest.sha256,
        "verified": verified,
    }
