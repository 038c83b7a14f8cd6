"""The door that measures what the program costs on this machine, beside what others cost in the same run."""

import json
import platform
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import AsJson, OnDay, now, optional_day
from passend.output import print_json, print_line, print_progress

HEADS = (
    "wat", "vacatures", "opbouw CPU s", "persoon CPU ms", "persoon ms", "maal", "nieuw CPU ms", "alle nieuwe CPU s",
    "geheugen MB", "laden s", "+1000 s", "grenzen CPU ms", "eerste keer", "numpy", "woorden CPU ms",
)  # fmt: skip
SUBJECTS = ("rank", "crawl", "web", "export", "duplicates")


def add_doors(app: typer.Typer) -> None:
    app.command("bench")(measure_costs)


def measure_costs(
    subject: Annotated[str, typer.Argument(help="Wat er gemeten wordt: rank, crawl, web, export of duplicates.")],
    sizes: Annotated[str, typer.Option("--sizes", help="Hoeveel vacatures, met komma's.")] = "10000,100000,400000",
    people: Annotated[int, typer.Option("--people", min=1, help="Hoeveel nieuwe mensen.")] = 1_000,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="Hoe vaak elke meting wordt herhaald.")] = 5,
    peers: Annotated[bool, typer.Option("--peers/--no-peers", help="Meet andere programma's mee.")] = True,
    out: Annotated[Path | None, typer.Option("--out", help="Bewaar de metingen als JSON.")] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Meet wat zoeken in de hele voorraad kost: een zelfgemaakte voorraad, elke keer dezelfde."""
    if subject not in SUBJECTS:
        raise InvalidInputError("onderwerp", subject, ", ".join(SUBJECTS))
    try:
        counts = [int(size) for size in sizes.split(",")]
    except ValueError as error:
        raise InvalidInputError("--sizes", sizes, "getallen met komma's ertussen") from error
    today = optional_day(on, "--on") or now().date()
    if subject == "rank":
        found = measure_ranking(counts, people, rounds, today, peers=peers)
    else:
        found = measure_other(subject, counts, rounds, today, peers=peers)
    if out is not None:
        out.write_text(json.dumps(found, indent=1), encoding="utf-8")
    if as_json:
        print_json(found)
    elif subject == "rank":
        print_table(found)
    else:
        for line in lay_out(found):
            print_line("\t".join(map(str, line)))


def measure_other(subject: str, sizes: list[int], rounds: int, today: date, *, peers: bool) -> dict[str, Any]:
    from passend.bench.subjects import measure

    machine = f"{platform.machine()}, Python {platform.python_version()}"
    return {"machine": machine, "day": str(today), **measure(subject, sizes, rounds, peers=peers)}


def lay_out(found: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    from passend.bench import subjects

    return subjects.lay_out(found)


def measure_ranking(sizes: list[int], people: int, rounds: int, today: date, *, peers: bool) -> dict[str, Any]:
    from passend.bench.peers import measure_peers
    from passend.bench.rank import find_exponent, measure_stock

    rows = []
    for size in sizes:
        print_progress(f"{size} vacatures")
        row = measure_stock(size, people, rounds, today)
        print_progress(json.dumps(row))
        row["peers"] = measure_peers(size, rounds, today) if peers else {}
        rows.append(row)
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}", "day": str(today), "rounds": rounds,
        "growth_person_again": find_exponent(sizes, [row["person_again"]["cpu_ms"] for row in rows]),
        "growth_new_person": find_exponent(sizes, [row["new_person_cpu_ms"] for row in rows]),
        "sizes": rows,
    }  # fmt: skip


def print_table(found: dict[str, Any]) -> None:
    """A line per size and per peer, tabs between; of a peer also how many times it needs what we need."""
    print_line("\t".join(HEADS))
    for row in found["sizes"]:
        again, opened, limits, ours = (
            row["person_again"],
            row["opened"],
            row["limits_alone"],
            row["person_again"]["cpu_ms"],
        )
        print_line("\t".join(map(str, (
            "passend, alles", row["rows"], row["build_cpu_s"], again["cpu_ms"], again["wall_ms"], "1",
            row["new_person_cpu_ms"], row["people_cpu_s"], opened["memory_mb"], opened["load_wall_s"],
            row["add_1000"]["cpu_ms"] / 1000, limits["cpu_ms"], limits["first_cpu_ms"], limits["numpy_cpu_ms"],
            row["words_alone"]["cpu_ms"],
        ))))  # fmt: skip
        for name, peer in row["peers"].items():
            times = round(peer["cpu_ms"] / ours, 2)
            cells = (f"{name}, tekst", row["rows"], peer["index_cpu_s"], peer["cpu_ms"], peer["wall_ms"], times)
            print_line("\t".join(map(str, cells)))
    print_line(f"groei: {found['growth_person_again']} (nieuw: {found['growth_new_person']})")
