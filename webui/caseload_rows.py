"""The coach's triage: for every person what asks attention now, each line with a link to the act itself."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from dossier.model.agreement import Agreement
from dossier.model.case import CaseStatus, ReintegrationCase
from dossier.model.job_application import JobApplication
from dossier.rules.norms import waits_for_answer
from dossier.rules.parameter import days_on
from dossier.rules.terms import Term, week_number
from dossier.storage import caseload
from dossier.storage.agreements import open_agreements
from dossier.storage.case_terms import terms_by_case
from webui.case_frame import mark_started, next_term
from webui.context import now, today
from webui.filters import show_day
from webui.transaction import get_session

DEADLINE_DAYS = 7
SILENT_DAYS = 14
"""Signal K-06: amber from 14 days without anything logged."""
NEW_DAYS = 7
BEST = 20
"""New vacancies are announced when they land among this many best of the list; the list itself holds them all."""


@dataclass(frozen=True)
class Signal:
    """One line of the triage."""

    kind: str
    icon: str
    text: str
    url: str
    link: str


@dataclass(frozen=True)
class PersonRow:
    case: ReintegrationCase
    week: int
    next_term: Term | None
    signals: list[Signal] = field(default_factory=list)


def build_rows(cases: list[ReintegrationCase]) -> list[PersonRow]:
    """Who needs something first, then the others by name."""
    ids = [case.id for case in cases if case.id is not None]
    session, day = get_session(), today()
    fresh = caseload.newest_matches(session, ids, since=now() - timedelta(days=NEW_DAYS), best=BEST)
    new = {row.case_id: row.times for row in fresh}
    last = caseload.last_entry_days(session, ids)
    unproven = caseload.applications_without_proof(session, ids)
    silent = caseload.applications_without_answer(session, ids)
    gone = caseload.gone_from_shortlist(session, ids)
    agreed = open_agreements(session, ids, until=day + timedelta(days=DEADLINE_DAYS))
    reported = caseload.last_report_days(session, ids)
    calendars = terms_by_case(session, cases, day)
    rows = []
    for case in cases:
        assert case.id is not None
        terms = mark_started(case, calendars[case.id], day)
        signals = [
            *begin_signals(case),
            *deadline_signals(case, terms, day),
            *agreement_signals(case, agreed.get(case.id, []), day),
            *silence_signals(case, last.get(case.id), day),
            *report_signals(case, reported.get(case.id), day),
            *proof_signals(case, [row.serial for row in unproven.get(case.id, [])]),
            *answer_signals(case, [row for row in silent.get(case.id, []) if waits_for_answer(row, day)]),
            *gone_signals(case, [vacancy.title for vacancy in gone.get(case.id, [])]),
            *new_signals(case, new.get(case.id, 0)),
        ]
        rows.append(PersonRow(case, week_number(case.first_sick_day, day), next_term(terms, day), signals))
    return sorted(rows, key=lambda row: (not row.signals, row.case.employee_name))


def begin_signals(case: ReintegrationCase) -> list[Signal]:
    """A case that was just opened: nothing can be weighed before this is there."""
    if case.status != CaseStatus.REGISTERED or case.track_two_start is not None:
        return []
    url = url_for("profile.show_profile", number=case.number)
    return [Signal("ask", "plus", _("Nieuw dossier: vul profiel, loon en mogelijkheden in"), url, _("Profiel"))]


def deadline_signals(case: ReintegrationCase, terms: list[Term], on: date) -> list[Signal]:
    """Terms that fall due within a week."""
    url = url_for("cases.show_overview", number=case.number, _anchor="kalender")
    soon = [term for term in terms if on <= term.due <= on + timedelta(days=DEADLINE_DAYS)]
    return [
        Signal(
            "ask", "flag", _("%(name)s: uiterlijk %(day)s", name=term.name, day=show_day(term.due)), url, _("Kalender")
        )
        for term in soon
    ]


def agreement_signals(case: ReintegrationCase, rows: list[Agreement], on: date) -> list[Signal]:
    """Agreements of all three that are late, or due within a week."""
    late = [row for row in rows if row.due_on < on]
    texts = []
    if late:
        texts.append(ngettext("%(num)s afspraak over de dag heen", "%(num)s afspraken over de dag heen", len(late)))
    if len(rows) > len(late):
        due = len(rows) - len(late)
        texts.append(ngettext("%(num)s afspraak voor deze week", "%(num)s afspraken voor deze week", due))
    url = url_for("activities.show_activities", number=case.number, _anchor="afspraken")
    return [Signal("ask", "flag", text, url, _("Afspraken")) for text in texts]


def silence_signals(case: ReintegrationCase, last: date | None, on: date) -> list[Signal]:
    """Nothing logged for two weeks; only once the track runs."""
    since = last or case.track_two_start
    if since is None or (on - since).days < SILENT_DAYS:
        return []
    text = _("%(days)s dagen niets vastgelegd", days=(on - since).days)
    url = url_for("activities.new_contact", number=case.number)
    return [Signal("ask", "clock", text, url, _("Gesprek vastleggen"))]


def report_signals(case: ReintegrationCase, last: date | None, on: date) -> list[Signal]:
    """A progress report is due six weeks after the last one, or after the start (U-28)."""
    since = last or case.track_two_start
    if since is None or case.status == CaseStatus.CLOSED or (on - since).days < days_on("norms", "report_due_days", on):
        return []
    text = _("Rapportage te maken: %(days)s dagen na de vorige of de start", days=(on - since).days)
    return [Signal("ask", "file", text, url_for("reports.list_reports", number=case.number), _("Rapporten"))]


def proof_signals(case: ReintegrationCase, serials: list[int]) -> list[Signal]:
    if not serials:
        return []
    text = ngettext("%(num)s sollicitatie zonder bewijs", "%(num)s sollicitaties zonder bewijs", len(serials))
    if len(serials) == 1:
        url = url_for("applications.show_application", number=case.number, serial=serials[0], _anchor="bewijs")
    else:
        url = url_for("applications.show_applications", number=case.number, toon="zonder-bewijs")
    return [Signal("ask", "file", text, url, _("Bewijs toevoegen"))]


def answer_signals(case: ReintegrationCase, rows: list[JobApplication]) -> list[Signal]:
    """No answer after ten working days, and nobody asked after it yet (U-29)."""
    if not rows:
        return []
    text = ngettext("%(num)s sollicitatie zonder antwoord", "%(num)s sollicitaties zonder antwoord", len(rows))
    url = url_for("applications.show_application", number=case.number, serial=rows[0].serial)
    return [Signal("ask", "clock", text, url, _("Sollicitatie"))]


def gone_signals(case: ReintegrationCase, titles: list[str]) -> list[Signal]:
    if not titles:
        return []
    text = _("Staat niet meer open: %(titles)s", titles=", ".join(titles[:3]))
    return [Signal("ask", "cross", text, url_for("shortlist.show_board", number=case.number), _("Shortlist"))]


def new_signals(case: ReintegrationCase, count: int) -> list[Signal]:
    if not count:
        return []
    text = ngettext(
        "%(num)s nieuwe vacature bij de beste %(best)s",
        "%(num)s nieuwe vacatures bij de beste %(best)s",
        count,
        best=BEST,
    )
    url = url_for("matches.list_matches", number=case.number, filter=["nieuw", "open"])
    return [Signal("good", "star", text, url, _("Bekijken"))]
