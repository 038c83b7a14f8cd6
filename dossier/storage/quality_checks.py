"""Every look at a letter and CV (U-24), the newest first."""

from sqlmodel import Session, col, select

from dossier.model.job_application import JobApplication
from dossier.model.quality_check import QualityCheck


def quality_checks(session: Session, case_id: int) -> list[QualityCheck]:
    """Of all applications of a case."""
    query = select(QualityCheck).join(JobApplication).where(JobApplication.case_id == case_id)
    return list(session.exec(query.order_by(col(QualityCheck.id).desc())))


def quality_checks_of(session: Session, application_id: int) -> list[QualityCheck]:
    query = select(QualityCheck).where(QualityCheck.application_id == application_id)
    return list(session.exec(query.order_by(col(QualityCheck.id).desc())))
