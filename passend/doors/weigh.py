"""The doors that weigh: demands in a text, one pair, a whole list."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import AsJson, DataDir, OnDay, load_settings, now, optional_day
from passend.output import WRONG_USE, print_json, print_json_lines, print_line
from passend.reading import read_each, read_objects, read_person, read_posting


def add_doors(app: typer.Typer) -> None:
    app.command("demands")(demands)
    app.command("judge")(judge)
    app.command("rank")(rank)


def demands(
    lines: Annotated[bool, typer.Option("--lines", help="Eén JSON-tekst per regel in.")] = False,
    as_json: AsJson = False,
) -> None:
    """Zoekt in een vacaturetekst (standaardinvoer) wat het werk vraagt, met de woorden die het bewijzen."""
    from matcher import find_demands

    if lines:
        for number, line in enumerate(sys.stdin, start=1):
            if line.strip():
                print_json_lines([{"demands": find_demands(read_text_line(line, number))}])
        return
    found = find_demands(sys.stdin.read())
    if as_json:
        print_json({"demands": found})
        return
    for demand in found:
        print_line(f"{demand.item}\t{demand.direction}\t{demand.strength}\t{demand.quote}")


def read_text_line(line: str, number: int) -> str:
    allowed = "één JSON-tekst tussen aanhalingstekens"
    try:
        text = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidInputError(f"regel {number}", line.strip()[:60], allowed) from error
    if not isinstance(text, str):
        raise InvalidInputError(f"regel {number}", text, allowed)
    return text


def judge(
    case: Annotated[Path, typer.Argument(help="Een persoon (JSON).")],
    vacancy: Annotated[Path, typer.Argument(help="Een vacature (JSON).")],
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Het oordeel over één persoon en één vacature: loon, uren, reistijd, beperkingen, elk met zijn grond."""
    from matcher import judge_pair

    person = read_person(read_objects(case)[0], str(case))
    posting = read_posting(read_objects(vacancy)[0], str(vacancy))
    judgement = judge_pair(person, posting, on=the_day(on, person.today))
    if as_json:
        print_json(judgement)
        return
    print_line(judgement.wage.sum)
    for item in judgement.limitations:
        print_line(f"{item.item} {item.name}: {item.verdict}. {item.explanation}")


def the_day(on: str | None, today: date | None) -> date:
    day = optional_day(on, "--on") or today
    if day is None:
        raise InvalidInputError("--on", None, "een dag als 2026-11-21, of het veld today bij de persoon")
    return day


def rank(
    cases: Annotated[list[str] | None, typer.Argument(help="Dossiernummers; niets = alle.")] = None,
    profile: Annotated[Path | None, typer.Option("--profile", help="Een persoon of een lijst personen (JSON).")] = None,
    vacancies: Annotated[Path | None, typer.Option("--vacancies", help="Vacatures (JSON-regels of lijst).")] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="Hoeveel er getoond worden.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Ook wat sinds de vorige keer niet veranderde.")] = False,
    processes: Annotated[int | None, typer.Option("--processes", min=1, help="Hoeveel processen tegelijk.")] = None,
    on: OnDay = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Zet vacatures op volgorde voor een persoon, met redenen; laat er geen weg."""
    if (profile is None) != (vacancies is None):
        raise InvalidInputError("--profile/--vacancies", profile or vacancies, "beide of geen van beide")
    refused = 0
    if profile is not None and vacancies is not None:
        rankings, refused = rank_files(profile, vacancies, top, on)
    else:
        rankings = rank_stored(cases or [], top or 100, on, data_dir, every=every, processes=processes)
    if as_json:
        print_json_lines(rankings)
    for ranking in [] if as_json else rankings:
        for match in ranking["matches"]:
            print_line(f"{ranking['case']}\t{match['rank']}\t{match['vacancy']}\t{match['score']}")
    if refused:
        raise typer.Exit(WRONG_USE)


def rank_files(profile: Path, vacancies: Path, top: int | None, on: str | None) -> tuple[list[dict[str, Any]], int]:
    """The lists of those persons and vacancies that can be read, and how many rows could not."""
    from matcher.index import build_index
    from matcher.ranking import rank_person

    persons, wrong_persons = read_each(read_objects(profile), lambda row: read_person(row, str(profile)))
    postings, wrong_postings = read_each(read_objects(vacancies), lambda row: read_posting(row, str(vacancies)))
    days = [the_day(on, person.today) for person in persons]
    index = build_index(postings)
    rankings = [
        rank_person(person, index, on=day, top=top).model_dump(mode="json")
        for person, day in zip(persons, days, strict=True)
    ]
    return rankings, wrong_persons + wrong_postings


def rank_stored(
    numbers: list[str], top: int, on: str | None, data_dir: Path | None, *, every: bool, processes: int | None
) -> list[dict[str, Any]]:
    from passend.ranking_run import opened, rank_stored_cases

    moment, settings = now(), load_settings(data_dir)
    day = optional_day(on, "--on") or moment.date()
    with opened(settings) as database:
        return rank_stored_cases(
            settings, database, numbers, on=day, top=top, now=moment, every=every, processes=processes
        )
