"""A word of its own in every field of every row of a case: none of it reaches an employer's program but what may."""

import json

import pytest
from sqlalchemy import JSON, String, update
from sqlmodel.sql.sqltypes import AutoString

from dossier.model.guarded import SealedJson, SealedText
from dossier.rules.guarded_field import WITHHELD
from dossier.storage.database import metadata
from tests.webui.api.conftest import CASE, ROOT
from tests.webui.api.test_access import READS, WRITES, write

NOT_TEXT = {
    "role", "status", "way", "result", "performed_by", "state", "receiver", "kind", "period", "number",
    "fits_limitations", "wage_verdict", "hours_verdict", "travel_verdict", "limitation_verdict", "end_reason", "ground",
    "instrument", "generation", "item", "reason_code", "closed_by", "rule_version", "model_version", "found_by",
}  # fmt: skip
"""Values of a fixed list, which the program itself chooses; the words for them are searched below."""
CASE_TABLES = (
    "reintegration_case", "person_profile", "search_profile", "wage_record", "capability_document", "limitation",
    "job_application", "proof", "shortlist_entry", "activity", "contact_record", "match", "vacancy",
)  # fmt: skip
SHOWN_TO_EMPLOYER = {
    "reintegration_case.employee_name", "reintegration_case.job_title",
    *(f"job_application.{name}" for name in ("employer", "place", "job_title", "source", "url", "hours", "wage",
                                            "search_direction")),
    *(f"vacancy.{name}" for name in ("title", "employer", "description", "place", "postcode", "salary_text",
                                     "education", "language", "source", "url", "apply_url")),
}  # fmt: skip
"""What an employer reads on the pages: the case's head, released rows, and the vacancies of those rows."""
FIXED_WORDS = ("4.13", "met aanpassing", "LIMITATIONS_EXCEEDED", "overschrijding", "BELOW", "POSSIBLE", "reason")


def canary(table: str, column: str) -> str:
    return f"KANARIE.{table}.{column}."


@pytest.fixture
def marked(web_database, cast):
    """Every text of every table of a case says which field it is; the first application and the second are released."""
    with web_database.session() as session:
        for name in CASE_TABLES:
            table = metadata().tables[name]
            keys = {column.name for column in table.columns if column.primary_key or column.foreign_keys}
            for column in table.columns:
                if column.name in keys | NOT_TEXT or "sha256" in column.name:
                    continue
                word = canary(name, column.name)
                if isinstance(column.type, String | AutoString | SealedText):
                    session.execute(update(table).values({column.name: word}))
                elif isinstance(column.type, JSON | SealedJson) and name != "vacancy":
                    kept = {"verdicts": {}, "reasons": [], "copies": [word], "x": word} if name == "match" else [word]
                    session.execute(update(table).values({column.name: kept}))
        rows = metadata().tables["job_application"]
        session.execute(update(rows).where(rows.c.serial == 2).values(released_at=rows.c.recorded_at))
        session.execute(update(metadata().tables["vacancy"]).values(occupation=canary("vacancy", "occupation")))


def everything(program) -> bytes:
    """Every byte of every answer, with its headers: also of what is refused."""
    paths = [path for path, _ in READS.values()] + [f"{CASE}/applications/2", f"{ROOT}/vacancies/{'a2' * 8}"]
    answers = [program.get(path) for path in paths] + [write(program, name) for name in WRITES]
    answers += [program.get(f"{path}?limit=x") for path in paths] + [program.ask("OPTIONS", path) for path in paths]
    return b"\n".join(answer.data + repr(list(answer.headers)).encode() for answer in answers)


def met(content: bytes) -> set[str]:
    fields = {(name, column.name) for name in CASE_TABLES for column in metadata().tables[name].columns}
    return {f"{table}.{column}" for table, column in fields if canary(table, column).encode() in content}


def test_an_employers_program_meets_exactly_the_fields_of_the_employers_pages(marked, employer):
    assert met(everything(employer)) == SHOWN_TO_EMPLOYER


def test_no_fixed_word_of_a_limitation_reason_or_verdict_is_in_any_answer_to_an_employer(marked, employer):
    content = everything(employer).decode()
    assert [word for word in FIXED_WORDS if word in content] == []


def test_the_office_of_the_coach_meets_what_the_coach_reads_of_applications_and_no_notes(marked, office):
    found = met(everything(office))
    assert {"job_application.coach_remark", "job_application.rejection_reason", "match.detail"} <= found
    closed = ("limitation.", "person_profile.", "contact_record.", "proof.", "wage_record.", "capability_document.")
    assert [field for field in found if field.startswith(closed)] == []
    assert "shortlist_entry.note" not in found


@pytest.mark.parametrize("who", ["els", "gina"])
def test_another_office_meets_nothing_of_the_case(who: str, marked, connect, web_database, cast):
    found = met(everything(connect(who)))
    mine = {field for field in found if not field.startswith("vacancy.")}
    assert mine <= ({"reintegration_case.employee_name", "reintegration_case.job_title"} if who == "els" else set())


def test_an_application_that_is_not_released_is_not_there_for_the_employer(employer):
    assert [row["serial"] for row in employer.get(f"{CASE}/applications").json["items"]] == [1]
    hidden, nothing = employer.get(f"{CASE}/applications/2"), employer.get(f"{CASE}/applications/999")
    assert (hidden.status_code, hidden.data) == (404, nothing.data)


def test_a_vacancy_that_stands_in_no_released_application_is_not_there_for_the_employer(employer):
    assert employer.get(f"{ROOT}/vacancies").json == {"items": [], "next": None}
    assert employer.get(f"{ROOT}/vacancies/{'a1' * 8}").status_code == 404


def test_a_bsn_that_stands_in_a_released_row_does_not_reach_the_employer(employer, office, web_database):
    rows = metadata().tables["job_application"]
    with web_database.session() as session:
        session.execute(update(rows).where(rows.c.serial == 1).values(search_direction="balie 111222333"))
    assert employer.get(f"{CASE}/applications/1").json["search_direction"] == WITHHELD
    assert b"111222333" not in employer.get(f"{CASE}/applications").data


def test_every_look_of_a_program_is_shown_to_the_employee(office, employer, anna):
    office.get(f"{CASE}/matches")
    employer.get(f"{CASE}/applications")
    office.get(f"{ROOT}/cases")
    page = anna.get("/dossiers/2026-0001/inzage").text
    assert "Koppeling Casusbeheer bram van Bureau Vooruit (loopbaancoach)" in page
    assert "Koppeling Casusbeheer daan van Bakkerij Mulder BV (werkgever)" in page
    assert {part for part in ("matches", "sollicitaties", "lijst van dossiers") if part not in page} == set()


def test_what_a_program_wrote_stands_in_the_log_under_its_own_name(office, bram):
    row = json.loads(office.log({"applied_on": "2026-11-19", "employer": "A", "job_title": "B", "way": "bezoek"}).data)
    page = bram.get(f"/dossiers/2026-0001/sollicitaties/{row['serial']}").text
    assert "Koppeling Casusbeheer bram van Bureau Vooruit" in page
