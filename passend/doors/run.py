"""The doors that keep running: the demo and the web pages."""

from pathlib import Path
from typing import Annotated

import typer

from dossier.log_lines import configure_log
from passend.doors.option import AsJson, DataDir, load_settings, open_database
from passend.output import FINDINGS, print_json, print_line, print_progress


def add_doors(app: typer.Typer) -> None:
    app.command("demo")(demo)
    app.command("serve")(serve)
    app.command("schedule")(schedule)
    app.command("work")(work)


def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Na het bewijs stoppen, geen pagina's.")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 = een vrije poort.")] = 8000,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Het hele werk op meegeleverde voorbeeldsites: verzamelen, wegen, bewijzen, en dan de pagina's."""
    from passend.demo.run import run_demo, serve_demo

    settings = load_settings(data_dir or demo_dir(), demo=True, loopback_crawl=True, port=port)
    report = run_demo(settings, progress=print_progress)
    if as_json or no_serve:
        print_json(report)
    if no_serve:
        raise typer.Exit(0 if report["verified"] else FINDINGS)
    serve_demo(settings, print_line)


def demo_dir() -> Path:
    """A folder of the demo's own, so that it never mixes with real cases."""
    return load_settings(None).data_dir / "demo"


def serve(
    host: Annotated[str | None, typer.Option("--host", help="Het adres waarop geluisterd wordt.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535)] = None,
    folder: Annotated[Path | None, typer.Option("--sources", help="Map met bronnen; anders de meegeleverde.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Dient de pagina's op, en doet het lange werk waar een pagina om vraagt."""
    from passend.serving import serve_pages

    given: dict[str, object] = {"host": host, "port": port}
    settings = load_settings(data_dir, **{name: value for name, value in given.items() if value is not None})
    settings.require_secret_key()
    configure_log(as_json=settings.log_json)
    database = open_database(settings)
    folder = folder.absolute() if folder else None
    serve_pages(settings, database, lambda address: print_line(f"Passend staat klaar op {address}"), folder)


def schedule(
    folder: Annotated[Path | None, typer.Option("--sources", help="Map met bronnen; anders de meegeleverde.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Start op tijd wat gedaan moet worden: bronnen ophalen, daarna wegen. Mag dubbel draaien, doet niets dubbel."""
    from crawler.source import choose_sources
    from passend.schedule import keep_schedule

    settings = load_settings(data_dir)
    configure_log(as_json=settings.log_json)
    folder = folder.absolute() if folder else None
    keep_schedule(settings, open_database(settings), lambda: choose_sources(folder, []), folder)


def work(
    folder: Annotated[Path | None, typer.Option("--sources", help="Map met bronnen; anders de meegeleverde.")] = None,
    until_empty: Annotated[bool, typer.Option("--until-empty", help="Stoppen als er niets meer wacht.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Doet wat `passend schedule` klaarzet op een gedeelde PostgreSQL. Mag op zoveel machines draaien als u wilt."""
    from dossier.errors import SettingsError
    from passend.schedule import start_process

    settings = load_settings(data_dir)
    database = open_database(settings)
    if database.engine.dialect.name == "sqlite":
        raise SettingsError("Zet PASSEND_DATABASE_URL op een PostgreSQL. Zonder doet `passend schedule` zelf het werk.")
    from passend.work.worker import work as work_on

    folder = folder.absolute() if folder else None
    work_on(settings, database, start_process(settings, folder), until_empty=until_empty)
