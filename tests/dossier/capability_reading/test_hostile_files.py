"""Files that are no document, or want to do harm: each is refused with a sentence that says what to do."""

import io
import random
import zipfile
from contextlib import suppress

import pikepdf
import pytest

from dossier.capability_reading import confinement, read_document
from dossier.capability_reading.extraction import extract_text
from dossier.capability_reading.reading import read_bytes
from dossier.errors import AttachmentError
from tests.dossier.capability_reading.papers import TUNED, make_docx, make_pdf

SCANNED, PASSWORD, TOO_HARD = "gescand", "wachtwoord", "tijd of geheugen"


def refusal(content: bytes) -> str:
    with pytest.raises(AttachmentError) as refused:
        read_bytes(content)
    return str(refused.value)


def make_package(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def change_docx(name: str, change) -> bytes:
    """A real Word file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(make_docx(lambda document: document.add_paragraph("4.13 tillen: 2")))) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    parts[name] = change(parts[name])
    return make_package(parts)


def test_a_pdf_with_a_password_is_refused():
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(TUNED[0].content())) as document:
        document.save(file, encryption=pikepdf.Encryption(owner="eigenaar", user="gebruiker"))
    assert PASSWORD in refusal(file.getvalue())


def test_a_scan_without_text_says_to_type_it_over():
    content = make_pdf("#set page(margin: 0pt)\n#rect(width: 100%, height: 100%, fill: gray)")
    assert SCANNED in refusal(content)
    assert "Typ het document over" in refusal(content)


def test_five_hundred_pages_are_refused_by_number():
    assert "500 pagina's" in refusal(make_pdf("#for _ in range(499) [a #pagebreak()] z"))


def test_a_page_that_unpacks_to_hundreds_of_megabytes_ends_by_itself(monkeypatch):
    monkeypatch.setattr(confinement, "SECONDS", 2)
    file = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(b"(a) Tj " * 30_000_000)
        document.save(file, compress_streams=True)
    assert len(file.getvalue()) < 2_000_000
    with pytest.raises(AttachmentError, match=TOO_HARD):
        read_document(file.getvalue())


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = make_package({"word/document.xml": b"0" * 70_000_000, "[Content_Types].xml": b"<Types/>"})
    assert len(bomb) < 200_000
    assert "uitgepakt te groot" in refusal(bomb)


def test_an_external_entity_is_refused_and_never_opened(tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    content = change_docx(
        "word/document.xml", lambda xml: xml.replace(b"?>", b"?>" + head, 1).replace(b"4.13 tillen: 2", b"&e;")
    )
    assert "niet gelezen" in refusal(content)


def test_an_entity_in_another_encoding_is_not_expanded(tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'

    def hide(xml: bytes) -> bytes:
        text = xml.decode().replace("UTF-8", "UTF-16", 1).replace("?>", "?>" + head, 1)
        return text.replace("4.13 tillen: 2", "4.13 tillen: 2 &e;").encode("utf-16")

    try:
        lines = " ".join(line.text for line in extract_text(change_docx("word/document.xml", hide)).lines)
    except AttachmentError:
        lines = ""
    assert "geheim" not in lines


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Word-bestand"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(300), "kan niet worden gelezen"),
        (b"{\\rtf1\\ansi 4.13 tillen: 2}" + b" " * 50, "kan niet worden gelezen"),
        (b"PK\x03\x04 word/ geen zip" + bytes(300), "beschadigd"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, "beschadigd"),
        (b"kort", SCANNED),
    ],
)
def test_what_is_no_document_is_refused_with_what_to_do(content, words):
    assert words in refusal(content)


@pytest.mark.parametrize(("content", "words"), [(b"", "leeg"), (b"a" * (10 * 1024 * 1024 + 1), "groter dan 10 MB")])
def test_an_empty_or_a_huge_file_never_reaches_the_reader(content, words):
    with pytest.raises(AttachmentError, match=words):
        read_document(content)


@pytest.mark.parametrize("paper", [TUNED[0], TUNED[2]], ids=lambda paper: paper.name)
def test_a_broken_file_is_read_or_refused_and_never_worse(paper):
    chance, content = random.Random(3), paper.content()
    for _ in range(12):
        cut = bytearray(content[: chance.randrange(200, len(content))])
        for _ in range(20):
            cut[chance.randrange(len(cut))] = chance.randrange(256)
        with suppress(AttachmentError):
            read_bytes(bytes(cut))


def test_the_process_of_its_own_answers_what_reading_answers():
    content = TUNED[5].content()
    assert read_document(content) == read_bytes(content)
