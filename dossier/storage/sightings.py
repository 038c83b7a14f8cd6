"""Vacancies as read, many at a time: compared with what was read before, versioned, tied to their pages."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import insert
from sqlmodel import Session, col, select

from dossier.geography import locate
from dossier.model.posting import VacancyIn
from dossier.model.vacancy import Closing, Vacancy, VacancySnapshot, VacancyState
from dossier.storage.snapshots import PageRow, add_snapshots

Change = Literal["new", "changed", "same"]
MOST_ASKED = 500
KEPT_AS_READ = (
    "source", "identifier", "url", "apply_url", "title", "employer", "description", "place", "postcode",
    "salary_text", "education", "employment_type", "date_posted", "valid_through", "contact", "language", "reader",
    "industry", "country", "warnings", "licences",
)  # fmt: skip
TEXT_FIELDS = (
    "title", "employer", "description", "place", "postcode", "hours_min", "hours_max", "salary_text", "education",
    "employment_type", "valid_through",
)  # fmt: skip
"""What a person reads: a change in one of these is a new version, with a snapshot of its own."""
_NEW, _SHOWN = insert(Vacancy), insert(VacancySnapshot)


@dataclass(frozen=True)
class Sighting:
    """A vacancy as it was read, and the page that shows it: not yet kept, kept under an id, or none."""

    posting: VacancyIn
    seen_at: datetime
    page: PageRow | int | None


def write_sightings(session: Session, sightings: Sequence[Sighting]) -> list[Change]:
    """Keep vacancies as read, none of them twice; a changed text is a new version, tied to the page that shows it.

    Plain rows and one statement for all of them: the objects that would carry them cost four times what the rows do.
    """
    kept = _kept(session, [sighting.posting.id for sighting in sightings])
    new: list[dict[str, Any]] = []
    shown: list[tuple[Sighting, int]] = []
    changes: list[Change] = []
    for sighting in sightings:
        row, before = _row_of(sighting), kept.get(sighting.posting.id)
        change = _change(before, row["text_sha256"])
        if before is None:
            version = 1
            new.append(row | {"id": sighting.posting.id, "version": version, "first_seen": sighting.seen_at})
        else:
            version = before.version = before.version + (change == "changed")
            row["gone_at"] = _closed_at(before, row)
            for name, value in row.items():
                setattr(before, name, value)
        if change != "same" and sighting.page is not None:
            shown.append((sighting, version))
        changes.append(change)
    if new:
        session.connection().execute(_NEW, new)
    _show(session, shown)
    return changes


def _kept(session: Session, ids: list[str]) -> dict[str, Vacancy]:
    found: dict[str, Vacancy] = {}
    for start in range(0, len(ids), MOST_ASKED):
        rows = session.exec(select(Vacancy).where(col(Vacancy.id).in_(ids[start : start + MOST_ASKED])))
        found |= {row.id: row for row in rows}
    return found


def _show(session: Session, shown: Iterable[tuple[Sighting, int]]) -> None:
    """Tie versions to their pages; the vacancies of one page share its row."""
    rows: list[dict[str, Any]] = []
    pages = {id(each.page): each.page for each, _ in shown if isinstance(each.page, dict)}
    ids = dict(zip(pages, add_snapshots(session, list(pages.values())), strict=True))
    for sighting, version in shown:
        page_id = sighting.page if isinstance(sighting.page, int) else ids[id(sighting.page)]
        rows.append({"vacancy_id": sighting.posting.id, "version": version, "snapshot_id": page_id})
    if rows:
        session.connection().execute(_SHOWN, rows)


def _hash_of(row: dict[str, Any], postcode: str | None) -> str:
    """Of the row as it is kept, but with the postcode that was told: one that was looked up is no text."""
    content = {name: row[name] for name in TEXT_FIELDS} | {"postcode": _without_nul(postcode)}
    content["valid_through"] = row["valid_through"] and row["valid_through"].isoformat()
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def _change(kept: Vacancy | None, text: str) -> Change:
    if kept is None:
        return "new"
    return "same" if kept.text_sha256 == text else "changed"


def _row_of(sighting: Sighting) -> dict[str, Any]:
    """What was read and when, by the columns of the table."""
    row = _content_of(sighting.posting)
    is_over = row["valid_through"] is not None and row["valid_through"] < sighting.seen_at.date()
    return row | {
        "text_sha256": _hash_of(row, sighting.posting.postcode),
        "last_seen": sighting.seen_at,
        "gone_at": sighting.seen_at if is_over else None,
        "state": (VacancyState.EXPIRED if is_over else VacancyState.OPEN).value,
        "closed_by": Closing.VALID_THROUGH.value if is_over else None,
    }


def _closed_at(before: Vacancy, row: dict[str, Any]) -> datetime | None:
    """When it was first found closed: one that is over and read once more did not close anew (the tallies ask it)."""
    was_closed = before.state != VacancyState.OPEN.value and row["gone_at"] is not None
    found: datetime | None = (before.gone_at if was_closed else None) or row["gone_at"]
    return found


def _content_of(posting: VacancyIn) -> dict[str, Any]:
    """What a posting says, by the columns of the table."""
    row = {name: _without_nul(getattr(posting, name)) for name in KEPT_AS_READ}
    row |= {"hours_min": _number(posting.hours_min), "hours_max": _number(posting.hours_max)}
    row["readings"] = _without_nul({name: reading.model_dump() for name, reading in posting.readings.items()})
    row["salary"] = None if posting.salary is None else posting.salary.model_dump(mode="json")
    found = locate(place=row["place"], postcode=row["postcode"])
    row["latitude"], row["longitude"] = (found.latitude, found.longitude) if found else (None, None)
    if found and not row["postcode"]:
        row["postcode"] = found.postcode
    return row


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _without_nul(value: Any) -> Any:
    """PostgreSQL refuses NUL in text and SQLite cuts at it: a page must not decide whether a batch is written."""
    if isinstance(value, str):
        plain = value.replace("\x00", "") if "\x00" in value else value
        return plain if plain.isascii() else plain.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_without_nul(part) for part in value]
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(part) for key, part in value.items()}
    return value
