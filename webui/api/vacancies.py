"""Vacancies: all that are kept for a coach's office; for an employer those in released applications (matrix row 14)."""

from flask_babel import lazy_gettext as _l
from pydantic import AwareDatetime, Field

from dossier.errors import NotFoundError
from dossier.model.posting import Salary
from dossier.model.vacancy import Vacancy, VacancyState
from dossier.rules.api_scope import Scope
from dossier.storage.cases import cases_for
from dossier.storage.key_pages import released_uses, vacancies_after
from dossier.storage.vacancies import get_vacancy as find_vacancy
from dossier.storage.vacancies import list_vacancies as vacancies_by_id
from webui.access import can, note_looks, reader
from webui.api.operation import question
from webui.api.reading import PageQuery, cut
from webui.api.shape import VacancyList, VacancyShape, exact, pick
from webui.transaction import get_session


class VacancyQuery(PageQuery):
    """Which vacancies: in one state, or first seen from a moment on."""

    state: VacancyState | None = None
    first_seen_from: AwareDatetime | None = Field(
        default=None, description="Alleen wat sinds dan voor het eerst is gezien."
    )


@question(
    "GET", "/vacancies", scope=Scope.VACANCIES_READ, query=VacancyQuery, answers=(VacancyList,),
    summary=_l("Vacatures; een werkgever leest alleen die in vrijgegeven sollicitaties"),
)  # fmt: skip
def list_vacancies(query: VacancyQuery) -> VacancyList:
    found = find_all(query) if can("applications.read") else find_released(query)
    rows, more = cut(found, query.limit)
    return VacancyList(items=[show_vacancy(row) for row in rows], next=rows[-1].id if more else None)


@question(
    "GET", "/vacancies/<vacancy_id>", scope=Scope.VACANCIES_READ, answers=(VacancyShape,),
    summary=_l("Eén vacature"),
)  # fmt: skip
def get_vacancy(vacancy_id: str) -> VacancyShape:
    if not can("applications.read"):
        note_uses([vacancy_id], own_uses())
    return show_vacancy(find_vacancy(get_session(), vacancy_id))


def find_all(query: VacancyQuery) -> list[Vacancy]:
    state = None if query.state is None else query.state.value
    since = query.first_seen_from
    return vacancies_after(get_session(), after=query.after or "", most=query.limit + 1, state=state, since=since)


def find_released(query: VacancyQuery) -> list[Vacancy]:
    """The same part of what stands in released applications; each look is a look at the case where it stands."""
    uses = own_uses()
    rows = [
        row
        for row in vacancies_by_id(get_session(), ids=uses)
        if row.id > (query.after or "")
        and query.state in (None, row.state)
        and (query.first_seen_from is None or row.first_seen >= query.first_seen_from)
    ]
    rows = sorted(rows, key=lambda row: row.id)[: query.limit + 1]
    note_uses([row.id for row in rows[: query.limit]], uses)
    return rows


def own_uses() -> dict[str, set[int]]:
    session = get_session()
    return released_uses(session, [case.id for case in cases_for(session, reader()) if case.id is not None])


def note_uses(vacancy_ids: list[str], uses: dict[str, set[int]]) -> None:
    if any(one not in uses for one in vacancy_ids):
        raise NotFoundError("Deze vacature is niet gevonden.")
    seen = {case_id for one in vacancy_ids for case_id in uses[one]}
    note_looks([case for case in cases_for(get_session(), reader()) if case.id in seen], "vacatures")


def show_vacancy(row: Vacancy) -> VacancyShape:
    values = pick(VacancyShape, row) | {
        "salary": None if row.salary is None else Salary.model_validate(row.salary),
        "hours_min": exact(row.hours_min),
        "hours_max": exact(row.hours_max),
    }
    return VacancyShape(**values)
