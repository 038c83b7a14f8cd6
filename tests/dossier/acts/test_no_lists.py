"""A file that is no list, or wants to be more than one, is refused with a sentence."""

import io
import zipfile

import pytest

from dossier.errors import AttachmentError
from dossier.table_reading import Kind, read_list, read_table
from tests.dossier.acts.list_steps import GOOD, as_csv, as_xlsx, row


def repack(content, **more):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, more.pop(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return file.getvalue()


def plain_book():
    return as_xlsx(lambda *_: None, [GOOD])


def sheet_part(data):
    return {"xl/worksheets/sheet1.xml": data}


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, (b"&a;" if n == 1 else b"&a%d;" % (n - 1)) * 10) for n in range(1, 9))
    + b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&a8;</t></is></c></row></sheetData></worksheet>'
)
REFUSED = {
    "empty": (lambda: b"", "leeg"),
    "only spaces": (lambda: b" \r\n\t ", "leeg"),
    "only a mark": (lambda: b"\xef\xbb\xbf", "leeg"),
    "too large": (lambda: b"a;b\n" * 2_000_000, "groter dan 5 MB"),
    "one word": (lambda: b"onzin", "geen kolommen"),
    "no headings": (lambda: b"a;b;c\n1;2;3\n", "koppen"),
    "pdf": (lambda: b"%PDF-1.7 ...", "geen lijst"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n", "geen lijst"),
    "page": (lambda: b"<html><table>", "geen lijst"),
    "no workbook": (lambda: repack(plain_book(), x=b"")[:40], "beschadigd"),
    "other zip": (lambda: zipped({"word/document.xml": b"<x/>"}), "geen Excel-werkmap"),
    "half a workbook": (lambda: plain_book()[:-200], "beschadigd"),
    "broken sheet": (lambda: repack(plain_book(), **sheet_part(b"<worksheet><sheetData><row")), "beschadigd"),
    "zip bomb": (lambda: repack(plain_book(), **{"xl/media/x.bin": b"\0" * 60_000_000}), "uitgepakt veel te groot"),
    "entity bomb": (lambda: repack(plain_book(), **sheet_part(ENTITIES)), "beschadigd|tijd of geheugen|koppen"),
    "macros": (lambda: repack(plain_book(), **{"xl/vbaProject.bin": b"x"}), "macro's"),
    "old excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "oud Excel-bestand"),
    "password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
        "wachtwoord",
    ),
    "broken utf-16": (lambda: b"\xff\xfe" + as_csv([GOOD], encoding="utf-16-le")[:-1], "beschadigd"),
    "too many rows": (lambda: as_csv([row(employer=str(n)) for n in range(2_002)]), "meer dan 2000 regels"),
    "too many columns": (lambda: as_csv([], heading=[""] * 1_000_000), "koppen"),
    "no function": (lambda: as_csv([GOOD], heading=["Datum", "Werkgever", *"abcdefg"]), "koppen"),
}  # fmt: skip


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(name):
    make, words = REFUSED[name]
    with pytest.raises(AttachmentError, match=words):
        read_list(read_table(make()), Kind.APPLICATIONS)


# --- Taking over
