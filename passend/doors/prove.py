"""The doors that prove: the calendar of a case, the bundle, the check that a stranger can do, and the digest."""

from pathlib import Path
from typing import Annotated

import typer

from passend.doors.option import (
    AsJson,
    DataDir,
    OnDay,
    load_settings,
    now,
    open_database,
    optional_day,
    parse_day,
    parse_range,
)
from passend.output import DONE, FINDINGS, print_json, print_line

Day = Annotated[str | None, typer.Option(help="JJJJ-MM-DD")]
Ranges = Annotated[list[str] | None, typer.Option(help="JJJJ-MM-DD..JJJJ-MM-DD, mag vaker")]


def add_doors(app: typer.Typer) -> None:
    app.command("terms")(terms)
    app.command("export")(export)
    app.command("verify")(verify)
    app.command("digest")(digest)
    app.command("looks")(looks)


def terms(
    first_sick_day: Annotated[str, typer.Option("--first-sick-day", help="JJJJ-MM-DD")],
    gap: Ranges = None,
    leave: Ranges = None,
    problem_analysis: Day = None,
    evaluation: Day = None,
    ad_advice: Day = None,
    capacity: Day = None,
    prospect: Annotated[bool, typer.Option("--prospect", help="er is concreet uitzicht in spoor 1 (TL-12)")] = False,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """De kalender van een dossier vanaf de eerste ziektedag: wat, wanneer, door wie, volgens welke regel."""
    from dossier.rules.terms import list_terms

    calendar = list_terms(
        parse_day(first_sick_day, "--first-sick-day"),
        gaps=[parse_range(text, "--gap") for text in gap or []],
        leave=[parse_range(text, "--leave") for text in leave or []],
        problem_analysis=optional_day(problem_analysis, "--problem-analysis"),
        evaluation=optional_day(evaluation, "--evaluation"),
        ad_advice=optional_day(ad_advice, "--ad-advice"),
        capacity=optional_day(capacity, "--capacity"),
        track_one_prospect=prospect,
        on=optional_day(on, "--on") or now().date(),
    )
    if as_json:
        print_json(calendar)
        return
    for term in calendar:
        print_line(f"{term.due}\t{term.rule}\t{term.name}\t{term.who}\t{term.status}")


def export(
    case: Annotated[str, typer.Argument(help="Dossiernummer.")],
    out: Annotated[Path, typer.Argument(help="Het zip-bestand dat gemaakt wordt.")],
    first: Annotated[str, typer.Option("--from", help="JJJJ-MM-DD")],
    last: Annotated[str, typer.Option("--to", help="JJJJ-MM-DD")],
    receiver: Annotated[str, typer.Option("--for", help="employer, employee of coach")],
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Maakt de bewijsbundel voor één ontvanger: alleen wat die mag zien."""
    from passend.export_run import export_case

    settings = load_settings(data_dir)
    database = open_database(settings)
    try:
        report = export_case(
            database,
            settings,
            case,
            receiver=receiver,
            out=out,
            made_at=now(),
            period=(parse_day(first, "--from"), parse_day(last, "--to")),
        )
    finally:
        database.close()
    if as_json:
        print_json(report)
    else:
        print_line(f"{report.bundle}\tsha256 {report.sha256}\tkop van het logboek {report.head}")


def verify(
    path: Annotated[
        Path | None, typer.Argument(help="Een bundel, een logboek of een database; zonder: die van deze installatie.")
    ] = None,
    head: Annotated[str | None, typer.Option("--head", help="De kop van het logboek, van elders bekend.")] = None,
    key: Annotated[str | None, typer.Option("--key", help="De vingerafdruk van de sleutel, van elders bekend.")] = None,
    data_keys_file: Annotated[
        Path | None,
        typer.Option("--data-keys", help="De sleutel van de gegevens van een database; anders keys/data.keys ernaast."),
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Controleert een bundel, logboek of database en noemt elk bestand en elke regel die niet klopt."""
    from dossier.evidence.timestamp_reading import write_timestamp
    from dossier.evidence.verify import verify_path, verify_url
    from dossier.storage.data_keys import DataKeys

    if path is None:
        settings = load_settings(data_dir)
        data_keys = DataKeys(data_keys_file or settings.data_key_file)
        report = verify_url(settings.effective_database_url, head=head, key=key, data_keys=data_keys)
    else:
        report = verify_path(
            path, head=head, key=key, data_keys=None if data_keys_file is None else DataKeys(data_keys_file)
        )
    if as_json:
        print_json(report)
    else:
        print_line("klopt" if report.ok else "klopt NIET")
        for fault in report.faults:
            print_line(f"{fault.file}\t{fault.line if fault.line is not None else ''}\t{fault.code}")
        for line in write_timestamp(None if report.timestamp is None else report.timestamp.model_dump(), report.head):
            print_line(line)
        for known, what in ((report.key_known, "--key"), (report.head_known, "--head")):
            if not known:
                print_line(f"onbewezen zonder {what}: geef die waarde mee van een plek buiten deze bundel")
    raise typer.Exit(DONE if report.ok else FINDINGS)


def digest(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Toon de berichten en verstuur niets.")] = False,
    on: OnDay = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Stuurt wie dat wil het weekbericht: getallen en een link, en voor de coach de kop van elk logboek."""
    from passend.digest_run import send_digests

    settings = load_settings(data_dir)
    database = open_database(settings)
    show = print_line if dry_run and not as_json else None
    try:
        report = send_digests(
            database, settings, on=optional_day(on, "--on") or now().date(), dry_run=dry_run, show=show
        )
    finally:
        database.close()
    if as_json:
        print_json(report)
    else:
        done = "te versturen" if dry_run else "verstuurd"
        print_line(f"{done} {report.sent}\tniets te melden {report.empty}\tgeweigerd {report.refused}")
    raise typer.Exit(FINDINGS if report.refused else DONE)


def looks(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Maakt het weekbericht van opvallende inzage voor de beheerder: wie, wanneer, waarom en welk dossiernummer."""
    from passend.odd_looks_run import report_looks

    database = open_database(load_settings(data_dir))
    report = report_looks(database, now=now())
    database.close()
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        print_line(f"week van {report.monday}\t{report.offices} weekberichten gemaakt\t{report.lines} regels")
