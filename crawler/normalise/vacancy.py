"""A raw posting to a checked vacancy: every field normalised, with a warning for what could not be read."""

from decimal import Decimal
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.document import Document
from crawler.normalise.date import parse_date
from crawler.normalise.hours import parse_hours
from crawler.normalise.place import parse_place
from crawler.normalise.salary import parse_salary
from crawler.normalise.text import clean_text, plain_text
from crawler.raw_posting import RawPosting
from dossier.errors import Refused
from dossier.model.posting import Salary, VacancyIn

MAX_TITLE = 300
MAX_DESCRIPTION = 60_000


def make_vacancy(raw: RawPosting, document: Document, source: str) -> VacancyIn:
    """Raises Refused for a posting without a title; anything else that is missing stays unknown."""
    title = clean_text(raw.title) if isinstance(raw.title, str) else ""
    if not title:
        raise Refused("malformed", "vacature zonder titel")
    warnings = list(dict.fromkeys(raw.warnings))
    description = plain_text(raw.description) if isinstance(raw.description, str) else ""
    url = web_address(raw.url, document.url) or (document.url if web_address(document.url) else None)
    identifier = clean_text(raw.identifier)[:200] or None
    employer = clean_text(raw.employer)[:300] or None
    places = [place for item in raw.places if (place := _place(item))]
    vacancy = VacancyIn(
        id=make_id(source, identifier or url or f"{title}|{employer}|{places}"),
        title=title[:MAX_TITLE], employer=employer, description=description[:MAX_DESCRIPTION],
        place=" / ".join(dict.fromkeys(places)) or None,
        url=url, apply_url=web_address(raw.apply_url, document.url), source=source, reader=raw.reader,
        identifier=identifier, industry=clean_text(raw.industry)[:200] or None, contact=raw.contact, warnings=warnings,
        date_posted=_date(raw.date_posted, "date_posted", warnings), valid_through=_date(raw.valid_through, "valid_through", warnings),
    )  # fmt: skip
    _add_hours(vacancy, raw)
    _add_salary(vacancy, raw)
    return vacancy


def make_id(source: str, key: str) -> str:
    return sha256((source + key).encode("utf-8", "replace")).hexdigest()[:16]


def web_address(value: Any, base: str | None = None) -> str | None:
    """A whole http(s) address, or nothing: javascript:, file: and data: never pass."""
    if not isinstance(value, str) or not value.strip() or len(value) > 2083:
        return None
    try:
        address = urljoin(base, value.strip()) if base else value.strip()
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def _place(item: Any) -> str | None:
    return clean_text(item.locality) or (parse_place(clean_text(item.text)).place if item.text else None)


def _date(value: Any, field: str, warnings: list[str]) -> Any:
    found = parse_date(value)
    if found is None and value not in (None, ""):
        warnings.append(f"{field}: {str(value)[:60]!r} is geen datum")
    return found


def _add_hours(vacancy: VacancyIn, raw: RawPosting) -> None:
    if text := clean_text(raw.hours_text):
        hours = parse_hours(text)
        vacancy.hours_min, vacancy.hours_max = hours.min, hours.max


def _add_salary(vacancy: VacancyIn, raw: RawPosting) -> None:
    if raw.salary:
        vacancy.salary = Salary(
            text="", min=_amount(raw.salary.minimum), max=_amount(raw.salary.maximum), currency=raw.salary.currency
        )
    elif text := clean_text(raw.salary_text):
        vacancy.salary_text, vacancy.salary = text, parse_salary(text)


def _amount(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except ArithmeticError:
        return None
