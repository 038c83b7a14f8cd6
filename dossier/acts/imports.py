"""Taking over a list that somebody kept elsewhere: every good row an act of its own, entered now for then."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field
from sqlmodel import Session

from dossier.acts.applications import ApplicationIn, check_application, log_application
from dossier.acts.entry import Input, case_id_of, read_input, record_entry
from dossier.acts.free_text import CONFIRMED
from dossier.acts.shortlists import shortlist_vacancy
from dossier.errors import GuardedTextError, InvalidInputError
from dossier.evidence.columns import Column
from dossier.evidence.kind import EntryKind
from dossier.evidence.signing import Signer
from dossier.evidence.spreadsheet import write_csv
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.posting import VacancyIn
from dossier.storage.applications import list_applications
from dossier.storage.shortlists import entry_for
from dossier.storage.vacancies import upsert_vacancy
from dossier.table_reading import Kind, ReadRow, RowFault, TableReading

SOURCE = "ingelezen lijst"
Key = tuple[str, ...]


class ImportPlan(BaseModel):
    """What would happen with each row of a list in one case."""

    reading: TableReading
    fresh: list[ReadRow]
    known: list[int]
    """Rows that stand in the case already: the same list twice makes no doubles."""
    faults: list[RowFault]


class ListedVacancy(Input):
    """What a person typed about a vacancy: what is public may say anything, the note may not."""

    title: str = Field(min_length=1, max_length=300)
    employer: str = Field(min_length=1, max_length=200)
    url: str | None = Field(default=None, max_length=2000, pattern=r"(?i)^https?://")
    note: str | None = Field(default=None, max_length=2000)


class ImportReport(BaseModel):
    """What was done: every row of the list is in one of the three."""

    kept: int
    known: int
    refused: int


def plan_import(session: Session, case: ReintegrationCase, reading: TableReading, *, now: datetime) -> ImportPlan:
    """Check every row as the act itself will, and write nothing."""
    plan = ImportPlan(reading=reading, fresh=[], known=[], faults=list(reading.faults))
    present = _present(session, case, reading)
    inside: dict[Key, int] = {}
    for row in reading.rows:
        try:
            key = _checked_key(row, reading.kind, case, now)
        except InvalidInputError as error:
            plan.faults.append(_refused(reading, row, error))
            continue
        first = inside.setdefault(key, row.row)
        if key in present:
            plan.known.append(row.row)
        elif first != row.row:
            plan.faults.append(
                RowFault(row=row.row, column="", value="", reason=f"gaat over hetzelfde als rij {first}")
            )
        else:
            plan.fresh.append(row)
    plan.faults.sort(key=lambda fault: fault.row)
    return plan


def _checked_key(row: ReadRow, kind: Kind, case: ReintegrationCase, now: datetime) -> Key:
    """What makes this row itself, once everything that the act will ask of it holds."""
    if kind is Kind.APPLICATIONS:
        check_application(read_input(ApplicationIn, row.values), case, now)
        return key_of(row.values)
    read_input(ListedVacancy, {name: row.values.get(name) for name in ListedVacancy.model_fields if name != CONFIRMED})
    return (posting_of(row.values).id,)


def _present(session: Session, case: ReintegrationCase, reading: TableReading) -> set[Key]:
    """What stands in the case already."""
    if reading.kind is Kind.APPLICATIONS:
        return {key_of(row.model_dump()) for row in list_applications(session, case_id_of(case))}
    listed = {posting_of(row.values).id for row in reading.rows}
    return {(one,) for one in listed if entry_for(session, case_id_of(case), one) is not None}


def import_rows(
    session: Session,
    case: ReintegrationCase,
    plan: ImportPlan,
    *,
    filename: str,
    actor: Account,
    now: datetime,
    signer: Signer,
) -> ImportReport:
    """Write the good rows, oldest first, each with its own entry, and one entry about the list itself."""
    rows = sorted(plan.fresh, key=lambda row: (str(row.values.get("applied_on") or ""), row.row))
    for row in rows:
        origin = f"{filename[:120]}, rij {row.row}"
        if plan.reading.kind is Kind.APPLICATIONS:
            log_application(session, case, row.values, origin=origin, actor=actor, now=now, signer=signer)
            continue
        posting = posting_of(row.values)
        upsert_vacancy(session, posting, now, None)
        note = row.values.get("note")
        shortlist_vacancy(session, case, posting.id, note=note, origin=origin, actor=actor, now=now, signer=signer)
    report = ImportReport(kept=len(rows), known=len(plan.known), refused=len({fault.row for fault in plan.faults}))
    if rows or report.refused:
        said = {"filename": filename[:200], "list": plan.reading.kind.value, **report.model_dump()}
        record_entry(session, case, EntryKind.LIST_IMPORTED, said, actor=actor, now=now, signer=signer)
    return report


def write_refused(plan: ImportPlan) -> bytes:
    """The rows that were not taken over, as they stand in the list, with why: to mend and offer again."""
    reasons: dict[int, list[str]] = {}
    for fault in plan.faults:
        reasons.setdefault(fault.row, []).append(f"{fault.column}: {fault.reason}" if fault.column else fault.reason)
    width = max([len(plan.reading.headings), *(len(plan.reading.raw[row]) for row in reasons)], default=0)
    names = [*plan.reading.headings, *[""] * (width - len(plan.reading.headings))]
    columns = [Column(0, "row", "Rij"), Column(0, "reason", "Reden")]
    columns += [Column(0, f"cell{place}", name) for place, name in enumerate(names)]
    rows = []
    for row, why in reasons.items():
        cells = [*plan.reading.raw[row], *[""] * width]
        rows.append({"row": str(row), "reason": "; ".join(why)} | {f"cell{n}": cells[n] for n in range(width)})
    return write_csv(columns, rows)


def key_of(values: Mapping[str, Any]) -> Key:
    """What makes an application the same one: its day, its employer and its function."""
    return tuple(" ".join(str(values[name]).casefold().split()) for name in ("applied_on", "employer", "job_title"))


def posting_of(values: Mapping[str, Any]) -> VacancyIn:
    """A row of a list as a vacancy; without a page of its own, so nothing proves it but the list."""
    named = (
        values.get("identifier")
        or values.get("url")
        or "|".join(str(values.get(name) or "").casefold() for name in ("title", "employer", "place"))
    )
    key = hashlib.sha256(f"{SOURCE}{named}".encode()).hexdigest()[:16]
    fields = {name: value for name, value in values.items() if name != "note" and value is not None}
    return VacancyIn(id=key, source=SOURCE, **fields)


def _refused(reading: TableReading, row: ReadRow, error: InvalidInputError) -> RowFault:
    reason = f"kan niet; toegestaan: {error.allowed}"
    if isinstance(error, GuardedTextError):
        reason = (
            "een nummer dat een BSN kan zijn" if error.refused else "woorden over gezondheid; schrijf over het werk"
        )
    value = "" if isinstance(error, GuardedTextError) else str(row.values.get(error.field) or "")[:200]
    if "^https" in reason:
        reason = "geen internetadres; begin met https://"
    return RowFault(row=row.row, column=reading.heading_of(error.field), value=value, reason=reason)
