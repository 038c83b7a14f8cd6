"""The bundles that were made: for whom, when, and with which head of the chain."""

from sqlmodel import Session, col, select

from dossier.errors import NotFoundError
from dossier.model.evidence import Export


def list_exports(
    session: Session, case_id: int, *, receiver: str | None = None, released_only: bool = False
) -> list[Export]:
    """The bundles of a case, newest first; the employer reads only released ones (matrix row 26)."""
    query = select(Export).where(Export.case_id == case_id)
    if receiver is not None:
        query = query.where(Export.receiver == receiver)
    if released_only:
        query = query.where(col(Export.released_at).is_not(None))
    return list(session.exec(query.order_by(col(Export.made_at).desc(), col(Export.id).desc())))


def get_export(session: Session, case_id: int, export_id: int) -> Export:
    export = session.get(Export, export_id)
    if export is None or export.case_id != case_id:
        raise NotFoundError("Deze export is niet gevonden.")
    return export
