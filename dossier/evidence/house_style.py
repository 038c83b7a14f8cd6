"""The look of an office's reports: its name, colour, logo and standard texts."""

from sqlmodel import Session

from dossier.evidence.look import Look
from dossier.model.case import ReintegrationCase
from dossier.model.report import HouseStyle
from dossier.settings import Settings
from dossier.storage.accounts import get_account
from dossier.storage.attachments import AttachmentStore
from dossier.storage.reports import house_style_of


def style_for(session: Session, case: ReintegrationCase) -> HouseStyle | None:
    """The style of the office that the coach of this case works for."""
    if case.coach_id is None:
        return None
    return house_style_of(session, get_account(session, case.coach_id).organisation_id)


def look_for(session: Session, case: ReintegrationCase, settings: Settings) -> Look:
    style = style_for(session, case)
    if style is None:
        return Look()
    if style.logo_sha256 is None:
        return Look(style.name, style.accent)
    store = AttachmentStore.of(settings)
    kind = "svg" if style.logo_media_type == "image/svg+xml" else "png"
    return Look(style.name, style.accent, store.open_bytes(style.logo_sha256), kind)


def standard_texts_for(session: Session, case: ReintegrationCase, kind: str) -> dict[str, str]:
    style = style_for(session, case)
    return {} if style is None else dict(style.standard_texts.get(kind, {}))
