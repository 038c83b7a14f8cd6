"""The text of a DOCX: paragraphs and table rows in order, with ticked boxes of every make."""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from dossier.capability_reading.text_line import CHECKED, UNCHECKED, Line, Text, make_line
from dossier.errors import AttachmentError

MOST_BYTES, MOST_PARTS, MOST_LINES = 60 * 1024 * 1024, 2_000, 20_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TICKED_SIGNS = {"F0FE", "F0FD", "F052", "F054", "F0FC", "00FE", "00FD"}
EMPTY_SIGNS = {"F0A8", "F06F", "F0A3", "F071", "00A8"}
UNREADABLE = "Dit Word-bestand is beschadigd en kan niet worden gelezen. Typ het document over."


def read_docx(content: bytes) -> Text:
    check_package(content)
    try:
        document = docx.Document(io.BytesIO(content))
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        AttributeError,
    ) as error:
        raise AttachmentError(UNREADABLE) from error
    text = Text()
    for section in document.sections[:1]:
        for part in (section.header, section.first_page_header):
            text.lines += block_lines(part._element, text)  # noqa: SLF001 - the library shows no check boxes
    text.lines += block_lines(document.element.body, text)
    if len(text.lines) > MOST_LINES:
        raise AttachmentError("Er staat te veel tekst in dit bestand. Kies alleen het document zelf.")
    return text


def check_package(content: bytes) -> None:
    """Refuses what unpacks too large, and any document type declaration: Word never writes one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise AttachmentError("Dit Word-bestand wordt uitgepakt te groot. Maak er een PDF van.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(part):
                    raise AttachmentError("Dit Word-bestand bevat iets wat er niet in hoort en is niet gelezen.")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        # zipfile says "not implemented" of a way of packing that it does not know, and RuntimeError of a password
        raise AttachmentError(UNREADABLE) from error


def block_lines(parent: Any, text: Text) -> list[Line]:
    found: list[Line] = []
    for block in blocks_of(parent):
        if block.tag == f"{WORD}tbl":
            found += [line for row in block.iter(f"{WORD}tr") if (line := row_line(row, text)) is not None]
            continue
        written = paragraph_text(block, text)
        gap = True
        for part in written.split("\n"):
            cells = [(cell, float(place)) for place, cell in enumerate(part.split("\t"))]
            line = make_line(cells, text.pages, gap=gap)
            if line is not None:
                found.append(line)
                gap = False
    return found


def blocks_of(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls."""
    for child in parent:
        if child.tag in {f"{WORD}p", f"{WORD}tbl"}:
            yield child
        elif child.tag in {f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins"}:
            yield from blocks_of(child)


def row_line(row: Any, text: Text) -> Line | None:
    cells: list[tuple[str, float]] = []
    place = 0
    for cell in row.iter(f"{WORD}tc"):
        words = "\n".join(paragraph_text(one, text) for one in cell.iter(f"{WORD}p"))
        cells.append((words, float(place)))
        span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
        place += int(span.get(f"{WORD}val", "1")) if span is not None else 1
    return make_line(cells, text.pages, row=True)


def paragraph_text(paragraph: Any, text: Text) -> str:
    return "".join(pieces_of(paragraph, text))


def pieces_of(element: Any, text: Text) -> Iterator[str]:
    for child in element:
        if child.tag in SIGNS:
            yield SIGNS[child.tag](child)
        elif child.tag not in LEFT_OUT:
            yield from pieces_of(child, text)
        text.pages += is_page_break(child)


def is_page_break(element: Any) -> bool:
    broken = element.tag == f"{WORD}br" and element.get(f"{WORD}type") == "page"
    return broken or bool(element.tag == f"{WORD}lastRenderedPageBreak")


def sign_of(symbol: Any) -> str:
    char = symbol.get(f"{WORD}char", "").upper()
    return CHECKED if char in TICKED_SIGNS else UNCHECKED if char in EMPTY_SIGNS else " "


def tab_of(tab: Any) -> str:
    """A tab in the text; one in the properties of a paragraph is only a place."""
    return "\t" if tab.getparent().tag == f"{WORD}r" else ""


def is_off(box: Any) -> bool:
    """An old form field: what was chosen, else how it began."""
    states = [box.find(f"{WORD}{name}") for name in ("checked", "default")]
    state = next((one for one in states if one is not None), None)
    return state is None or state.get(f"{WORD}val", "1") in {"0", "false", "off"}


SIGNS: dict[str, Callable[[Any], str]] = {
    f"{WORD}t": lambda text: text.text or "",
    f"{WORD}tab": tab_of,
    f"{WORD}br": lambda _: "\n",
    f"{WORD}cr": lambda _: "\n",
    f"{WORD}sym": sign_of,
    f"{WORD}noBreakHyphen": lambda _: "-",
    f"{WORD}checkBox": lambda box: UNCHECKED if is_off(box) else CHECKED,
}
LEFT_OUT = {FALLBACK, f"{WORD}p", f"{WORD}tbl", f"{WORD}instrText", f"{WORD}delText"}
