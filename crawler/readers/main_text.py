"""The part of a page that tells what the page is about: without menus, banners, forms and other vacancies."""

import re
from collections import defaultdict

from crawler.readers.html_form import Element

_TEXT_TAGS = ("p", "li", "td", "dd", "blockquote", "pre", "div", "section", "article", "span")
_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "iframe", "svg",
     "dialog", "head", "object", "textarea", "figure"})  # fmt: skip
_BOILERPLATE = re.compile(
    r"cookie|consent|(?:^|[\s_-])(?:nav|menu|footer|sidebar|breadcrumbs?|share|social|newsletter|nieuwsbrief|modal|popup|login|"
    r"comments?|related|similar|gerelateerd\w*|vergelijkbare|recommended|more-jobs|other-jobs|skip-link|screen-reader-text|"
    r"toolbar|navbar|subscribe|advertentie|banner)(?:$|[\s_-])", re.IGNORECASE)  # fmt: skip
_MIN_PIECE = 25


def drop_boilerplate(root: Element) -> None:
    """Takes away, in place, what is not about this page; what follows an element stays."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            if element.getparent() is not None:
                element.drop_tree()
        elif element.tag in _DROPPED or (element.tag not in ("html", "body", "main", "article") and _is_boilerplate(element)):
            if element.getparent() is not None:
                element.drop_tree()


def _is_boilerplate(element: Element) -> bool:
    if element.get("role") in ("navigation", "banner", "contentinfo", "search", "dialog") or element.get("aria-hidden") == "true":
        return element.tag != "header" or element.get("role") != "banner"
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    return len(name) < 200 and _BOILERPLATE.search(name) is not None


def main_element(root: Element) -> Element:
    """The element under which most text stands that is no link; widened while what it adds is text as well."""
    scores: dict[Element, float] = defaultdict(float)
    for element in root.iter(*_TEXT_TAGS):
        length = _own_length(element)
        if length < _MIN_PIECE:
            continue
        share, ancestor = 1.0, element.getparent()
        while ancestor is not None and share > 0.3:
            scores[ancestor] += length * share
            share, ancestor = share * 0.75, ancestor.getparent()
    body = root.find(".//body")
    best: Element = max(scores, key=lambda item: scores[item]) if scores else body if body is not None else root
    while (parent := best.getparent()) is not None and parent.tag not in ("body", "html"):
        own, wider, links = _length(best), _length(parent), _link_length(parent)
        if wider < own * 1.05 or links > wider * 0.35 or wider - links < own * 1.05 - _link_length(best):
            break
        best = parent
    return best


def _own_length(element: Element) -> int:
    """Text of the element itself and of what is inline in it, links not counted."""
    length = len((element.text or "").strip())
    for child in element:
        if isinstance(child.tag, str) and child.tag in ("b", "strong", "em", "i", "u", "span", "font") and len(child) == 0:
            length += len((child.text or "").strip())
        length += len((child.tail or "").strip())
    return length


def _length(element: Element) -> int:
    return len(" ".join(element.text_content().split()))


def _link_length(element: Element) -> int:
    return sum(len(" ".join(link.text_content().split())) for link in element.iter("a"))
