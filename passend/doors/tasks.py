"""The door that a page's long work goes through, in a process of its own."""

from pathlib import Path
from typing import Annotated

import typer

from passend.doors.option import DataDir, load_settings, open_database


def add_doors(app: typer.Typer) -> None:
    app.command("task", hidden=True)(task)


def task(
    number: Annotated[int, typer.Argument(help="Het nummer van het werk.")],
    folder: Annotated[Path | None, typer.Option("--sources", help="Map met bronnen; anders de meegeleverde.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Doet één stuk werk waar een pagina om vroeg; `passend serve` of `passend work` start dit zelf."""
    from passend.tasks.run import run_task

    settings = load_settings(data_dir)
    database = open_database(settings)
    try:
        run_task(settings, database, number, folder)
    finally:
        database.close()
