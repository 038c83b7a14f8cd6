"""Lists of applications as people and spreadsheets make them."""

import csv
import io

import openpyxl

from dossier.acts.imports import plan_import
from dossier.table_reading import Kind, read_list, read_table
from tests.dossier.cast import NOW

HEADING = ["Datum", "Werkgever", "Plaats", "Functie", "Hoe", "Status", "Datum reactie", "Reistijd", "Opmerkingen"]
GOOD = ["05-03-2026", "Bakkerij Zon", "Zwolle", "Baliemedewerker", "per mail", "geen reactie", "", "25 min", ""]


def row(**changes):
    names = dict(
        zip(["day", "employer", "place", "title", "way", "result", "on", "travel", "remark"], GOOD, strict=True)
    )
    return list((names | changes).values())


def as_csv(rows, delimiter=";", encoding="utf-8-sig", heading=HEADING):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([heading, *rows])
    return file.getvalue().encode(encoding)


def as_xlsx(fill, rows=(), *, epoch=None, heading=HEADING):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    for line in (heading, *rows):
        sheet.append(list(line))
    fill(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def plan(session, case, content, kind=Kind.APPLICATIONS, **more):
    return plan_import(session, case, read_list(read_table(content), kind, **more), now=NOW)


def reasons(planned):
    return [(fault.row, fault.column, fault.reason) for fault in planned.faults]
