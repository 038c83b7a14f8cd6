"""A track plan still being written, and a progress report that the coach signed and released."""

from datetime import timedelta

from sqlmodel import Session

from dossier.acts.report_drafts import save_draft, start_draft
from dossier.acts.reports import release_report, settle_report
from dossier.acts.signatures import sign_report
from dossier.evidence.signing import Signer
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account
from tests.webui.report_words import PRIVATE_PART


def write_reports(session: Session, case: ReintegrationCase, bram: Account, signer: Signer, now) -> None:
    """Draft 1 is the track plan, report 1 the progress report."""
    last = now.date()
    writes, acts_by = {"actor": bram, "now": now}, {"actor": bram, "now": now, "signer": signer}
    plan = {"kind": "trajectplan", "period_from": last - timedelta(days=200), "period_to": last}
    start_draft(session, case, plan, **writes)
    progress = {"kind": "voortgangsrapportage", "period_from": last - timedelta(days=41), "period_to": last}
    draft = start_draft(session, case, progress, **writes)
    texts = {name: text.replace("reden nog in te vullen", "vakantie") for name, text in draft.texts.items()}
    texts["sollicitaties"] += "\nDe werknemer zoekt nu ook bij kleinere werkgevers."
    texts["gesprekken"] = f"- {PRIVATE_PART}"
    texts["medewerking"] = "Alle afspraken van deze periode zijn nagekomen."
    texts["vooruit"] = "- Twee open sollicitaties\n- Gesprek op 4 december"
    save_draft(session, case, draft.id, texts, revision=draft.revision, **writes)
    report = settle_report(session, case, draft.id, **acts_by)
    sign_report(session, case, report.id, {}, **acts_by)
    release_report(session, case, report.id, **acts_by)
