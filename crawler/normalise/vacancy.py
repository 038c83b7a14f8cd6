"""A raw posting to a checked vacancy: every field normalised, with a warning for what could not be read."""

import html
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.document import Document
from crawler.normalise.country import country_code
from crawler.normalise.date import is_relative, read_date
from crawler.normalise.hours import Hours, find_hours, parse_hours
from crawler.normalise.place import find_places
from crawler.normalise.reading import FIELD, TEXT, add_words, note_reading
from crawler.normalise.salary import parse_salary
from crawler.normalise.text import clean_text, plain_text
from crawler.normalise.wage_fields import find_salary, is_below_minimum, read_wage_fields
from crawler.raw_posting import RawPosting
from dossier.errors import Refused
from dossier.model.posting import Salary, VacancyIn

MAX_TITLE = 300
MAX_DESCRIPTION = 60_000
MAX_PLACES = 30
_MARKUP = re.compile(r"<[^<>]*>")
"""Of a title that is nothing but markup its words are kept: the vacancy is real, and every page shows it escaped."""
_DUTCH_POSTCODE = re.compile(r"[1-9]\d{3} ?[A-Za-z]{2}")
_WHOLE_ADDRESS = re.compile(r"https?://[a-zA-Z0-9.-]+(?:[/?#]|\Z)")
"""Nearly every address; only what is less plain is taken apart."""
REMOTE = "Thuiswerk (remote)"


def make_vacancy(raw: RawPosting, document: Document, source: str, on: date | None = None) -> VacancyIn:
    """Raises Refused for a posting without a title; anything else that is missing stays unknown."""
    title = clean_text(raw.title) or clean_text(_MARKUP.sub(" ", raw.title)) if isinstance(raw.title, str) else ""
    if not title:
        raise Refused("malformed", "vacature zonder titel")
    warnings = list(dict.fromkeys(raw.warnings))
    description = plain_text(raw.description) if raw.description and isinstance(raw.description, str) else ""
    own_address = web_address(raw.url, document.address)
    url = own_address or web_address(document.address)
    # Collected first and checked once: a model checks and copies at every change.
    values: dict[str, Any] = {
        "title": _cut(title, MAX_TITLE, "titel", warnings),
        "employer": _line(raw.employer, 300),
        "description": _cut(description, MAX_DESCRIPTION, "omschrijving", warnings),
        "url": url,
        "apply_url": web_address(raw.apply_url, document.address),
        "source": source,
        "reader": raw.reader,
        "identifier": _line(raw.identifier, 200),
        "industry": _line(raw.industry, 200),
        "contact": _contact(raw.contact) if raw.contact else None,
        "warnings": warnings,
        "employment_type": [],
        "licences": [],
        "readings": {},  # given, because pydantic makes a deep copy of every default
    }
    for name, told in (("date_posted", raw.date_posted), ("valid_through", raw.valid_through)):
        values[name] = None if told is None else _date(told, name, on, warnings)
        if values[name] is not None:
            note_reading(values, name, told, FIELD)
    add_words(values, raw)
    _add_places(values, raw)
    _add_hours(values, raw)
    _add_salary(values, raw)
    key = values["identifier"] or own_address or f"{url}|{title}|{values['employer']}|{values['place']}"
    vacancy = VacancyIn(id=make_id(source, key), **values)
    if (day := vacancy.date_posted or on) and is_below_minimum(vacancy, day):
        vacancy.warnings.append("salaris: ligt onder het wettelijk minimumloon, dus twijfelachtig")
    if vacancy.date_posted and vacancy.valid_through and vacancy.valid_through < vacancy.date_posted:
        vacancy.warnings.append("valid_through ligt voor date_posted")
    return vacancy


def make_id(source: str, key: str) -> str:
    return sha256((source + key).encode("utf-8", "replace")).hexdigest()[:16]


def web_address(value: Any, base: str | None = None) -> str | None:
    """A whole http(s) address, or nothing: javascript:, file: and data: never pass."""
    if not isinstance(value, str) or not value.strip() or len(value) > 2083:
        return None
    address = html.unescape(value.strip()) if "&amp;" in value else value.strip()
    address = f"https://{address}" if address.lower().startswith("www.") else address
    try:
        if _WHOLE_ADDRESS.match(address):
            return address
        is_whole = address.startswith(("http://", "https://"))
        address = urljoin(base, address) if base and not is_whole else address
        parts = urlsplit(address)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if is_web else None


def _cut(text: str, limit: int, name: str, warnings: list[str]) -> str:
    if len(text) > limit:
        warnings.append(f"{name} afgekapt op {limit} tekens")
    return text[:limit]


def _line(value: Any, limit: int) -> str | None:
    return None if value is None else clean_text(value)[:limit] or None


def _contact(contact: dict[str, str | None]) -> dict[str, str | None] | None:
    cleaned = {name: _line(value, 200) for name, value in contact.items()}
    return cleaned if any(cleaned.values()) else None


def _date(value: Any, field: str, on: date | None, warnings: list[str]) -> date | None:
    found = read_date(value, on)
    if found is None and value not in (None, ""):
        reason = "telt vanaf een onbekende dag" if is_relative(value) else "is geen datum"
        warnings.append(f"{field}: {str(value)[:60]!r} {reason}")
    return found


def _add_places(values: dict[str, Any], raw: RawPosting) -> None:
    names: list[str] = []
    told: list[str] = []
    values["postcode"] = values["country"] = None
    for index, item in enumerate(raw.places):
        parts = [
            "" if part is None else clean_text(part) for part in (item.text, item.postcode, item.locality, item.country)
        ]
        told += filter(None, parts)
        if index < MAX_PLACES:
            names += _read_place(values, *parts)
    if len(raw.places) > MAX_PLACES:
        values["warnings"].append(f"{len(raw.places)} plaatsen, de eerste {MAX_PLACES} bewaard")
    values["place"] = " / ".join(dict.fromkeys(names)) or (REMOTE if raw.remote else None)
    if told:
        note_reading(values, "place", ", ".join(told), FIELD)


def _read_place(values: dict[str, Any], text: str, postcode: str, locality: str, country: str) -> list[str]:
    if postcode and any(sign.isdigit() for sign in postcode):
        values["postcode"] = values["postcode"] or postcode[:12]
    values["country"] = values["country"] or country_code(country)
    if locality:
        if values["country"] is None and _DUTCH_POSTCODE.fullmatch(postcode):
            values["country"] = "NL"
        return [locality[:120]]
    text = text[:300]
    found = find_places(text) if text else ()
    if found and all(place.country in ("NL", "BE") for place in found):
        written = found[0].postcode if found[0].postcode and found[0].postcode in text else None
        values["postcode"] = values["postcode"] or written
        values["country"] = values["country"] or found[0].country
        return [place.place for place in found if place.place] or ([text] if not country_code(text) else [])
    values["country"] = values["country"] or next((place.country for place in found if place.country), None)
    return [text] if text else []


def _add_hours(values: dict[str, Any], raw: RawPosting) -> None:
    ends = [clean_text(end) for end in (raw.hours_min, raw.hours_max) if end is not None]
    low, high = _number(raw.hours_min), _number(raw.hours_max)
    words, how = " - ".join(dict.fromkeys(end for end in ends if end)), FIELD
    if low is None and high is None:
        text = clean_text(raw.hours_text)
        hours = _hours_of(text) if text else find_hours(values["title"]) or find_hours(values["description"])
        if hours is not None:
            low, high, words, how = hours.min, hours.max, hours.text, FIELD if text else TEXT
    values["hours_min"], values["hours_max"] = low, high
    if low is not None or high is not None:
        note_reading(values, "hours", words, how)


@lru_cache(maxsize=256)  # the same few stand on every vacancy of a list
def _hours_of(text: str) -> Hours:
    """Only looked at, never changed: it is one and the same for all who ask."""
    return parse_hours(text)


def _number(value: Any) -> Decimal | None:
    hours = parse_hours(f"{words} uur per week") if value is not None and (words := clean_text(value)) else None
    return hours.max if hours and hours.max and 0 < hours.max <= 60 else None


def _add_salary(values: dict[str, Any], raw: RawPosting) -> None:
    told = clean_text(raw.salary_text)
    found: Salary | None = read_wage_fields(raw.salary, values["warnings"]) if raw.salary else None
    if told and found is None:
        spoken = parse_salary(told)
        values["salary_text"] = told[:500]
        found = spoken if spoken.is_wage else None
    how = FIELD
    if found is None or (found.min is None and found.max is None):
        spoken_of = find_salary(values["description"])
        found, how = (spoken_of, TEXT) if spoken_of else (found, FIELD)
    if found is not None:
        note_reading(values, "salary", found.text, how)
        values["salary"], values["salary_text"] = found, values.get("salary_text") or found.text[:500]
