"""Every string in both languages: nothing in a template escapes translation, and the kept catalogue is the newest."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import webui

ROOM = Path(webui.__file__).parent
CATALOGUE = ROOM / "translations" / "en" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
NAMES = {"Passend", "sha256", "robots.txt", "Nederlands", "English"}
"""Words that are the same in every language."""


def strings_of_the_program() -> set[str]:
    found = extract_from_dir(ROOM, METHODS, keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


@pytest.fixture(scope="module")
def english() -> dict[str, tuple[str, ...]]:
    with (CATALOGUE / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    return {one(message.id): many(message.string) for message in messages}


def one(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def many(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_string_has_its_english_and_no_english_is_left_over(english):
    assert strings_of_the_program() - set(english) == set()
    assert set(english) - strings_of_the_program() == set()
    assert [message for message, text in english.items() if not all(text)] == []


def test_every_english_string_fills_in_the_same_values(english):
    unlike = [
        message
        for message, text in english.items()
        if any(set(PLACEHOLDER.findall(part)) != set(PLACEHOLDER.findall(message)) for part in text)
    ]
    assert unlike == []


def test_the_compiled_catalogue_says_what_the_written_one_says(english):
    with (CATALOGUE / "messages.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    stale = [message for message, text in english.items() if len(text) == 1 and compiled.gettext(message) != text[0]]
    stale += [
        message
        for message, text in english.items()
        if len(text) == 2 and (compiled.ngettext(message, "", 1), compiled.ngettext(message, "", 2)) != text
    ]
    assert stale == []


@pytest.mark.parametrize("path", sorted((ROOM / "templates").rglob("*.html")), ids=lambda path: path.stem)
def test_no_words_of_a_template_escape_translation(path: Path):
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", " ", text, flags=re.DOTALL)
    words = [word.strip(".,:;()“”–·") for word in text.split()]
    assert [word for word in words if re.search(r"[A-Za-zÀ-ÿ]{3,}", word) and word not in NAMES] == []


def test_a_page_speaks_english_to_who_asks_for_it(bram, daan):
    english = {"Accept-Language": "en"}
    assert "My people" in bram.get("/", headers=english).text
    assert 'lang="en"' in daan.get("/", headers=english).text
    assert "Mijn mensen" in bram.get("/", headers={"Accept-Language": "fr"}).text


def test_the_choice_of_the_reader_goes_before_that_of_the_browser(bram):
    bram.post("/voorkeuren", {"language": "en"})
    assert "My people" in bram.get("/", headers={"Accept-Language": "nl"}).text
    bram.post("/voorkeuren", {"language": "klingon"})
    assert "My people" in bram.get("/").text


def test_the_errors_of_a_form_speak_the_language_of_the_page(anna):
    page = anna.post("/dossiers/2026-0001/sollicitaties/nieuw", {"applied_on": "gisteren", "way": "postduif"})
    assert "Not a valid" not in page.text
