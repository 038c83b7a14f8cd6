"""The main text of a page by trafilatura: the second opinion where no heading shows where the vacancy begins."""

import re

from crawler.document import Document

_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)
_TABLE_EDGE = re.compile(r"^\|\s*|\s*\|\s*$", re.MULTILINE)


def find_main_text(document: Document) -> str:
    """Lines of text without menus and small print, "" where none is found.

    Imported only when a page needs it: it brings a quarter of a second of imports, and costs ten times our own way.
    """
    from trafilatura import extract

    text = extract(document.html, favor_recall=True, include_comments=False, include_formatting=False) or ""
    return _TABLE_EDGE.sub("", _INDENTED.sub("", text)).strip()
