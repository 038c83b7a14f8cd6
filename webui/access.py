"""Who may open which page and read which field: decided here, from the matrix of rules.md 5c, and nowhere else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from dossier.acts.views import last_look, record_view
from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Role
from dossier.rules.access import Right, may, may_in
from dossier.storage.cases import find_case
from webui.assets import STATIC_ENDPOINTS
from webui.caller import current_caller, identify_caller
from webui.context import get_context, keep_opened, now, today
from webui.errors import show_expired
from webui.kept_input import keep_input
from webui.looks import Looks
from webui.sign_in import to_account
from webui.transaction import get_session

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
MARK = "__allow__"
LOOKS = "passend-looks"
EVERYONE = tuple(Role)
OWN_CASE = (Role.COACH, Role.EMPLOYEE, Role.EMPLOYER)
GUIDED = (Role.COACH, Role.EMPLOYEE)
"""The two who work on the track; an employer never sees what only they share."""

FIELDS: dict[str, tuple[int, Right]] = {
    "terms.read": (4, Right.READ),
    "course.write": (4, Right.WRITE),
    "limitations.items": (6, Right.READ),
    "limitations.outward": (6, Right.LIMITED),
    "limitations.write": (6, Right.WRITE),
    "documents.write": (7, Right.WRITE),
    "wage.read": (9, Right.READ),
    "wage.write": (9, Right.WRITE),
    "profile.read": (10, Right.READ),
    "profile.write": (10, Right.WRITE),
    "wishes.read": (11, Right.READ),
    "wishes.write": (11, Right.WRITE),
    "search.read": (13, Right.READ),
    "search.write": (13, Right.WRITE),
    "matches.read": (15, Right.READ),
    "shortlist.read": (16, Right.READ),
    "shortlist.write": (16, Right.WRITE),
    "applications.read": (17, Right.READ),
    "applications.released": (17, Right.READ_RELEASED),
    "applications.write": (17, Right.WRITE),
    "applications.release": (17, Right.RELEASE),
    "proofs.read": (18, Right.READ),
    "proofs.write": (18, Right.WRITE),
    "contacts.read": (19, Right.READ),
    "contacts.limited": (19, Right.LIMITED),
    "contacts.write": (19, Right.WRITE),
    "contacts.create": (19, Right.CREATE),
    "activities.read": (21, Right.READ),
    "activities.write": (21, Right.WRITE),
    "reports.read": (23, Right.READ),
    "reports.released": (23, Right.READ_RELEASED),
    "reports.write": (23, Right.WRITE),
    "reports.release": (23, Right.RELEASE),
    "opinion.write": (25, Right.WRITE),
    "opinion.read": (25, Right.READ),
    "opinion.released": (25, Right.READ_RELEASED),
    "deadlines.read": (24, Right.READ),
    "check.read": (24, Right.WRITE),
    "export.read": (26, Right.READ),
    "export.released": (26, Right.READ_RELEASED),
    "export.make": (26, Right.CREATE),
    "export.release": (26, Right.RELEASE),
    "uwv.write": (27, Right.WRITE),
    "views.read": (29, Right.READ),
}
"""What templates and views ask for, by name: the row of the matrix and the right it takes."""


@dataclass(frozen=True)
class Allow:
    """Who may open a view, and which rows of the matrix it touches; with a scope only a program with a key may."""

    roles: tuple[Role, ...]
    rows: tuple[int, ...]
    public: bool = False
    scope: str | None = None


def allow(*roles: Role, rows: tuple[int, ...]) -> Callable[[View], View]:
    """Say who may open a view; a view without this is refused to everyone, and fails a test."""

    def mark(view: View) -> View:
        setattr(view, MARK, Allow(roles, rows))
        return view

    return mark


def allow_public(view: View) -> View:
    """Open to people who have not signed in; shows nothing of anyone."""
    setattr(view, MARK, Allow((), (), public=True))
    return view


def rule_of(endpoint: str) -> Allow | None:
    """The rule of a view; None where it has none."""
    rule: Allow | None = getattr(current_app.view_functions[endpoint], MARK, None)
    return rule


LIBRARY_BLUEPRINT = "security"
CLOSED_ENDPOINTS = frozenset({"security.two_factor_rescue", "security.tf_select", "security.static"})
"""Views of the library that would send mail or offer a choice that this program does not have."""
"""Sign-in pages and style sheets of libraries: public by nature, and they guard themselves."""


def check_access() -> ResponseReturnValue | None:
    """Before every view: nobody signed in goes to the sign-in page, a wrong role gets 404 and never 403."""
    endpoint = request.endpoint
    if endpoint in CLOSED_ENDPOINTS:
        abort(404)
    if endpoint is None or endpoint in STATIC_ENDPOINTS or request.blueprint == LIBRARY_BLUEPRINT:
        return None
    rule = rule_of(endpoint)
    if rule is None:
        abort(404)
    if rule.public:
        return None
    if rule.scope is not None:
        check_caller(rule, rule.scope)
        return None
    if not current_user.is_authenticated:
        if keep_input() is not None:
            return show_expired()
        return redirect(
            url_for("security.login", next=request.full_path.rstrip("?") if request.method == "GET" else None)
        )
    if current_user.role not in rule.roles:
        abort(404)
    return None


def check_caller(rule: Allow, scope: str) -> None:
    """A program comes with a key and never with a session; a role that has no business here finds nothing."""
    if identify_caller(scope).account.role not in rule.roles:
        abort(404)


def reading_role() -> str:
    """With whose eyes this request reads; who did not sign in has no role, and so no right."""
    caller = current_caller()
    if caller is not None:
        return caller.account.role
    return str(current_user.role) if current_user.is_authenticated else ""


def can(field: str) -> bool:
    """May the reader see or change this field? Templates ask this, and never for a role."""
    row, right = FIELDS[field]
    return may(reading_role(), row, right)


def can_in(case: ReintegrationCase, field: str) -> bool:
    """The same for one case: without an agency employer and employee stand in for some of the coach's acts (U-05)."""
    row, right = FIELDS[field]
    return may_in(reading_role(), row, right, has_coach=case.coach_id is not None)


def require_in(case: ReintegrationCase, field: str) -> None:
    """Refuse the request, as if the page did not exist, when this is not the reader's act in this case."""
    if not can_in(case, field):
        abort(404)


def can_open(endpoint: str) -> bool:
    """Is this page the reader's? For links beside what is somebody's own."""
    rule = rule_of(endpoint)
    return rule is not None and reading_role() in rule.roles


def require(field: str) -> None:
    """Refuse the request, as if the page did not exist, when the field is not the reader's."""
    if not can(field):
        abort(404)


def reader() -> Account:
    """Who is signed in or calls with a key, as the core knows accounts."""
    caller = current_caller()
    if caller is not None:
        return caller.account
    return to_account(get_session(), current_user)


def open_case(number: str, part: str) -> ReintegrationCase:
    """The case with this number when it is the reader's to open; a look by anyone but the employee is kept."""
    case = find_case(get_session(), reader(), number, on=today())
    note_looks([case], part)
    keep_opened(case)
    return case


def note_looks(cases: Iterable[ReintegrationCase], part: str) -> None:
    """Keep who looked at which part, for the employee to read (V-15); reading one's own case is no look."""
    account = reader()
    if account.role == Role.EMPLOYEE or request.method not in {"GET", "HEAD"}:
        return
    context, moment, known = get_context(), now(), current_app.extensions[LOOKS]
    unknown = [case for case in cases if not known.has((account.id, case.id, part), moment)]
    since = [last_look(get_session(), case, actor=account, part=part, now=moment) for case in unknown]
    new = [case for case, begun in zip(unknown, since, strict=True) if begun is None]
    if new:
        with context.database.session() as writing:
            for case in new:
                record_view(writing, case, actor=account, part=part, now=moment, signer=context.signer)
    for case, begun in zip(unknown, since, strict=True):
        known.keep((account.id, case.id, part), begun or moment)


def register_access(app: Flask) -> None:
    app.extensions[LOOKS] = Looks()
    app.before_request(check_access)
    app.jinja_env.globals["can"] = can
    app.jinja_env.globals["can_in"] = can_in
    app.jinja_env.globals["can_open"] = can_open
