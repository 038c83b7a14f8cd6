"""What was read from the words of vacancies, kept so that it is read once for everybody and every day."""

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from dossier.model.vacancy import Vacancy, VacancyReading, VacancyState

PART = 500
"""So many are written in one statement."""


def kept_readings(session: Session) -> dict[str, VacancyReading]:
    """By vacancy, of all that are open."""
    query = select(VacancyReading).join(Vacancy).where(Vacancy.state == VacancyState.OPEN.value)
    return {reading.vacancy_id: reading for reading in session.exec(query)}


def reading_stamps(session: Session) -> dict[str, str]:
    """By open vacancy, the hash of what its reading was made of."""
    query = select(VacancyReading.vacancy_id, VacancyReading.made_of).join(Vacancy)
    return dict(session.exec(query.where(Vacancy.state == VacancyState.OPEN.value)).all())


def keep_readings(session: Session, readings: Sequence[VacancyReading]) -> None:
    """In the place of what was kept of the same vacancies; who reads the same at the same time writes the same."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    for first in range(0, len(readings), PART):
        rows = [reading.model_dump() for reading in readings[first : first + PART]]
        adding = dialect.insert(VacancyReading).values(rows)
        new = {name: adding.excluded[name] for name in ("made_of", "demands", "asked")}
        session.connection().execute(
            adding.on_conflict_do_update(index_elements=[col(VacancyReading.vacancy_id)], set_=new)
        )
