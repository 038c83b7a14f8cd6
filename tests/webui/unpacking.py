"""All the words that anyone can get out of a file: what is packed in it, on its pages, in its names and properties."""

import re
import shutil
import subprocess
import zipfile
from gzip import decompress
from io import BytesIO
from pathlib import Path

from tests.conftest import skip_or_fail

BROKEN = re.compile(r"-\s*\n\s*")
"""A page of a PDF breaks a long word after a hyphen: there it is read on."""


def words_in(name: str, content: bytes, folder: Path) -> str:
    """The file as bytes, and everything in it however deep."""
    found = [name, content.decode(errors="replace")]
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            found += [words_in(part.filename, archive.read(part), folder) for part in archive.infolist()]
            found.append(archive.comment.decode(errors="replace"))
    elif content.startswith(b"\x1f\x8b"):
        found.append(words_in("", decompress(content), folder))
    elif content.startswith(b"%PDF-"):
        found += read_pdf(content, folder)
    told = "\n".join(found)
    return f"{told}\n{BROKEN.sub('-', told)}"


def read_pdf(content: bytes, folder: Path) -> list[str]:
    if shutil.which("pdftotext") is None:
        skip_or_fail("geen pdftotext (poppler-utils) gevonden")
    path = folder / "blad.pdf"
    path.write_bytes(content)
    told = []
    for command in (["pdftotext", "-raw", path, "-"], ["pdfinfo", path], ["pdfinfo", "-meta", path]):
        done = subprocess.run(command, capture_output=True, check=False, timeout=20)  # an upload may be no real PDF
        told.append(done.stdout.decode("utf-8", "replace"))
    return told
