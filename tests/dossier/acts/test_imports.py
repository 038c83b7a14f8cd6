"""Lists of applications and vacancies: good rows kept, every broken one back with its row, column and reason."""

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dossier.acts.imports import import_rows, write_refused
from dossier.storage.applications import list_applications
from dossier.storage.evidence import contents_of, entries_of
from dossier.storage.shortlists import entries_for
from dossier.table_reading import Kind
from tests.dossier.acts.list_steps import GOOD, HEADING, as_csv, as_xlsx, plan, reasons, row
from tests.dossier.cast import NOW

GOOD_DAYS = {
    "2026-03-05": "iso", "05-03-2026": "dutch", "5/3/2026": "slashes", "5.3.2026": "points", "5-3-26": "short year",
    "5 maart 2026": "spelled", "5 mrt. 2026": "short month", "do 5 maart 2026": "weekday", "5-mrt-26": "excel",
    "2026-03-05T10:15:00": "moment", "05-03-2026 10:15": "dutch moment", "donderdag, 5 maart 2026": "comma",
}  # fmt: skip


@pytest.mark.parametrize("written", GOOD_DAYS)
def test_a_day_is_read_in_every_form_that_people_write(written, session, cast):
    planned = plan(session, cast.case, as_csv([row(day=written)]))
    assert [one.values["applied_on"] for one in planned.fresh] == ["2026-03-05"]


BROKEN = {
    "day that is not there": (row(day=""), "Datum", "leeg"),
    "day that does not exist": (row(day="31-02-2026"), "Datum", "deze dag bestaat niet"),
    "american order": (row(day="03/25/2026"), "Datum", "maand 25 bestaat niet"),
    "month thirteen": (row(day="2026-13-05"), "Datum", "maand 13 bestaat niet"),
    "day in words": (row(day="vorige week"), "Datum", "geen datum die te lezen is"),
    "unknown month": (row(day="5 mars 2026"), "Datum", "onbekende maand 'mars'"),
    "serial without a format": (row(day="46086"), "Datum", "een los getal"),
    "only a year": (row(day="2026"), "Datum", "geen datum die te lezen is"),
    "two days": (row(day="5-3-2026 en 6-3-2026"), "Datum", "geen datum die te lezen is"),
    "future": (row(day="2026-12-24"), "Datum", "toegestaan: van 2025-03-03 tot en met 2026-11-20"),
    "before the illness": (row(day="2024-12-24"), "Datum", "toegestaan: van 2025-03-03"),
    "year nought": (row(day="00-00-0000"), "Datum", "deze dag bestaat niet"),
    "no employer": (row(employer="  "), "Werkgever", "leeg"),
    "no function": (row(title=""), "Functie", "leeg"),
    "no way": (row(way=""), "Hoe", "leeg"),
    "unknown way": (row(way="postduif"), "Hoe", "onbekend; toegestaan: brief of e-mail"),
    "unknown status": (row(result="misschien"), "Status", "onbekend; toegestaan: nog geen antwoord"),
    "result before the application": (row(result="afgewezen", on="1-3-2026"), "Datum reactie", "een dag vanaf"),
    "result in the future": (row(result="afgewezen", on="1-3-2027"), "Datum reactie", "toegestaan: van"),
    "travel below zero": (row(travel="-5"), "Reistijd", "minder dan nul"),
    "travel in words": (row(travel="ver weg"), "Reistijd", "geen reistijd"),
    "travel of days": (row(travel="999"), "Reistijd", "hoogstens 600"),
    "formula": (row(remark='=HYPERLINK("http://x","y")'), "Opmerkingen", "een formule"),
    "formula as employer": (row(employer="=1+1"), "Werkgever", "een formule"),
    "huge cell": (row(remark="x" * 200_000), "Opmerkingen", "te lang (200000 tekens)"),
    "long cell": (row(employer="x" * 300), "Werkgever", "hoogstens 200 tekens"),
    "control sign": (row(employer="Bak\x07kerij"), "Werkgever", "onleesbare tekens"),
    "nul byte": (row(employer="Bak\x00kerij"), "", "onleesbaar teken (NUL)"),
    "replacement sign": (row(employer="Caf\ufffd"), "Werkgever", "onleesbare tekens"),
    "too many columns": ([*row(), "", "nog iets"], "", "meer cellen dan er koppen zijn"),
    "health words": (row(remark="zei dat ze een burn-out heeft"), "Opmerkingen", "woorden over gezondheid"),
    "bsn": (row(remark="bsn 111222333"), "Opmerkingen", "een nummer dat een BSN kan zijn"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_row_comes_back_with_row_column_and_reason_and_the_good_ones_are_kept(name, session, cast):
    broken, column, reason = BROKEN[name]
    planned = plan(session, cast.case, as_csv([row(), broken, row(employer="Ander BV")]))
    assert [one.row for one in planned.fresh] == [2, 4]
    assert [(fault.row, fault.column) for fault in planned.faults] == [(3, column)]
    assert reason in planned.faults[0].reason
    assert 3 in planned.reading.raw


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_list_is_read_whatever_signs_and_characters_it_uses(delimiter, encoding, session, cast):
    content = as_csv([row(employer="Café Één; twee, drie")], delimiter, encoding)
    (one,) = plan(session, cast.case, content).fresh
    assert one.values["employer"] == "Café Één; twee, drie"


def test_excel_may_say_itself_what_stands_between_the_columns(session, cast):
    content = b"sep=;\r\n" + as_csv([row()], encoding="utf-8")
    assert [one.row for one in plan(session, cast.case, content).fresh] == [3]


def test_a_quote_that_never_closes_costs_its_own_row_and_no_other(session, cast):
    lines = as_csv([row(), row(employer="X"), row(employer="Y")]).replace(b";X;", b';"X;')
    planned = plan(session, cast.case, lines)
    assert ([one.row for one in planned.fresh], reasons(planned)) == (
        [2, 4],
        [(3, "", "aanhalingsteken niet gesloten")],
    )


def test_a_quote_in_the_middle_of_a_cell_is_a_fault_of_that_row(session, cast):
    lines = as_csv([row(), row(employer="X")]).replace(b";X;", b';"X"Y;')
    assert [row_ for row_, _, _ in reasons(plan(session, cast.case, lines))] == [3]


def test_a_quoted_cell_may_run_over_lines_and_rows_keep_their_own_number(session, cast):
    planned = plan(session, cast.case, as_csv([row(remark="een\r\ntwee"), row(employer="B", day="x")]))
    assert ([one.row for one in planned.fresh], [fault.row for fault in planned.faults]) == ([2], [4])


def test_empty_rows_and_a_title_above_the_headings_are_passed_over(session, cast):
    content = b"Mijn sollicitaties;;;\r\n\r\n;;;\r\n" + as_csv([[""] * 9, row(), [" "] * 9], encoding="utf-8")
    planned = plan(session, cast.case, content)
    assert (len(planned.fresh), planned.faults) == (1, [])


def test_a_row_that_stands_twice_in_the_list_is_taken_once(session, cast):
    planned = plan(session, cast.case, as_csv([row(), row(), row(place="Kampen")]))
    assert [one.row for one in planned.fresh] == [2]
    assert reasons(planned) == [(3, "", "dezelfde als rij 2"), (4, "", "gaat over hetzelfde als rij 2")]


def test_unknown_columns_are_named_and_columns_may_stand_in_any_order(session, cast):
    heading, cells = ["Kleur", *HEADING[::-1]], ["rood", *row()[::-1]]
    planned = plan(session, cast.case, as_csv([cells], heading=heading))
    assert (len(planned.fresh), planned.reading.ignored()) == (1, ["Kleur"])


def test_a_way_for_rows_that_do_not_say_it_can_be_chosen(session, cast):
    planned = plan(session, cast.case, as_csv([row(way="")]), default_way="webformulier")
    assert planned.fresh[0].values["way"] == "webformulier"


def test_a_list_of_our_own_overview_goes_back_in(session, cast):
    from dossier.evidence.columns import COLUMNS
    from dossier.evidence.spreadsheet import write_csv

    columns = [column for column in COLUMNS if column.key in ("applied_on", "employer", "job_title", "way", "result")]
    values = {"applied_on": date(2026, 3, 5), "employer": "=kwaad", "job_title": "Bakker", "way": "netwerk"}
    planned = plan(session, cast.case, write_csv(columns, [values | {"result": "afwijzing"}]))
    assert [(one.values["employer"], one.values["result"]) for one in planned.fresh] == [("=kwaad", "afwijzing")]


# --- Workbooks
def test_days_and_serials_of_a_workbook_are_read_in_both_calendars(session, cast):
    day = datetime(2026, 3, 5)  # noqa: DTZ001 - a cell has no zone

    def fill(book, sheet):
        sheet.append([day, *GOOD[1:]])
        sheet.append([day, "B", *GOOD[2:]])
        sheet.cell(3, 1).number_format = "General"  # somebody took the date format away

    for epoch in (None, CALENDAR_MAC_1904):
        planned = plan(session, cast.case, as_xlsx(fill, epoch=epoch))
        assert [one.values["applied_on"] for one in planned.fresh] == ["2026-03-05"] * 2
        assert planned.faults == []


@pytest.mark.parametrize(
    ("value", "column", "reason"),
    [
        ("=TODAY()", 1, "een formule"),
        ("#N/A", 2, "een foutwaarde"),
        (5, 1, "een getal en geen datum"),
        (1e300, 1, "een getal en geen datum"),
        (datetime(2026, 3, 5), 2, "een datum in plaats van tekst"),  # noqa: DTZ001
        (True, 6, None),
    ],
)
def test_odd_cells_of_a_workbook_are_faults_of_their_row(value, column, reason, session, cast):
    def fill(book, sheet):
        sheet.append(GOOD)
        sheet.append(row(employer="B"))
        sheet.cell(3, column).value = value

    planned = plan(session, cast.case, as_xlsx(fill))
    assert [one.row for one in planned.fresh] == ([2] if reason else [2, 3])
    assert [fault.reason for fault in planned.faults if reason not in fault.reason] == []


def test_a_merged_cell_is_a_fault_of_the_rows_that_it_hides(session, cast):
    def fill(book, sheet):
        sheet.append(GOOD)
        sheet.append(row(employer="B"))
        sheet.append(row(employer="C"))
        sheet.merge_cells("B3:B4")

    planned = plan(session, cast.case, as_xlsx(fill))
    assert reasons(planned) == [(4, "Werkgever", "een samengevoegde cel; vul elke rij zelf in")]


def test_hidden_sheets_stay_closed_and_other_sheets_are_named(session, cast):
    def fill(book, sheet):
        sheet.append(GOOD)
        sheet.title = "Lijst"
        hidden = book.create_sheet("Geheim", 0)
        hidden.append(HEADING)
        hidden.append(row(employer="Verborgen BV"))
        hidden.sheet_state = "veryHidden"
        book.create_sheet("Uitleg").append(["Zo vult u het in"])

    planned = plan(session, cast.case, as_xlsx(fill))
    assert [one.values["employer"] for one in planned.fresh] == ["Bakkerij Zon"]
    assert planned.reading.notes == [
        "Alleen blad 'Lijst' is gelezen, niet: Uitleg.",
        "Verborgen bladen zijn niet gelezen: Geheim.",
    ]


def test_what_is_refused_can_be_downloaded_mended_and_offered_again(session, cast):
    planned = plan(session, cast.case, as_csv([row(), row(day="morgen", employer="=kwaad"), [*row(employer="C"), "x"]]))
    refused = write_refused(planned)
    assert refused.decode("utf-8-sig").splitlines()[1].startswith('"3";"Werkgever: een formule; plak')
    lines = list(csv.reader(io.StringIO(refused.decode("utf-8-sig")), delimiter=";"))
    assert [line[:1] for line in lines] == [["Rij"], ["3"], ["4"]]
    assert (lines[1][3], lines[2][-1]) == ("'=kwaad", "x")
    mended = refused.replace(b"morgen", b"6-3-2026").replace(b';"x"', b';""')
    again = plan(session, cast.case, mended)
    assert ([one.values["employer"] for one in again.fresh], again.faults) == (["=kwaad", "C"], [])


def take(session, cast, content, kind=Kind.APPLICATIONS):
    planned = plan(session, cast.case, content, kind)
    return import_rows(session, cast.case, planned, filename="lijst.csv", **cast.by(cast.bram))


def test_every_row_is_an_entry_of_its_own_entered_now_for_then(session, cast):
    report = take(session, cast, as_csv([row(day="9-3-2026", employer="B"), row(), row(day="x")]))
    assert report.model_dump() == {"kept": 2, "known": 0, "refused": 1}
    entries = [one for one in entries_of(session, cast.case.id) if one.kind == "sollicitatie vastgelegd"]
    assert [(one.occurred_on, one.recorded_at) for one in entries] == [(date(2026, 3, 5), NOW), (date(2026, 3, 9), NOW)]
    contents = contents_of(session, cast.case.id)
    assert [contents[one.id].content["origin"] for one in entries] == ["lijst.csv, rij 3", "lijst.csv, rij 2"]
    last = entries_of(session, cast.case.id)[-1]
    assert (last.kind, contents[last.id].content["refused"]) == ("lijst ingelezen", 1)


def test_the_same_list_twice_makes_no_doubles_and_no_entries(session, cast):
    content = as_csv([row(), row(employer="B")])
    take(session, cast, content)
    before = len(entries_of(session, cast.case.id))
    assert take(session, cast, content).model_dump() == {"kept": 0, "known": 2, "refused": 0}
    assert len(list_applications(session, cast.case.id)) == 2
    assert len(entries_of(session, cast.case.id)) == before


def test_a_formula_that_is_text_stays_text_in_every_export(session, cast):
    from dossier.evidence.spreadsheet import safe_text

    take(session, cast, as_csv([row(employer="@SUM(1+1)*cmd|' /C calc'!A0")]))
    (kept,) = list_applications(session, cast.case.id)
    assert kept.employer.startswith("@SUM")
    assert safe_text(kept.employer).startswith("'@")


VACANCIES = ["Functie", "Bedrijf", "Plaats", "Link", "Uren", "Sluitingsdatum", "Notitie"]


def test_vacancies_of_a_list_come_on_the_board_of_the_case(session, cast):
    rows = [
        ["Chauffeur", "Bus BV", "Zwolle", "https://bus.example/1", "24-32", "1-12-2026", ""],
        ["Planner", "Bus BV", "Zwolle", "javascript:alert(1)", "24", "", ""],
        ["Balie", "Bus BV", "Zwolle", "", "80", "", ""],
        ["Kassa", "Winkel", "Zwolle", "", "12 uur", "", "heeft een depressie"],
    ]
    content = as_csv(rows, heading=VACANCIES)
    planned = plan(session, cast.case, content, Kind.VACANCIES)
    assert [(fault.row, fault.column) for fault in planned.faults] == [(3, "Link"), (4, "Uren"), (5, "Notitie")]
    assert take(session, cast, content, Kind.VACANCIES).kept == 1
    assert take(session, cast, content, Kind.VACANCIES).known == 1
    assert len(entries_for(session, cast.case.id)) == 1
