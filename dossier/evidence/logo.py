"""The logo of an office: judged by what is in the file, never by its name, and drawn once before it is kept."""

import json
from importlib.resources import as_file, files

import typst
from lxml import etree

from dossier.errors import AttachmentError
from dossier.evidence.pdf import STANDARDS

SIZE_LIMIT = 300_000
PIXEL_LIMIT = 4_000
PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset(
    SVG + name
    for name in (
        "svg", "g", "defs", "title", "desc", "metadata", "path", "rect", "circle", "ellipse", "line", "polyline",
        "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "symbol",
    )
)  # fmt: skip
"""Shapes alone: no text (the reader may lack its font), no pictures from elsewhere, no style sheet and no script."""
REFUSED = "Dit logo nemen we niet aan: {why}. Wel: een png of svg van hoogstens 300 kB."


def check_logo(content: bytes) -> str:
    """The media type; raises AttachmentError for anything but a small picture that can be drawn in an archive PDF."""
    if not content or len(content) > SIZE_LIMIT:
        raise AttachmentError(REFUSED.format(why="leeg of te groot"))
    if content.startswith(PNG_MAGIC):
        width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
        if not (0 < width <= PIXEL_LIMIT and 0 < height <= PIXEL_LIMIT):
            raise AttachmentError(REFUSED.format(why=f"{width} bij {height} beeldpunten"))
        media_type, kind = "image/png", "png"
    else:
        _check_shapes(content)
        media_type, kind = "image/svg+xml", "svg"
    try:
        draw_logo(content, kind, as_png=False)
    except (typst.TypstError, RuntimeError) as error:
        raise AttachmentError(REFUSED.format(why="het is beschadigd of niet te tekenen")) from error
    return media_type


def _check_shapes(content: bytes) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise AttachmentError(REFUSED.format(why="geen png en geen svg")) from error
    if root.tag != SVG + "svg" or b"<!DOCTYPE" in content.upper():
        raise AttachmentError(REFUSED.format(why="geen png en geen gewone svg"))
    for element in root.iter(etree.Element):
        if element.tag not in DRAWN:
            raise AttachmentError(REFUSED.format(why=f"er staat {etree.QName(element).localname} in"))
        for name, value in element.attrib.items():
            _check_attribute(str(name), str(value))


def _check_attribute(name: str, value: str) -> None:
    """Nothing that runs, and nothing that points outside the file."""
    local = name.rpartition("}")[2].lower()
    points_out = "url(" in value.replace("url(#", "") or (local == "href" and not value.startswith("#"))
    if local.startswith("on") or points_out:
        raise AttachmentError(REFUSED.format(why=f"{local} verwijst naar iets buiten het bestand"))


def draw_logo(content: bytes, kind: str, *, as_png: bool) -> bytes:
    """The logo alone: as an archive PDF to see that it can be, or as a picture for Word."""
    with as_file(files("dossier.evidence") / "templates") as folder:
        options = {"format": "png", "ppi": 300.0} if as_png else {"format": "pdf", "pdf_standards": STANDARDS}
        made = typst.compile(
            folder / "logo.typ",
            root=folder,
            sys_inputs={"data": json.dumps({"logo": list(content), "format": kind})},
            ignore_system_fonts=True,
            **options,
        )
    assert isinstance(made, bytes)
    return made
