"""Words about health in a form: shown once before saving, with the choice to change them or keep them on purpose."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField

from dossier.errors import GuardedTextError
from dossier.rules.free_text import GuardedKind
from webui.api.problem import answer_error, is_api

KIND_NAMES = {
    GuardedKind.BSN: _l("burgerservicenummer"),
    GuardedKind.ILLNESS: _l("ziekte of diagnose"),
    GuardedKind.COMPLAINT: _l("klacht over gezondheid"),
    GuardedKind.MEDICINE: _l("medicijn"),
    GuardedKind.TREATMENT: _l("behandeling of behandelaar"),
}
OWN = frozenset({"csrf_token", "confirmed_words"})


class GuardedForm(FlaskForm):  # type: ignore[misc]
    """A form with free text; its tick is shown only once there are words to confirm."""

    confirmed_words = BooleanField(_l("Toch bewaren: ik heb de gemarkeerde woorden gezien en ze moeten blijven staan"))
    guarded: GuardedTextError | None = None


def point_out(form: FlaskForm, error: GuardedTextError) -> dict[str, str]:
    """Let the form come back with the words marked; answers what is to be said at which field."""
    form.guarded = error
    text = (
        _("Hier staat een nummer dat een BSN kan zijn. Haal het weg.")
        if error.refused
        else _("Hier staan woorden over gezondheid.")
    )
    return {one.field: text for one in error.passages}


def ask_again(error: GuardedTextError) -> ResponseReturnValue:
    """For a form without a page of its own: the same values once more, the text to change, and the tick."""
    if is_api():
        return answer_error(error)
    asked = {one.field for one in error.passages}
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in OWN]
    page = render_template(
        "guard.html",
        guarded=error,
        kept=[(name, value) for name, value in typed if name not in asked],
        texts=[(name, value) for name, value in typed if name in asked],
    )
    return page, 422


def is_confirmed() -> bool:
    """Was the tick set on a form that has no form class?"""
    return request.form.get("confirmed_words") == "y"


def register_guard(app: Flask) -> None:
    app.register_error_handler(GuardedTextError, ask_again)
    app.jinja_env.globals["guarded_kind"] = lambda kind: KIND_NAMES[GuardedKind(kind)]
