"""The door that keeps the stock of vacancies ready to be searched."""

from typing import Annotated

import typer

from passend.doors.option import AsJson, DataDir, OnDay, load_settings, now, open_database, optional_day
from passend.output import print_json, print_line


def add_doors(app: typer.Typer) -> None:
    app.command("index")(keep_stock)


def keep_stock(
    new: Annotated[bool, typer.Option("--new", help="Neem alleen op wat er nog niet in staat.")] = False,
    on: OnDay = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """Bouwt de voorraad vacatures opnieuw op uit de database, om er snel in te zoeken."""
    from dossier.acts.entry import dutch_day
    from passend.stock_run import extend_stock, rebuild_stock, stock_folder

    settings = load_settings(data_dir)
    day = optional_day(on, "--on") or dutch_day(now())
    database = open_database(settings)
    try:
        counts = (extend_stock if new else rebuild_stock)(database, stock_folder(settings), on=day)
    finally:
        database.close()
    if as_json:
        print_json(counts)
    else:
        print_line(f"{counts.added} vacatures opgenomen, {counts.total} in de voorraad")
