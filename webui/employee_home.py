"""The employee's first page: three lines that say what to do now, the best matches, applications and calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dossier.model.agreement import AgreementOwner
from dossier.model.case import ReintegrationCase
from dossier.model.job_application import JobApplication
from dossier.model.match import ShortlistState
from dossier.model.people import Role
from dossier.rules.application_norm import agreed_between
from dossier.rules.norms import waits_for_answer
from dossier.rules.terms import Term
from dossier.storage.agreements import open_agreements
from dossier.storage.applications import list_applications, proofs_by_application
from dossier.storage.match_list import Wanted, cut_list, open_rows
from dossier.storage.match_tally import tally_of
from dossier.storage.phases import suspended_days
from dossier.storage.reports import list_reports, signatures_of
from dossier.storage.shortlists import entries_for
from webui.case_frame import build_head, terms_of
from webui.context import today
from webui.core_names import name_here
from webui.filters import show_day
from webui.match_card import build_card
from webui.match_filter import LOW, is_low
from webui.transaction import get_session

PERIOD_DAYS = 28
MATCHES_SHOWN = 3
STEPS = 3
UNDECIDED = Wanted(undecided=True, only_open=True, without=LOW)
SOON_DAYS = 7


@dataclass(frozen=True)
class Step:
    """One line of "wat nu": what, why, and the page where it is done."""

    text: str
    why: str
    url: str


def build_employee_home(case: ReintegrationCase) -> dict[str, object]:
    assert case.id is not None
    session, day = get_session(), today()
    applications = list_applications(session, case.id)
    proofs = proofs_by_application(session, case.id)
    unproven = [row for row in applications if not proofs.get(row.id or 0)]
    recent = [row for row in applications if row.applied_on > day - timedelta(days=PERIOD_DAYS)]
    best = cut_list(session, case.id, UNDECIDED, MATCHES_SHOWN)
    new = tally_of(session, case.id).count(lambda one: one.decision is None and one.is_open and not is_low(one))
    waiting = [entry for entry in entries_for(session, case.id) if entry.state == ShortlistState.APPLY]
    terms = [term for term in terms_of(case, day) if term.due >= day][:3]
    return {
        "case": case,
        "head": build_head(case),
        "steps": [
            *_report_steps(case),
            *_agreement_steps(case, day),
            *_proof_steps(case, unproven),
            *_silence_steps(case, [row for row in applications if waits_for_answer(row, day)]),
            *_apply_steps(case, len(waiting)),
            *_norm_steps(case, len(recent)),
            *_match_steps(case, new),
            *_calendar_steps(case, terms),
        ][:STEPS],
        "cards": [build_card(row, row, None) for row in open_rows(session, case.id, [row.id for row in best.rows])],
        "applications": list(reversed(applications))[:4],
        "recent": len(recent),
        "proofs": proofs,
        "terms": terms,
        "today": day,
    }


def _report_steps(case: ReintegrationCase) -> list[Step]:
    """The newest settled report that the employee has not signed yet."""
    assert case.id is not None
    rows, signed = list_reports(get_session(), case.id), signatures_of(get_session(), case.id)
    if not rows or any(one.role == Role.EMPLOYEE for one in signed.get(rows[0].id or 0, [])):
        return []
    url = url_for("reports.show_report", number=case.number, report_id=rows[0].id)
    return [Step(_("Lees het rapport van uw coach"), _("Teken dat u het las, en schrijf wat u ervan vindt."), url)]


def _agreement_steps(case: ReintegrationCase, day: date) -> list[Step]:
    """The employee's own agreements that are late or due within a week."""
    assert case.id is not None
    due = open_agreements(get_session(), [case.id], until=day + timedelta(days=SOON_DAYS)).get(case.id, [])
    url = url_for("activities.show_activities", number=case.number, _anchor="afspraken")
    return [
        Step(
            row.what,
            _("Afgesproken: het moest klaar zijn op %(day)s.", day=show_day(row.due_on))
            if row.due_on < day
            else _("Afgesproken: uiterlijk %(day)s.", day=show_day(row.due_on)),
            url,
        )
        for row in due
        if row.owner == AgreementOwner.EMPLOYEE
    ]


def _proof_steps(case: ReintegrationCase, unproven: list[JobApplication]) -> list[Step]:
    if not unproven:
        return []
    serial = unproven[0].serial
    text = ngettext(
        "Voeg een bewijs toe aan %(num)s sollicitatie", "Voeg een bewijs toe aan %(num)s sollicitaties", len(unproven)
    )
    url = url_for("applications.show_application", number=case.number, serial=serial, _anchor="bewijs")
    return [
        Step(text, _("Een foto van de e-mail of brief is genoeg. Zonder bewijs telt een sollicitatie niet mee."), url)
    ]


def _silence_steps(case: ReintegrationCase, waiting: list[JobApplication]) -> list[Step]:
    """The oldest application without an answer after ten working days (U-29)."""
    if not waiting:
        return []
    row = waiting[0]
    url = url_for("applications.show_application", number=case.number, serial=row.serial)
    text = _("Vraag na bij %(employer)s", employer=row.employer)
    why = _("Na tien werkdagen is er geen antwoord op uw sollicitatie van %(day)s.", day=show_day(row.applied_on))
    return [Step(text, why, url)]


def _apply_steps(case: ReintegrationCase, count: int) -> list[Step]:
    if not count:
        return []
    text = ngettext(
        "Solliciteer op %(num)s vacature van uw shortlist", "Solliciteer op %(num)s vacatures van uw shortlist", count
    )
    return [Step(text, _("Die koos u samen met uw coach."), url_for("shortlist.show_board", number=case.number))]


def _norm_steps(case: ReintegrationCase, recent: int) -> list[Step]:
    """Nothing is asked for the days of a pause or of orientation (U-18)."""
    suspended = suspended_days(get_session(), case)
    first = today() - timedelta(days=PERIOD_DAYS - 1)
    norm = agreed_between(case.application_norm, suspended, first, today()).number
    missing = norm - recent
    if missing <= 0:
        return []
    text = ngettext(
        "Nog %(num)s sollicitatie in deze vier weken", "Nog %(num)s sollicitaties in deze vier weken", missing
    )
    why = _("Afgesproken: %(norm)s in vier weken. Al gedaan: %(done)s.", norm=norm, done=recent)
    return [Step(text, why, url_for("applications.new_application", number=case.number))]


def _match_steps(case: ReintegrationCase, count: int) -> list[Step]:
    if not count:
        return []
    text = ngettext("Bekijk %(num)s nieuwe vacature", "Bekijk %(num)s nieuwe vacatures", count)
    return [
        Step(
            text,
            _("Zeg per vacature ja of nee. De beste staan bovenaan."),
            url_for("matches.list_matches", number=case.number),
        )
    ]


def _calendar_steps(case: ReintegrationCase, terms: list[Term]) -> list[Step]:
    url = url_for("cases.show_overview", number=case.number, _anchor="kalender")
    return [Step(name_here(term.name), _("Uiterlijk %(day)s.", day=show_day(term.due)), url) for term in terms]
