"""What the employer of a vacancy answered, and what the coach, or without one the employee, judges with a reason."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.judgements import judge_limitation_by_hand, record_answer
from dossier.errors import GuardedTextError, InvalidInputError
from dossier.model.case import ReintegrationCase
from dossier.model.demand import Verdict
from dossier.storage.applications import known_match
from matcher import weigh_again
from webui.access import GUIDED, allow, open_case, require_in
from webui.acting import act_by_reader
from webui.context import today
from webui.guard import is_confirmed
from webui.transaction import get_session

blueprint = Blueprint("judgements", __name__)


@blueprint.post("/dossiers/<number>/vacatures/<vacancy_id>/antwoord")
@allow(*GUIDED, rows=(6, 15))
def save_answer(number: str, vacancy_id: str) -> ResponseReturnValue:
    case = open_case(number, "vacature")
    require_in(case, "limitations.write")
    amount = request.form.get("amount", "").strip().replace(",", ".")
    values = sent_values("item", "level", "occurs", "words", "informant", "answered_on") | {
        "amount": amount or None,
        "confirmed_words": is_confirmed(),
    }
    return keep(
        case,
        vacancy_id,
        lambda: record_answer(get_session(), case, values | {"vacancy": vacancy_id}, **act_by_reader()),
        _("Het antwoord is bewaard en telt nu mee."),
    )


@blueprint.post("/dossiers/<number>/vacatures/<vacancy_id>/oordeel")
@allow(*GUIDED, rows=(6, 15))
def save_judgement(number: str, vacancy_id: str) -> ResponseReturnValue:
    case = open_case(number, "vacature")
    require_in(case, "limitations.write")
    values = sent_values("item", "level", "reason") | {
        "verdict": request.form.get("verdict") or None,
        "confirmed_words": is_confirmed(),
        "vacancy": vacancy_id,
    }
    return keep(
        case,
        vacancy_id,
        lambda: judge_limitation_by_hand(
            get_session(), case, values, computed=computed_verdict(case, vacancy_id, values), **act_by_reader()
        ),
        _("Uw oordeel is bewaard, met de reden."),
    )


def sent_values(*names: str) -> dict[str, object]:
    return {name: request.form.get(name, "") for name in names}


def keep(case: ReintegrationCase, vacancy_id: str, act: Callable[[], object], message: str) -> ResponseReturnValue:
    """Do it, weigh the vacancy again and go back to it; what was wrong is said there."""
    try:
        act()
    except GuardedTextError:
        raise
    except InvalidInputError as error:
        flash(_("Niet bewaard. Toegestaan: %(allowed)s.", allowed=error.allowed), "stop")
    else:
        weigh_again(get_session(), case, vacancy_id, on=today())
        flash(message, "good")
    page = url_for("vacancies.show_vacancy", number=case.number, vacancy_id=vacancy_id)
    return redirect(f"{page}#oordeel")


def computed_verdict(case: ReintegrationCase, vacancy_id: str, values: dict[str, object]) -> Verdict:
    """The verdict that the judgement goes over: as computed, not as judged before."""
    assert case.id is not None
    match = known_match(get_session(), case.id, vacancy_id)
    verdicts = match.detail.get("verdicts", {}).get("limitations", []) if match else []
    for one in verdicts:
        if one["item"] == values["item"] and str(one["level"]) == values["level"]:
            judged = one.get("judgement")
            return Verdict(judged["computed"] if judged else one["verdict"])
    return Verdict.UNKNOWN
