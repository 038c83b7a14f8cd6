"""What readers of HTML pages have in common: elements by class, their markup and their words."""

import lxml.html
from lxml import etree

Element = lxml.html.HtmlElement


def by_class(root: Element, *names: str) -> list[Element]:
    """Elements that have one of the class names as a whole word, in the order of the page."""
    tests = " or ".join(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names)
    return list(root.xpath(f"descendant-or-self::*[{tests}]"))


def words_of(element: Element | None) -> str | None:
    """The text of an element as one line."""
    return " ".join(element.text_content().split()) or None if element is not None else None


def first_words(root: Element, *names: str) -> str | None:
    """The words of the first element with one of the class names, tried in the order given."""
    found = (words_of(element) for name in names for element in by_class(root, name))
    return next((words for words in found if words), None)


def markup_of(element: Element | None) -> str:
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False)) if element is not None else ""


def meta(root: Element, *names: str) -> str | None:
    """The content of the first meta element with one of the names or properties."""
    for name in names:
        for element in root.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]", name=name):
            if content := " ".join((element.get("content") or "").split()):
                return content
    return None
