"""The tour of the first sign-in: a few steps per role, skipped or finished once, and always to be opened again."""

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from dossier.model.people import Role
from dossier.storage.accounts import finish_tour
from dossier.storage.cases import cases_for
from webui.access import EVERYONE, allow, reader
from webui.context import today
from webui.help_text import Step, list_steps
from webui.transaction import get_session

blueprint = Blueprint("tour", __name__)
ACCOUNTS = 30
"""The row of the matrix: everybody has their own account."""


def steps_to_show() -> int:
    """How many steps wait for who has not seen them; none once the tour was done or skipped."""
    return 0 if current_user.tour_done_on is not None else len(list_steps(str(current_user.role)))


@blueprint.get("/rondleiding")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def show_step() -> ResponseReturnValue:
    steps = list_steps(str(current_user.role))
    number = min(asked_step(), len(steps))
    step = steps[number - 1]
    return render_template("help/tour.html", step=step, number=number, count=len(steps), page=page_of(step))


def asked_step() -> int:
    text = request.args.get("stap", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 3 else 1


def page_of(step: Step) -> str | None:
    """The page that a step is about; of a page in a case that of the reader's first case, nothing without a case."""
    if not takes_number(step.page):
        return url_for(step.page)
    cases = cases_for(get_session(), reader(), on=today()) if current_user.role != Role.ADMIN else []
    return url_for(step.page, number=cases[0].number) if cases else None


def takes_number(endpoint: str) -> bool:
    return any("number" in rule.arguments for rule in current_app.url_map.iter_rules(endpoint))


@blueprint.post("/rondleiding")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def finish() -> ResponseReturnValue:
    """Skipped or at its end: the first page shows it no more; the help opens it again."""
    finish_tour(get_session(), reader(), on=today())
    flash(_("U vindt de rondleiding terug bij Hulp."), "good")
    return redirect(url_for("home.show_home"))


def register_tour(app: Flask) -> None:
    app.jinja_env.globals["steps_to_show"] = steps_to_show
