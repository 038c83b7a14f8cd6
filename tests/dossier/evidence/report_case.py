"""Reports, statements and referred documents laid over the full case, with words that no employer may read."""

from sqlmodel import Session

from dossier.acts.report_drafts import next_period, save_draft, start_draft
from dossier.acts.reports import release_report, settle_report
from dossier.acts.signatures import sign_report
from dossier.acts.statements import refer_document, submit_statement
from dossier.model.report import Report, ReportKind
from dossier.rules.report_kind import report_forms
from tests.dossier.cast import NOW, Cast

KEPT = "alleen-voor-werknemer-en-coach"
GUARDED = "hernia"
"""A word about health that was confirmed in every part that the employer does not read, in remarks and opinions."""


def write_report(session: Session, cast: Cast, kind: str, **texts: str) -> Report:
    """Draft, save and settle one report; parts that the employer does not read hold what he may not read."""
    first, last = next_period(session, cast.case, kind, now=NOW)
    values = {"kind": kind, "period_from": first, "period_to": last}
    draft = start_draft(session, cast.case, values, actor=cast.bram, now=NOW)
    parts = {
        part.slug: f"Tekst over {part.title}.\n- eerste punt" if part.employer else f"{KEPT}: een {GUARDED}"
        for part in report_forms()[kind].parts
    }
    given = parts | texts | {"confirmed_words": True}
    save_draft(session, cast.case, draft.id, given, revision=draft.revision, actor=cast.bram, now=NOW)
    return settle_report(session, cast.case, draft.id, **cast.by(cast.bram))


def fill_reports(session: Session, cast: Cast) -> dict[str, Report]:
    """One of every kind, signed by coach and employee and released, with the employee's opinion about each."""
    reports = {}
    for kind in (one.value for one in ReportKind):
        report = write_report(session, cast, kind)
        sign_report(session, cast.case, report.id, {}, **cast.by(cast.bram))
        remark = {"remark": f"Zo is het, ook over de {GUARDED}.", "confirmed_words": True}
        sign_report(session, cast.case, report.id, remark, **cast.by(cast.anna))
        opinion = {
            "kind": "oordeel van de werknemer",
            "report_kind": kind,
            "report_number": 1,
            "text": f"Mijn {GUARDED} telde mee.",
            "confirmed_words": True,
        }
        submit_statement(session, cast.case, opinion, **cast.by(cast.anna))
        release_report(session, cast.case, report.id, **cast.by(cast.bram))
        reports[kind] = report
    own = {"kind": "oordeel van de werknemer", "text": "Ik ben het eens met de stappen."}
    submit_statement(session, cast.case, own, **cast.by(cast.anna))
    own = {"kind": "passend werk bij de eigen werkgever", "text": "Er was geen andere functie."}
    submit_statement(session, cast.case, own, **cast.by(cast.daan))
    document = {
        "part": "probleemanalyse",
        "title": "Probleemanalyse",
        "dated": "2025-04-10",
        "author_name": "dr. J. Bos",
        "author_function": "bedrijfsarts",
    }
    refer_document(session, cast.case, document, **cast.by(cast.bram))
    return reports
