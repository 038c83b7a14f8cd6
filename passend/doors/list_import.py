"""The door that takes over a list somebody kept in a spreadsheet."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.errors import InvalidInputError, NotFoundError
from passend.doors.option import AsJson, DataDir, load_settings, now, open_database
from passend.output import DONE, FINDINGS, print_json, print_line

if TYPE_CHECKING:
    from dossier.acts.imports import ImportPlan, ImportReport
    from dossier.settings import Settings


def add_doors(app: typer.Typer) -> None:
    app.command("import")(import_list)


def import_list(
    file: Annotated[Path, typer.Argument(help="De lijst: CSV of Excel-werkmap (.xlsx).")],
    case: Annotated[str, typer.Option("--case", help="Dossiernummer.")],
    by: Annotated[str, typer.Option("--by", help="E-mailadres van de coach of werknemer die de lijst inleest.")],
    kind: Annotated[str, typer.Option("--kind", help="sollicitaties of vacatures")] = "sollicitaties",
    way: Annotated[
        str | None, typer.Option("--way", help="Wijze van solliciteren voor rijen die er geen noemen.")
    ] = None,
    refused: Annotated[Path | None, typer.Option("--refused", help="CSV met de afgekeurde rijen en waarom.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Alleen laten zien wat er gelezen wordt.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Leest een lijst met sollicitaties of vacatures in: goede rijen erin, de andere terug met rij, kolom en reden."""
    from dossier.acts.imports import write_refused
    from dossier.storage.durable_file import write_durably

    check_options(file, kind, way)
    plan, report = take_over(load_settings(data_dir), file, case, by=by, kind=kind, way=way, dry_run=dry_run)
    if refused is not None and plan.faults:
        write_durably(refused, write_refused(plan))
    if as_json:
        reading = plan.reading
        columns = {reading.headings[place]: field for place, field in reading.columns.items()}
        faults = [fault.model_dump() for fault in plan.faults]
        print_json(report.model_dump() | {"columns": columns, "ignored": reading.ignored(), "faults": faults})
    else:
        print_line(f"{report.kept} ingelezen, {report.known} stonden er al, {report.refused} afgekeurd")
        for fault in plan.faults:
            print_line(f"rij {fault.row}\t{fault.column}\t{fault.reason}\t{fault.value[:60]}")
    raise typer.Exit(FINDINGS if plan.faults else DONE)


def check_options(file: Path, kind: str, way: str | None) -> None:
    from dossier.model.job_application import ApplicationWay
    from dossier.table_reading import Kind

    if kind not in list(Kind):
        raise InvalidInputError("--kind", kind, ", ".join(Kind))
    if way is not None and way not in list(ApplicationWay):
        raise InvalidInputError("--way", way, ", ".join(ApplicationWay))
    if not file.is_file():
        raise NotFoundError(f"{file} bestaat niet.")


def take_over(
    settings: "Settings", file: Path, case: str, *, by: str, kind: str, way: str | None, dry_run: bool
) -> "tuple[ImportPlan, ImportReport]":
    """Read the list as one person of the case; with `dry_run` only say what would happen."""
    from dossier.acts.entry import dutch_day
    from dossier.acts.imports import ImportReport, import_rows, plan_import
    from dossier.evidence.signing import Signer
    from dossier.storage.accounts import find_account
    from dossier.storage.cases import find_case
    from dossier.table_reading import Kind, read_list, read_table

    reading = read_list(read_table(file.read_bytes()), Kind(kind), default_way=way)
    database = open_database(settings)
    with database.session() as session:
        actor = find_account(session, by)
        if actor is None or actor.role not in ("coach", "employee"):
            raise InvalidInputError("--by", by, "het e-mailadres van een coach of werknemer van dit dossier")
        found = find_case(session, actor, case, on=dutch_day(now()))
        plan = plan_import(session, found, reading, now=now())
        report = ImportReport(kept=len(plan.fresh), known=len(plan.known), refused=len({f.row for f in plan.faults}))
        if not dry_run:
            signer = Signer.load_or_create(settings.signing_key_file)
            report = import_rows(session, found, plan, filename=file.name, actor=actor, now=now(), signer=signer)
    database.close()
    return plan, report
