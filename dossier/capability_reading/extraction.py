"""The lines of a PDF, a Word file or a text file, by what the file is and not by what it is called."""

import re

from dossier.capability_reading.pdf import read_pdf
from dossier.capability_reading.text_line import Text, make_line
from dossier.capability_reading.word_file import read_docx
from dossier.errors import AttachmentError

FULL_LINE = 68
"""Characters: a line of a text file this long goes on in the next."""
NOT_ACCEPTED = "Dit soort bestand kan niet worden gelezen. Kies een PDF, een Word-bestand (.docx) of een tekstbestand."
OLD_WORD = (
    "Dit is een oud Word-bestand (.doc) of het heeft een wachtwoord. Bewaar het als .docx of PDF zonder wachtwoord."
)


def extract_text(content: bytes) -> Text:
    """By what the file is, whatever it is called."""
    if b"%PDF-" in content[:1024]:
        return read_pdf(content)
    if content.startswith(b"PK\x03\x04") and b"word/" in content:
        return read_docx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise AttachmentError(OLD_WORD)
    return read_plain(content)


def read_plain(content: bytes) -> Text:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        written = content.decode(encoding)
    except UnicodeDecodeError:
        written = content.decode("cp1252", "replace")
    if (
        "\x00" in written
        or written.startswith("{\\rtf")
        or sum(sign < " " and sign not in "\t\r\n\f" for sign in written) > 5
    ):
        raise AttachmentError(NOT_ACCEPTED)
    text = Text()
    for number, page in enumerate(written.split("\f"), start=1):
        gap, above = True, ""
        for row in page.splitlines():
            piped = row.count("|") >= 2
            plain = row.expandtabs(4).strip(" |") if piped else row.expandtabs(4)
            pattern = r"[^|]+" if piped else r"\S+(?:[ ]\S+)*"
            cells = [(part[0].strip(), float(part.start())) for part in re.finditer(pattern, plain)]
            wrapped = not gap and not piped and len(above) >= FULL_LINE
            line = make_line(cells, number, gap=gap, row=piped, wrapped=wrapped) if cells else None
            gap, above = line is None, row
            text.lines += [line] if line else []
    text.pages = written.count("\f") + 1
    return text
