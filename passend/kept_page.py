"""Writes a kept page of a vacancy to a folder, and says whether it is still what was fetched."""

from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from crawler.document import Document
from crawler.extract import extract_document
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.attachments import text_of
from dossier.model.posting import VacancyIn
from dossier.model.vacancy import Snapshot, Vacancy
from dossier.settings import Settings
from dossier.storage.snapshots import WarcStore, versions_of
from dossier.storage.vacancies import get_vacancy


def list_versions(session: Session, settings: Settings, vacancy_id: str) -> list[dict[str, Any]]:
    """Every version of which the page is kept, oldest first, each with its digest checked."""
    get_vacancy(session, vacancy_id)
    store = WarcStore.of(settings)
    kept = versions_of(session, vacancy_id).items()
    return [_about(number, snapshot, verified=store.verify_slice(snapshot)) for number, snapshot in kept]


def write_snapshot(
    session: Session,
    settings: Settings,
    vacancy_id: str,
    out: Path,
    *,
    version: int | None = None,
    on: date | None = None,
) -> dict[str, Any]:
    """`<id>.txt` and `<id>.warc.gz` in `out` (with `-v1` for an older version): the newest, or the one asked for.

    Bytes that are no longer those of the fetch are not given (`verified`), nor the text of an older version then.
    """
    vacancy, snapshots = get_vacancy(session, vacancy_id), versions_of(session, vacancy_id)
    if not snapshots:
        raise NotFoundError(f"geen afdruk van vacature {vacancy_id}")
    number = _choose(snapshots, version, on)
    snapshot, store = snapshots[number], WarcStore.of(settings)
    verified, is_newest = store.verify_slice(snapshot), number == vacancy.version
    stem = vacancy_id if number == max(snapshots) else f"{vacancy_id}-v{number}"
    out.mkdir(parents=True, exist_ok=True)
    warc, text = out / f"{stem}.warc.gz", out / f"{stem}.txt"
    words = vacancy.description if is_newest else _older_text(store, vacancy, snapshot) if verified else None
    if words is not None:
        text.write_text(words, encoding="utf-8")
    if verified:
        warc.write_bytes(store.read_slice(snapshot))
    written = {"warc": str(warc) if verified else None, "text": None if words is None else str(text)}
    about = _about(number, snapshot, verified=verified)
    return {"vacancy": vacancy_id, **about, **written, "versions": sorted(snapshots)}


def _choose(snapshots: dict[int, Snapshot], version: int | None, on: date | None) -> int:
    """The version asked for, the one that stood there on a day, or the newest."""
    if version is not None:
        if version not in snapshots:
            raise InvalidInputError("--version", version, ", ".join(map(str, snapshots)))
        return version
    if on is None:
        return max(snapshots)
    seen = [number for number, snapshot in snapshots.items() if snapshot.fetched_at.date() <= on]
    if not seen:
        first = min(snapshot.fetched_at.date() for snapshot in snapshots.values())
        raise InvalidInputError("--on", on.isoformat(), f"{first.isoformat()} (de eerste afdruk) of later")
    return max(seen)


def _older_text(store: WarcStore, vacancy: Vacancy, snapshot: Snapshot) -> str:
    """The text of this vacancy as its kept page tells it; the words of the whole page where no reader finds it."""
    body = store.read_body(snapshot)
    document = Document(body, url=snapshot.url, media_type=snapshot.media_type)
    found = extract_document(document, source=vacancy.source, on=snapshot.fetched_at.date())
    own = (item.description for item in found if isinstance(item, VacancyIn) and item.id == vacancy.id)
    return next(own, None) or text_of(body)


def _about(number: int, snapshot: Snapshot, *, verified: bool) -> dict[str, Any]:
    return {
        "version": number,
        "url": snapshot.url,
        "fetched_at": snapshot.fetched_at.isoformat(),
        "sha256": snapshot.sha256,
        "verified": verified,
    }
