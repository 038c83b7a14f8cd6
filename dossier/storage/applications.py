"""Applications and their proofs, and what was known of the vacancy on the day."""

from datetime import date, datetime

from sqlmodel import Session, col, func, select

from dossier.errors import NotFoundError
from dossier.model.job_application import JobApplication, Proof
from dossier.model.match import Match
from dossier.model.vacancy import Snapshot, Vacancy, VacancySnapshot
from dossier.storage.cases import lock_case


def next_serial(session: Session, case_id: int) -> int:
    """The next number in the log; numbers are never given out twice, because rows are never deleted (U-31)."""
    lock_case(session, case_id)  # or two writers would both find it free
    query = select(func.max(JobApplication.serial)).where(JobApplication.case_id == case_id)
    return (session.exec(query).one() or 0) + 1


def list_applications(
    session: Session,
    case_id: int,
    *,
    released_only: bool = False,
    period: tuple[date, date] | None = None,
) -> list[JobApplication]:
    """The log in order of its numbers; `released_only` is what the employer may read (matrix row 17)."""
    query = select(JobApplication).where(JobApplication.case_id == case_id).order_by(col(JobApplication.serial))
    if released_only:
        query = query.where(col(JobApplication.released_at).is_not(None))
    if period is not None:
        query = query.where(col(JobApplication.applied_on).between(*period))
    return list(session.exec(query))


def get_application(session: Session, case_id: int, serial: int) -> JobApplication:
    """One row of one case: a number of another case is not found here."""
    query = select(JobApplication).where(JobApplication.case_id == case_id, JobApplication.serial == serial)
    application = session.exec(query).one_or_none()
    if application is None:
        raise NotFoundError("Deze sollicitatie is niet gevonden.")
    return application


def uploads_since(session: Session, account_id: int, moment: datetime) -> tuple[int, int]:
    """How many proofs somebody added since then, and their bytes."""
    query = select(func.count(), func.coalesce(func.sum(Proof.size), 0))
    count, size = session.exec(query.where(Proof.uploaded_by == account_id, Proof.uploaded_at > moment)).one()
    return int(count), int(size)


def proofs_of(session: Session, application_id: int) -> list[Proof]:
    query = select(Proof).where(Proof.application_id == application_id).order_by(col(Proof.id))
    return list(session.exec(query))


def proofs_by_application(session: Session, case_id: int) -> dict[int, list[Proof]]:
    """Every proof of a case in one query, per application."""
    query = select(Proof).join(JobApplication).where(JobApplication.case_id == case_id).order_by(col(Proof.id))
    found: dict[int, list[Proof]] = {}
    for proof in session.exec(query):
        found.setdefault(proof.application_id, []).append(proof)
    return found


def get_proof(session: Session, case_id: int, proof_id: int) -> Proof:
    """One proof of one case: a proof of another case is not found here."""
    query = select(Proof).join(JobApplication).where(JobApplication.case_id == case_id, Proof.id == proof_id)
    proof = session.exec(query).one_or_none()
    if proof is None:
        raise NotFoundError("Dit bewijsstuk is niet gevonden.")
    return proof


def applied_vacancy(session: Session, vacancy_id: str) -> Vacancy:
    vacancy = session.get(Vacancy, vacancy_id)
    if vacancy is None:
        raise NotFoundError("Deze vacature is niet gevonden.")
    return vacancy


def newest_snapshot(session: Session, vacancy_id: str) -> Snapshot | None:
    """The page as last fetched: what the vacancy said when was applied."""
    query = (
        select(Snapshot)
        .join(VacancySnapshot)
        .where(VacancySnapshot.vacancy_id == vacancy_id)
        .order_by(col(Snapshot.fetched_at).desc(), col(Snapshot.id).desc())
    )
    return session.exec(query).first()


def known_match(session: Session, case_id: int, vacancy_id: str) -> Match | None:
    query = select(Match).where(Match.case_id == case_id, Match.vacancy_id == vacancy_id)
    return session.exec(query).one_or_none()


def vacancy_version(session: Session, vacancy_id: str, snapshot_id: int) -> int | None:
    """Which version of the vacancy a kept page shows."""
    query = select(VacancySnapshot).where(
        VacancySnapshot.vacancy_id == vacancy_id, VacancySnapshot.snapshot_id == snapshot_id
    )
    shown = session.exec(query.order_by(col(VacancySnapshot.version).desc())).first()
    return None if shown is None else shown.version


def same_employer(session: Session, row: JobApplication) -> list[JobApplication]:
    """Every other application of the case to this employer, as the name is written in any capitals."""
    name = " ".join(row.employer.casefold().split())
    others = list_applications(session, row.case_id)
    return [one for one in others if one.id != row.id and " ".join(one.employer.casefold().split()) == name]


def count_applications(session: Session, case_id: int) -> int:
    query = select(func.count()).select_from(JobApplication)
    return session.exec(query.where(JobApplication.case_id == case_id)).one()
