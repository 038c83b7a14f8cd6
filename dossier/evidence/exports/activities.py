"""Activities, conversations and agreements: what was planned, what was done and what came of it (U-16)."""

from typing import Any

from dossier.evidence.columns import CellKind, Column
from dossier.evidence.dutch import euros, local, short_day
from dossier.evidence.edition import Edition, Member
from dossier.evidence.pdf import render_pdf
from dossier.evidence.spreadsheet import write_csv

TITLE = "Activiteiten, gesprekken en afspraken"
NAME = "02_activiteiten"
COLUMNS = (
    Column(0, "sort", "Soort"),
    Column(0, "occurred_on", "Datum", CellKind.DATE),
    Column(0, "until", "Tot en met", CellKind.DATE),
    Column(0, "due_on", "Uiterlijk", CellKind.DATE),
    Column(0, "title", "Activiteit, gesprek of afspraak"),
    Column(0, "owner", "Wie"),
    Column(0, "kind", "Type", internal=True),
    Column(0, "search_direction", "Zoekrichting", internal=True),
    Column(0, "provider", "Aanbieder", internal=True),
    Column(0, "goal", "Doel", internal=True),
    Column(0, "status", "Status"),
    Column(0, "settled_on", "Afgerond op", CellKind.DATE),
    Column(0, "settled_why", "Uitleg"),
    Column(0, "result", "Resultaat of feiten", internal=True),
    Column(0, "agreements", "Afspraken", internal=True),
    Column(0, "employer_agreements", "Afspraken met de werkgever"),
    Column(0, "next_step", "Volgende stap", internal=True),
    Column(0, "cost", "Kosten"),
    Column(0, "recorded_at", "Ingevoerd op", CellKind.MOMENT),
    Column(0, "recorded_by", "Ingevoerd door"),
)


def build(edition: Edition) -> list[Member]:
    columns = [column for column in COLUMNS if not (column.internal and edition.is_for_employer)]
    return [
        Member(f"{NAME}.pdf", render_pdf("activities", TITLE, edition, pages(edition)), "application/pdf"),
        Member(f"{NAME}.csv", write_csv(columns, rows(edition, columns)), "text/csv"),
    ]


def rows(edition: Edition, columns: list[Column]) -> list[dict[str, Any]]:
    """Activities, conversations and agreements in one list, in order of their day."""
    activities = [{"sort": "activiteit", **row, "cost": euros(row["cost_cents"])} for row in edition.activities]
    contacts = [
        {"sort": "gesprek", "title": _contact_title(row), "status": "gehouden", "result": row.get("facts"), **row}
        for row in edition.contacts
    ]
    agreements = [
        {"sort": "afspraak", "title": row["what"], "status": row["state"], **row} | {"occurred_on": row["made_on"]}
        for row in edition.agreements
    ]
    together = sorted([*activities, *contacts, *agreements], key=lambda row: row["occurred_on"])
    return [{column.key: row.get(column.key) for column in columns} for row in together]


def _contact_title(row: dict[str, Any]) -> str:
    return f"{row['way']} met {row['with_whom']}" if row.get("with_whom") else row["way"]


def pages(edition: Edition) -> dict[str, Any]:
    return {
        "for_employer": edition.is_for_employer,
        "activities": [
            {**row, "cost": euros(row["cost_cents"]), "days": _days(row), "days_late": _days_late(row)}
            for row in edition.activities
        ],
        "contacts": [{**row, "days_late": _days_late(row)} for row in edition.contacts],
        "agreements": [
            {**row, "days_late": (local(row["recorded_at"]).date() - row["made_on"]).days} for row in edition.agreements
        ],
        "cost": euros(sum(row["cost_cents"] or 0 for row in edition.activities)),
    }


def _days(row: dict[str, Any]) -> str:
    first, last = short_day(row["occurred_on"]), short_day(row["until"])
    return f"{first} – {last}" if last and last != first else first


def _days_late(row: dict[str, Any]) -> int:
    return int((local(row["recorded_at"]).date() - (row.get("until") or row["occurred_on"])).days)
