import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from datetime import date

import openpyxl
import pikepdf
import pytest

from dossier.errors import InvalidInputError
from dossier.evidence.columns import COLUMNS, columns_for
from dossier.evidence.exports import list_exports
from dossier.evidence.gathering import Gathering
from dossier.storage.cases import case_by_number
from dossier.storage.profiles import search_profiles_of
from tests.conftest import skip_or_fail
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import EMPTY, FULL

PERIOD = (date(2026, 4, 1), NOW.date())
WHEN_MADE = {"final_report", "intake_report", "progress_reports", "repair", "statements", "track_plan"}
"""Exports of what people make when it is time: a case may have none yet."""


def edition_of(office, receiver, number=FULL, period=PERIOD):
    with office.database.session() as session:
        gathering = Gathering(
            session, case_by_number(session, number), settings=office.settings, receiver=receiver, period=period
        )
        return gathering.edition(made_at=NOW, made_by="Bram de Wit (loopbaancoach)")


def text_of(pdf, tmp_path):
    if shutil.which("pdftotext") is None:
        skip_or_fail("geen pdftotext (poppler-utils) gevonden")
    path = tmp_path / "blad.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout
    return " ".join(text.split())


@pytest.mark.parametrize("name", sorted(list_exports()))
@pytest.mark.parametrize("number", [FULL, EMPTY])
def test_every_export_builds_for_a_full_and_an_empty_case(office, receiver, name, number):
    export = list_exports()[name]
    members = export.build(edition_of(office, receiver, number))
    assert members != [] or name in WHEN_MADE
    assert [member.name for member in members if not member.name.startswith(export.NAME) or not member.content] == []


@pytest.mark.parametrize("name", sorted(list_exports()))
def test_every_export_is_the_same_bytes_twice(office, name):
    first, second = (list_exports()[name].build(edition_of(office, "coach")) for _ in range(2))
    assert first == second


def test_every_pdf_is_for_archives_and_for_screen_readers(bundle):
    with zipfile.ZipFile(bundle) as archive:
        pdfs = {
            name: archive.read(name) for name in archive.namelist() if name.startswith("0") and name.endswith("pdf")
        }
    assert len(pdfs) >= 4
    for content in pdfs.values():
        with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"]) == ("3", "A", "1")
            assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("nl-NL", True)
            assert "/OutputIntents" in pdf.Root
            assert about["dc:title"].endswith("dossier 2026-0001")


def test_every_page_says_what_who_when_which_and_for_whom(employer_bundle, tmp_path):
    with zipfile.ZipFile(employer_bundle) as archive:
        text = text_of(archive.read("01_sollicitatieoverzicht.pdf"), tmp_path)
    pages = text.count("Pagina ")
    assert pages >= 2
    for said in (
        "Dossier 2026-0001 · Anna Visser",
        "20 november 2026 · opgesteld door Bram de Wit (loopbaancoach)",
        "Bestemd voor de werkgever, Bakkerij Mulder BV · 20 november 2026",
    ):
        assert text.count(said) == pages
    assert f"Pagina {pages} van {pages}" in text


def test_the_overview_has_the_21_columns_of_the_law_of_practice():
    assert sorted({column.number for column in COLUMNS}) == list(range(1, 22))


def test_the_employers_overview_leaves_out_fit_reason_remark_verdict_and_checklist():
    left_out = {column.key for column in COLUMNS} - {column.key for column in columns_for("employer")}
    assert left_out == {"fits_limitations", "rejection_reason", "coach_remark", "wage_verdict", "quality"}
    assert {9} <= {column.number for column in columns_for("employer")}


def test_all_forms_of_the_overview_hold_the_same_rows(office, receiver):
    edition = edition_of(office, receiver)
    members = {member.name.rpartition(".")[2]: member.content for member in build_overview(edition)}
    columns = columns_for(receiver)
    rows = list(csv.reader(io.StringIO(members["csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(members["xlsx"])).worksheets[0]
    known = json.loads(members["json"])
    count = {"employer": 3, "employee": 6, "coach": 6}[receiver]
    assert [len(row) for row in rows] == [len(columns)] * (count + 1)
    assert (sheet.max_row, sheet.max_column) == (count + 1, len(columns))
    assert [row["serial"] for row in known["applications"]] == list(range(1, count + 1))
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, count + 1)]


def build_overview(edition):
    return list_exports()["application_overview"].build(edition)


def test_the_totals_add_up_to_the_rows(office, receiver):
    edition = edition_of(office, receiver)
    known = json.loads(next(m.content for m in build_overview(edition) if m.name.endswith("json")))
    rows, totals = known["applications"], known["totals"]
    assert sum(total["applications"] for total in totals) == len(rows)
    assert sum(total["counting"] for total in totals) == sum(row["counts"] for row in rows)
    assert sum(total["rejections"] for total in totals) == sum(row["result"] == "afwijzing" for row in rows)
    assert sum(total["by_coach"] for total in totals) == sum(row["performed_by"] == "loopbaancoach" for row in rows)
    assert sum(total["inside_profile"] for total in totals) == len(rows)


def test_four_weeks_are_28_days_and_a_shorter_end_has_no_norm(office):
    edition = edition_of(office, "coach", period=(date(2026, 9, 1), date(2026, 9, 30)))
    known = json.loads(next(m.content for m in build_overview(edition) if m.name.endswith("json")))
    assert [(total["first"], total["last"], total["norm"]) for total in known["totals"]] == [
        ("2026-09-01", "2026-09-28", 4),
        ("2026-09-29", "2026-09-30", None),
    ]


def test_the_time_before_track_two_is_one_line_without_a_norm(office):
    for first, last, lines in (
        (date(2026, 2, 1), date(2026, 5, 1), [("2026-02-01", "2026-03-31", None), ("2026-04-01", "2026-04-28", 4)]),
        (date(2026, 2, 1), date(2026, 3, 1), [("2026-02-01", "2026-03-01", None)]),
    ):
        known = json.loads(build_overview(edition_of(office, "coach", period=(first, last)))[3].content)
        found = [(total["first"], total["last"], total["norm"]) for total in known["totals"]]
        assert found[: len(lines)] == lines
        assert found[-1][1] == last.isoformat()


def test_what_was_not_released_is_not_called_not_done(office, tmp_path):
    said = {}
    for receiver in ("employer", "coach"):
        pdf = next(one for one in build_overview(edition_of(office, receiver)) if one.name.endswith(".pdf"))
        said[receiver] = text_of(pdf.content, tmp_path)
    assert re.search(r"\d vrijgegeven, \d+ afgesproken", said["employer"])
    assert not re.search(r"\d gedaan, \d+ afgesproken", said["employer"])
    assert re.search(r"\d gedaan, \d+ afgesproken", said["coach"])


def test_only_rows_of_the_period_are_shown(office):
    edition = edition_of(office, "coach", period=(date(2026, 11, 1), NOW.date()))
    assert [row["applied_on"] for row in edition.applications if row["applied_on"] < date(2026, 11, 1)] == []
    assert len(edition.applications) < 6


def test_networking_counts_only_with_a_name(office):
    counts = {row["way"]: row["counts"] for row in edition_of(office, "coach").applications}
    assert counts == {"netwerk": False, "brief of e-mail": True}


def test_a_late_entry_is_shown_as_late(office, tmp_path):
    pages = list_exports()["application_overview"].pages(edition_of(office, "coach"))
    assert [row["days_late"] for row in pages["rows"]] == [0, 1, 2, 0, 1, 2]


def test_the_search_profile_shows_what_came_and_what_went(office):
    versions = edition_of(office, "employer").search_versions
    assert [(v.version, v.added, v.dropped) for v in versions] == [
        (1, ["logistiek", "klantenservice"], []),
        (2, ["receptie"], ["klantenservice"]),
    ]


def test_text_that_no_font_can_draw_never_stops_a_page(own_office, shared):
    from dossier import acts
    from dossier.storage.accounts import find_account

    lines = (shared / "attacks" / "hostile_text.txt").read_text(encoding="utf-8").split("\n")
    texts = [json.loads(line) for line in lines if line and not line.startswith("# ")]
    day = {"applied_on": "2026-11-02", "way": "telefonisch", "job_title": "x"}
    kept = 0
    with own_office.database.session() as session:
        case, bram = case_by_number(session, FULL), find_account(session, "bram@passend.example")
        for text in texts:
            try:
                acts.log_application(
                    session,
                    case,
                    day | {"employer": text[:200], "follow_up": text[:2000]},
                    actor=bram,
                    now=NOW,
                    signer=own_office.signer,
                )
                kept += 1
            except InvalidInputError:
                continue
    members = build_overview(edition_of(own_office, "coach"))
    known = json.loads(next(m.content for m in members if m.name.endswith("json")))
    assert len(known["applications"]) == 6 + kept
    assert kept > 60


def test_the_employer_reads_what_the_market_offered_but_not_how_much_of_it_fits(own_office):
    figures = {
        "direction": "receptie", "vacancies": 41, "suitable": 17, "median_wage_ratio": "0.7312", "paid": 12,
        "posted_last_weeks": 9, "posted_weeks_before": 6,
    }  # fmt: skip
    with own_office.database.session() as session:
        latest = search_profiles_of(session, case_by_number(session, FULL).id)[0]
        latest.market, latest.market_on = [figures], NOW.date()
    shown = {who: edition_of(own_office, who).search_versions[-1].market[0] for who in ("coach", "employer")}
    assert shown["coach"] == {
        "direction": "receptie",
        "vacancies": "41",
        "suitable": "17",
        "wage": "73,1% (12 met loon)",
        "new": "9, daarvoor 6",
    }
    assert shown["employer"] == shown["coach"] | {"suitable": ""}
