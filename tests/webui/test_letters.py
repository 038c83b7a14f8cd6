"""A letter that names illness, track two or a wage demand is kept, with a warning for coach and employee."""

from io import BytesIO

import docx
import pytest

from dossier.capability_reading import read_mentions
from dossier.errors import AttachmentError
from dossier.evidence.log import entries_of
from dossier.evidence.visibility import shown_fields
from dossier.storage.applications import get_application, proofs_of
from dossier.storage.evidence import contents_of
from tests.dossier.capability_reading.papers import make_pdf
from tests.webui.cast import NUMBER, PDF

PROOF = f"/dossiers/{NUMBER}/sollicitaties/1"
BAD = "Geachte heer,\n\nIk zit in spoor 2 na een burn-out en wil\nminimaal € 2.600 per maand verdienen."
CLEAN = "Geachte heer,\n\nGraag kom ik kennismaken. Ik heb tien jaar ervaring in een magazijn."
CV = "Mijn werk\n2012 - 2019 Praktijk Noord\nFysiotherapie, receptie\n2019 - 2024 GGZ Midden\nRoosters maken"


def word_file(text: str) -> bytes:
    document, kept = docx.Document(), BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(kept)
    return kept.getvalue()


def send(visitor, content: bytes, name: str, kind: str):
    return visitor.post(
        f"{PROOF}/bewijs", {"file": (BytesIO(content), name), "kind": kind}, content_type="multipart/form-data"
    )


def kept_proof(web_database):
    with web_database.reading() as session:
        return proofs_of(session, get_application(session, 1, 1).id)[-1]


@pytest.mark.parametrize("kind", ["brief", "cv"])
def test_a_letter_or_cv_is_kept_with_a_warning_for_both(kind: str, anna, bram, daan, web_database):
    assert send(anna, BAD.encode(), "brief.txt", kind).status_code == 302
    assert kept_proof(web_database).mentions == ["ziekte", "tweede spoor", "looneis"]
    words = "“brief.txt” noemt ziekte of gezondheid, het tweede spoor of re-integratie, een looneis."
    assert [words in visitor.get(PROOF).text for visitor in (anna, bram, daan)] == [True, True, False]


@pytest.mark.parametrize("make", [word_file, make_pdf], ids=["docx", "pdf"])
def test_word_and_pdf_are_read_too(make, bram, web_database):
    send(bram, make(BAD), f"brief.{'docx' if make is word_file else 'pdf'}", "brief")
    assert kept_proof(web_database).mentions == ["ziekte", "tweede spoor", "looneis"]


def test_of_another_proof_only_what_the_employer_may_not_keep_is_named(anna, daan, web_database):
    send(anna, BAD.encode(), "afwijzing.txt", "afwijzing")
    assert kept_proof(web_database).mentions == ["ziekte"]
    page = anna.get(PROOF).text
    assert ["“afwijzing.txt” noemt ziekte of gezondheid.</strong>" in page, "bij een volgende brief" in page] == [
        True,
        False,
    ]
    assert "gaat niet mee naar de werkgever" in page
    assert "afwijzing.txt" not in daan.get(PROOF).text


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (CLEAN.encode(), "brief.txt", "brief"),
        (CV.encode(), "cv.txt", "cv"),
        (PDF, "brief.pdf", "brief"),
    ],
)
def test_no_warning_without_such_words(content, name, kind, bram, web_database):
    assert send(bram, content, name, kind).status_code == 302
    assert kept_proof(web_database).mentions == []


def test_a_letter_that_comes_along_with_an_application_is_read_as_well(anna, web_database):
    values = {
        "applied_on": "2026-11-19", "job_title": "Telefonist", "employer": "Zeist", "way": "brief of e-mail",
        "file_kind": "brief", "fits_limitations": "", "performed_by": "employee",
    }  # fmt: skip
    data = values | {"file": (BytesIO(BAD.encode()), "brief.txt")}
    answer = anna.post(f"/dossiers/{NUMBER}/sollicitaties/nieuw", data, content_type="multipart/form-data")
    assert "“brief.txt” noemt" in anna.get(answer.location).text


def test_the_log_never_tells_an_employer_what_the_letter_names(anna, web_database):
    send(anna, BAD.encode(), "brief.txt", "brief")
    with web_database.reading() as session:
        entry = entries_of(session, 1)[-1]
        content = contents_of(session, 1)[entry.id].content
    released = frozenset({content["record_id"], content["application_id"]})
    shown = {role: shown_fields(entry.kind, content, role, released) for role in ("employer", "coach")}
    assert {role: "mentions" in fields for role, fields in shown.items()} == {"employer": False, "coach": True}


def test_a_photo_cannot_be_read_and_is_refused_by_the_reader_alone():
    with pytest.raises(AttachmentError):
        read_mentions(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
