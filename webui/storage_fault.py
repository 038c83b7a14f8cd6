"""A database or disk that cannot: what is wrong in plain words, on a page that needs neither, and nothing half kept."""

import sqlite3
from dataclasses import dataclass

from flask import Flask, Response, current_app, make_response
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from dossier.storage.fault import STORAGE_ERRORS, Fault, fault_of
from webui.api.problem import Code, answer_problem, is_api
from webui.request_log import log_fault


@dataclass(frozen=True)
class Advice:
    """The status, what is wrong, and what the reader can do."""

    status: int
    title: str
    advice: str


NOTHING_KEPT = _l("Er is niets bewaard van wat u net deed; wat er al stond, staat er nog.")
ADVICE = {
    Fault.FULL: Advice(507, _l("De schijf is vol"), _l("Bel de beheerder: er moet eerst ruimte komen.")),
    Fault.READ_ONLY: Advice(503, _l("U kunt nu alleen lezen"), _l("De beheerder is bezig. Probeer het later opnieuw.")),
    Fault.BUSY: Advice(503, _l("Het is even te druk"), _l("Wacht een minuut en probeer het dan opnieuw.")),
    Fault.AWAY: Advice(
        503,
        _l("De gegevens zijn even niet te bereiken"),
        _l("Probeer het over een paar minuten opnieuw, of bel de beheerder."),
    ),
}


def advice_for(error: BaseException | None) -> Advice | None:
    """What to say of this error; nothing when it is not about the database or the disk."""
    fault = fault_of(error)
    return None if fault is None else ADVICE[fault]


def answer_fault(advice: Advice) -> Response:
    if is_api():
        return answer_problem(Code.FAILURE)
    # Not `render_template`: what it hands to every page reads the account from the database that failed.
    page = current_app.jinja_env.get_template("storage_fault.html").render(advice=advice, nothing_kept=NOTHING_KEPT)
    response = make_response(page, advice.status)
    if advice.status == 503:
        response.headers["Retry-After"] = "60"
    return response


def handle_storage(error: DBAPIError | sqlite3.Error | OSError | PoolTimeoutError) -> Response:
    advice = advice_for(error)
    if advice is None:
        raise error
    log_fault(error)
    return answer_fault(advice)


def refuse_value(error: DataError) -> Response:
    """A value that the database cannot hold and no form refused: the form was wrong, not the program."""
    from webui.errors import show_error

    log_fault(error)
    return answer_problem(Code.REQUEST) if is_api() else make_response(show_error(400))


def register_storage_fault(app: Flask) -> None:
    for kind in STORAGE_ERRORS:
        app.register_error_handler(kind, handle_storage)
    app.register_error_handler(DataError, refuse_value)
