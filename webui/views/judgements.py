"""What the employer of a vacancy answered, and what the coach, or without one the employee, judges with a reason."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from dossier.acts.judgements import judge_limitation_by_hand, record_answer
from dossier.model.case import ReintegrationCase
from dossier.model.demand import Verdict
from dossier.rules.fml import items
from dossier.storage.applications import known_match
from dossier.storage.vacancies import get_vacancy
from matcher import weigh_again
from webui.access import GUIDED, allow, open_case, require_in
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.forms.judgement import AnswerForm, JudgementForm, SpokenForm
from webui.forms.values import all_values
from webui.transaction import get_session

blueprint = Blueprint("judgements", __name__)


@blueprint.post("/dossiers/<number>/vacatures/<vacancy_id>/antwoord")
@allow(*GUIDED, rows=(6, 15))
def save_answer(number: str, vacancy_id: str) -> ResponseReturnValue:
    case = open_case(number, "vacature")
    require_in(case, "limitations.write")
    return keep(
        case,
        vacancy_id,
        AnswerForm(),
        lambda values: record_answer(get_session(), case, values, **act_by_reader()),
    )


@blueprint.post("/dossiers/<number>/vacatures/<vacancy_id>/oordeel")
@allow(*GUIDED, rows=(6, 15))
def save_judgement(number: str, vacancy_id: str) -> ResponseReturnValue:
    case = open_case(number, "vacature")
    require_in(case, "limitations.write")
    return keep(
        case,
        vacancy_id,
        JudgementForm(),
        lambda values: judge_limitation_by_hand(
            get_session(), case, values, computed=computed_verdict(case, vacancy_id, values), **act_by_reader()
        ),
    )


def keep(
    case: ReintegrationCase, vacancy_id: str, form: SpokenForm, act: Callable[[dict[str, Any]], object]
) -> ResponseReturnValue:
    """Do it, weigh the vacancy again and go back to it; where something is wrong the form comes back by itself."""
    values = all_values(form) | {"vacancy": vacancy_id}
    if form.validate_on_submit() and try_act(form, lambda: act(values)):
        weigh_again(get_session(), case, vacancy_id, on=today())
        flash(str(form.saved), "good")
        page = url_for("vacancies.show_vacancy", number=case.number, vacancy_id=vacancy_id)
        return redirect(f"{page}#oordeel")
    vacancy, known = get_vacancy(get_session(), vacancy_id), {one.item: one.name for one in items()}
    name = known.get(form.item.data or "", "")
    return render_case("vacancy/judge.html", case, form=form, vacancy=vacancy, name=name), 422


def computed_verdict(case: ReintegrationCase, vacancy_id: str, values: dict[str, Any]) -> Verdict:
    """The verdict that the judgement goes over: as computed, not as judged before."""
    assert case.id is not None
    match = known_match(get_session(), case.id, vacancy_id)
    verdicts = match.detail.get("verdicts", {}).get("limitations", []) if match else []
    for one in verdicts:
        if one["item"] == values["item"] and str(one["level"]) == values["level"]:
            judged = one.get("judgement")
            return Verdict(judged["computed"] if judged else one["verdict"])
    return Verdict.UNKNOWN
