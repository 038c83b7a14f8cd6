"""Keeps with each value the words that it was read from, and whether a field or the running text gave them."""

from typing import Any

from crawler.normalise.education import find_education, read_education
from crawler.normalise.employment import find_employment_types, read_employment_types
from crawler.normalise.language import find_language, language_code
from crawler.normalise.licence import find_licences
from crawler.normalise.text import clean_text
from crawler.raw_posting import RawPosting

FIELD, TEXT = "veld", "tekst"
LONGEST = 300


def note_reading(values: dict[str, Any], name: str, words: Any, how: str) -> None:
    """Remember where a value of a vacancy comes from; nothing where there are no words."""
    said = clean_text(words)[:LONGEST]
    if said:
        values["readings"][name] = {"words": said, "how": how}


def add_words(values: dict[str, Any], raw: RawPosting) -> None:
    """What a vacancy asks and offers in words: language, education, licences, kinds of contract."""
    description = values["description"]
    _add_language(values, raw)
    _add_education(values, raw)
    _add_employment(values, raw)
    if description and (licences := find_licences(description)):
        values["licences"] = licences[0]
        note_reading(values, "licences", licences[1], TEXT)


def _add_language(values: dict[str, Any], raw: RawPosting) -> None:
    label = clean_text(raw.language)
    if label and (code := language_code(label)):
        values["language"] = code
        note_reading(values, "language", label, FIELD)
        return
    text = values["description"] or values["title"]
    values["language"] = find_language(text)
    if values["language"]:
        note_reading(values, "language", text[:80], TEXT)


def _add_education(values: dict[str, Any], raw: RawPosting) -> None:
    if told := clean_text(raw.education):
        values["education"] = read_education(told)
        note_reading(values, "education", told, FIELD)
    elif values["description"] and (found := find_education(values["description"])):
        values["education"] = found[0]
        note_reading(values, "education", found[1], TEXT)


def _add_employment(values: dict[str, Any], raw: RawPosting) -> None:
    if raw.employment_type and (kinds := read_employment_types(raw.employment_type)):
        values["employment_type"] = kinds
        told = raw.employment_type if isinstance(raw.employment_type, list) else [raw.employment_type]
        note_reading(values, "employment_type", ", ".join(item for item in told if isinstance(item, str)), FIELD)
    elif values["description"] and (found := find_employment_types(values["description"])):
        values["employment_type"] = found[0]
        note_reading(values, "employment_type", found[1], TEXT)
