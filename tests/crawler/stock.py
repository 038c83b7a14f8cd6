"""A stock of made-up vacancies: employers with their own boilerplate, look-alike jobs, and edited copies elsewhere."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dossier.geography import locate
from dossier.model.vacancy import Vacancy

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PARTS = tomllib.loads((Path(__file__).parent / "stock.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Edit:
    """What a board or agency does to a text."""

    share: float
    """Share of the words that are replaced."""
    kept: float = 1.0
    """Share of the text that is left of it."""
    agency: bool = False


def make_stock(jobs: int, seed: int, texts: list[str] | None = None) -> tuple[list[Vacancy], dict[str, str]]:
    """Originals with one edited copy each, and for every vacancy the job that it is of; `texts` instead of our own."""
    draw = random.Random(seed)
    originals = [_from_text(draw, number, text) for number, text in enumerate(texts)] if texts else _write(draw, jobs)
    stock, job_of = [], {}
    for original in originals[:jobs]:
        copy = _copy(draw, original)
        stock += [original, copy]
        job_of |= {original.id: original.id, copy.id: original.id}
    return stock, job_of


def _write(draw: random.Random, jobs: int) -> list[Vacancy]:
    return [job for employer in range(jobs // 6 + 1) for job in _employer_jobs(draw, employer)]


def _employer_jobs(draw: random.Random, employer: int) -> Iterator[Vacancy]:
    """Six jobs of one employer with the same boilerplate: three kinds of work, one of them also in another town."""
    name = f"{draw.choice(PARTS['employers'])} {employer} BV"
    house = " ".join(
        shape.format(name, draw.randint(20, 900), draw.randint(2, 30)) for shape in draw.sample(PARTS["house"], 4)
    )
    house += " " + " ".join(draw.sample(PARTS["offers"], 3))
    kinds = draw.sample(sorted(PARTS["work"]), 4)
    towns = draw.sample(PARTS["places"], 3)
    for number, kind in enumerate((*kinds, kinds[0], f"Leerling {kinds[0].lower()}")):
        text = f"{_work(draw, kinds[0] if number > 3 else kind)} {house}"
        place = towns[1] if number == 4 else towns[0]
        yield _vacancy(f"o{employer:05}{number}", f"site-{employer}", kind, name, place, text)


def _work(draw: random.Random, kind: str) -> str:
    """What one job is: its own mix of tasks, so that no two jobs of a kind read the same."""
    first = [*PARTS["work"][kind], *draw.sample(PARTS["second"], 8)]
    sentences = []
    for shape in draw.sample(PARTS["tasks"], 6):
        parts = [
            f"{draw.choice(('de', 'het', 'ons', 'elke'))} {draw.choice(first)}{draw.choice(PARTS['second'])}"
            for _ in "abc"
        ]
        sentences.append(shape.format(*parts))
    return " ".join(sentences)


def _from_text(draw: random.Random, number: int, text: str) -> Vacancy:
    title = " ".join(text.split()[:4])
    return _vacancy(f"o{number:06}", f"site-{number % 40}", title, None, draw.choice(PARTS["places"]), text)


def _vacancy(key: str, source: str, title: str, employer: str | None, place: str | None, text: str) -> Vacancy:
    where = locate(place=place) if place else None
    return Vacancy(
        id=key, source=source, title=title, employer=employer, place=place, description=text,
        first_seen=NOW, last_seen=NOW, latitude=where and where.latitude, longitude=where and where.longitude,
    )  # fmt: skip


def _copy(draw: random.Random, original: Vacancy) -> Vacancy:
    edit = Edit(draw.uniform(0.05, 0.2), draw.choice((1.0, 1.0, 0.6, 0.45)), draw.random() < 0.5)
    text = _edit(draw, original.description, edit)
    title = draw.choice(PARTS["titles"]).format(original.title, original.place)
    employer = original.employer
    if edit.agency:
        employer = f"Werkwerk {draw.randint(1, 9)}"
        text = text.replace(original.employer or "\0", "onze opdrachtgever")
        text = (
            f"Namens een opdrachtgever zoekt {employer} per direct een {original.title.lower()}. {text} Reageer snel."
        )
    copy = _vacancy("c" + original.id[1:], f"bord-{draw.randint(1, 3)}", title, employer, original.place, text)
    return copy if draw.random() < 0.8 else _leave_out_place(copy)


def _leave_out_place(copy: Vacancy) -> Vacancy:
    """A board that leaves the place out."""
    copy.place = copy.latitude = copy.longitude = None
    return copy


def _edit(draw: random.Random, text: str, edit: Edit) -> str:
    words = text.split()
    words = words[: max(25, int(len(words) * edit.kept))]
    vocabulary = [*PARTS["fillers"], *words]
    return " ".join(draw.choice(vocabulary) if draw.random() < edit.share else word for word in words)
