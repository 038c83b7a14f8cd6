"""The terms of a case."""

from flask_babel import lazy_gettext as _l

from dossier.rules.api_scope import Scope
from webui.access import open_case, reader, require
from webui.api.operation import question
from webui.api.shape import Calendar, TermShape, pick
from webui.calendar_file import concerns
from webui.case_frame import terms_of
from webui.context import today


@question(
    "GET", "/cases/<number>/calendar", scope=Scope.CALENDAR_READ, answers=(Calendar,),
    summary=_l("Termijnen van een dossier"),
)  # fmt: skip
def list_terms(number: str) -> Calendar:
    require("deadlines.read")
    terms = terms_of(open_case(number, "termijnen"), today())
    role = reader().role
    return Calendar(items=[TermShape(**pick(TermShape, term)) for term in terms if concerns(term, role)])
