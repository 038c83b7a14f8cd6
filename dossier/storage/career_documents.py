"""Versions of CVs and letters, what was said of them, and the templates of an office."""

from sqlmodel import Session, col, func, select

from dossier.errors import NotFoundError
from dossier.model.career_document import CareerDocument, DocumentComment, LetterTemplate
from dossier.storage.cases import lock_case


def list_documents(session: Session, case_id: int) -> list[CareerDocument]:
    """Every version, the newest of each document first."""
    query = select(CareerDocument).where(CareerDocument.case_id == case_id)
    order = (col(CareerDocument.kind), col(CareerDocument.title), col(CareerDocument.version).desc())
    return list(session.exec(query.order_by(*order)))


def get_document(session: Session, case_id: int, document_id: int) -> CareerDocument:
    row = session.get(CareerDocument, document_id)
    if row is None or row.case_id != case_id:
        raise NotFoundError("Dit document is niet gevonden.")
    return row


def next_version(session: Session, case_id: int, kind: str, title: str) -> int:
    lock_case(session, case_id)  # or two writers would both find it free
    query = select(func.max(CareerDocument.version)).where(
        CareerDocument.case_id == case_id, CareerDocument.kind == kind, CareerDocument.title == title
    )
    return (session.exec(query).one() or 0) + 1


def comments_of(session: Session, document_id: int) -> list[DocumentComment]:
    query = select(DocumentComment).where(DocumentComment.document_id == document_id)
    return list(session.exec(query.order_by(col(DocumentComment.id))))


def templates_of(session: Session, organisation_id: int | None) -> list[LetterTemplate]:
    """The own templates of an office, by kind and title."""
    query = select(LetterTemplate).where(LetterTemplate.organisation_id == organisation_id)
    return list(session.exec(query.order_by(col(LetterTemplate.kind), col(LetterTemplate.title))))


def save_template(session: Session, row: LetterTemplate) -> LetterTemplate:
    """A new template, or another text under the same title."""
    known = next(
        (one for one in templates_of(session, row.organisation_id) if (one.kind, one.title) == (row.kind, row.title)),
        None,
    )
    if known is not None:
        known.body, known.saved_at, known.saved_by = row.body, row.saved_at, row.saved_by
        row = known
    session.add(row)
    session.flush()
    return row
