"""Names the occupation behind a job title: the title itself, then its words in another order, then likeness."""

import re
import tomllib
from collections import defaultdict
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dossier.settings import Settings
from matcher.esco import read_esco
from matcher.sentence import fold_text
from matcher.text import clean_title, find_lemma, split_compound, split_words

EXACT, PART, REORDERED, ENDING = 0.95, 0.85, 0.8, 0.65
"""How sure: the title itself, one of two titles in one, the same words otherwise written, a known title inside."""
UNSURE = 0.45
"""A vague title such as chauffeur, or a known title behind another role (docent verpleegkundige)."""
ALIKE_FROM, ALIKE_AT_MOST = 0.6, 0.6
GIVEN = 5
CUT = re.compile(
    r"\s+[-–|•:]+\s+|\s*[/|,;:•]\s*|\s+(?:bij|in|te|voor|met|regio|omgeving|op|@)\s+|\s*[(\[][^)\]]*[)\]]\s*"
)
LEVEL = frozenset(
    word
    for line in (
        "junior senior medior ervaren aankomend aankomende zelfstandig werkend flexibele flexibel tijdelijk tijdelijke",
        "parttime fulltime leerling stagiair stage bijbaan weekend zomer vakantie startende beginnend beginnende",
        "enthousiaste",
        "gedreven mbo hbo wo bbl bol vmbo niveau zzp freelance oproep oproepkracht wij zoeken een de het ben jij",
        "nieuwe collega gezocht vacature spoed direct goed betaalde topbaan leuke mbo-niveau ii iii",
    )
    for word in line.split()
)
VAGUE = frozenset(
    word
    for line in (
        "medewerker manager specialist adviseur assistent coordinator operator consultant begeleider leider hoofd hulp",
        "teamleider projectleider projectmanager directeur engineer technicus beheerder planner trainer medewerkster",
        "controleur vakman voorman kracht werker chauffeur monteur verkoper docent expert analist machinist",
    )
    for word in line.split()
)
"""Words that tell the level or the kind of work but no occupation: alone inside a title they prove nothing."""


@dataclass(frozen=True)
class Occupation:
    """A unit group of ISCO-08 with our name for it; `esco` is null without a classification of the user's own."""

    isco08: str
    esco: str | None
    label: str
    confidence: float


@dataclass(frozen=True)
class TitleTable:
    """Every known title, as written, as a set of lemmas of its parts, and per lemma the titles that hold it."""

    names: dict[str, tuple[str, str]]
    bags: dict[frozenset[str], tuple[str, str]]
    titles_with: dict[str, tuple[frozenset[str], ...]]
    uris: dict[tuple[str, str], str]
    """The address in ESCO of a unit group and name, where the office has a download of ESCO."""


@lru_cache(maxsize=1)
def load_titles() -> TitleTable:
    """Our own table, and what the ESCO download of the office adds to it; our own word goes first."""
    book: list[dict[str, Any]] = tomllib.loads((files("matcher") / "occupations.toml").read_text(encoding="utf-8"))[
        "occupations"
    ]
    names: dict[str, tuple[str, str]] = {}
    bags: dict[frozenset[str], tuple[str, str]] = {}
    for row in book:
        for title in row["titles"].split(";"):
            names.setdefault(plain(title), (row["isco08"], row["name"]))
            bags.setdefault(bag_of(plain(title)), (row["isco08"], row["name"]))
    uris: dict[tuple[str, str], str] = {}
    folder = Settings().esco_dir
    for found in read_esco(folder) if folder else ():
        for title in (found.label, *found.others):
            meaning = names.setdefault(plain(title), (found.isco08, found.label))
            bags.setdefault(bag_of(plain(title)), meaning)
            if meaning[0] == found.isco08:
                uris.setdefault(meaning, found.uri)
    titles_with: dict[str, list[frozenset[str]]] = defaultdict(list)
    for bag in bags:
        for lemma in sorted(bag):
            titles_with[lemma].append(bag)
    return TitleTable(names, bags, {lemma: tuple(held) for lemma, held in titles_with.items()}, uris)


@lru_cache(maxsize=1)
def list_units() -> dict[str, str]:
    """Every unit group of ISCO-08 that is known here, with our name for it."""
    return dict(sorted(set(load_titles().names.values()), reverse=True))


def name_occupation(isco08: str) -> Occupation | None:
    """A unit group that a person gave; None where it is not in the table."""
    name = list_units().get(isco08)
    return None if name is None else Occupation(isco08, None, name, 1.0)


def plain(title: str) -> str:
    return " ".join(split_words(title))


def bag_of(title: str) -> frozenset[str]:
    """The lemmas of a title with its compounds taken apart: magazijnmedewerker is medewerker magazijn."""
    return frozenset(find_lemma(part) for word in title.split() for part in split_compound(word))


@lru_cache(maxsize=20_000)
def occupations(title: str) -> tuple[Occupation, ...]:
    """The occupations a title may mean, best first; nothing when no known title is in it or like it."""
    table = load_titles()
    found: dict[str, Occupation] = {}
    pieces = list_pieces(title)
    for number, piece in enumerate(pieces):
        for (isco08, name), confidence in read_piece(piece, table):
            sure = confidence if number == 0 else round(min(PART, confidence) - 0.05 * min(number - 1, 4), 4)
            if isco08 not in found or found[isco08].confidence < sure:
                found[isco08] = Occupation(isco08, table.uris.get((isco08, name)), name, sure)
    return tuple(sorted(found.values(), key=lambda one: (-one.confidence, one.isco08)))[:GIVEN]


def list_pieces(title: str) -> list[str]:
    """The whole title first, then what stands before and after a slash, a bar, a bracket or 'bij'; levels fall off."""
    cleaned = clean_title(title)
    whole = plain(fold_text(title).text)
    pieces = [whole, strip_level(plain(cleaned))]
    pieces += [strip_level(plain(piece)) for piece in CUT.split(cleaned)]
    kept = list(dict.fromkeys(piece for piece in pieces if piece))
    return kept[1:] if len(kept) > 1 and kept[0] not in load_titles().names else kept


def strip_level(title: str) -> str:
    return " ".join(word for word in title.split() if word not in LEVEL and not word.isdigit())


def read_piece(piece: str, table: TitleTable) -> list[tuple[tuple[str, str], float]]:
    """Exact; the same words; a known title of more than a vague word inside; at last likeness of words."""
    if piece in table.names:
        return [(table.names[piece], UNSURE if piece in VAGUE else EXACT)]
    bag = bag_of(piece)
    if bag in table.bags:
        return [(table.bags[bag], REORDERED)]
    return find_inside(piece, table) or find_alike(bag, table)


def find_inside(piece: str, table: TitleTable) -> list[tuple[tuple[str, str], float]]:
    """The longest known title that stands as whole words inside; a vague word alone does not count."""
    words = piece.split()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            inside = " ".join(words[start : start + length])
            if inside in table.names and inside not in VAGUE:
                sure = round(ENDING + 0.1 * (length / len(words)), 4)
                return [(table.names[inside], UNSURE if VAGUE.intersection(words[:start]) else sure)]
    return []


@lru_cache(maxsize=1)
def vague_parts() -> frozenset[str]:
    return frozenset().union(*map(bag_of, VAGUE))


def find_alike(bag: frozenset[str], table: TitleTable) -> list[tuple[tuple[str, str], float]]:
    """Titles that share most of their words, of which at least one is no vague word."""
    telling = sorted(bag - vague_parts() - LEVEL)
    likeness: dict[tuple[str, str], float] = {}
    for other in {held for lemma in telling for held in table.titles_with.get(lemma, ())}:
        share = len(bag & other) / len(bag | other)
        if share >= ALIKE_FROM:
            meaning = table.bags[other]
            likeness[meaning] = max(likeness.get(meaning, 0.0), share)
    return [(meaning, round(ALIKE_AT_MOST * share, 4)) for meaning, share in sorted(likeness.items())]


def write_occupations(title: str) -> dict[str, Any]:
    """The answer of `passend occupation`."""
    return {"title": title, "occupations": [asdict(one) for one in occupations(title)]}
