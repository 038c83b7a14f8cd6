"""Applications of a case: read as far as the office may, logged and given a result through the acts of the pages."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from pydantic import BaseModel

from dossier.acts.applications import ApplicationIn, ResultIn, log_application, record_result
from dossier.acts.entry import case_id_of
from dossier.acts.shortlists import mark_applied
from dossier.errors import InvalidInputError, NotFoundError
from dossier.model.api_token import ApiReceipt
from dossier.model.case import ReintegrationCase
from dossier.model.job_application import JobApplication
from dossier.rules.api_scope import Scope
from dossier.rules.free_text import find_guarded
from dossier.rules.guarded_field import WITHHELD, kinds_of
from dossier.storage.api_tokens import find_receipt, keep_receipt, lock_token
from dossier.storage.applications import get_application as find_application
from dossier.storage.key_pages import applications_after
from webui.access import can, open_case, require
from webui.acting import act_by_reader
from webui.api.operation import question
from webui.api.problem import Code, stop
from webui.api.reading import NumberedQuery, cut, hash_request, read_retry_key
from webui.api.shape import (
    ApplicationList,
    ApplicationShape,
    ReleasedApplicationList,
    ReleasedApplicationShape,
    exact,
    pick,
)
from webui.caller import current_caller
from webui.context import now
from webui.transaction import get_session

LOOK = "sollicitaties"


@question(
    "GET", "/cases/<number>/applications", scope=Scope.APPLICATIONS_READ, query=NumberedQuery,
    answers=(ApplicationList, ReleasedApplicationList),
    summary=_l("Sollicitaties van een dossier; een werkgever leest alleen wat is vrijgegeven"),
)  # fmt: skip
def list_applications(number: str, query: NumberedQuery) -> BaseModel:
    case = open_case(number, LOOK)
    released_only = not can("applications.read")
    found = applications_after(
        get_session(), case_id_of(case), after=query.after, most=query.limit + 1, released_only=released_only
    )
    rows, more = cut(found, query.limit)
    kind: Any = ReleasedApplicationList if released_only else ApplicationList
    return kind(items=[show_application(row) for row in rows], next=rows[-1].serial if more else None)


@question(
    "GET", "/cases/<number>/applications/<int:serial>", scope=Scope.APPLICATIONS_READ,
    answers=(ApplicationShape, ReleasedApplicationShape),
    summary=_l("Eén sollicitatie"),
)  # fmt: skip
def get_application(number: str, serial: int) -> BaseModel:
    row = find_application(get_session(), case_id_of(open_case(number, LOOK)), serial)
    if row.released_at is None:
        require("applications.read")
    return show_application(row)


@question(
    "POST", "/cases/<number>/applications", scope=Scope.APPLICATIONS_WRITE, body=ApplicationIn, status=201,
    answers=(ApplicationShape,), retry_key=True,
    summary=_l("Een sollicitatie vastleggen"),
)  # fmt: skip
def log_new_application(number: str, body: ApplicationIn) -> ApplicationShape:
    """The act, and a receipt beside it: the same request again answers the row that is already there."""
    require("applications.write")
    case = open_case(number, LOOK)
    key, caller = read_retry_key(), current_caller()
    assert caller is not None
    assert caller.token.id is not None
    lock_token(get_session(), caller.token.id)
    known, asked = find_receipt(get_session(), caller.token.id, key), hash_request(key, body)
    if known is not None:
        return show_whole(known_row(case, known, asked))
    row = keep_application(case, body)
    receipt = ApiReceipt(
        token_id=caller.token.id,
        case_id=case_id_of(case),
        key=key,
        request_sha256=asked,
        serial=row.serial,
        kept_at=now(),
    )
    keep_receipt(get_session(), receipt)
    return show_whole(row)


@question(
    "PUT", "/cases/<number>/applications/<int:serial>/result", scope=Scope.APPLICATIONS_WRITE, body=ResultIn,
    answers=(ApplicationShape,),
    summary=_l("De uitkomst van een sollicitatie vastleggen"),
)  # fmt: skip
def save_result(number: str, serial: int, body: ResultIn) -> ApplicationShape:
    """What already stands there in the same words is no second entry."""
    require("applications.write")
    case = open_case(number, LOOK)
    row = find_application(get_session(), case_id_of(case), serial)
    given: dict[str, Any] = body.model_dump(mode="json", exclude_unset=True)
    if any(as_text(getattr(row, name)) != (value or None) for name, value in given.items()):
        row = record_result(get_session(), case, serial, body, **act_by_reader())
    return show_whole(row)


def known_row(case: ReintegrationCase, known: ApiReceipt, asked: str) -> JobApplication:
    if (known.case_id, known.request_sha256) != (case.id, asked):
        stop(Code.TWICE)
    return find_application(get_session(), case_id_of(case), known.serial)


def keep_application(case: ReintegrationCase, body: ApplicationIn) -> JobApplication:
    """As the page does it: the row, and the vacancy moves on the shortlist."""
    try:
        row = log_application(get_session(), case, body, **act_by_reader())
    except NotFoundError as error:
        raise InvalidInputError("vacancy_id", body.vacancy_id, "het id van een vacature die er is, of null") from error
    if row.vacancy_id:
        mark_applied(get_session(), case, row.vacancy_id, **act_by_reader())
    return row


def as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def show_application(row: JobApplication) -> BaseModel:
    """The whole row, or the employer's version with texts about health left out (V-16)."""
    return show_whole(row) if can("applications.read") else ReleasedApplicationShape(**_withheld(row))


def show_whole(row: JobApplication) -> ApplicationShape:
    return ApplicationShape(**_values(ApplicationShape, row))


def _withheld(row: JobApplication) -> dict[str, Any]:
    values = _values(ReleasedApplicationShape, row)
    kinds = {name: kinds_of(str(JobApplication.__tablename__), name) for name in values}
    return {
        name: WITHHELD if type(value) is str and find_guarded(value, kinds[name]) else value
        for name, value in values.items()
    }


def _values(shape: type[ReleasedApplicationShape], row: JobApplication) -> dict[str, Any]:
    ratios = {name: exact(getattr(row, name)) for name in ("wage_ratio_low", "wage_ratio_high")}
    return pick(shape, row) | ratios
