"""What a vacancy asks, read once and kept: by the rules and the words that a reading was made of it is known again."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sqlmodel import Session

from dossier.model.demand import Demand
from dossier.model.posting import VacancyIn
from dossier.model.vacancy import VacancyReading, VacancyState
from dossier.settings import Settings
from dossier.storage.readings import keep_readings, kept_readings, reading_stamps
from dossier.storage.vacancies import as_posting, list_vacancies
from matcher.asked import Asked, read_asked
from matcher.esco import list_files
from matcher.index import Reading
from matcher.judge import posting_demands

RULES = ("matcher", "dossier")
"""The rooms whose files read and judge; a change of any makes every reading another."""


def read_posting(posting: VacancyIn) -> Reading:
    return Reading(tuple(posting_demands(posting)), read_asked(posting))


def find_unread(session: Session) -> list[VacancyIn]:
    """The open vacancies that lead their copies, of which no reading by these words and rules is kept."""
    known = reading_stamps(session)
    leading = (row for row in list_vacancies(session, state=VacancyState.OPEN) if row.copy_of is None)
    return [posting for posting in map(as_posting, leading) if known.get(posting.id) != stamp_reading(posting)]


def keep(session: Session, read: Iterable[tuple[VacancyIn, Reading]]) -> None:
    """Keep what was read of these vacancies."""
    keep_readings(session, [_lay_down(posting, reading) for posting, reading in read])


def readings_of(session: Session, postings: Iterable[VacancyIn]) -> dict[str, Reading]:
    """By vacancy what is kept of it; those that were never read as they are now are not in it."""
    kept = kept_readings(session)
    return {
        posting.id: _pick_up(row)
        for posting in postings
        if (row := kept.get(posting.id)) is not None and row.made_of == stamp_reading(posting)
    }


def stamp_reading(posting: VacancyIn) -> str:
    """The hash of all that a reading depends on."""
    made_of = (stamp_rules(), posting.title, posting.description, posting.education)
    return sha256(repr(made_of).encode()).hexdigest()


@cache
def stamp_rules() -> str:
    """Of every file that reads or judges, code and data alike, with the names of occupations that an office added."""
    stamp, added = sha256(), Settings().esco_dir
    for path in list_files(added) if added else []:
        stamp.update(f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    for room in RULES:
        for name, content in sorted(_list_files(files(room), room)):
            stamp.update(f"{name} {sha256(content).hexdigest()}\n".encode())
    return stamp.hexdigest()


def _list_files(folder: Traversable, name: str) -> Iterable[tuple[str, bytes]]:
    for each in folder.iterdir():
        inside = f"{name}/{each.name}"
        if each.is_dir():
            yield from () if each.name == "__pycache__" else _list_files(each, inside)
        else:
            yield inside, each.read_bytes()


def _lay_down(posting: VacancyIn, reading: Reading) -> VacancyReading:
    asked = asdict(reading.asked) | {
        name: sorted(getattr(reading.asked, name)) for name in ("licences", "languages")
    }  # fmt: skip
    demands = [_write_demand(demand) for demand in reading.demands]
    return VacancyReading(vacancy_id=posting.id, made_of=stamp_reading(posting), demands=demands, asked=asked)


def _pick_up(row: VacancyReading) -> Reading:
    asked: Mapping[str, Any] = row.asked
    return Reading(
        tuple(map(_read_demand, row.demands)),
        Asked(asked["level"], frozenset(asked["licences"]), frozenset(asked["languages"]), asked["telework"]),
    )


def _write_demand(demand: Demand) -> dict[str, Any]:
    """A number apart from a word: both would be a text in JSON, and 15 is not "15"."""
    written = demand.model_dump(mode="json")
    return written | {"number": written["value"], "value": None} if isinstance(demand.value, Decimal) else written


def _read_demand(written: Mapping[str, Any]) -> Demand:
    number = written.get("number")
    return Demand.model_validate({**written, "value": written["value"] if number is None else Decimal(number)})
