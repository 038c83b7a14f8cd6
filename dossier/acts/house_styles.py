"""The look of an office's reports and the texts that they begin with: set by the administrator, no case in sight."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import Field
from sqlmodel import Session

from dossier.acts.entry import Input, account_id, read_input
from dossier.acts.report_drafts import texts_model
from dossier.errors import InvalidInputError
from dossier.evidence.logo import check_logo
from dossier.model.people import Account, Role
from dossier.model.report import HouseStyle, ReportKind
from dossier.settings import Settings
from dossier.storage.attachments import AttachmentStore
from dossier.storage.offices import managed_office
from dossier.storage.reports import house_style_of

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: headings in this colour stand on white paper."""


class HouseStyleIn(Input):
    name: str = Field(min_length=1, max_length=120)
    accent: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")


def save_house_style(  # noqa: PLR0913 - one argument per part of the form
    session: Session,
    organisation_id: int,
    values: HouseStyleIn | Mapping[str, Any],
    *,
    texts: Mapping[str, Mapping[str, str]],
    logo: bytes | None,
    drop_logo: bool,
    settings: Settings,
    actor: Account,
    now: datetime,
) -> HouseStyle:
    """One style per office; a logo is kept under its hash like every upload."""
    if actor.role != Role.ADMIN:
        raise InvalidInputError("actor", actor.role, "de beheerder")
    given = read_input(HouseStyleIn, values)
    if contrast_on_white(given.accent) < LEAST_CONTRAST:
        raise InvalidInputError("accent", given.accent, "een donkerder kleur (contrast met wit minstens 4,5)")
    managed_office(session, actor, organisation_id)
    style = house_style_of(session, organisation_id) or HouseStyle(
        organisation_id=organisation_id, changed_by=account_id(actor), changed_at=now,
        name=given.name, accent=given.accent,
    )  # fmt: skip
    style.name, style.accent = given.name, given.accent.lower()
    style.standard_texts = {kind.value: _checked(kind.value, texts.get(kind.value, {})) for kind in ReportKind}
    style.changed_at, style.changed_by = now, account_id(actor)
    if logo is not None:
        _keep_logo(style, logo, settings)
    elif drop_logo:
        style.logo_sha256 = style.logo_media_type = None
    session.add(style)
    session.flush()
    return style


def _checked(kind: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Standard texts go past the guard too: they would come back in every report."""
    given = read_input(texts_model(kind), texts)
    return {slug: text for slug, text in given.model_dump(exclude_unset=True).items() if text}


def _keep_logo(style: HouseStyle, content: bytes, settings: Settings) -> None:
    style.logo_media_type = check_logo(content)
    style.logo_sha256 = AttachmentStore.of(settings).keep(content)


def contrast_on_white(colour: str) -> float:
    """How much a colour stands out on white paper, from 1 to 21 (WCAG 2.2, relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
