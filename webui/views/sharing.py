"""Vacancies for several people at once: choose from a list, tick who, share; and taking a choice back."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dossier.acts.sharing import Shared, share_vacancies, take_back
from dossier.model.people import Role
from dossier.model.vacancy import Vacancy
from dossier.storage.cases import cases_for, find_case
from dossier.storage.shortlists import decided_at
from dossier.storage.vacancies import list_vacancies
from webui.access import GUIDED, allow, open_case, require
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import today
from webui.forms.fields import select_choices
from webui.forms.sharing import ShareForm
from webui.guard import is_confirmed
from webui.share_choice import list_people
from webui.transaction import get_session
from webui.undo import flash_undoable, read_moment
from webui.views.preferences import safe_path

blueprint = Blueprint("sharing", __name__)


@blueprint.route("/dossiers/<number>/delen", methods=["GET", "POST"])
@allow(Role.COACH, rows=(1, 15, 16))
def share(number: str) -> ResponseReturnValue:
    case = open_case(number, "shortlist")
    require("shortlist.write")
    if "kiezen" in request.form:  # from the list, to the page where one chooses with whom
        vacancies, people = request.form.getlist("vacature"), request.form.getlist("people")
        back = request.form.get("back")
        return redirect(url_for("sharing.share", number=number, vacature=vacancies, people=people, back=back))
    form = ShareForm() if request.method == "POST" else ShareForm(request.args, meta={"csrf": False})
    found = chosen_vacancies(form)
    known = list_people(case, found)
    form.vacancies.choices = select_choices([(one.id, one.title) for one in found])
    form.people.choices = select_choices([(one.number, one.name) for one in known])
    if request.method == "GET":
        form.people.data = form.people.data or [one.number for one in known if one.is_ticked]
    elif form.validate_on_submit():
        shared = try_act(form, lambda: share_with_all(form))
        if shared is not None:
            return redirect(safe_path(request.form.get("back"), url_for("matches.list_matches", number=number)))
    page = render_case("sharing/share.html", case, form=form, vacancies=found, people=known)
    return page, 422 if form.errors else 200


def chosen_vacancies(form: ShareForm) -> list[Vacancy]:
    """What was ticked, in the order of the list; an address that is no vacancy is left out."""
    wanted = list(dict.fromkeys(form.vacancies.data or []))
    found = {one.id: one for one in list_vacancies(get_session(), ids=wanted)} if wanted else {}
    form.vacancies.data = [one for one in wanted if one in found]
    return [found[one] for one in form.vacancies.data]


def share_with_all(form: ShareForm) -> list[Shared]:
    """The same vacancies on every chosen shortlist, at one moment: so that they can be taken back in one go."""
    session, by = get_session(), act_by_reader()
    # In order of their numbers: two who share with the same people in another order would wait for each other.
    cases = [find_case(session, by["actor"], number, on=today()) for number in sorted(set(form.people.data))]
    results = [
        share_vacancies(session, case, form.vacancies.data, word=form.note.data or None, confirmed=is_confirmed(), **by)
        for case in cases
    ]
    reached = [case.employee_name for case, result in zip(cases, results, strict=True) if result.shared]
    known = sum(len(result.known) for result in results)
    if reached:
        most = max(len(result.shared) for result in results)
        text = ngettext(
            "%(num)s vacature gedeeld met %(names)s.", "%(num)s vacatures gedeeld met %(names)s.", most,
            names=", ".join(reached),
        )  # fmt: skip
        flash_undoable(text, by["now"])
    if known:
        flash(
            ngettext(
                "%(num)s keer stond een vacature al op een shortlist of was erover beslist; dat is zo gelaten.",
                "%(num)s keer stond een vacature al op een shortlist of was erover beslist; dat is zo gelaten.",
                known,
            ),
            "plain",
        )
    return results


@blueprint.post("/ongedaan-maken")
@allow(*GUIDED, rows=(16,))
def undo() -> ResponseReturnValue:
    require("shortlist.write")
    session, by = get_session(), act_by_reader()
    moment = read_moment(request.form.get("moment", ""))
    mine = {row.case_id for row in decided_at(session, by["actor"].id or 0, moment)} if moment else set()
    numbers = [case.number for case in cases_for(session, by["actor"], on=today()) if case.id in mine]
    cases = [find_case(session, by["actor"], number, on=today()) for number in numbers]
    count = sum(take_back(session, case, moment, **by) for case in cases if moment)
    if count:
        flash(ngettext("%(num)s keuze teruggenomen.", "%(num)s keuzes teruggenomen.", count), "good")
    else:
        flash(_("Dit is al teruggenomen, of er is intussen iets anders gekozen."), "ask")
    return redirect(safe_path(request.form.get("back")))
