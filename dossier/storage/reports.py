"""Reports, their drafts and signatures, and each party's own words, as rows."""

from sqlmodel import Session, col, select

from dossier.errors import NotFoundError
from dossier.model.report import HouseStyle, OwnStatement, ReferredDocument, Report, ReportDraft, ReportSignature


def list_reports(session: Session, case_id: int, *, released_only: bool = False) -> list[Report]:
    """Every version of every report, newest first; the employer reads the released ones (matrix row 23)."""
    query = select(Report).where(Report.case_id == case_id)
    if released_only:
        query = query.where(col(Report.released_at).is_not(None))
    return list(session.exec(query.order_by(col(Report.recorded_at).desc(), col(Report.id).desc())))


def get_report(session: Session, case_id: int, report_id: int, *, released_only: bool = False) -> Report:
    row = session.get(Report, report_id)
    if row is None or row.case_id != case_id or (released_only and row.released_at is None):
        raise NotFoundError("Dit rapport is niet gevonden.")
    return row


def versions_of(session: Session, case_id: int, kind: str, number: int) -> list[Report]:
    """The versions of one report, newest first."""
    query = select(Report).where(Report.case_id == case_id, Report.kind == kind, Report.number == number)
    return list(session.exec(query.order_by(col(Report.version).desc())))


def list_drafts(session: Session, case_id: int) -> list[ReportDraft]:
    query = select(ReportDraft).where(ReportDraft.case_id == case_id)
    return list(session.exec(query.order_by(col(ReportDraft.saved_at).desc(), col(ReportDraft.id).desc())))


def find_draft(session: Session, case_id: int, kind: str, number: int) -> ReportDraft | None:
    query = select(ReportDraft).where(
        ReportDraft.case_id == case_id, ReportDraft.kind == kind, ReportDraft.number == number
    )
    return session.exec(query).one_or_none()


def get_draft(session: Session, case_id: int, draft_id: int, *, lock: bool = False) -> ReportDraft:
    """A working copy; locked until the end of the transaction, two windows never both win."""
    query = select(ReportDraft).where(ReportDraft.id == draft_id, ReportDraft.case_id == case_id)
    row = session.exec(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFoundError("Dit concept is niet gevonden.")
    return row


def drop_draft(session: Session, draft: ReportDraft) -> None:
    session.delete(draft)
    session.flush()


def signatures_of(session: Session, case_id: int) -> dict[int, list[ReportSignature]]:
    """Every signature of a case in one query, per report, in the order of signing."""
    query = select(ReportSignature).where(ReportSignature.case_id == case_id).order_by(col(ReportSignature.id))
    found: dict[int, list[ReportSignature]] = {}
    for row in session.exec(query):
        found.setdefault(row.report_id, []).append(row)
    return found


def list_statements(session: Session, case_id: int, kind: str | None = None) -> list[OwnStatement]:
    """What the parties said in own words, newest first."""
    query = select(OwnStatement).where(OwnStatement.case_id == case_id)
    if kind is not None:
        query = query.where(OwnStatement.kind == kind)
    return list(session.exec(query.order_by(col(OwnStatement.id).desc())))


def opinion_about(session: Session, case_id: int, kind: str, about: tuple[str, int] | None) -> list[OwnStatement]:
    """Every version of what one party said about one report, or about the whole, newest first."""
    return [row for row in list_statements(session, case_id, kind) if about_of(row) == about]


def about_of(row: OwnStatement) -> tuple[str, int] | None:
    return None if row.report_kind is None or row.report_number is None else (row.report_kind, row.report_number)


def referred_documents(session: Session, case_id: int) -> list[ReferredDocument]:
    """The documents of the RIV that are kept elsewhere, by part and day."""
    query = select(ReferredDocument).where(ReferredDocument.case_id == case_id)
    return list(
        session.exec(query.order_by(ReferredDocument.part, col(ReferredDocument.dated), col(ReferredDocument.id)))
    )


def house_style_of(session: Session, organisation_id: int | None) -> HouseStyle | None:
    if organisation_id is None:
        return None
    return session.exec(select(HouseStyle).where(HouseStyle.organisation_id == organisation_id)).one_or_none()
