"""The doors that bring vacancies in: crawl, sources, add, snapshot, parse."""

import sys
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from passend.doors.option import AsJson, DataDir, OnDay, load_settings, now, open_database, optional_day
from passend.output import DONE, FINDINGS, print_json, print_json_lines, print_line, print_progress

if TYPE_CHECKING:
    from dossier.settings import Settings

Folder = Annotated[Path | None, typer.Option("--sources", help="Map met bronnen (TOML); anders de meegeleverde.")]


def add_doors(app: typer.Typer) -> None:
    app.command("crawl")(crawl)
    app.command("add")(add)
    app.command("snapshot")(snapshot)
    app.command("parse")(parse)


def crawl(
    sources: Annotated[list[str] | None, typer.Argument(help="Namen van bronnen; niets = alle.")] = None,
    folder: Folder = None,
    shortlist: Annotated[
        bool, typer.Option("--shortlist", help="Alleen opnieuw kijken bij vacatures die op een shortlist staan.")
    ] = False,
    hours: Annotated[int, typer.Option("--hours", min=0, help="Met --shortlist: zo lang niet gezien.")] = 12,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Haalt vacatures op bij de bronnen, beleefd, met een bewijsbare afdruk van elke pagina."""
    from crawler.crawling import crawl_sources, look_at_shortlists
    from crawler.source import choose_sources
    from dossier.storage.crawls import BUSY

    settings = load_settings(data_dir)
    chosen = choose_sources(folder, sources or [])
    if shortlist:
        since = now() - timedelta(hours=hours)
        runs = look_at_shortlists(settings, chosen, since=since, progress=print_progress)
    else:
        runs = crawl_sources(settings, chosen, progress=print_progress)
    if as_json:
        print_json({"runs": runs})
    else:
        for run in runs:
            new, changed, gone = run["new"], run["changed"], run["gone"]
            state = "bezig" if run["reason"] == BUSY else "kapot" if run["state"] == "broken" else "in orde"
            why = f" ({run['reason']})" if run["reason"] else ""
            print_line(f"{run['source']}: {state}, {new} nieuw, {changed} gewijzigd, {gone} verdwenen{why}")
    if any(run["state"] != "ok" for run in runs):
        raise typer.Exit(FINDINGS)


def show_sources(folder: Folder = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Toont de bronnen met hun gezondheid: laatste keer, toestand, reden, aantal vacatures."""
    from crawler.health import describe_sources
    from crawler.source import choose_sources

    settings = load_settings(data_dir)
    database = open_database(settings)
    with database.reading() as session:
        rows = describe_sources(session, choose_sources(folder, []))
    database.close()
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            state = {"ok": "in orde", "broken": "kapot", "running": "bezig"}.get(row["state"], "nog niet opgehaald")
            print_line(f"{row['source']}\t{state}\t{row['vacancies']}\t{row['reason'] or ''}")
    if any(row["state"] == "broken" for row in rows):
        raise typer.Exit(FINDINGS)


def add(
    url: Annotated[str, typer.Argument(help="Het adres van een vacature.")],
    out: Annotated[Path | None, typer.Option("--out", help="Schrijft de JSON-regels in dit bestand.")] = None,
    case: Annotated[str | None, typer.Option("--case", help="Weegt de vacature meteen voor dit dossier.")] = None,
    on: OnDay = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Haalt één geplakt adres op: afdruk, vacature en, met een dossier, de plaats in de lijst."""
    from crawler.crawling import add_url
    from passend.adding import add_for_case

    moment = now()
    settings, day = load_settings(data_dir), optional_day(on, "--on") or moment.date()
    if case is None:
        line = add_url(settings, url, out, progress=print_progress)
    else:
        line = add_for_case(settings, url, case, on=day, now=moment, out=out, progress=print_progress)
    if as_json or out is None:
        print_json(line)
    raise typer.Exit(FINDINGS if "error" in line else DONE)


def snapshot(
    vacancy: Annotated[str | None, typer.Argument(help="Het id van een vacature.")] = None,
    out: Annotated[Path, typer.Argument(help="Map waarin de afdruk komt.")] = Path(),
    version: Annotated[int | None, typer.Option("--version", help="Deze versie in plaats van de nieuwste.")] = None,
    on: Annotated[str | None, typer.Option("--on", help="De versie die er op deze dag stond (JJJJ-MM-DD).")] = None,
    versions: Annotated[
        bool, typer.Option("--versions", help="Toont alle bewaarde versies en schrijft niets.")
    ] = False,
    sweep: Annotated[
        bool, typer.Option("--sweep", help="Ruimt oude pagina's op waar niets naar verwijst (bewaartermijn).")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Geeft een bewaarde afdruk van een vacature: WARC, tekst en controlegetal; de nieuwste of een eerdere versie."""
    settings, day = load_settings(data_dir), optional_day(on, "--on")
    if (vacancy is None) != sweep:
        raise typer.BadParameter("geef het id van een vacature, of --sweep")
    if sum((version is not None, on is not None, versions, sweep)) > 1:
        raise typer.BadParameter("kies één van --version, --on, --versions en --sweep")
    if vacancy is None:
        clear_away(settings, as_json=as_json)
        return
    database = open_database(settings)
    try:
        with database.reading() as session:
            from passend.kept_page import list_versions, write_snapshot

            if versions:
                reports = list_versions(session, settings, vacancy)
            else:
                reports = [write_snapshot(session, settings, vacancy, out, version=version, on=day)]
    finally:
        database.close()
    if as_json:
        print_json(reports if versions else reports[0])
    else:
        for report in reports:
            first = (report["version"], report["fetched_at"]) if versions else (report["warc"],)
            print_line("\t".join(map(str, (*first, report["sha256"], *(() if report["verified"] else ("kapot",))))))
    raise typer.Exit(DONE if all(report["verified"] for report in reports) else FINDINGS)


def clear_away(settings: "Settings", *, as_json: bool) -> None:
    from crawler.sweeping import sweep_pages

    database = open_database(settings)
    report = sweep_pages(settings, database, now=now())
    database.close()
    if as_json:
        print_json(report)
    else:
        print_line(
            f"Opgeruimd wat {report['days']} dagen nergens meer voor nodig was: {report['vacancies']} gesloten"
            f" vacatures, {report['versions']} oude versies, {report['pages']} pagina's,"
            f" {report['bytes_freed'] // 1024} kB"
        )


class Kind(StrEnum):
    SALARY = "salary"
    HOURS = "hours"
    PLACE = "place"
    DATE = "date"


def parse(
    kind: Annotated[Kind, typer.Argument(help="Wat er op elke regel staat.")],
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Leest één tekst per regel van standaardinvoer, schrijft één JSON-regel per tekst."""
    read_line = find_parser(kind, on)
    for line in sys.stdin:
        print_json_lines([read_line(line.rstrip("\r\n"))])


def find_parser(kind: Kind, on: str | None) -> Callable[[str], object]:
    from crawler.normalise.date import parse_date
    from crawler.normalise.hours import parse_hours
    from crawler.normalise.place import parse_place
    from crawler.normalise.salary import parse_salary

    day = optional_day(on, "--on") or now().date()
    parsers: dict[Kind, Callable[[str], object]] = {
        Kind.SALARY: parse_salary,
        Kind.HOURS: parse_hours,
        Kind.PLACE: parse_place,
        Kind.DATE: lambda text: parse_date(text, day),
    }
    return parsers[kind]
