"""The cases of the office behind the key."""

from flask_babel import lazy_gettext as _l

from dossier.model.case import ReintegrationCase
from dossier.rules.api_scope import Scope
from dossier.storage.accounts import get_organisation
from dossier.storage.case_terms import end_of_waiting
from dossier.storage.cases import cases_for
from webui.access import note_looks, open_case, reader
from webui.api.operation import question
from webui.api.reading import PageQuery, cut
from webui.api.shape import CaseList, CaseShape, pick
from webui.transaction import get_session

LIST = "lijst van dossiers"


@question(
    "GET", "/cases", scope=Scope.CASES_READ, query=PageQuery, answers=(CaseList,),
    summary=_l("Dossiers van het kantoor, op volgorde van nummer"),
)  # fmt: skip
def list_cases(query: PageQuery) -> CaseList:
    found = cases_for(get_session(), reader(), after=query.after or "", most=query.limit + 1)
    rows, more = cut(found, query.limit)
    note_looks(rows, LIST)
    return CaseList(items=[show_case(case) for case in rows], next=rows[-1].number if more else None)


@question(
    "GET", "/cases/<number>", scope=Scope.CASES_READ, answers=(CaseShape,),
    summary=_l("Eén dossier"),
)  # fmt: skip
def get_case(number: str) -> CaseShape:
    return show_case(open_case(number, "overzicht"))


def show_case(case: ReintegrationCase) -> CaseShape:
    session = get_session()
    values = pick(CaseShape, case) | {
        "employer": get_organisation(session, case.employer_id).name,
        "waiting_period_end": end_of_waiting(session, case),
    }
    return CaseShape(**values)
