"""No Dutch is left on an English page, except what somebody wrote in Dutch: and that says so to a screen reader."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from justhtml import JustHTML

from tests.webui.addresses import PAGES
from webui.help_text import list_topics

ENGLISH = {"Accept-Language": "en"}
DUTCH = frozenset(
    re.findall(
        r"\w+",
        "de het een van voor niet met wordt naar zijn werkgever werknemer uur bij heeft geen deze dat en "
        "maand alleen minuten gesprek klaar jaar vacature reden dagen aan als nog om uw kunt kies vul bewaren "
        "wie wat waarom hoe sollicitatie sollicitaties toevoegen wijzigen maken nieuwe eerder terug vrijgeven "
        "zoeken opslaan ",
    )
)
"""Words that no English sentence has."""
NAMES = ("Bram de Wit", "Notariskantoor De Brug", "Bakkerij Mulder BV", "De Lindetak")
SPOKEN = ("aria-label", "placeholder", "title", "alt")
OWN_TEXT = {"script", "style", "textarea"}
"""What stands in a text field was typed by its reader."""


def texts_of(node: Any, *, is_dutch: bool = False) -> Iterator[str]:
    """Every text of a page that is said in English: in the page itself and to a screen reader."""
    for child in getattr(node, "children", None) or ():
        if child.name == "#text":
            if not is_dutch:
                yield child.data or ""
        elif not child.name.startswith(("#", "!")) and child.name not in OWN_TEXT:
            attrs = child.attrs or {}
            dutch = attrs["lang"] == "nl" if "lang" in attrs else is_dutch
            if not dutch:
                yield from (attrs[name] for name in SPOKEN if attrs.get(name))
            yield from texts_of(child, is_dutch=dutch)


def is_dutch(text: str) -> bool:
    """Two words that English has not, or one where there is hardly another."""
    for name in NAMES:
        text = text.replace(name, "")
    words = re.findall(r"[a-zà-ÿ]+", text.lower())
    found = [word for word in words if word in DUTCH]
    return len(set(found)) > 1 or bool(found and len(found) * 2 >= len(words))


def left_in_dutch(visitor, paths: list[str]) -> list[str]:
    answers = {path: visitor.get(path, follow_redirects=True, headers=ENGLISH) for path in paths}
    return [
        f"{path}: {' '.join(text.split())[:90]}"
        for path, answer in answers.items()
        if "html" in answer.mimetype
        for text in texts_of(JustHTML(answer.text, sanitize=False).root)
        if is_dutch(text)
    ]


@pytest.mark.parametrize("actor", ["anna", "bram", "daan", "admin"])
def test_no_dutch_is_left_on_an_english_page(actor: str, visit):
    assert left_in_dutch(visit(actor), ["/", *(path for path, allowed in PAGES.values() if actor in allowed)]) == []


def test_no_dutch_is_left_for_who_did_not_sign_in(anyone):
    paths = ["/inloggen", "/onzin", "/hulp", *(f"/hulp/{topic}" for topic in list_topics())]
    assert left_in_dutch(anyone, paths) == []


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Kies een reden</p>", True),
        ('<p lang="nl">Kies een reden</p>', False),
        ('<div lang="nl"><p lang="en">Kies een reden</p></div>', True),
        ('<button aria-label="Bewaren">x</button>', True),
        ("<p>Bram de Wit chose it</p>", False),
        ("<p>Choose a reason</p>", False),
    ],
)
def test_dutch_is_known_from_english(html: str, found: bool):
    assert any(is_dutch(text) for text in texts_of(JustHTML(html, fragment=True, sanitize=False).root)) is found
