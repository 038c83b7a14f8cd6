"""Error pages that say what to do next, in the reader's language, with what was typed and nothing that was kept."""

from http import HTTPStatus

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dossier.errors import DossierError, InvalidInputError, NotFoundError
from webui.api.problem import answer_error, answer_status, is_api
from webui.request_log import log_fault
from webui.storage_fault import advice_for, answer_fault

EXPLANATIONS = {
    400: (
        _l("Dit formulier klopt niet"),
        _l("De gegevens kwamen niet goed binnen. Ga terug, controleer de velden en probeer het opnieuw."),
    ),
    404: (
        _l("Deze pagina is er niet"),
        _l("Het adres bestaat niet, of de pagina is niet voor u. Ga terug naar het begin en kies van daaruit verder."),
    ),
    405: (
        _l("Dit kan hier niet"),
        _l("Deze pagina opent u met een knop, niet met een adres. Ga terug naar het begin en kies van daaruit verder."),
    ),
    413: (
        _l("Dit bestand is te groot"),
        _l("Ga terug met de knop van uw browser. Maak het bestand kleiner, bijvoorbeeld een foto in lagere kwaliteit."),
    ),
    429: (
        _l("Even wachten"),
        _l("Er zijn in korte tijd veel pogingen gedaan. Wacht een minuut en probeer het dan opnieuw."),
    ),
    503: (
        _l("Het is even te druk"),
        _l("Er is niets gewijzigd. Wacht een minuut en probeer het dan opnieuw."),
    ),
    500: (
        _l("Er ging iets mis bij ons"),
        _l("Er is niets gewijzigd. Probeer het over een paar minuten opnieuw, of bel de beheerder."),
    ),
}
OTHER = 400


def show_error(code: int) -> ResponseReturnValue:
    title, advice = EXPLANATIONS.get(code, EXPLANATIONS[500 if code >= 500 else OTHER])
    return render_template("error.html", code=code, title=title, advice=advice, keeps=code >= 500), code


def handle_http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    fault = advice_for(getattr(error, "original_exception", None))
    if fault is not None:  # while the answer was under way: the transaction could not be kept
        return answer_fault(fault)
    if code < 400:
        return error.get_response()
    if is_api():
        answer = answer_status(int(code))
        if isinstance(error, MethodNotAllowed):
            answer.headers["Allow"] = ", ".join(error.valid_methods or ())
        return answer
    if code in {HTTPStatus.FORBIDDEN, HTTPStatus.UNAUTHORIZED}:
        code = HTTPStatus.NOT_FOUND  # 403 would tell that the page exists
    return show_error(int(code))


def handle_not_found(error: NotFoundError) -> ResponseReturnValue:
    return answer_error(error) if is_api() else show_error(HTTPStatus.NOT_FOUND)


def handle_invalid(error: InvalidInputError) -> ResponseReturnValue:
    return answer_error(error) if is_api() else show_error(HTTPStatus.BAD_REQUEST)


def handle_core(error: DossierError) -> ResponseReturnValue:
    """What the core could not do: its kind is for the log, the page says what to do next."""
    log_fault(error)
    return answer_error(error) if is_api() else show_error(HTTPStatus.INTERNAL_SERVER_ERROR)


def handle_csrf(_error: CSRFError) -> ResponseReturnValue:
    return show_expired()


def show_expired() -> ResponseReturnValue:
    """The page stood open too long: what was typed comes back, to be sent once more."""
    if current_user.is_authenticated:
        advice = _(
            "De pagina stond te lang open of kwam van een andere plek. Er is niets bewaard. Probeer het opnieuw."
        )
    else:
        advice = _("U bent afgemeld. Er is niets bewaard. Meld u aan in een ander tabblad en kom hier terug.")
    return (
        render_template("error.html", code=400, title=_("Deze pagina is verlopen"), advice=advice, keeps=True),
        HTTPStatus.BAD_REQUEST,
    )


def register_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, handle_http)
    app.register_error_handler(CSRFError, handle_csrf)
    app.register_error_handler(DossierError, handle_core)
    app.register_error_handler(NotFoundError, handle_not_found)
    app.register_error_handler(InvalidInputError, handle_invalid)
