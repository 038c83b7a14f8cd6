"""Vacancies as kept: found back, counted, closed."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from dossier.errors import NotFoundError
from dossier.model.match import ShortlistEntry, ShortlistState
from dossier.model.posting import Salary, VacancyIn
from dossier.model.vacancy import Closing, Snapshot, Vacancy, VacancySnapshot, VacancyState
from dossier.storage.sightings import Change, Sighting, write_sightings


def upsert_vacancy(session: Session, posting: VacancyIn, seen_at: datetime, snapshot_id: int | None) -> Change:
    """Keep one vacancy as read, seen on a page that is kept already, or on none."""
    return write_sightings(session, [Sighting(posting, seen_at, snapshot_id)])[0]


def find_vacancy(session: Session, vacancy_id: str) -> Vacancy | None:
    return session.get(Vacancy, vacancy_id)


def get_vacancy(session: Session, vacancy_id: str) -> Vacancy:
    vacancy = session.get(Vacancy, vacancy_id)
    if vacancy is None:
        raise NotFoundError(f"Vacature {vacancy_id} bestaat niet.")
    return vacancy


def list_vacancies(
    session: Session,
    *,
    state: VacancyState | None = None,
    ids: Collection[str] | None = None,
    source: str | None = None,
) -> list[Vacancy]:
    """Vacancies in a fixed order (by id), all or only those asked for."""
    query = select(Vacancy).order_by(col(Vacancy.id))
    if state is not None:
        query = query.where(Vacancy.state == state.value)
    if ids is not None:
        query = query.where(col(Vacancy.id).in_(list(ids)))
    if source is not None:
        query = query.where(Vacancy.source == source)
    return list(session.exec(query))


def count_vacancies(session: Session, *, state: VacancyState = VacancyState.OPEN) -> int:
    """How many vacancies there are in a state, copies included."""
    return session.exec(select(func.count()).where(Vacancy.state == state.value)).one()


def count_copies(session: Session) -> int:
    """How many open vacancies are a copy of another."""
    query = select(func.count()).where(Vacancy.state == VacancyState.OPEN.value, col(Vacancy.copy_of).is_not(None))
    return session.exec(query).one()


def count_per_source(session: Session, *, state: VacancyState = VacancyState.OPEN) -> dict[str, int]:
    """How many vacancies each source has in a state."""
    query = select(Vacancy.source, func.count()).where(Vacancy.state == state.value).group_by(col(Vacancy.source))
    return dict(session.exec(query).all())


def copies_of(session: Session, vacancy_id: str) -> list[Vacancy]:
    """The same job elsewhere: the leading posting and its other copies, without the vacancy itself."""
    leading = get_vacancy(session, vacancy_id).copy_of or vacancy_id
    query = select(Vacancy).where((col(Vacancy.copy_of) == leading) | (col(Vacancy.id) == leading))
    return [row for row in session.exec(query.order_by(col(Vacancy.id))) if row.id != vacancy_id]


def mark_closed(
    session: Session, ids: Iterable[str], state: VacancyState | str, seen_at: datetime, by: Closing | None = None
) -> int:
    """Note that open vacancies are gone or expired, when that was seen and how; answers how many changed."""
    wanted, changed = list(ids), 0
    for start in range(0, len(wanted), 500):
        query = (
            update(Vacancy)
            .where(col(Vacancy.id).in_(wanted[start : start + 500]), col(Vacancy.state) == VacancyState.OPEN.value)
            .values(state=VacancyState(state).value, gone_at=seen_at, closed_by=by)
        )
        changed += session.exec(query).rowcount
    return changed


def mark_gone(session: Session, ids: Iterable[str], seen_at: datetime) -> int:
    return mark_closed(session, ids, VacancyState.GONE, seen_at, Closing.ABSENT)


def mark_absent(session: Session, ids: Iterable[str], seen_at: datetime) -> int:
    """Note that open vacancies were not where they stood: the first time as a doubt (`gone_at` of one that is open),
    the second time as gone; answers how many are gone. Seeing one takes the doubt away.
    """
    wanted, closed = list(ids), 0
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        doubted = select(Vacancy.id).where(col(Vacancy.id).in_(part), col(Vacancy.gone_at).is_not(None))
        closed += mark_gone(session, list(session.exec(doubted)), seen_at)
        is_open = col(Vacancy.state) == VacancyState.OPEN.value
        first = (col(Vacancy.id).in_(part), col(Vacancy.gone_at).is_(None), is_open)
        session.exec(update(Vacancy).where(*first).values(gone_at=seen_at, closed_by=Closing.ABSENT.value))
    return closed


def mark_expired(session: Session, today: date, seen_at: datetime) -> int:
    """Note that the closing day of open vacancies has passed; answers how many changed."""
    query = select(Vacancy.id).where(Vacancy.state == VacancyState.OPEN.value, col(Vacancy.valid_through) < today)
    return mark_closed(session, list(session.exec(query)), VacancyState.EXPIRED, seen_at, Closing.VALID_THROUGH)


def addresses_of(session: Session, source: str) -> dict[str, set[str]]:
    """Per open vacancy of a source: the addresses where it was seen."""
    found: dict[str, set[str]] = {}
    own = select(Vacancy.id, Vacancy.url).where(Vacancy.source == source, Vacancy.state == VacancyState.OPEN.value)
    for vacancy_id, url in session.exec(own):
        found[vacancy_id] = {url} if url else set()
    pages = (
        select(VacancySnapshot.vacancy_id, Snapshot.url)
        .join(Snapshot, col(Snapshot.id) == col(VacancySnapshot.snapshot_id))
        .join(Vacancy, col(Vacancy.id) == col(VacancySnapshot.vacancy_id))
        .where(Vacancy.source == source, Vacancy.state == VacancyState.OPEN.value)
    )
    for vacancy_id, url in session.exec(pages):
        found[vacancy_id].add(url)
    return found


def last_pages(session: Session, source: str) -> dict[str, str]:
    """Per open vacancy of a source: the page on which its newest version was read."""
    query = (
        select(VacancySnapshot.vacancy_id, Snapshot.url)
        .join(Snapshot, col(Snapshot.id) == col(VacancySnapshot.snapshot_id))
        .join(Vacancy, col(Vacancy.id) == col(VacancySnapshot.vacancy_id))
        .where(Vacancy.source == source, Vacancy.state == VacancyState.OPEN.value)
        .order_by(col(Snapshot.id))
    )
    return dict(session.exec(query).all())


def shortlisted_unseen(session: Session, since: datetime) -> dict[str, list[str]]:
    """Per source: the open vacancies on somebody's shortlist that were not seen since that moment."""
    over = (ShortlistState.DISMISSED.value, ShortlistState.RESULT.value, ShortlistState.WITHDRAWN.value)
    query = (
        select(Vacancy.source, Vacancy.id)
        .join(ShortlistEntry, col(ShortlistEntry.vacancy_id) == col(Vacancy.id))
        .where(Vacancy.state == VacancyState.OPEN.value, Vacancy.last_seen < since)
        .where(col(ShortlistEntry.state).not_in(over))
        .distinct()
        .order_by(col(Vacancy.source), col(Vacancy.id))
    )
    found: dict[str, list[str]] = {}
    for source, vacancy_id in session.exec(query):
        found.setdefault(source, []).append(vacancy_id)
    return found


def as_posting(vacancy: Vacancy) -> VacancyIn:
    """A kept vacancy as the plain object that rules and matcher read."""
    content = vacancy.model_dump(exclude={"salary"})
    salary = None if vacancy.salary is None else Salary.model_validate(vacancy.salary)
    return VacancyIn.model_validate({**content, "salary": salary})
