"""Reports of the demo: a track plan that everybody signed, a released progress report, and one still being written."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from dossier.acts.report_drafts import save_draft, start_draft
from dossier.acts.reports import release_report, settle_report
from dossier.acts.signatures import sign_report
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from dossier.model.report import Report, ReportKind
from dossier.rules.report_draft import ASK_REASON

VISION = "Zij weet wat zij kan en wil. Met een gerichte cursus en oefening in gesprekken is de kans op werk goed."
PERIOD = timedelta(days=42)
REASON = "in die weken lag de nadruk op oriëntatie en op het cv"


def write_demo_reports(
    session: Session, case: ReintegrationCase, *, coach: Account, employee: Account, employer: Account, now: datetime,
    today: date, signer: Signer,
) -> None:  # fmt: skip
    """As the people of the demo made them, all on the day of the demo."""
    if case.track_two_start is None or case.track_two_start > today:
        return
    plan = _settle(session, case, ReportKind.TRACK_PLAN, (case.track_two_start, today), coach, now, signer)
    for who in (coach, employee):
        sign_report(session, case, plan.id or 0, {}, actor=who, now=now, signer=signer)
    release_report(session, case, plan.id or 0, actor=coach, now=now, signer=signer)
    sign_report(session, case, plan.id or 0, {}, actor=employer, now=now, signer=signer)
    period = (max(case.track_two_start, today - PERIOD), today)
    progress = _settle(session, case, ReportKind.PROGRESS, period, coach, now, signer)
    sign_report(session, case, progress.id or 0, {}, actor=coach, now=now, signer=signer)
    release_report(session, case, progress.id or 0, actor=coach, now=now, signer=signer)
    final = {"kind": ReportKind.FINAL, "period_from": case.track_two_start, "period_to": today}
    start_draft(session, case, final, actor=coach, now=now)


def _settle(
    session: Session, case: ReintegrationCase, kind: ReportKind, period: tuple[date, date], coach: Account,
    now: datetime, signer: Signer,
) -> Report:  # fmt: skip
    values = {"kind": kind, "period_from": period[0], "period_to": period[1]}
    draft = start_draft(session, case, values, actor=coach, now=now)
    asked = (ASK_REASON, ASK_REASON.capitalize())
    texts = dict(draft.texts)
    for words in asked:
        texts = {slug: text.replace(words, REASON) for slug, text in texts.items()}
    texts |= {"visie_coach": VISION} if kind is ReportKind.TRACK_PLAN else {}
    save_draft(session, case, draft.id or 0, texts, revision=draft.revision, actor=coach, now=now)
    return settle_report(session, case, draft.id or 0, actor=coach, now=now, signer=signer)
