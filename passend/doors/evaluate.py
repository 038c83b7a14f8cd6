"""The door that measures: every labelled set it is given, with baselines in the same run."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer

from dossier.errors import InvalidInputError
from passend.doors.option import AsJson, OnDay
from passend.doors.title import read_titles
from passend.doors.weigh import the_day
from passend.output import print_json, print_line
from passend.reading import check_shape, read_objects, read_person, read_posting

CANDIDATES = ("candidates.tsv", "corpus_elements.tsv", "corpus_documents.tsv")
HIGHEST_GRADE = 3


def add_doors(app: typer.Typer) -> None:
    app.command("evaluate")(evaluate_sets)


def evaluate_sets(
    demands: Annotated[list[Path] | None, typer.Option("--demands", help="Gelabelde vacatures (JSON-regels).")] = None,
    ranking: Annotated[
        list[Path] | None, typer.Option("--ranking", help="Map met vacancies.jsonl, cases.json en grades.csv.")
    ] = None,
    titles: Annotated[
        list[Path] | None, typer.Option("--titles", help="Map met queries.tsv, candidates.tsv en annotations.tsv.")
    ] = None,
    on: OnDay = None,
    as_json: AsJson = False,
) -> None:
    """Meet het lezen van eisen, de volgorde en de functietitels op gelabelde sets, naast drie gewone methoden."""
    runs: list[tuple[str, Path, dict[str, Any]]] = [
        *(("demands", path, measure_demands(path)) for path in demands or ()),
        *(("ranking", path, measure_ranking(path, on)) for path in ranking or ()),
        *(("titles", path, measure_titles(path)) for path in titles or ()),
    ]
    if not runs:
        raise InvalidInputError(
            "evaluate", None, "--demands BESTAND, --ranking MAP of --titles MAP, elk zo vaak u wilt"
        )
    if as_json:
        print_json(
            runs[0][2] if len(runs) == 1 else [{"kind": kind, "set": path.name, **run} for kind, path, run in runs]
        )
        return
    for kind, path, figures in runs:
        print_line(f"{kind}\t{path.name}")
        for line in table_lines(figures):
            print_line(line)


def measure_demands(path: Path) -> dict[str, Any]:
    from matcher.evaluate import LabelledAd, evaluate_demands

    return evaluate_demands([check_shape(LabelledAd, row, str(path)) for row in read_objects(path)]).model_dump()


def measure_ranking(folder: Path, on: str | None) -> dict[str, Any]:
    """The figures of our order at the top, then the baselines, then each person."""
    from matcher.graded import GradedCase, evaluate_ranking

    persons = [read_person(row, str(folder / "cases.json")) for row in read_objects(folder / "cases.json")]
    stock = folder / "vacancies.jsonl"
    grades, violations = read_grades(folder / "grades.csv"), read_violations(folder / "violations.json")
    report = evaluate_ranking(
        [
            GradedCase(
                person=person, on=the_day(on, person.today), grades=grades[person.id], violations=violations[person.id]
            )
            for person in persons
        ],
        [read_posting(row, str(stock)) for row in read_objects(stock)],
    )
    return {**report.figures, "baselines": report.baselines, "cases": report.cases}


def read_grades(path: Path) -> defaultdict[str, dict[str, int]]:
    """Per case the grade of each vacancy; columns case, vacancy, grade."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidInputError("bestand", str(path), "een leesbaar CSV-bestand in UTF-8") from error
    for number, row in enumerate(rows, start=2):
        grade = row.get("grade") or ""
        if not (row.get("case") and row.get("vacancy") and grade.isdigit() and int(grade) <= HIGHEST_GRADE):
            raise InvalidInputError(f"{path} regel {number}", row, "case, vacancy en grade van 0 tot en met 3")
        found[row["case"]][row["vacancy"]] = int(grade)
    return found


def read_violations(path: Path) -> defaultdict[str, set[str]]:
    """Per case the vacancies that exceed a limitation or the hours; no file means none are known."""
    if not path.exists():
        return defaultdict(set)
    rows = read_objects(path)
    if len(rows) != 1 or not all(isinstance(listed, list) for listed in rows[0].values()):
        raise InvalidInputError(str(path), rows[0] if rows else None, "één object: dossier naar lijst van vacatures")
    return defaultdict(set, {case: set(map(str, listed)) for case, listed in rows[0].items()})


def measure_titles(folder: Path) -> dict[str, Any]:
    from matcher.title_benchmark import evaluate_titles

    named = next((folder / name for name in CANDIDATES if (folder / name).exists()), folder / CANDIDATES[0])
    right: defaultdict[str, set[str]] = defaultdict(set)
    for query, rest in read_titles(folder / "annotations.tsv"):
        right[query].update(read_annotation(rest))
    return evaluate_titles(read_titles(named), read_titles(folder / "queries.tsv"), right).model_dump()


def read_annotation(rest: str) -> list[str]:
    """The candidate of 'query candidate', 'query candidate grade' or 'query 0 candidate grade'; grade 0 is wrong."""
    columns = rest.split("\t")
    candidate = columns[1] if len(columns) > 2 else columns[0]
    is_wrong = len(columns) > 1 and columns[-1].strip() == "0"
    return [] if is_wrong else [candidate.strip()]


def table_lines(figures: dict[str, Any], indent: int = 1) -> list[str]:
    """One figure a line, what belongs together indented."""
    lines: list[str] = []
    for name, value in figures.items():
        pad = "  " * indent
        if isinstance(value, dict):
            lines += [f"{pad}{name}", *table_lines(value, indent + 1)]
        else:
            lines.append(f"{pad}{name}\t{value}")
    return lines
