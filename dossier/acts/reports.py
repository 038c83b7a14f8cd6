"""Versions of a report: settled from the working copy, and released to the employer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

from dossier.acts.entry import (
    ROLE_NAMES,
    account_id,
    actor_name,
    case_id_of,
    read_input,
    record_entry,
    row_content,
)
from dossier.acts.free_text import confirmed_words, passage
from dossier.acts.ownership import require_owner
from dossier.acts.report_drafts import draft_for, form_of, texts_model
from dossier.errors import GuardedTextError, InvalidInputError
from dossier.evidence import controleer
from dossier.evidence.canonical import to_public
from dossier.evidence.kind import EntryKind
from dossier.evidence.report_gathering import kept_facts
from dossier.evidence.report_outward import facts_for
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.model.report import Report
from dossier.rules.free_text import find_guarded
from dossier.rules.report_draft import ASK_REASON
from dossier.rules.report_kind import ReportForm
from dossier.storage import reports as rows

FIELDS = (
    "kind",
    "number",
    "version",
    "period_from",
    "period_to",
    "sections",
    "facts",
    "author",
    "content_sha256",
)
SIGNED_FIELDS = ("kind", "number", "version", "period_from", "period_to", "sections", "facts")


def settle_report(
    session: Session, case: ReintegrationCase, draft_id: int, *, actor: Account, now: datetime, signer: Signer
) -> Report:
    """Make the next version of a working copy: from now on nobody changes it, and employee and coach read it.

    What the employer wrote (U-05) the employer reads at once; words about health are refused there.
    """
    require_owner(session, actor, case, now)
    draft = draft_for(session, case, draft_id, actor, lock=True)
    given = read_input(texts_model(draft.kind), draft.texts | {"confirmed_words": True})
    _check_finished(draft.texts)
    facts = facts_for(session, case, (draft.period_from, draft.period_to), role=actor.role)
    versions = rows.versions_of(session, case_id_of(case), draft.kind, draft.number)
    report = Report(
        case_id=case_id_of(case),
        kind=draft.kind,
        number=draft.number,
        version=1 + (versions[0].version if versions else 0),
        period_from=draft.period_from,
        period_to=draft.period_to,
        sections=sections_of(form_of(draft.kind).written_by(actor.role), draft.texts),
        facts=kept_facts(facts),
        author=actor_name(actor),
        content_sha256="",
        recorded_at=now,
        recorded_by=account_id(actor),
    )
    report.content_sha256 = digest_of(report)
    if actor.role == Role.EMPLOYER:
        _require_shareable(report)
    session.add(report)
    rows.drop_draft(session, draft)
    content = row_content(report, FIELDS) | confirmed_words(given)
    record_entry(session, case, EntryKind.REPORT_SETTLED, content, actor=actor, now=now, signer=signer)
    if actor.role == Role.EMPLOYER:
        _mark_released(session, case, report, actor=actor, now=now, signer=signer)
    return report


def sections_of(form: ReportForm, texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The parts that say something, in order, each with whether the employer reads it."""
    return [
        {"slug": part.slug, "title": part.title, "text": texts[part.slug].strip(), "employer": part.employer}
        for part in form.parts
        if texts.get(part.slug, "").strip()
    ]


def digest_of(report: Report) -> str:
    return controleer.sha256(controleer.canonical(to_public({name: getattr(report, name) for name in SIGNED_FIELDS})))


def _check_finished(texts: Mapping[str, str]) -> None:
    """A gap needs its reason (U-27), and a report needs at least one part."""
    for slug, text in texts.items():
        if ASK_REASON in text.lower():
            raise InvalidInputError(slug, ASK_REASON, f"een reden op de plaats van ‘{ASK_REASON}’")
    if not any(text.strip() for text in texts.values()):
        raise InvalidInputError(next(iter(texts), "tekst"), "", "minstens één onderdeel met tekst")


def release_report(
    session: Session, case: ReintegrationCase, report_id: int, *, actor: Account, now: datetime, signer: Signer
) -> Report:
    """From now on the employer reads the parts that are his; words about health block it (V-16, V-19)."""
    require_owner(session, actor, case, now)
    report = rows.get_report(session, case_id_of(case), report_id)
    signed = {one.role for one in rows.signatures_of(session, case_id_of(case)).get(report_id, [])}
    if actor.role not in signed:
        allowed = f"een rapport dat de {ROLE_NAMES[actor.role]} heeft ondertekend"
        raise InvalidInputError("report", "niet ondertekend", allowed)
    _require_shareable(report)
    if report.released_at is None:
        _mark_released(session, case, report, actor=actor, now=now, signer=signer)
    return report


def _mark_released(
    session: Session, case: ReintegrationCase, report: Report, *, actor: Account, now: datetime, signer: Signer
) -> None:
    report.released_at = now
    session.add(report)
    session.flush()
    content = row_content(report, ("kind", "number", "version", "period_from", "period_to", "content_sha256"))
    record_entry(session, case, EntryKind.REPORT_RELEASED, content, actor=actor, now=now, signer=signer)


def _require_shareable(report: Report) -> None:
    found = [
        passage(section["title"], section["text"], one)
        for section in report.sections
        if section["employer"]
        for one in find_guarded(section["text"])
    ]
    if found:
        allowed = "een nieuwe versie zonder woorden over gezondheid in wat de werkgever leest"
        raise GuardedTextError("sections", allowed, tuple(found), refused=True)
