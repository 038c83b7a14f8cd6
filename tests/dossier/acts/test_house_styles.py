"""The look of an office: checked by content, in every report of its coaches, and nobody else's to change."""

import io
import struct
import zlib

import docx
import pytest

from dossier.acts.house_styles import contrast_on_white, save_house_style
from dossier.acts.report_drafts import start_draft
from dossier.errors import AttachmentError, GuardedTextError, InvalidInputError
from dossier.evidence.house_style import look_for
from dossier.evidence.logo import SIZE_LIMIT, check_logo
from dossier.evidence.report_docx import write_report_docx
from dossier.evidence.report_pdf import render_report
from dossier.evidence.report_reader import ReportReader
from tests.dossier.cast import NOW
from tests.dossier.evidence.report_case import write_report

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#0a5"/></svg>'


def png(width=8, height=4):
    """A picture of one colour, made by hand."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\x00" + b"\x22\x66\xaa" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def save(session, cast, settings, **more):
    wanted = {
        "values": {"name": "Bureau Vooruit", "accent": "#7a1f4b"}, "texts": {}, "logo": None, "drop_logo": False,
        "settings": settings, "actor": cast.admin, "now": NOW,
    } | more  # fmt: skip
    return save_house_style(session, cast.bram.organisation_id, **wanted)


def test_a_logo_and_a_colour_stand_in_pdf_and_word(session, cast, settings):
    for logo, kind in ((png(), "png"), (SVG, "svg")):
        save(session, cast, settings, logo=logo)
        assert look_for(session, cast.case, settings).logo_format == kind
        report = write_report(session, cast, "voortgangsrapportage")
        copy = ReportReader(session, cast.case, settings=settings, receiver="coach").copy(report)
        assert render_report(copy, copied_at=NOW).startswith(b"%PDF")
        document = docx.Document(io.BytesIO(write_report_docx(copy, copied_at=NOW)))
        assert len(document.inline_shapes) == 1
        assert str(document.styles["Heading 1"].font.color.rgb) == "7A1F4B"


def test_only_cases_of_the_offices_own_coaches_get_its_look(session, cast, settings):
    save(session, cast, settings)
    cast.case.coach_id = None
    assert look_for(session, cast.case, settings).office == ""
    assert look_for(session, cast.other_case, settings).office == "Bureau Vooruit"


def test_a_standard_text_begins_every_new_draft(session, cast, settings):
    save(session, cast, settings, texts={"trajectplan": {"kader": "Ons eigen kader."}})
    values = {"kind": "trajectplan", "period_from": NOW.date(), "period_to": NOW.date()}
    assert start_draft(session, cast.case, values, actor=cast.bram, now=NOW).texts["kader"] == "Ons eigen kader."


def test_words_about_health_are_no_standard_text(session, cast, settings):
    with pytest.raises(GuardedTextError):
        save(session, cast, settings, texts={"trajectplan": {"kader": "Bij een burn-out geldt dit."}})


def test_nobody_but_the_administrator_changes_a_house_style(session, cast, settings):
    for other in (cast.bram, cast.anna, cast.daan):
        with pytest.raises(InvalidInputError):
            save(session, cast, settings, actor=other)


@pytest.mark.parametrize(("colour", "shown"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)])
def test_contrast_is_as_the_standard_counts_it(colour, shown):
    assert round(contrast_on_white(colour), 2) == shown


def test_a_colour_that_cannot_be_read_on_white_is_refused(session, cast, settings):
    with pytest.raises(InvalidInputError, match="donkerder"):
        save(session, cast, settings, values={"name": "x", "accent": "#ffd000"})


REFUSED = {
    "empty": b"",
    "too large": SVG + b" " * SIZE_LIMIT,
    "no picture": b"%PDF-1.4",
    "a page": b"<html><body>x</body></html>",
    "a broken png": png()[:40],
    "a huge png": png()[:16] + struct.pack(">II", 60_000, 60_000) + png()[24:],
    "a script": SVG.replace(b"<rect", b"<script>alert(1)</script><rect"),
    "an act": SVG.replace(b"<rect", b'<rect onload="alert(1)"'),
    "a link out": SVG.replace(b"<rect", b'<use href="http://x.example/a.svg#b"/><rect'),
    "a fill from elsewhere": SVG.replace(b'fill="#0a5"', b'fill="url(http://x.example/a)"'),
    "a picture inside": SVG.replace(b"<rect", b'<image href="data:image/png;base64,AAAA"/><rect'),
    "an entity": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///x">]>' + SVG.replace(b"<rect", b"<title>&a;</title><rect"),
    "a style sheet": SVG.replace(b"<rect", b"<style>@import url(http://x.example)</style><rect"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_plain_picture_is_no_logo(name):
    with pytest.raises(AttachmentError):
        check_logo(REFUSED[name])


def test_a_plain_picture_is_a_logo():
    assert (check_logo(png()), check_logo(SVG)) == ("image/png", "image/svg+xml")
