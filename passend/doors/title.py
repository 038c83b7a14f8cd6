"""The doors for titles: match titles with titles, and name the occupation behind a title."""

from pathlib import Path
from typing import Annotated

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import AsJson
from passend.output import print_json, print_json_lines, print_line


def add_doors(app: typer.Typer) -> None:
    app.command("match-titles")(match_titles)
    app.command("occupation")(occupation)


def match_titles(
    candidates: Annotated[Path, typer.Option("--candidates", help="TSV: id, tab, titel.")],
    queries: Annotated[Path, typer.Option("--queries", help="TSV: id, tab, titel.")],
    top: Annotated[int, typer.Option("--top", min=1, help="Hoeveel kandidaten per vraag.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Zoekt bij elke functietitel de titels die er het best bij passen."""
    from matcher.title import match_titles as find_matches

    for match in find_matches(read_titles(candidates), read_titles(queries), top=top):
        if as_json:
            print_json_lines([{"query": match.query, "candidates": match.candidates}])
        else:
            print_line("\t".join([match.query, *match.candidates]))


def read_titles(path: Path) -> list[tuple[str, str]]:
    """The rows of a file of ids and titles; empty lines are skipped, anything else that is no pair is refused."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError("bestand", str(path), "een leesbaar TSV-bestand in UTF-8") from error
    return [read_row(line, f"{path} regel {number}") for number, line in enumerate(lines, start=1) if line.strip()]


def read_row(line: str, where: str) -> tuple[str, str]:
    identifier, tab, title = line.rstrip("\r").partition("\t")
    if not tab or not identifier.strip():
        raise InvalidInputError(where, line[:60], "een id, een tab en een titel")
    return identifier.strip(), title.strip()


def occupation(
    title: Annotated[list[str], typer.Argument(help="Een functietitel, of meer.")],
    as_json: AsJson = False,
) -> None:
    """Noemt het beroep achter een functietitel, met hoe zeker dat is."""
    from matcher.occupation import write_occupations

    answers = [write_occupations(one) for one in title]
    if as_json and len(answers) == 1:
        print_json(answers[0])
        return
    for answer in answers:
        if as_json:
            print_json_lines([answer])
        for one in [] if as_json else answer["occupations"]:
            print_line(f"{answer['title']}\t{one['isco08']}\t{one['label']}\t{one['confidence']}")
