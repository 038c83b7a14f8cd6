"""How the order of a list came about: the weights, what moved them, and which occupation a vacancy is."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.weights import correct_occupation, reset_weights
from dossier.model.people import Role
from dossier.storage.matches import kept_ranking
from dossier.storage.vacancies import get_vacancy
from matcher import list_units, occupations
from webui.access import GUIDED, allow, open_case, require
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.forms.occupation import OccupationForm
from webui.transaction import get_session
from webui.weight_view import show_weights

blueprint = Blueprint("weights", __name__)


@blueprint.get("/dossiers/<number>/matches/volgorde")
@allow(*GUIDED, rows=(15,))
def show_order(number: str) -> ResponseReturnValue:
    case = open_case(number, "matches")
    assert case.id is not None
    ranking = kept_ranking(get_session(), case.id)
    weights = show_weights(ranking.weights) if ranking else []
    return render_case("matches/order.html", case, ranking=ranking, weights=weights, since=case.weights_reset_at)


@blueprint.post("/dossiers/<number>/matches/volgorde/terugzetten")
@allow(*GUIDED, rows=(15, 16))
def put_back(number: str) -> ResponseReturnValue:
    case = open_case(number, "matches")
    require("shortlist.write")
    reset_weights(get_session(), case, **act_by_reader())
    flash(_("De gewichten staan weer zoals gewoonlijk, vanaf de volgende weging."), "good")
    return redirect(url_for("weights.show_order", number=number))


@blueprint.route("/dossiers/<number>/vacatures/<vacancy_id>/beroep", methods=["GET", "POST"])
@allow(Role.COACH, rows=(14, 15))
def change_occupation(number: str, vacancy_id: str) -> ResponseReturnValue:
    """For the coach alone: the correction counts for everybody whom this vacancy is weighed for."""
    case = open_case(number, "vacature")
    vacancy = get_vacancy(get_session(), vacancy_id)
    form = OccupationForm(data={"occupation": vacancy.occupation or ""})
    form.occupation.choices = [("", _("volgens de titel")), *sorted(list_units().items(), key=lambda unit: unit[1])]
    if form.validate_on_submit() and try_act(
        form,
        lambda: correct_occupation(get_session(), case, vacancy_id, form.occupation.data, **act_by_reader()),
    ):
        flash(_("Het beroep is bewaard en telt mee vanaf de volgende weging."), "good")
        return redirect(url_for("vacancies.show_vacancy", number=number, vacancy_id=vacancy_id))
    told = occupations(vacancy.title)
    return render_case("vacancy/occupation.html", case, vacancy=vacancy, form=form, told=told), (
        422 if form.errors else 200
    )
