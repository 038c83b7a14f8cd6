"""The forms of a page as a browser has them: where they go, what stands in them, and what can be typed."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from werkzeug.test import TestResponse

UNTYPED = {"hidden", "checkbox", "radio", "submit", "file", "button", "image", "reset"}


@dataclass(frozen=True)
class Form:
    """One form: its address and method, the values it has now, and the fields in which a person types."""

    action: str
    method: str
    values: dict[str, str]
    typed: tuple[str, ...]


def forms_in(page: TestResponse) -> Iterator[Form]:
    if "html" not in page.mimetype or page.status_code != 200:
        return
    for form in html.fromstring(page.text).forms:
        values = {name: value for name, value in form.form_values() if name}
        typed = [
            field.name
            for field in form.inputs
            if field.name and (field.tag == "textarea" or (field.tag == "input" and field.type not in UNTYPED))
        ]
        yield Form(form.action or page.request.path, form.method.upper(), values, tuple(dict.fromkeys(typed)))


def forms_of(visitor, paths: list[str]) -> list[Form]:
    """Every form on these pages, once; signing out is left to those who want to."""
    found = {(one.action, one.method): one for path in paths for one in forms_in(visitor.get(path))}
    return [one for key, one in sorted(found.items()) if "uitloggen" not in key[0] and "overal-afmelden" not in key[0]]
