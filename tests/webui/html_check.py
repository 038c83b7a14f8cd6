"""What is wrong with the HTML of a page: faults of the standard's own parser, and what a parser does not look at."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from justhtml import JustHTML

BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "section", "form", "fieldset", "h1", "h2", "h3", "h4", "blockquote"}
PHRASING = {"span", "strong", "em", "b", "i", "label", "button", "a", "small", "summary", "h1", "h2", "h3", "p", "dt"}
"""May hold words and no blocks (`a` may hold blocks by the standard, and does not in this program)."""
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}, "select": {"option", "optgroup"}}
ALIKE = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "form")
"""Attributes that name the id of another element."""
NAMED = {"input", "select", "textarea"}
UNNAMED_TYPES = {"hidden", "submit", "button"}


class Twice(HTMLParser):
    """Attributes that an element has twice: a parser keeps the first and says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = Counter(name for name, _ in attrs)
        self.found += [f"{name} twice at <{tag}>" for name, count in names.items() if count > 1]


def faults_of(html: str) -> list[str]:
    """In words, each with the element that it is about."""
    document = JustHTML(html, collect_errors=True, sanitize=False)
    found = [f"line {error.line}: {error.code}" for error in document.errors]
    twice = Twice()
    twice.feed(html)
    found += twice.found
    elements = list(walk(document.root))
    for check in (check_ids, check_references, check_names, check_choices, check_headings, check_nesting, check_frame):
        found += check(elements)
    return found


def walk(node: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every element with the names of those around it, the nearest last."""
    for child in getattr(node, "children", None) or ():
        if not child.name.startswith(("#", "!")):
            yield child, above
        yield from walk(child, (*above, child.name))


def attrs_of(element: Any) -> dict[str, str]:
    return {name: value or "" for name, value in (element.attrs or {}).items()}


def check_ids(elements: list[Any]) -> list[str]:
    ids = Counter(attrs_of(element)["id"] for element, _ in elements if "id" in attrs_of(element))
    return [f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1] + [
        f"id {name!r} is empty or has a space" for name in ids if not name or " " in name
    ]


def check_references(elements: list[Any]) -> list[str]:
    ids = {attrs_of(element).get("id") for element, _ in elements}
    return [
        f"{attribute}={name!r} of <{element.name}> is nowhere"
        for element, _ in elements
        for attribute in ALIKE
        for name in attrs_of(element).get(attribute, "").split()
        if name not in ids
    ] + [
        f"link to {link!r} is nowhere"
        for element, _ in elements
        if element.name == "a" and (link := attrs_of(element).get("href", "")).startswith("#") and link[1:] not in ids
    ]


def check_choices(elements: list[Any]) -> list[str]:
    """A required list begins with an empty choice, or its first answer is given without being chosen."""
    return [
        f"<select name={attrs_of(element).get('name')!r}> is required and begins with an answer"
        for element, _ in elements
        if element.name == "select" and "required" in attrs_of(element)
        if attrs_of(next(one for one in element.children if one.name == "option")).get("value", "x")
    ]


def check_names(elements: list[Any]) -> list[str]:
    """Every field has a label, every picture a name, every button and link words."""
    labelled = {attrs_of(element).get("for") for element, _ in elements if element.name == "label"}
    found = []
    for element, above in elements:
        attrs = attrs_of(element)
        has_name = bool({"aria-label", "aria-labelledby", "aria-hidden"} & set(attrs))
        if element.name in NAMED and attrs.get("type") not in UNNAMED_TYPES:
            if not (has_name or "label" in above or attrs.get("id") in labelled):
                found.append(f"<{element.name} name={attrs.get('name')!r}> has no label")
        elif element.name in {"button", "a", "summary", "h1", "h2", "h3", "legend", "label", "title"}:
            if not (has_name or element.to_text().strip()):
                found.append(f"<{element.name}> has no words")
        elif (element.name == "img" and "alt" not in attrs) or (element.name == "svg" and not has_name):
            found.append(f"<{element.name}> has no name")
    return found


def check_headings(elements: list[Any]) -> list[str]:
    levels = [int(element.name[1]) for element, _ in elements if element.name in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} times h1"]
    return found + [f"h{before} is followed by h{after}" for before, after in pairwise(levels) if after > before + 1]


def check_nesting(elements: list[Any]) -> list[str]:
    found = []
    for element, above in elements:
        parent = above[-1] if above else ""
        if parent in CHILDREN and element.name not in CHILDREN[parent] | {"script", "template"}:
            found.append(f"<{element.name}> in <{parent}>")
        if element.name in BLOCKS and parent in PHRASING and not (parent == "summary" and element.name.startswith("h")):
            found.append(f"<{element.name}> in <{parent}>")
        if element.name in {"a", "button"} and {"a", "button", "summary"} & set(above):
            found.append(f"<{element.name}> in what is clicked itself")
    return found


def check_frame(elements: list[Any]) -> list[str]:
    """One language, one title, one main, no style or script in the page itself."""
    names = Counter(element.name for element, above in elements if "svg" not in above)
    found = [f"{names[name]} times <{name}>" for name in ("html", "title", "main") if names[name] != 1]
    found += (
        [] if any(e.name == "html" and attrs_of(e).get("lang") in {"nl", "en"} for e, _ in elements) else ["no lang"]
    )
    found += [f"style in <{e.name}>" for e, _ in elements if e.name == "style" or "style" in attrs_of(e)]
    found += ["script in the page" for e, _ in elements if e.name == "script" and "src" not in attrs_of(e)]
    return found + [
        f"{name} of <{e.name}>" for e, _ in elements for name in attrs_of(e) if name.startswith("on") and len(name) > 3
    ]
