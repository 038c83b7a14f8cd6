"""What somebody is told inside the program: made from facts that stand elsewhere, each with a link to the act."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from http import HTTPStatus

from flask import Flask, Response, current_app, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from dossier.acts.entry import ROLE_NAMES, account_id, stands_in
from dossier.model.case import CaseStatus, ReintegrationCase
from dossier.model.match import ShortlistState
from dossier.model.people import Account, Role
from dossier.rules.report_kind import report_forms
from dossier.rules.terms import TermStatus
from dossier.storage import notices
from dossier.storage.agreements import open_agreements
from dossier.storage.case_terms import terms_by_case
from dossier.storage.caseload import newest_matches
from dossier.storage.cases import cases_for
from dossier.storage.course import owner_of
from dossier.storage.crawls import BROKEN, PASTED, latest_runs
from dossier.storage.odd_looks import reports_for
from dossier.storage.tasks import tasks_of
from webui.access import reader
from webui.calendar_file import concerns
from webui.caseload_rows import BEST, DEADLINE_DAYS
from webui.context import AMSTERDAM, now, today
from webui.filters import show_day
from webui.tasks import look_at
from webui.transaction import SAFE_METHODS, get_session

TOLD_FOR = timedelta(days=14)
NEW_FOR = WEEK = timedelta(days=7)
REPORTS_FOR = timedelta(days=60)
FRESH_FOR = timedelta(minutes=5)
"""How long the number at the bell may lag behind what others do; what the reader does shows at once."""
MOST_KEPT = 500
SHARED = (ShortlistState.NEW.value, ShortlistState.LOOK.value)
DECIDED = tuple(state.value for state in ShortlistState if state is not ShortlistState.WITHDRAWN)
EXTENSION = "passend-notices"


@dataclass(frozen=True)
class Notice:
    """One line: which fact, since when, in words, and where it is dealt with."""

    key: str
    icon: str
    text: str
    moment: datetime
    url: str

    @property
    def day(self) -> date:
        return self.moment.astimezone(AMSTERDAM).date()


@dataclass(frozen=True)
class Desk:
    """For whom notices are made: the account, the running cases and the moment."""

    account: Account
    cases: dict[int, ReintegrationCase]
    moment: datetime

    @property
    def role(self) -> str:
        return self.account.role

    def about(self, case_id: int) -> str:
        """Whose case, for who has several."""
        return "" if self.role == Role.EMPLOYEE else f"{self.cases[case_id].employee_name}: "

    def since(self, length: timedelta) -> datetime:
        return self.moment - length


def build_notices(account: Account) -> list[Notice]:
    """Everything there is to tell, newest first."""
    reached = cases_for(get_session(), account, on=today())
    cases = {one.id: one for one in reached if one.id and one.status != CaseStatus.CLOSED}
    desk = Desk(account, {number: case for number, case in cases.items() if number is not None}, now())
    makers = [maker for maker, roles in MAKERS.items() if account.role in roles]
    found = [notice for maker in makers for notice in maker(desk)]
    return sorted(found, key=lambda one: (one.moment, one.key), reverse=True)


def tell_matches(desk: Desk) -> Iterator[Notice]:
    rows = newest_matches(get_session(), desk.cases, since=desk.since(NEW_FOR), best=BEST)
    for row in rows:
        text = ngettext(
            "%(num)s nieuwe vacature bij de beste %(best)s",
            "%(num)s nieuwe vacatures bij de beste %(best)s",
            row.times,
            best=BEST,
        )
        url = url_for("matches.list_matches", number=desk.cases[row.case_id].number, filter=["nieuw", "open"])
        yield Notice(
            f"new:{row.case_id}:{row.newest:%Y%m%dT%H%M}", "star", desk.about(row.case_id) + text, row.newest, url
        )


def tell_shared(desk: Desk) -> Iterator[Notice]:
    """To the employee: what the coach put on the shortlist to look at."""
    for row, name in _decisions(desk, SHARED):
        text = ngettext(
            "%(name)s deelde %(num)s vacature met u", "%(name)s deelde %(num)s vacatures met u", row.times, name=name
        )
        url = url_for("shortlist.show_board", number=desk.cases[row.case_id].number)
        yield Notice(f"shared:{row.case_id}:{row.row}", "share", text, row.moment, url)


def tell_decided(desk: Desk) -> Iterator[Notice]:
    """To the coach: what the employee decided."""
    for row, name in _decisions(desk, DECIDED):
        text = ngettext(
            "%(name)s besliste over %(num)s vacature",
            "%(name)s besliste over %(num)s vacatures",
            row.times,
            name=name,
        )
        url = url_for("shortlist.show_board", number=desk.cases[row.case_id].number)
        yield Notice(f"decided:{row.case_id}:{row.row}", "check", text, row.moment, url)


def _decisions(desk: Desk, states: tuple[str, ...]) -> Iterator[tuple[notices.ByOther, str]]:
    session = get_session()
    rows = notices.decided_by_others(
        session, desk.cases, account_id(desk.account), since=desk.since(TOLD_FOR), states=states
    )
    names = notices.names_of(session, {row.who for row in rows})
    yield from ((row, names.get(row.who, "?")) for row in rows)


def tell_comments(desk: Desk) -> Iterator[Notice]:
    session = get_session()
    rows = notices.comments_by_others(session, desk.cases, account_id(desk.account), since=desk.since(TOLD_FOR))
    names = notices.names_of(session, {row.recorded_by for row, _document in rows})
    for row, document in rows:
        text = _("%(name)s schreef een opmerking bij een cv of brief", name=names.get(row.recorded_by, "?"))
        number = desk.cases[row.case_id].number
        url = url_for("career_documents.show_document", number=number, document_id=document)
        yield Notice(f"comment:{row.id}", "file", desk.about(row.case_id) + text, row.recorded_at, url)


def tell_reports(desk: Desk) -> Iterator[Notice]:
    """The newest version that this reader still has to sign; the employer only what is released."""
    session = get_session()
    own = [number for number, case in desk.cases.items() if not stands_in(desk.account, case)]
    for row in notices.unsigned_reports(session, own, desk.role, since=desk.since(REPORTS_FOR)):
        moment = row.released_at if desk.role == Role.EMPLOYER else row.recorded_at
        form = report_forms()[row.kind]
        case = desk.cases[row.case_id]
        if moment is None or desk.role not in form.signed_by(owner_of(session, case).value):
            continue
        text = _("Rapport om te lezen en te tekenen: %(title)s", title=form.title)
        url = url_for("reports.show_report", number=case.number, report_id=row.id)
        yield Notice(f"report:{row.id}", "file", desk.about(row.case_id) + text, moment, url)


def tell_bundles(desk: Desk) -> Iterator[Notice]:
    for row in notices.released_bundles(get_session(), desk.cases, desk.role, since=desk.since(TOLD_FOR)):
        url = url_for("exports.show_exports", number=desk.cases[row.case_id].number)
        text = _("Er staat een bundel voor UWV klaar")
        if row.released_at is not None:
            yield Notice(f"bundle:{row.id}", "down", desk.about(row.case_id) + text, row.released_at, url)


def tell_terms(desk: Desk) -> Iterator[Notice]:
    """Terms within a week, from the day that the week began."""
    day, found = today(), terms_by_case(get_session(), desk.cases.values(), today())
    for case_id, case in desk.cases.items():
        for term in found[case_id]:
            near = day <= term.due <= day + timedelta(days=DEADLINE_DAYS)
            if near and term.status is not TermStatus.DONE and concerns(term, desk.role):
                text = _("%(name)s: uiterlijk %(day)s", name=term.name, day=show_day(term.due))
                began = datetime.combine(term.due - timedelta(days=DEADLINE_DAYS), time(), AMSTERDAM)
                url = url_for("cases.show_overview", number=case.number, _anchor="kalender")
                yield Notice(f"term:{case_id}:{term.rule}:{term.due}", "flag", desk.about(case_id) + text, began, url)


def tell_agreements(desk: Desk) -> Iterator[Notice]:
    """To the coach every agreement that is due within a week or late, to the others their own."""
    until = today() + timedelta(days=DEADLINE_DAYS)
    for case_id, rows in open_agreements(get_session(), desk.cases, until=until).items():
        for row in rows:
            if desk.role == Role.COACH or row.owner == ROLE_NAMES.get(desk.role):
                text = _("Afspraak: uiterlijk %(day)s", day=show_day(row.due_on))
                began = datetime.combine(row.due_on - timedelta(days=DEADLINE_DAYS), time(), AMSTERDAM)
                url = url_for("activities.show_activities", number=desk.cases[case_id].number, _anchor="afspraken")
                yield Notice(f"agreement:{row.id}:{row.due_on}", "flag", desk.about(case_id) + text, began, url)


def tell_tasks(desk: Desk) -> Iterator[Notice]:
    """What was asked for and came to its end, well or not."""
    for task in tasks_of(get_session(), account_id(desk.account), since=desk.since(TOLD_FOR)):
        look = look_at(task)
        if not look.is_open:
            moment = task.ended_at or task.alive_at or task.asked_at
            url = url_for("tasks.show_task", task_id=task.id)
            icon = {"good": "check", "stop": "cross"}.get(look.kind, "question")
            yield Notice(f"task:{task.id}", icon, f"{look.title}: {look.state}", moment, url)


def tell_sources(desk: Desk) -> Iterator[Notice]:
    """To the administrator: a source that did not work the last time."""
    for run in latest_runs(get_session()).values():
        if run.state == BROKEN and run.source != PASTED:
            text = _("Bron %(source)s is kapot", source=run.source)
            url = url_for("sources.show_run", run_id=run.id)
            yield Notice(f"source:{run.id}", "cross", text, run.ended or run.started, url)


def tell_odd_looks(desk: Desk) -> Iterator[Notice]:
    """To the administrator: the weekly report, when something stood out."""
    since = desk.since(TOLD_FOR)
    for report in reports_for(get_session(), desk.account, since=since.date() - WEEK):
        if report.lines and report.made_at >= since:
            text = ngettext(
                "Opvallende inzage: %(num)s regel in het weekbericht",
                "Opvallende inzage: %(num)s regels in het weekbericht",
                len(report.lines),
            )
            yield Notice(f"looks:{report.id}", "question", text, report.made_at, url_for("odd_looks.show_odd_looks"))


GUIDED, PARTIES = (Role.COACH, Role.EMPLOYEE), (Role.COACH, Role.EMPLOYEE, Role.EMPLOYER)
MAKERS: dict[Callable[[Desk], Iterator[Notice]], tuple[Role, ...]] = {
    tell_matches: GUIDED,
    tell_shared: (Role.EMPLOYEE,),
    tell_decided: (Role.COACH,),
    tell_comments: GUIDED,
    tell_reports: PARTIES,
    tell_bundles: (Role.EMPLOYER,),
    tell_terms: PARTIES,
    tell_agreements: PARTIES,
    tell_tasks: tuple(Role),
    tell_sources: (Role.ADMIN,),
    tell_odd_looks: (Role.ADMIN,),
}
"""Who is told what: a new kind is one function and one line here."""


def unread_count() -> int:
    """The number at the bell: what was made lately, less what was read since."""
    account = reader()
    keys = _kept_keys(account)
    return len(keys - notices.read_keys(get_session(), account_id(account))) if keys else 0


def _kept_keys(account: Account) -> frozenset[str]:
    kept: OrderedDict[int, tuple[datetime, frozenset[str]]] = current_app.extensions[EXTENSION]
    moment, keys = kept.get(account_id(account), (None, frozenset[str]()))
    if moment is None or not timedelta(0) <= now() - moment < FRESH_FOR:
        keys = frozenset(one.key for one in build_notices(account))
        kept[account_id(account)] = now(), keys
        while len(kept) > MOST_KEPT:
            kept.popitem(last=False)
    return keys


def forget_kept(response: Response) -> Response:
    """After an act of the reader, the number is made anew; after a fault nothing is asked of the database."""
    is_act = request.method not in SAFE_METHODS and response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    if is_act and current_user.is_authenticated:
        current_app.extensions[EXTENSION].pop(current_user.id, None)
    return response


def register_notices(app: Flask) -> None:
    app.extensions[EXTENSION] = OrderedDict()
    app.after_request(forget_kept)
    app.jinja_env.globals["unread_count"] = unread_count
