"""The wage before the illness, and what 65% of it is."""

from decimal import Decimal

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.profiles import save_wage
from dossier.model.people import Role
from dossier.storage.profiles import wage_of
from webui.access import OWN_CASE, allow, open_case, require
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.forms.person import PERIODS, WageForm
from webui.forms.values import filled_values
from webui.transaction import get_session

blueprint = Blueprint("wage", __name__)


@blueprint.get("/dossiers/<number>/loon")
@allow(*OWN_CASE, rows=(9,))
def show_wage(number: str) -> ResponseReturnValue:
    case = open_case(number, "loon")
    assert case.id is not None
    row = wage_of(get_session(), case.id)
    threshold = None if row is None else Decimal(row.amount_cents) / 100 * Decimal(str(row.threshold_pct)) / 100
    return render_case("person/wage.html", case, wage=row, threshold=threshold, periods=dict(PERIODS))


@blueprint.route("/dossiers/<number>/loon/wijzigen", methods=["GET", "POST"])
@allow(Role.COACH, Role.EMPLOYER, rows=(9,))
def edit_wage(number: str) -> ResponseReturnValue:
    case = open_case(number, "loon")
    require("wage.write")
    assert case.id is not None
    row = wage_of(get_session(), case.id)
    form = WageForm(data=_known(row.model_dump()) if row else None)
    if form.validate_on_submit() and try_act(
        form, lambda: save_wage(get_session(), case, filled_values(form), **act_by_reader())
    ):
        flash(_("Het loon is bewaard."), "good")
        return redirect(url_for("wage.show_wage", number=number))
    return render_case("person/edit_wage.html", case, form=form), 422 if form.errors else 200


def _known(row: dict[str, object]) -> dict[str, object]:
    extras = row["fixed_extras_year_cents"]
    return row | {
        "amount": Decimal(str(row["amount_cents"])) / 100,
        "hours_per_week": Decimal(str(row["hours_per_week"])),
        "fixed_extras_year": None if extras is None else Decimal(str(extras)) / 100,
    }
