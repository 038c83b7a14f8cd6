"""What readers of HTML pages have in common: the markup and the words of an element."""

from typing import TypeAlias

import lxml.html
from lxml import etree

Element: TypeAlias = lxml.html.HtmlElement


def words_of(element: Element | None) -> str | None:
    """The text of an element as one line."""
    return " ".join(element.text_content().split()) or None if element is not None else None


def markup_of(element: Element | None) -> str:
    return (
        str(etree.tostring(element, encoding="unicode", method="html", with_tail=False)) if element is not None else ""
    )
