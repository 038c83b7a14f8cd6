"""A report as a Word file: the same parts, counts, opinion and signatures, to read on or to put on paper."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from dossier.evidence.logo import draw_logo
from dossier.evidence.pdf import printable
from dossier.evidence.report_copy import ReportCopy
from dossier.evidence.report_pdf import report_data, report_page

LONGEST = 255
"""What Word takes for a title or a name in the properties of a file."""
FIXED = (1980, 1, 1, 0, 0, 0)
"""The time of every part of the file, so that the same report is the same bytes."""


def write_report_docx(copy: ReportCopy, *, copied_at: datetime) -> bytes:
    """One copy for one receiver, marked on every page with that receiver and the day (V-20)."""
    import docx  # half a second that only this file needs

    page, data = printable(report_page(copy, copied_at)), printable(report_data(copy))
    document = docx.Document()
    _set_up(document, page, copy, copied_at)
    _write_head(document, page, copy)
    for place, section in enumerate(data["sections"]):
        document.add_heading(section["title"], level=1)
        _write_blocks(document, section["blocks"])
        if place == 0:
            _write_figures(document, data["facts"])
    if data["left_out"]:
        document.add_paragraph(
            "Onderdelen die alleen voor werknemer en loopbaancoach bestemd zijn, staan niet in dit exemplaar."
        ).runs[0].italic = True
    if data["opinion"]:
        document.add_heading("Oordeel van de werknemer", level=1)
        _write_blocks(document, data["opinion"]["blocks"])
        said = f"{data['opinion']['name']}, {data['opinion']['on']}. Dit zijn de eigen woorden van de werknemer."
        document.add_paragraph(said).runs[0].italic = True
    _write_signatures(document, data)
    return _packed(document)


def _set_up(document: Any, page: dict[str, Any], copy: ReportCopy, copied_at: datetime) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    about = document.core_properties
    title, made_by = (text[:LONGEST] for text in (f"{page['title']} – dossier {page['case']}", page["made_by"]))
    about.title, about.author, about.language = title, made_by, "nl-NL"
    about.created = about.modified = copied_at.astimezone(UTC).replace(tzinfo=None)
    about.last_modified_by, about.comments = made_by, f"Bestemd voor {page['receiver']}"
    layout = document.sections[0]
    layout.page_width, layout.page_height = Cm(21), Cm(29.7)
    layout.left_margin = layout.right_margin = Cm(2.2)
    layout.top_margin = layout.bottom_margin = Cm(2.4)
    accent = RGBColor.from_string(copy.look.accent.removeprefix("#").upper())
    for name, size in (("Title", 22), ("Heading 1", 13)):
        style = document.styles[name]
        style.font.size, style.font.color.rgb, style.font.name = Pt(size), accent, "Calibri"
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "minorHAnsi")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.element.rPr.append(_language())
    layout.header.paragraphs[0].text = (
        f"{page['title']} · dossier {page['case']} · {page['employee']} · versie {page['version']} · "
        f"{page['made_on']} · opgesteld door {page['made_by']}"
    )
    layout.footer.paragraphs[0].text = f"Bestemd voor {page['receiver']}, {page['receiver_name']} · {page['copied_on']}"
    for paragraph in (layout.header.paragraphs[0], layout.footer.paragraphs[0]):
        paragraph.runs[0].font.size = Pt(8)


def _language() -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:lang")
    element.set(qn("w:val"), "nl-NL")
    return element


def _write_head(document: Any, page: dict[str, Any], copy: ReportCopy) -> None:
    from docx.shared import Cm

    if copy.look.logo:
        # Word reads no svg without a picture beside it; drawn anew, every logo is one.
        picture = draw_logo(copy.look.logo, copy.look.logo_format, as_png=True)
        drawn = document.add_picture(BytesIO(picture), height=Cm(1.3))
        drawn._inline.docPr.set("descr", f"Logo van {copy.look.office}")  # noqa: SLF001 - its only way to alt text
    document.add_heading(page["title"], level=0)
    facts = [
        ("Werknemer", page["employee"]),
        ("Werkgever", page["employer"]),
        ("Loopbaancoach", page["coach"]),
        ("Bureau", copy.look.office),
        ("Functie", page["job_title"]),
        ("Periode", f"{page['period_from']} tot en met {page['period_to']}"),
        ("Eerste ziektedag", page["first_sick_day"]),
        ("Begin spoor 2", page["track_two_start"]),
    ]
    for name, value in facts:
        if value:
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.space_after = 0
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(value)
    if copy.newest > copy.version:
        document.add_paragraph(f"Dit is een eerdere versie; versie {copy.newest} vervangt haar.").runs[0].bold = True


def _write_blocks(document: Any, blocks: list[dict[str, Any]]) -> None:
    for block in blocks:
        if "points" in block:
            for point in block["points"]:
                document.add_paragraph(point, style="List Bullet")
        else:
            document.add_paragraph(block["text"])


def _write_figures(document: Any, facts: dict[str, Any]) -> None:
    if not facts:
        return
    document.add_heading("De periode in cijfers", level=1)
    _write_table(document, facts["heads"], [*facts["rows"], facts["total"]])
    document.add_paragraph(
        f"Activiteiten: {facts['activities']}, waarvan afgerond {facts['activities_done']}. "
        f"Gesprekken: {facts['conversations']}."
    )


def _write_signatures(document: Any, data: dict[str, Any]) -> None:
    document.add_heading("Ondertekening", level=1)
    lines = [
        [
            line["function"],
            line["name"] + (f"\nOpmerking: {line['remark']}" if line["remark"] else ""),
            line["meaning"],
            line["on"] or "nog open",
        ]
        for line in data["signatures"]
    ]
    _write_table(document, ["Functie", "Naam", "Betekenis", "Datum"], lines)
    document.add_paragraph(f"{data['signed_how']} Vingerafdruk (SHA-256): {data['sha256']}")


def _write_table(document: Any, heads: list[str], rows: list[list[str]]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    table = document.add_table(rows=1, cols=len(heads), style="Light Grid Accent 1")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - repeated on every page
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    for cell in (cell for row in table.rows for cell in row.cells):
        for run in cell.paragraphs[0].runs:
            run.font.size = Pt(8.5)


def _packed(document: Any) -> bytes:
    """The file again with one time for every part: python-docx puts the clock into the zip."""
    raw, out = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, FIXED), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx_name(copy: ReportCopy) -> str:
    return f"{copy.case.number}_{copy.kind}_{copy.number}_versie_{copy.version}.docx"


def pdf_name(copy: ReportCopy) -> str:
    return docx_name(copy).replace(".docx", ".pdf")
