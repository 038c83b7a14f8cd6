"""Places as vacancies write them: place, postcode, country and, where known, where that lies."""

import re

from pydantic import BaseModel


class PlaceFound(BaseModel):
    """One place with the words it came from."""

    text: str
    place: str | None = None
    postcode: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


_POSTCODE = re.compile(r"(?<![\d€])([1-9]\d{3})\s?([A-Z]{2})(?![\w])")


def parse_place(text: str) -> PlaceFound:
    """The first place in a string, with what the Dutch postcode table knows about it."""
    found = PlaceFound(text=text)
    words = " ".join(text.split())
    if match := _POSTCODE.search(words):
        found.postcode = f"{match[1]} {match[2]}"
        words = (words[: match.start()] + " " + words[match.end() :]).strip(" ,")
    parts = [part.strip() for part in re.split(r"[,;/|()]", words) if part.strip()]
    found.place = parts[0] if parts else None
    return found
