import csv
import io
import json
import re
from datetime import UTC, date, datetime

import openpyxl
import pytest

from dossier.evidence.columns import CellKind, Column
from dossier.evidence.spreadsheet import CELL_LIMIT, is_live, write_csv, write_xlsx

WIDE = 40
COLUMNS = (
    Column(1, "name", "Naam", width=WIDE),
    Column(2, "day", "Dag", CellKind.DATE),
    Column(3, "moment", "Moment", CellKind.MOMENT),
    Column(4, "count", "Aantal", CellKind.NUMBER),
    Column(5, "share", "Aandeel", CellKind.RATIO),
    Column(6, "yes", "Ja", CellKind.YES_NO),
)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def row(name):
    return {"name": name, "day": date(2026, 3, 1), "moment": NOW, "count": 3, "share": 0.675, "yes": True}


def attack(shared, name):
    lines = (shared / "attacks" / name).read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line and not line.startswith("# ")]


def read_csv(content):
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return [cells[0] for cells in rows][1:]


def given_back(text):
    """What a reader does: take one apostrophe off where the export put one on."""
    return text[1:] if text.startswith("'") and is_live(text) else text


def read_xlsx(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [cells[0] for cells in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize("name", ["formula_injection.txt", "formula_benign.txt"])
def test_no_text_runs_in_a_csv_and_none_is_lost(shared, name):
    texts = attack(shared, name)
    cells = read_csv(write_csv(COLUMNS, [row(text) for text in texts]))
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r\n\0＝＋－＠")] == []
    assert [given_back(cell) for cell in cells] == [text.replace("\0", "") for text in texts]


@pytest.mark.parametrize("name", ["formula_injection.txt", "formula_benign.txt"])
def test_no_text_runs_in_a_workbook_and_none_is_lost(shared, name):
    texts = [text for text in attack(shared, name) if text]
    cells = read_xlsx(write_xlsx([("Blad", COLUMNS, [row(text) for text in texts])], title="x", made_at=NOW))
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    # A workbook writes signs that XML cannot hold as _x000D_; spreadsheet programs read that back, this reader not.
    written = [re.sub(r"[\x01-\x08\x0b-\x1f]", lambda sign: f"_x{ord(sign[0]):04X}_", text) for text in texts]
    assert [cell.value for cell in cells] == [text.replace("\0", "") for text in written]


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "'t Gooi", "06-12345678", "0,65", "TRUE", "1-2", "", "€ 2.500,-"])
def test_an_ordinary_value_gets_no_apostrophe(text):
    assert read_csv(write_csv(COLUMNS, [row(text)])) == [text]


@pytest.mark.parametrize("text", ["\tAnna", "\rAnna", "'\nAnna", " =1", "\u200b=1", "''+1", "\u00a0@x", "＝1"])
def test_what_a_spreadsheet_program_may_run_is_live_behind_any_blank(text):
    assert is_live(text)


@pytest.mark.parametrize("text", ["", "Anna =1", " Anna", "'", "1=1", "\u200bAnna", "(+31)"])
def test_what_no_program_runs_is_not_live(text):
    assert not is_live(text)


def test_a_figure_below_nought_gets_no_apostrophe():
    content = write_csv((Column(0, "count", "-Aantal", CellKind.NUMBER),), [{"count": -3}])
    assert content.decode("utf-8-sig") == '"\'-Aantal"\r\n"-3"\r\n'


def test_a_workbook_is_ready_to_be_printed_and_filtered():
    empty = {"name": "", "day": None, "moment": "", "count": None, "share": None, "yes": None}
    sheets = [("Blad", COLUMNS, [row("Anna"), empty]), ("Leeg", COLUMNS, [])]
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(sheets, title="Overzicht", made_at=NOW, mark="R&D")))
    first, second = book.worksheets
    assert (book.properties.title, first.freeze_panes, first.print_title_rows) == ("Overzicht", "A2", "$1:$1")
    assert (first.page_setup.orientation, first.page_setup.fitToHeight) == ("landscape", 0)
    assert (first.auto_filter.ref, second.auto_filter.ref) == ("A1:F3", None)
    assert (first.oddFooter.left.text, first.oddFooter.right.text) == ("R&&D", "Pagina &P van &N")
    assert [cell.value for cell in second[1]] == ["1. Naam", "2. Dag", "3. Moment", "4. Aantal", "5. Aandeel", "6. Ja"]
    assert first.column_dimensions["A"].width == pytest.approx(WIDE, abs=1)
    assert [(cell.value, cell.alignment.wrap_text) for cell in first[3]] == [(None, True)] * 6


def test_the_longest_text_of_a_cell_is_kept_whole():
    content = write_xlsx([("Blad", COLUMNS, [row("x" * CELL_LIMIT)])], title="x", made_at=NOW)
    assert read_xlsx(content)[0].value == "x" * CELL_LIMIT


def test_a_workbook_has_typed_cells():
    content = write_xlsx([("Blad", COLUMNS, [row("Anna")])], title="x", made_at=NOW)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    values = [(cell.value, cell.number_format) for cell in sheet[2]]
    assert values == [
        ("Anna", "General"),
        (datetime(2026, 3, 1), "dd-mm-yyyy"),  # noqa: DTZ001
        (datetime(2026, 11, 20, 10, 30), "dd-mm-yyyy hh:mm"),  # noqa: DTZ001
        (3, "0"),
        (0.675, "0.0%"),
        ("ja", "General"),
    ]


def test_a_text_that_looks_like_the_inside_of_a_workbook_stays_text():
    text = "<r><t>Jansen</t></r></si><si><t>x</t></si></r>"
    content = write_xlsx([("Blad", COLUMNS, [row(text)])], title="x", made_at=NOW)
    assert [cell.value for cell in read_xlsx(content)] == [text]


def test_a_workbook_is_the_same_bytes_twice():
    made = [write_xlsx([("Blad", COLUMNS, [row("Anna")])], title="x", made_at=NOW) for _ in range(2)]
    assert made[0] == made[1]


def test_a_text_that_no_cell_can_hold_says_that_it_was_cut():
    content = write_xlsx([("Blad", COLUMNS, [row("x" * 40_000)])], title="x", made_at=NOW)
    assert read_xlsx(content)[0].value.endswith("[ingekort: de volledige tekst staat in het json-bestand]")


def test_a_csv_is_made_for_excel():
    content = write_csv(COLUMNS, [row("Zoë")])
    assert content == (
        b"\xef\xbb\xbf"
        b'"1. Naam";"2. Dag";"3. Moment";"4. Aantal";"5. Aandeel";"6. Ja"\r\n'
        + '"Zoë";"01-03-2026";"20-11-2026 10:30";"3";"67,5%";"ja"\r\n'.encode()
    )
