"""The search profile and every earlier version of it."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.search_profiles import SIGNERS, save_search_profile, sign_search_profile
from dossier.model.people import Role
from dossier.storage.matches import kept_ranking
from dossier.storage.profiles import search_profiles_of
from webui.access import GUIDED, OWN_CASE, allow, can, can_open, open_case, reader, require
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.forms.course import PARTIES, SignatureForm
from webui.forms.fields import select_choices
from webui.forms.person import SearchProfileForm
from webui.forms.values import all_values, filled_values
from webui.once import sent_once
from webui.transaction import get_session

blueprint = Blueprint("search_profile", __name__)


@blueprint.get("/dossiers/<number>/zoekprofiel")
@allow(*OWN_CASE, rows=(13,))
def show_search_profile(number: str) -> ResponseReturnValue:
    case = open_case(number, "zoekprofiel")
    assert case.id is not None
    session = get_session()
    ranking = kept_ranking(session, case.id) if can("matches.read") else None
    return render_case(
        "person/search_profile.html",
        case,
        versions=search_profiles_of(session, case.id),
        ranking=ranking,
        may_sign=can_open("search_profile.sign"),
    )


@blueprint.route("/dossiers/<number>/zoekprofiel/nieuw", methods=["GET", "POST"])
@allow(*GUIDED, rows=(13,))
@sent_once
def new_search_profile(number: str) -> ResponseReturnValue:
    case = open_case(number, "zoekprofiel")
    require("search.write")
    assert case.id is not None
    latest = next(iter(search_profiles_of(get_session(), case.id)), None)
    known = latest.model_dump(include={"directions", "region", "hours"}) if latest else {}
    form = SearchProfileForm(data=known | {"valid_from": today()})
    if form.validate_on_submit() and try_act(
        form, lambda: save_search_profile(get_session(), case, filled_values(form), **act_by_reader())
    ):
        flash(_("Het zoekprofiel is bewaard als nieuwe versie."), "good")
        return redirect(url_for("search_profile.show_search_profile", number=number))
    return render_case("person/edit_search_profile.html", case, form=form), 422 if form.errors else 200


@blueprint.route("/dossiers/<number>/zoekprofiel/<int:version>/tekenen", methods=["GET", "POST"])
@allow(*GUIDED, rows=(13,))
def sign(number: str, version: int) -> ResponseReturnValue:
    """One's own signature below the version that holds now; the coach may record what stands on paper."""
    case, me = open_case(number, "zoekprofiel"), reader()
    form = SignatureForm(data={"role": me.role, "name": me.name, "signed_on": today()})
    roles = SIGNERS if me.role == Role.COACH else (me.role,)
    form.role.choices = select_choices(pair for pair in PARTIES if pair[0] in roles)
    if form.validate_on_submit() and try_act(
        form, lambda: sign_search_profile(get_session(), case, version, all_values(form), **act_by_reader())
    ):
        flash(_("Bewaard."), "good")
        return redirect(url_for("search_profile.show_search_profile", number=number))
    title = _("Zoekprofiel ondertekenen: versie %(number)s", number=version)
    return render_case("course/form.html", case, form=form, title=title), 422 if form.errors else 200
