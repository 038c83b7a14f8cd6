"""What a person brings, made ready for comparison once for the whole list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dossier.model.person import Person
from matcher.kinship import find_unit
from matcher.level import reached_level
from matcher.sentence import fold_text
from matcher.terms import find_terms
from matcher.text import iter_lines

LANGUAGES = {
    "engels": "Engels", "english": "Engels", "duits": "Duits", "german": "Duits", "frans": "Frans", "french": "Frans",
    "pools": "Pools", "polish": "Pools", "spaans": "Spaans", "spanish": "Spaans", "turks": "Turks",
    "arabisch": "Arabisch",
}  # fmt: skip
_LANGUAGE = re.compile(rf"\b({'|'.join(LANGUAGES)})(?:e|talige?)?\b")
_OR = re.compile(r"\s+(?:of|en)\s+|\s*[/,;]\s*")
LICENCES = (
    ("rijbewijs CE", r"rijbewijs(?:[^.;\n]{0,12}?)\b(?:ce|c/ce|c1e)\b|\bce-?chauffeur"),
    ("rijbewijs C", r"rijbewijs(?:[^.;\n]{0,6}?)\bc1?\b|\bc-?chauffeur"),
    ("rijbewijs D", r"rijbewijs(?:[^.;\n]{0,6}?)\bd1?\b|buschauffeur"),
    ("rijbewijs BE", r"rijbewijs(?:[^.;\n]{0,6}?)\bbe\b"),
    (
        "rijbewijs B",
        (r"rijbewijs(?:[^.;\n]{0,6}?)\bb\b|\brijbewijs\b(?![^.;\n]{0,6}?\b(?:ce?|c1e?|d1?|be|t|am|a)\b)|"
        r"driv\w+ licen[cs]e"),
    ),
    ("code 95", r"\bcode ?95\b"),
    ("heftruckcertificaat", r"(?:heftruck|reachtruck|ept)\w*[- ]?(?:certificaat|diploma|bewijs|rijbewijs|attest)"),
    ("vca", r"\bvca\b|\bvol-?vca\b"),
    ("bhv", r"\bbhv\b"),
)  # fmt: skip
_LICENCES = tuple((name, re.compile(pattern)) for name, pattern in LICENCES)
IMPLIED = {
    "rijbewijs CE": {"rijbewijs C", "rijbewijs B"},
    "rijbewijs C": {"rijbewijs B"},
    "rijbewijs D": {"rijbewijs B"},
    "rijbewijs BE": {"rijbewijs B"},
}


@dataclass(frozen=True)
class Profile:
    """The comparable side of a person."""

    titles: tuple[str, ...]
    directions: tuple[tuple[str, str], ...]
    """Every wording of every search direction: what is looked for, and the direction as it was written."""
    title_units: tuple[tuple[str, str], ...]
    direction_units: tuple[tuple[str, str], ...]
    task_terms: tuple[str, ...]
    wish_terms: frozenset[str]
    level: int | None
    licences: frozenset[str]
    languages: frozenset[str]


def build_profile(person: Person) -> Profile:
    titles = [job.title for job in person.work_history if job.title.strip()]
    tasks = [line for job in person.work_history for line in iter_lines(job.tasks)]
    directions = [name for entry in person.search_directions if (name := direction_name(entry))]
    return Profile(
        titles=tuple(titles),
        directions=tuple((wording, name) for name in directions for wording in split_direction(name)),
        title_units=name_units((job.title, job.occupation) for job in person.work_history if job.title.strip()),
        direction_units=name_units((name, None) for name in directions),
        task_terms=tuple(find_terms(" ".join([*titles, *tasks, *person.skills]))) if tasks or person.skills else (),
        wish_terms=frozenset(find_terms(" ".join(iter_lines(person.wishes)))),
        level=reached_level(" ".join(iter_lines(person.education))),
        licences=_held_licences(person.licences),
        languages=frozenset(_named_languages(person.languages)),
    )


def name_units(named: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    """Each name with its unit group of ISCO-08; names without a plain occupation fall out."""
    found = ((name, find_unit(name, given)) for name, given in named)
    return tuple((name, unit) for name, unit in found if unit)


def direction_name(entry: Any) -> str:
    """A search direction is a text, or an object that carries its name."""
    if isinstance(entry, dict):
        return str(next((entry[key] for key in ("title", "name", "direction", "label") if entry.get(key)), "")).strip()
    return str(entry).strip()


def split_direction(name: str) -> list[str]:
    """As a whole, and as each of two: portier of receptionist is looked for in three wordings."""
    parts = [part.strip() for part in _OR.split(name) if part.strip()]
    return [name, *parts] if len(parts) > 1 else [name]


def find_languages(text: str) -> frozenset[str]:
    return frozenset(LANGUAGES[word] for word in _LANGUAGE.findall(fold_text(text).text))


@lru_cache(maxsize=4096)
def skill_terms(skill: str) -> frozenset[str]:
    return frozenset(find_terms(skill))


def find_licences(text: str) -> frozenset[str]:
    folded = fold_text(text).text
    return frozenset(name for name, pattern in _LICENCES if pattern.search(folded))


def _held_licences(entries: list[str]) -> frozenset[str]:
    held: set[str] = set()
    for entry in entries:
        plain = fold_text(entry).text.strip()
        found = find_licences(plain if re.search(r"[a-z]{3}", plain) else f"rijbewijs {plain}")
        held |= found | {implied for name in found for implied in IMPLIED.get(name, ())}
    return frozenset(held)


def _named_languages(entries: list[str]) -> list[str]:
    return sorted(find_languages("\n".join(entries)))
