import errno
import json
import sqlite3
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from passend.cli import app

PERSON = {
    "id": "anna", "work_history": [{"title": "magazijnmedewerker", "years": 8}], "home_postcode": "3511",
    "old_wage": {"amount": "3200", "period": "month", "hours_per_week": 40},
    "limitations": [{"item": "4.13", "level": 2}], "today": "2026-11-21",
}  # fmt: skip
LIFTING = {"id": "v1", "title": "Orderpicker", "description": "Je tilt dozen tot 20 kg.", "hours_min": 32,
           "hours_max": 40, "salary_text": "€ 2.700 - € 3.300 per maand bij 40 uur"}  # fmt: skip
SILENT = {"id": "v2", "title": "Administratief medewerker", "description": "Je verwerkt facturen op kantoor."}


def knock(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str, stdin: str = ""
) -> tuple[int, str, str]:
    """One command as a program sees it: exit code, standard output, standard error."""
    import io

    monkeypatch.setattr(sys, "argv", ["passend", *arguments])
    monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
    with pytest.raises(SystemExit) as ended:
        app()
    output = capsys.readouterr()
    return int(ended.value.code or 0), output.out, output.err


@pytest.fixture
def door(monkeypatch, capsys):
    return lambda *arguments, stdin="": knock(monkeypatch, capsys, *arguments, stdin=stdin)


def write(path: Path, value: object) -> str:
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


def test_salaries_come_one_line_in_one_line_out(door):
    code, out, _ = door("parse", "salary", "--json", stdin="€ 15,20 per uur\nmarktconform\n")
    lines = [json.loads(line) for line in out.splitlines()]
    assert (code, [(line["min"], line["unit"], line["is_wage"]) for line in lines]) == (
        0, [("15.20", "hour", True), (None, None, False)],
    )  # fmt: skip


def test_a_demand_is_quoted_exactly_where_it_stands(door):
    text = "Je tilt dozen tot 20 kg."
    _, out, _ = door("demands", "--json", stdin=text)
    demand = json.loads(out)["demands"][0]
    assert (demand["item"], demand["quote"]) == ("4.13", text[demand["start"] : demand["end"]])


def test_one_pair_is_judged_on_wage_hours_travel_and_every_limitation(door, tmp_path):
    case, vacancy = write(tmp_path / "p.json", PERSON), write(tmp_path / "v.json", LIFTING)
    code, out, _ = door("judge", case, vacancy, "--on", "2026-11-21", "--json")
    verdicts = json.loads(out)
    assert (code, verdicts["wage"]["verdict"], verdicts["wage"]["total_ratio"]["low"]) == (0, "MEETS", 0.675)
    assert [(row["item"], row["verdict"]) for row in verdicts["limitations"]] == [("4.13", "overschrijding")]


def test_what_the_vacancy_does_not_say_is_unknown_with_a_question(door, tmp_path):
    unclear = SILENT | {"title": "Medewerker"}
    case, vacancy = write(tmp_path / "p.json", PERSON), write(tmp_path / "v.json", unclear)
    _, out, _ = door("judge", case, vacancy, "--json")
    (row,) = json.loads(out)["limitations"]
    assert (row["verdict"], row["source"], row["question"] is not None) == ("onbekend", "geen", True)


def test_judging_without_a_day_is_wrong_use(door, tmp_path):
    case = write(tmp_path / "p.json", {"id": "x"})
    code, _, err = door("judge", case, write(tmp_path / "v.json", SILENT), "--json")
    assert (code, "--on" in err) == (2, True)


def test_no_vacancy_is_left_out_and_what_exceeds_a_limitation_comes_last(door, tmp_path):
    profile = write(tmp_path / "p.json", PERSON)
    vacancies = tmp_path / "v.jsonl"
    vacancies.write_text("\n".join(json.dumps(row) for row in (LIFTING, SILENT)), encoding="utf-8")
    code, out, _ = door("rank", "--profile", profile, "--vacancies", str(vacancies), "--json")
    ranking = json.loads(out)
    assert (code, [match["vacancy"] for match in ranking["matches"]], ranking["total"]) == (0, ["v2", "v1"], 2)


def test_the_same_ranking_has_the_same_bytes(door, tmp_path):
    profile, vacancies = write(tmp_path / "p.json", PERSON), write(tmp_path / "v.json", [LIFTING, SILENT])
    first = door("rank", "--profile", profile, "--vacancies", vacancies, "--json")[1]
    assert door("rank", "--profile", profile, "--vacancies", vacancies, "--json")[1] == first


@pytest.mark.parametrize(
    ("limitation", "named"),
    [({"item": "9.99", "level": 1}, "9.99"), ({"item": "4.13", "level": 8}, "8")],
)
def test_an_impossible_limitation_is_refused_by_field_and_value(door, tmp_path, limitation, named):
    case = write(tmp_path / "p.json", PERSON | {"limitations": [limitation]})
    code, _, err = door("judge", case, write(tmp_path / "v.json", SILENT), "--json")
    assert (code, named in err, "Traceback" in err) == (2, True, False)


def test_an_impossible_wage_is_refused_by_field_and_value(door, tmp_path):
    case = write(tmp_path / "p.json", PERSON | {"old_wage": {"amount": -5, "hours_per_week": 40}})
    code, _, err = door("judge", case, write(tmp_path / "v.json", SILENT), "--json")
    assert (code, "old_wage.amount" in err, "-5" in err) == (2, True, True)


def test_one_wrong_person_and_one_wrong_vacancy_cost_nothing_else(door, tmp_path):
    wrong_person = PERSON | {"id": "bram", "limitations": [{"item": "9.99", "level": 1}]}
    people = write(tmp_path / "p.json", [wrong_person, PERSON])
    stock = write(tmp_path / "v.json", [SILENT, LIFTING | {"id": "v3", "hours_min": -1}, LIFTING])
    code, out, err = door("rank", "--profile", people, "--vacancies", stock, "--json")
    ranking = json.loads(out)
    assert (code, ranking["case"], ranking["total"]) == (2, "anna", 2)
    assert err.count("overgeslagen") == 2
    assert all(named in err for named in ("9.99", "hours_min"))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"hours_min": -1}, "hours_min"),
        ({"hours_max": 400}, "hours_max"),
        ({"hours_min": 40, "hours_max": 32}, "hours_min"),
        ({"salary": {"text": "x", "is_wage": True, "min": "-5", "unit": "hour"}}, "salary.min"),
    ],
)
def test_impossible_hours_and_wages_of_a_vacancy_are_refused_by_field_and_range(door, tmp_path, wrong, named):
    person, vacancy = write(tmp_path / "p.json", PERSON), write(tmp_path / "v.json", LIFTING | wrong)
    code, _, err = door("judge", person, vacancy, "--json")
    assert code == 2
    assert named in err
    assert "toegestaan" in err


def test_a_file_that_is_no_json_is_refused_with_its_line(door, tmp_path):
    broken = tmp_path / "kapot.json"
    broken.write_text('{"id": 1}\n{"id":', encoding="utf-8")
    code, _, err = door("rank", "--profile", str(broken), "--vacancies", str(broken), "--json")
    assert (code, "regel 2" in err) == (2, True)


def test_the_calendar_of_the_worked_example(door):
    code, out, _ = door(
        "terms", "--first-sick-day", "2025-03-03", "--evaluation", "2026-03-01", "--on", "2026-11-21", "--json"
    )
    due = {term["rule"]: term["due"] for term in json.loads(out)}
    assert (code, due["TL-11"], due["TL-19"], due["TL-20"]) == (0, "2026-04-12", "2026-11-29", "2026-12-13")


def test_a_day_that_is_no_day_is_wrong_use(door):
    code, _, err = door("terms", "--first-sick-day", "3 maart", "--json")
    assert (code, "2026-11-21" in err) == (2, True)


def test_every_saved_page_gives_a_vacancy_or_a_coded_refusal(door, tmp_path):
    (tmp_path / "leeg.html").write_text("", encoding="utf-8")
    (tmp_path / "pagina.html").write_text("<p>Geen vacature", encoding="utf-8")
    code, out, _ = door("extract", str(tmp_path), "--json")
    assert (code, sorted(json.loads(line)["error"] for line in out.splitlines())) == (1, ["empty", "no_vacancy"])


def test_a_file_that_is_no_bundle_does_not_verify(door, tmp_path):
    stray = tmp_path / "bundel.zip"
    stray.write_bytes(b"geen zip")
    code, out, _ = door("verify", str(stray), "--json")
    assert (code, json.loads(out)["ok"]) == (1, False)


@pytest.mark.real
def test_every_real_page_is_read_or_refused_with_a_code(door, shared):
    code, out, err = door("extract", str(shared / "data/real/html"), str(shared / "data/real/ats"), "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    files = {p for folder in ("html", "ats") for p in (shared / "data/real" / folder).rglob("*") if p.is_file()}
    assert {Path(line["path"]).resolve() for line in lines} == {path.resolve() for path in files}
    unread = [line for line in lines if not line.get("title", line.get("error"))]
    assert (code in {0, 1}, "Traceback" in err, unread) == (True, False, [])


def full_sqlite() -> sqlite3.Error:
    """As a backup meets it, which asks SQLite itself."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/pad/passend.sqlite"), "de schijf is vol"),
        (full_sqlite(), "de schijf is vol"),
        (OperationalError("INSERT", {}, psycopg.errors.DiskFull("/pad/base/1")), "de schijf is vol"),
        (OperationalError("SELECT", {}, psycopg.errors.ConnectionFailure("/pad")), "niet te lezen of te schrijven"),
    ],
)
def test_a_disk_or_database_that_cannot_is_told_in_one_plain_line(error, told, door, monkeypatch):
    def fail() -> None:
        raise error

    monkeypatch.setattr("passend.cli.application", fail)
    code, out, err = door("import")
    assert (code, out, told in err, err.count("\n"), "/pad" in err) == (2, "", True, 1, False)


def test_another_error_is_not_called_a_fault_of_the_disk(monkeypatch):
    def fail() -> None:
        raise FileNotFoundError(errno.ENOENT, "weg")

    monkeypatch.setattr("passend.cli.application", fail)
    with pytest.raises(FileNotFoundError):
        app()
