"""Reads back what was printed: the words on the pages of a PDF, and the cells of a workbook."""

import io
import re
import shutil
import subprocess

import openpyxl

from dossier.evidence.dutch import euros
from dossier.evidence.exports import activities, application_overview
from tests.conftest import skip_or_fail

EMPLOYER = re.compile(r"Werkgever\s+\d+")


def words_on(content: bytes) -> str:
    if shutil.which("pdftotext") is None:
        skip_or_fail("geen pdftotext (poppler-utils) gevonden")
    return subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True
    ).stdout.decode()


def members_of(export, edition) -> dict[str, bytes]:
    return {member.name.rpartition(".")[2]: member.content for member in export.build(edition)}


def check_printed(edition, found: dict[str, int]) -> None:
    """As many rows on the pages and in the workbook as in the database, and the sum line says so."""
    overview = members_of(application_overview, edition)
    book = openpyxl.load_workbook(io.BytesIO(overview["xlsx"]))
    rows, totals = (
        list(book[name].iter_rows(min_row=2, values_only=True)) for name in ("Sollicitaties", "Per vier weken")
    )
    assert len([row for row in rows if isinstance(row[0], int)]) == found["apply"]
    assert sum(row[2] for row in totals) == found["apply"]
    pages = words_on(overview["pdf"])
    whole = re.search(r"Hele periode\s+(\d+)", pages)
    assert whole is not None
    assert int(whole[1]) == found["apply"]
    assert {re.sub(r"\s+", " ", name) for name in EMPLOYER.findall(pages)} == {
        row[2] for row in rows if row[0] is not None
    }
    pages = words_on(members_of(activities, edition)["pdf"])
    assert (f"Kosten samen: {euros(1050 * found['do'])}" in re.sub(r"\s+", " ", pages)) == bool(found["do"])
