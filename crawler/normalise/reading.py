"""Keeps with each value the words that it was read from, and whether a field or the running text gave them."""

from typing import Any

from crawler.normalise.education import find_education, read_education
from crawler.normalise.employment import find_employment_types, read_employment_types
from crawler.normalise.language import find_language, language_code
from crawler.normalise.licence import find_licences
from crawler.normalise.text import clean_text
from crawler.raw_posting import RawPosting
from dossier.model.posting import Reading, VacancyIn

FIELD, TEXT = "veld", "tekst"
LONGEST = 300


def note_reading(vacancy: VacancyIn, name: str, words: Any, how: str) -> None:
    """Remember where a value comes from; nothing where there are no words."""
    said = clean_text(words)[:LONGEST]
    if said:
        vacancy.readings[name] = Reading(words=said, how=how)


def add_words(vacancy: VacancyIn, raw: RawPosting) -> None:
    """What a vacancy asks and offers in words: language, education, licences, kinds of contract."""
    _add_language(vacancy, raw)
    _add_education(vacancy, raw)
    _add_employment(vacancy, raw)
    if licences := find_licences(vacancy.description):
        vacancy.licences = licences[0]
        note_reading(vacancy, "licences", licences[1], TEXT)


def _add_language(vacancy: VacancyIn, raw: RawPosting) -> None:
    label = clean_text(raw.language)
    if code := language_code(label):
        vacancy.language = code
        note_reading(vacancy, "language", label, FIELD)
        return
    vacancy.language = find_language(vacancy.description or vacancy.title)
    if vacancy.language:
        note_reading(vacancy, "language", (vacancy.description or vacancy.title)[:80], TEXT)


def _add_education(vacancy: VacancyIn, raw: RawPosting) -> None:
    if told := clean_text(raw.education):
        vacancy.education = read_education(told)
        note_reading(vacancy, "education", told, FIELD)
    elif found := find_education(vacancy.description):
        vacancy.education = found[0]
        note_reading(vacancy, "education", found[1], TEXT)


def _add_employment(vacancy: VacancyIn, raw: RawPosting) -> None:
    vacancy.employment_type = read_employment_types(raw.employment_type)
    if vacancy.employment_type:
        told = raw.employment_type if isinstance(raw.employment_type, list) else [raw.employment_type]
        note_reading(vacancy, "employment_type", ", ".join(item for item in told if isinstance(item, str)), FIELD)
    elif found := find_employment_types(vacancy.description):
        vacancy.employment_type = found[0]
        note_reading(vacancy, "employment_type", found[1], TEXT)
