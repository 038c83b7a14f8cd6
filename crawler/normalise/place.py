"""Places as vacancies write them: place, postcode, country and, where known, where that lies."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from pydantic import BaseModel

from crawler.normalise.country import country_code
from dossier.geography import PROVINCES, Place, locate, read_postcodes


class PlaceFound(BaseModel):
    """One place with the words it came from; `postcode` as written, else the four digits of the town's centre."""

    text: str
    place: str | None = None
    postcode: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


_POSTCODE = re.compile(r"(?<![\w€])(?:NL-?\s?)?([1-9]\d{3})\s?([A-Z]{2})(?!\w)")
_BELGIAN_POSTCODE = re.compile(r"(?<![\w€])(?:B-?\s?)?([1-9]\d{3})\s+(?=[A-Z][a-z])")
_LABEL = re.compile(
    r"^\s*(?:standplaats|locatie|werklocatie|plaats|werkplek|vestiging|regio|location|place)\s*[:=]\s*", re.IGNORECASE
)
_AROUND = re.compile(
    r"\b(?:en omgeving|e\.?o\.?$|en omstreken|omgeving van|omgeving|regio|gemeente|provincie|area|"
        r"region|greater|hybrid\w*|remote|thuiswerk\w*|"
    r"op locatie|\d+\+? locations?)\b", re.IGNORECASE)  # fmt: skip
_SEPARATOR = re.compile(r"\s*(?:[;|]|/|\s(?:en|of|and|or|&|\+|•)\s)\s*")
_BELGIAN_AREAS = frozenset(
    [
        "antwerpen",
        "mechelen",
        "turnhout",
        "halle-vilvoorde",
        "leuven",
        "brugge",
        "diksmuide",
        "ieper",
        "kortrijk",
        "oostende",
        "roeselare",
        "tielt",
        "veurne",
        "aalst",
        "dendermonde",
        "eeklo",
        "gent",
        "oudenaarde",
        "sint-niklaas",
        "hasselt",
        "maaseik",
        "tongeren",
        "brussel",
        "vlaanderen",
        "wallonië",
        "brussels",
        "west-vlaanderen",
        "oost-vlaanderen",
        "vlaams-brabant",
        "waals-brabant",
        "luik",
        "namen",
        "henegouwen",
        "genk",
        "antwerp",
        "ghent",
        "bruges",
        "brussels",
        "beveren",
        "lokeren",
        "waregem",
        "zaventem",
        "vilvoorde",
    ]
)
_PROVINCES = frozenset(name.casefold() for name in PROVINCES if name != "Limburg")  # Belgium has one too
_ELSEWHERE_FIRST = frozenset({"mechelen"})
"""Villages here whose name nearly always means the far larger town in Belgium."""
_WHOLE_COUNTRY = re.compile(r"\b(?:heel|hele|gehele|landelijk)\b|\brandstad\b", re.IGNORECASE)
_BELGIAN_WORDS = re.compile(
    r"vlaanderen|belgi[ëeu]|brussels? hoofdstedelijk|brussel hoofdstad|\(provincie\)|wallon", re.IGNORECASE
)


def parse_place(text: str) -> PlaceFound:
    """The first place in a string, with what the Dutch postcode table knows about it."""
    return next(iter(parse_places(text)), PlaceFound(text=text))


def parse_places(text: str) -> list[PlaceFound]:
    """Every place in a string: "Rotterdam/Dordrecht" is two, "Bavel, Breda" is one."""
    return [place.model_copy() for place in find_places(text)]


@lru_cache(maxsize=4096)  # the vacancies of one employer have few places
def find_places(text: str) -> tuple[PlaceFound, ...]:
    """The same, remembered and therefore not to be changed."""
    words = _LABEL.sub("", " ".join(text.split()))
    exact = locate(words)
    parts = [part for part in _SEPARATOR.split(_join_names(words)) if part.strip(" ,-")]
    parts = [part.replace(_GLUE, " ") for part in parts]
    is_one = exact is not None and (not exact.approximate or exact.place.casefold() == words.casefold())
    if len(parts) > 1 and not is_one:
        if len(parts) > 1 and all(_is_dutch_town(piece) for piece in parts[0].split(",")):
            parts[:1] = parts[0].split(",")  # "Utrecht, Zwolle en Arnhem"
        found = [_read(part.strip()) for part in parts]
        found = found if sum(place.lat is not None or place.country == "BE" for place in found) > 1 else [_read(words)]
    else:
        found = [_read(words)]
    named = [place for place in found if place.place or place.postcode or place.country]
    return tuple(place.model_copy(update={"text": text}) for place in named)


_GLUE = "\ue0b2"  # holds a name together while the words around it are cut


def _join_names(words: str) -> str:
    """Keeps the "en" of a name behind a comma: "Roelofarendsveen, Kaag en Braassem" is one place."""
    pieces = words.split(",")
    return ",".join(
        piece.replace(" ", _GLUE) if " en " in piece and (locate(piece.strip()) is not None) else piece
        for piece in pieces
    )


def _is_dutch_town(piece: str) -> bool:
    place = locate(piece)
    return place is not None and not place.approximate


def _read(part: str) -> PlaceFound:
    found = PlaceFound(text=part)
    rest = part
    if match := _POSTCODE.search(part):
        found.postcode, found.country = f"{match[1]} {match[2]}", "NL"
        rest = part[: match.start()] + "," + part[match.end() :]
    found.country = found.country or _country(rest)
    pieces = [re.sub(r"^(?:B-?\s?)?\d{4}\s+(?=\D)", "", piece) for piece in _pieces(rest)]
    if found.country == "BE" or (found.country is None and _looks_belgian(pieces)):
        return _belgian(found, pieces)
    if found.country in (None, "NL"):
        place = _locate(pieces, found.postcode)
        if place is not None and not _WHOLE_COUNTRY.search(part):
            return _dutch(found, place)
    # Abroad a place is kept as written: "London, UK" tells more than a part of it would.
    kept = " ".join(_AROUND.sub(" ", rest).split()).strip(" ,.-–|()") if found.country is None else _abroad(rest)
    found.place = None if not kept or country_code(kept) or _WHOLE_COUNTRY.search(kept) else kept
    return found


def _abroad(text: str) -> str:
    """The words of a place with its country, without what says where in it; a Dutch province without its country."""
    kept = " ".join(_AROUND.sub(" ", text).split()).strip(" ,.-–|")
    if kept.startswith("(") and kept.endswith(")"):
        kept = kept[1:-1]
    first, _, last = kept.rpartition(",")
    return first.strip() if first and country_code(last) == "NL" else kept


def _pieces(text: str) -> Iterator[str]:
    """The parts between commas and brackets, without streets with a number, codes and words as "en omgeving"."""
    for piece in re.split(r"[,()\[\]]| - | – ", text):
        cleaned = " ".join(_AROUND.sub(" ", piece).split()).strip(" .-:")
        if cleaned and not re.fullmatch(r"[\d\s.-]+", cleaned):
            yield cleaned


def _country(text: str) -> str | None:
    """The country behind the place, or before it; two letters count only in capitals, as they may be a word."""
    if _BELGIAN_WORDS.search(text):
        return "BE"
    if _WHOLE_COUNTRY.search(text) or text.strip().casefold() in _PROVINCES:
        return "NL"
    pieces = [piece.strip() for piece in re.split(r"[,()]| - | – ", text) if piece.strip()]
    for piece in (pieces[-1:] + pieces[:1]) if pieces else []:
        is_name = len(piece) > 2 or (piece.isupper() and len(pieces) > 1)
        if is_name and (code := country_code(piece)):
            return code
    return None


def _looks_belgian(pieces: list[str]) -> bool:
    if not pieces or pieces[-1].casefold() not in _BELGIAN_AREAS:
        return False
    return len(pieces) > 1 or pieces[0].casefold() in _ELSEWHERE_FIRST or locate(pieces[0]) is None


def _belgian(found: PlaceFound, pieces: list[str]) -> PlaceFound:
    found.country = "BE"
    named = [piece for piece in pieces if len(piece) < 3 or country_code(piece) is None]
    if match := _BELGIAN_POSTCODE.search(" " + found.text):
        found.postcode = match[1]
    found.place = named[0] if named else None
    return found


def _locate(pieces: list[str], postcode: str | None) -> Place | None:
    """The first piece that is a Dutch place; the pieces behind it tell two namesakes apart."""
    for index, piece in enumerate(pieces):
        if country_code(piece) == "NL" and len(pieces) > 1:
            continue
        beside = ", ".join(pieces[index + 1 : index + 3])
        place = _beside(piece, beside) if beside else locate(piece)
        if place is not None and (not place.approximate or len(pieces) == 1 or index == len(pieces) - 1):
            return place
    return locate(", ".join(pieces)) or (locate(postcode=postcode) if postcode and not pieces else None)


def _beside(piece: str, beside: str) -> Place | None:
    """A place told apart from its namesakes by what stands behind it; that never takes its own name away."""
    alone, together = locate(piece), locate(f"{piece}, {beside}")
    is_town = alone is not None and not alone.approximate and alone.place.casefold() == piece.casefold()
    lies_in = alone is not None and alone.municipality and alone.municipality.casefold() in beside.casefold()
    return alone if is_town and lies_in else together or alone


def _dutch(found: PlaceFound, place: Place) -> PlaceFound:
    exact = locate(postcode=found.postcode) if found.postcode else None
    where = exact if exact and not exact.approximate else place
    found.place, found.country = place.place, "NL"
    found.postcode = found.postcode or place.postcode or _central_postcode(place.place, place.municipality)
    found.lat, found.lon = where.latitude, where.longitude
    return found


@cache
def _postcodes_by_town() -> dict[tuple[str, str], list[str]]:
    towns: dict[tuple[str, str], list[str]] = defaultdict(list)
    for digits, place in read_postcodes().items():
        towns[place.place, place.municipality].append(digits)
    return towns


def _central_postcode(place: str, municipality: str) -> str | None:
    """The number of the centre: …11 in a city, the first street number in a village; post boxes come before it."""
    numbers = sorted(_postcodes_by_town().get((place, municipality), []))
    centre = [digits for digits in numbers if digits.endswith("11")] if len(numbers) > 4 else []
    homes = [digits for digits in numbers if not digits.endswith("0")]
    return next(iter(centre or homes or numbers), None)
