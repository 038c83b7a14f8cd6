"""The doors that read without the network: saved pages to vacancies, an address to the file of a source."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from dossier.errors import InvalidInputError
from passend.doors.collect import Folder, show_sources
from passend.doors.option import AsJson, DataDir
from passend.output import DONE, FINDINGS, print_json, print_json_lines, print_line

_HEADS = ("map", "lezer", "bestanden", "vacatures", "titel", "werkgever", "plaats", "datum", "geweigerd")


def add_doors(app: typer.Typer) -> None:
    app.command("extract")(extract)
    sources = typer.Typer(invoke_without_command=True)
    sources.callback()(show_or_suggest)
    sources.command("suggest")(suggest)
    app.add_typer(sources, name="sources")


def show_or_suggest(
    context: typer.Context, folder: Folder = None, data_dir: DataDir = None, as_json: AsJson = False
) -> None:
    """Toont de bronnen met hun gezondheid: laatste keer, toestand, reden, aantal vacatures."""
    if context.invoked_subcommand is None:
        show_sources(folder, data_dir, as_json)


def extract(
    paths: Annotated[list[Path], typer.Argument(help="Bewaarde pagina's of antwoorden, of mappen daarmee.")],
    base_url: Annotated[str | None, typer.Option("--base-url", help="Het adres waar de pagina vandaan komt.")] = None,
    as_table: Annotated[bool, typer.Option("--table", help="Per map en lezer: aantallen en gevulde velden.")] = False,
    as_json: AsJson = False,
) -> None:
    """Leest bewaarde pagina's zonder netwerk: een regel per vacature, een regel per weigering."""
    from crawler.extract import extract_paths

    lines = extract_paths(paths, base_url)
    refused = _print_table(lines, as_json=as_json) if as_table else _print_lines(lines, as_json=as_json)
    raise typer.Exit(FINDINGS if refused else DONE)


def _print_lines(lines: Iterable[dict[str, Any]], *, as_json: bool) -> bool:
    refused = False
    for line in lines:
        refused = refused or "error" in line
        if as_json:
            print_json_lines([line])
        else:
            print_line(f"{line['path']}\t{line.get('title') or line.get('error')}\t{line.get('employer') or ''}")
    return refused


def _print_table(lines: Iterable[dict[str, Any]], *, as_json: bool) -> bool:
    from crawler.tally import FIELDS, tally_lines

    rows = tally_lines(lines)
    if as_json:
        print_json([row.to_json() for row in rows])
        return bool(rows[-1].refused)
    cells = [list(_HEADS)]
    for row in rows:
        codes = ", ".join(f"{code} {count}" for code, count in sorted(row.refused.items()))
        counts = [len(row.paths), row.vacancies, *(row.filled[name] for name in FIELDS)]
        cells.append([row.folder, row.reader or "-", *map(str, counts), codes])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for cell in cells:
        print_line("  ".join(text.ljust(width) for text, width in zip(cell, widths, strict=True)).rstrip())
    return bool(rows[-1].refused)


def suggest(
    address: Annotated[str, typer.Argument(help="Het adres van een werkgever, vacaturesite, sitemap of feed.")],
    out: Annotated[Path | None, typer.Option("--out", help="Schrijft het bestand hier; anders op het scherm.")] = None,
    as_json: AsJson = False,
) -> None:
    """Schrijft het bestand van een bron voor een adres, zonder iets op te halen; een mens vult de grond in."""
    from dataclasses import asdict

    from crawler.suggestion import suggest_source, write_toml

    suggestion = suggest_source(address)
    text = write_toml(suggestion)
    if out is not None:
        if out.exists():
            raise InvalidInputError("--out", str(out), "een bestand dat nog niet bestaat")
        out.write_text(text, encoding="utf-8")
    if as_json:
        print_json(asdict(suggestion) | {"toml": text})
    elif out is None:
        print_line(text.rstrip("\n"))
    else:
        print_line(f"{out}: vul permission en permission_date in, en zet daarna enabled op true")
