"""Writes the kept page of a vacancy to a folder, and says whether it is still what was fetched."""

import hashlib
from pathlib import Path
from typing import Any

from sqlmodel import Session

from dossier.errors import NotFoundError
from dossier.settings import Settings
from dossier.storage.snapshots import WarcStore, snapshots_of
from dossier.storage.vacancies import get_vacancy


def write_snapshot(session: Session, settings: Settings, vacancy_id: str, out: Path) -> dict[str, Any]:
    """`<id>.warc.gz` and `<id>.txt` in `out`; `verified` is false when the bytes are not those of the fetch."""
    vacancy = get_vacancy(session, vacancy_id)
    snapshots = snapshots_of(session, vacancy_id)
    if vacancy is None or not snapshots:
        raise NotFoundError(f"geen vacature met afdruk onder id {vacancy_id}")
    latest = snapshots[-1]
    content = WarcStore(settings.snapshot_dir).read_slice(latest)
    out.mkdir(parents=True, exist_ok=True)
    warc, text = out / f"{vacancy_id}.warc.gz", out / f"{vacancy_id}.txt"
    warc.write_bytes(content)
    text.write_text(vacancy.description, encoding="utf-8")
    return {
        "vacancy": vacancy_id, "url": latest.url, "fetched_at": latest.fetched_at.isoformat(),
        "warc": str(warc), "text": str(text), "sha256": latest.sha256,
        "verified": hashlib.sha256(content).hexdigest() == latest.sha256,
    }  # fmt: skip
