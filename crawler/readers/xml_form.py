"""XML elements as plain objects, by local names, so that namespaces and prefixes do not matter."""

from typing import Any

from lxml import etree

_MAX_DEPTH = 12
_TITLES = frozenset({"title", "name", "jobtitle", "functie", "functietitel", "titel", "position"})


def local_name(element: etree._Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1].rsplit(":", 1)[-1]


def text_of(element: etree._Element) -> str:
    """All text of an element and what is in it."""
    return "".join(str(part) for part in element.itertext()).strip()


def to_object(element: etree._Element, depth: int = 0) -> Any:
    """Text for a leaf, an object for the rest; a name that comes back makes a list, `href` stands for an empty leaf."""
    children = [child for child in element if isinstance(child.tag, str)]
    if not children or depth >= _MAX_DEPTH:
        if not children and (record := _attributes(element)):
            return record
        return text_of(element) or element.get("href") or element.get("url") or ""
    if "html" in (element.get("type") or "") and local_name(element) not in ("entry", "item"):
        return "".join([element.text or "", *(etree.tostring(child, encoding="unicode") for child in children)])
    found: dict[str, Any] = _attributes(element)
    for child in children:
        name, value = local_name(child), to_object(child, depth + 1)
        if name in found:
            known = found[name]
            found[name] = [*known, value] if isinstance(known, list) else [known, value]
        else:
            found[name] = value
    return found


def _attributes(element: etree._Element) -> dict[str, Any]:
    """The fields of a record that is written as attributes; other attributes say how, not what."""
    fields = {str(name).rsplit("}", 1)[-1]: str(value) for name, value in element.attrib.items()}
    return fields if len(fields) > 2 and _TITLES & {name.lower() for name in fields} else {}


def elements(root: etree._Element, *names: str) -> list[etree._Element]:
    """All elements with one of the local names, in the order of the document."""
    return [element for element in root.iter() if isinstance(element.tag, str) and local_name(element) in names]


def text_at(element: etree._Element | None, *names: str) -> str | None:
    """The text of the first element with one of the local names, tried in the order given."""
    if element is None:
        return None
    for name in names:
        for found in elements(element, name):
            if text := text_of(found):
                return text
    return None
