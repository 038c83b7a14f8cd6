"""Dutch postcodes and places: where they lie and how far apart."""

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

EARTH_RADIUS_KM = 6371.0088
POSTCODE = re.compile(r"(?<![\w-])(?:NL[-\s]*)?([1-9]\d{3})\s?([A-Z]{2})(?!\w)", re.IGNORECASE)
DIGITS = re.compile(r"\s*(?:NL[-\s]*)?([1-9]\d{3})\s*", re.IGNORECASE)
PROVINCES = {
    "Drenthe": ("dr", "dre", "drente"),
    "Flevoland": ("fl", "fle", "flev"),
    "Friesland": ("fr", "frl", "fryslan"),
    "Gelderland": ("gld", "gl", "geld", "gelre"),
    "Groningen": ("gr", "gn", "gro"),
    "Limburg": ("l", "lb", "li", "lim"),
    "Noord-Brabant": ("nb", "n b", "n br", "nbr", "brabant", "north brabant"),
    "Noord-Holland": ("nh", "n h", "north holland"),
    "Overijssel": ("o", "ov", "ovs"),
    "Utrecht": ("u", "ut", "utr"),
    "Zeeland": ("z", "ze", "zld", "zl"),
    "Zuid-Holland": ("zh", "z h", "south holland"),
}
COUNTRY = {"nederland", "nl", "nld", "netherlands", "the netherlands", "holland"}
AREA = ("regio", "omgeving", "omgeving van", "gemeente", "groot", "rondom", "buurt van", "stad")
AROUND = ("e o", "eo", "en omgeving", "en omstreken", "omgeving", "regio", "area", "gebied")
QUARTER = ("centrum", "binnenstad", "noord", "oost", "zuid", "west", "zuidoost", "zuid oost", "noordoost", "zuidwest",
           "noordwest", "haven", "stad", "buiten", "poort", "nieuw west", "centraal", "zuidas")  # fmt: skip
NICKNAMES = {"schiphol": "luchthaven schiphol", "the hague": "den haag", "scheveningen": "den haag"}
MAIN_TOWNS = {
    "altena": "werkendam",
    "beekdaelen": "nuth",
    "berg en dal": "groesbeek",
    "de fryske marren": "joure",
    "dyk en waard": "heerhugowaard",
    "eemsdelta": "delfzyl",
    "gooise meren": "bussum",
    "hoeksche waard": "oud beyerland",
    "het hogeland": "winsum gr",
    "krimpenerwaard": "schoonhoven",
    "land van cuyk": "cuyk",
    "maashorst": "uden",
    "meierystad": "veghel",
    "midden groningen": "hoogezand",
    "molenlanden": "groot ammers",
    "nissewaard": "spykenisse",
    "noardeast fryslan": "dokkum",
    "sudwest fryslan": "sneek",
    "vyfheerenlanden": "vianen ut",
    "voorne aan zee": "hellevoetsluis",
    "waadhoeke": "franeker",
    "west betuwe": "geldermalsen",
    "westerkwartier": "leek",
}
"""Municipalities younger than the postcode set, by the town of their hall or their largest; marked approximate."""


class Place(BaseModel):
    """A place or postcode; `approximate` when the nearest known postcode or the whole town stands in for it."""

    model_config = ConfigDict(frozen=True)
    place: str
    postcode: str | None = None
    municipality: str
    province: str
    latitude: float
    longitude: float
    approximate: bool = False


def locate(place: str | None = None, postcode: str | None = None) -> Place | None:
    """Where a place or postcode lies; None rather than a guess when it is not Dutch, not known or ambiguous.

    A postcode with letters wins over the place. Four bare digits are believed only when the place
    beside them is Dutch or absent: '9000 Gent' is not in Groningen.
    """
    return locate_cached((place or "").strip(), (postcode or "").strip())


@lru_cache(maxsize=8192)
def locate_cached(place: str, postcode: str) -> Place | None:
    whole = POSTCODE.search(postcode) or POSTCODE.search(place)
    if whole and (found := find_postcode(whole[1])):
        return found.model_copy(update={"postcode": f"{whole[1]} {whole[2].upper()}"})
    leading = re.match(r"\s*([1-9]\d{3})[\s,]+(?=\D)", place)
    digits = DIGITS.fullmatch(postcode) or DIGITS.fullmatch(place) or leading
    if leading:
        place = place[leading.end() :]
    named = find_place(place)
    if digits and (named or not place or DIGITS.fullmatch(place)):
        return find_postcode(digits[1]) or named
    return named


def distance_km(a: Place, b: Place) -> float:
    """As the crow flies (haversine)."""
    south, north = math.radians(a.latitude), math.radians(b.latitude)
    half_chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half_chord))


def find_postcode(digits: str) -> Place | None:
    """The four digits, or the nearest known number with the same first three or two, marked approximate."""
    postcodes = read_postcodes()
    if digits in postcodes:
        return postcodes[digits]
    for length in (3, 2):
        known = [other for other in postcodes if other[:length] == digits[:length]]
        if known:
            nearest = min(known, key=lambda other: (abs(int(other) - int(digits)), other))
            return postcodes[nearest].model_copy(update={"postcode": digits, "approximate": True})
    return None


def find_place(text: str) -> Place | None:
    """A place by name, with or without province; a quarter, region or address falls back on its town."""
    folded = fold(re.sub(r"[(),;/|\[\]]", " ", text))
    exact = find_name(folded)
    if exact:
        return exact
    around = next((found for name in shorten(folded) if (found := find_name(name))), None)
    if around is None:
        parts = [fold(part) for part in re.split(r"[(),;/|\[\]]| - ", text) if part.strip()]
        around = next((found for part in parts if len(parts) > 1 and (found := find_name(part))), None)
    return around.model_copy(update={"approximate": True}) if around else None


def find_name(folded: str) -> Place | None:
    """One folded name: as it is, with its province behind it, or as a municipality."""
    folded = drop_country(folded)
    folded = NICKNAMES.get(folded, folded)
    if not folded or folded in COUNTRY:  # a hamlet in Overijssel is called Nederland; no vacancy means it
        return None
    towns = read_towns()
    if folded in towns:
        return choose_town(towns[folded])
    for name, province in split_province(folded):
        in_province = tuple(town for town in towns.get(name, ()) if town[1].province == province)
        if in_province:
            return choose_town(in_province)
    name, _, municipality = folded.rpartition(" ")
    in_municipality = tuple(town for town in towns.get(name, ()) if fold(town[1].municipality) == municipality)
    if in_municipality:
        return choose_town(in_municipality)
    return read_municipalities().get(folded)


def choose_town(towns: tuple[tuple[int, Place], ...]) -> Place | None:
    """The largest town of a name, by postcodes; None unless it is twice the next one: unknown beats wrong."""
    ranked = sorted(towns, key=lambda town: -town[0])
    if len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]:
        return None
    return ranked[0][1]


def split_province(folded: str) -> Iterator[tuple[str, str]]:
    for province, short in PROVINCES.items():
        for ending in (fold(province), *short):
            if folded.endswith(f" {ending}"):
                yield folded.removesuffix(f" {ending}"), province


def drop_country(folded: str) -> str:
    for country in COUNTRY:
        folded = folded.removesuffix(f" {country}")
    return folded


def shorten(folded: str) -> Iterator[str]:
    """The town inside a looser name: 'regio Utrecht', 'Zwolle en omgeving', 'Rotterdam-Zuid'."""
    folded = drop_country(folded)
    if folded in MAIN_TOWNS:
        yield MAIN_TOWNS[folded]
    for start in AREA:
        if folded.startswith(f"{start} "):
            yield folded.removeprefix(f"{start} ")
    for end in (*AROUND, *QUARTER):
        if folded.endswith(f" {end}"):
            yield folded.removesuffix(f" {end}")


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """One spelling for the comparison: no case, accents or signs, y for ij, st for sint."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    plain = re.sub(r"[^a-z0-9]+", " ", plain).replace("ij", "y")
    plain = re.sub(r"\bsint\b", "st", plain)
    return " ".join(re.sub(r"\b(a d|ad|aan den)\b", "aan de", plain).split())


def read_rows() -> Iterator[tuple[Place, list[str]]]:
    lines = files("dossier").joinpath("postcodes.tsv").read_text("utf-8").splitlines()
    for line in lines[1:]:
        postcode, place, other_names, municipality, province, latitude, longitude = line.split("\t")
        yield (
            Place(
                place=place,
                postcode=postcode,
                municipality=municipality,
                province=province,
                latitude=float(latitude),
                longitude=float(longitude),
            ),
            [name for name in other_names.split(";") if name],
        )


@cache
def read_postcodes() -> dict[str, Place]:
    return {place.postcode or "": place for place, _ in read_rows()}


@cache
def read_towns() -> dict[str, tuple[tuple[int, Place], ...]]:
    """Folded name to the towns that bear it: how many postcodes each has, and its centre."""
    postcodes: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    names: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for place, other_names in read_rows():
        town = (place.place, place.municipality, place.province)
        postcodes[town].append(place)
        for name in (place.place, *other_names):
            names[fold(name)].add(town)
    return {
        name: tuple((len(postcodes[town]), find_centre(postcodes[town])) for town in sorted(towns))
        for name, towns in names.items()
    }


@cache
def read_municipalities() -> dict[str, Place]:
    """Folded name of a municipality to its centre, for the ones that are no town as well; marked approximate."""
    postcodes: dict[str, list[Place]] = defaultdict(list)
    for place, _ in read_rows():
        postcodes[place.municipality].append(place)
    centres = {name: find_centre(places) for name, places in postcodes.items() if name}
    return {
        fold(name): centre.model_copy(update={"place": name, "approximate": True}) for name, centre in centres.items()
    }


def find_centre(places: list[Place]) -> Place:
    return places[0].model_copy(
        update={
            "postcode": None,
            "latitude": sum(place.latitude for place in places) / len(places),
            "longitude": sum(place.longitude for place in places) / len(places),
        }
    )
