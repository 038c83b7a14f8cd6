"""The application overview (rules 3d): the same rows as pages, as a workbook, as text and as data."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from dossier.evidence.canonical import to_public
from dossier.evidence.columns import CellKind, Column, columns_for
from dossier.evidence.dutch import cell_text, local, long_day
from dossier.evidence.edition import Edition, Member, mark_of
from dossier.evidence.pdf import render_pdf
from dossier.evidence.spreadsheet import write_csv, write_xlsx
from dossier.evidence.totals import total_of, totals_of
from dossier.model.job_application import ApplicationWay
from dossier.rules.norms import counts_as_application

TITLE = "Sollicitatieoverzicht"
NAME = "01_sollicitatieoverzicht"
TOTAL_COLUMNS = (
    Column(0, "first", "Van", CellKind.DATE, 12),
    Column(0, "last", "Tot en met", CellKind.DATE, 12),
    Column(0, "applications", "Sollicitaties", CellKind.NUMBER, 12),
    Column(0, "counting", "Waarvan telt mee", CellKind.NUMBER, 12),
    Column(0, "norm", "Afgesproken aantal", CellKind.NUMBER, 12),
    Column(0, "norm_reasons", "Reden bij minder", width=60),
    Column(0, "inside_profile", "Binnen zoekprofiel", CellKind.NUMBER, 12),
    Column(0, "by_coach", "Door loopbaancoach", CellKind.NUMBER, 12),
    Column(0, "interviews", "Gesprekken", CellKind.NUMBER, 12),
    Column(0, "rejections", "Afwijzingen", CellKind.NUMBER, 12),
    Column(0, "unanswered", "Nog geen antwoord", CellKind.NUMBER, 12),
)

ABOUT_COLUMNS = (Column(0, "name", "Wat", width=24), Column(0, "value", "Waarde", width=70))


def build(edition: Edition) -> list[Member]:
    columns = columns_for(edition.receiver)
    totals = [asdict(total) for total in totals_of(edition)]
    sheets = [
        ("Sollicitaties", columns, edition.applications),
        ("Per vier weken", TOTAL_COLUMNS, totals),
        ("Over dit bestand", ABOUT_COLUMNS, about(edition)),
    ]
    title = f"{TITLE} {edition.case.number}"
    workbook = write_xlsx(sheets, title=title, made_at=edition.made_at, mark=f"{title} · {mark_of(edition)}")
    return [
        Member(f"{NAME}.pdf", render_pdf("application_overview", TITLE, edition, pages(edition)), "application/pdf"),
        Member(f"{NAME}.xlsx", workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Member(f"{NAME}.csv", write_csv(columns, edition.applications), "text/csv"),
        Member(f"{NAME}.json", data(edition), "application/json"),
    ]


def about(edition: Edition) -> list[dict[str, Any]]:
    """Who, what, when, which version and for whom: a file on its own must be recognisable (U-14, V-20)."""
    facts = {
        "Dossier": edition.case.number,
        "Werknemer": edition.case.employee,
        "Werkgever": edition.case.employer,
        "Periode": f"{long_day(edition.period_from)} tot en met {long_day(edition.period_to)}",
        "Bestemd voor": mark_of(edition),
        "Opgesteld door": edition.made_by,
        "Versie": str(edition.version),
        "Kop van het logboek": edition.head,
        "Versie van de regels": edition.rule_version,
    }
    return [{"name": name, "value": value} for name, value in facts.items()]


def pages(edition: Edition) -> dict[str, Any]:
    """What the pages show: totals first (U-32), then every row with its 21 columns."""
    return {
        "totals": [asdict(total) for total in totals_of(edition)],
        "sum": asdict(total_of(edition, edition.period_from, edition.period_to)),
        "counting": ways_that_count(edition.period_to),
        "counting_with_contact": ways_that_count(edition.period_to, with_contact_only=True),
        "norm": edition.case.application_norm,
        "for_employer": edition.is_for_employer,
        "rows": [_row(edition, row) for row in edition.applications],
    }


def ways_that_count(on: date, *, with_contact_only: bool = False) -> list[str]:
    """The ways that count by themselves (U-21), or those that count only when it is said with whom (U-22)."""
    bare = [way.value for way in ApplicationWay if counts_as_application(way.value, on=on)]
    if not with_contact_only:
        return bare
    named = [way.value for way in ApplicationWay if counts_as_application(way.value, contact_person="naam", on=on)]
    return [way for way in named if way not in bare]


def _row(edition: Edition, row: dict[str, Any]) -> dict[str, Any]:
    shown = {column.key: cell_text(column.kind, row[column.key]) for column in columns_for(edition.receiver)}
    late = (local(row["recorded_at"]).date() - row["applied_on"]).days
    return shown | {"days_late": late}


def data(edition: Edition) -> bytes:
    """The rows for programs: field names in English, values as entered, shares unrounded."""
    columns = columns_for(edition.receiver)
    value = {
        "case": {
            "number": edition.case.number,
            "employee": edition.case.employee,
            "employer": edition.case.employer,
        },
        "period": {"from": edition.period_from, "to": edition.period_to},
        "receiver": edition.receiver,
        "made_at": edition.made_at,
        "made_by": edition.made_by,
        "rule_version": edition.rule_version,
        "columns": [{"number": column.number, "key": column.key, "title": column.title} for column in columns],
        "totals": [asdict(total) for total in totals_of(edition)],
        "applications": edition.applications,
    }
    return json.dumps(to_public(value), ensure_ascii=False, indent=1).encode() + b"\n"
