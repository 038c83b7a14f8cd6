"""The look of each office's reports: administration, without a case in sight."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.house_styles import save_house_style
from dossier.evidence.look import ACCENT
from dossier.model.people import Organisation, Role
from dossier.rules.report_kind import report_forms
from dossier.storage.offices import managed_office, managed_organisations
from dossier.storage.reports import house_style_of
from webui.access import allow, reader
from webui.acting import try_act
from webui.context import get_context, now
from webui.forms.house_style import LookForm, field_name, house_style_form
from webui.transaction import get_session

blueprint = Blueprint("house_style", __name__)


@blueprint.get("/beheer/huisstijl")
@allow(Role.ADMIN, rows=(30,))
def list_offices() -> ResponseReturnValue:
    session = get_session()
    offices = [
        (office, house_style_of(session, office.id))
        for office in managed_organisations(session, reader(), kind="agency")
    ]
    return render_template("admin/house_styles.html", offices=offices)


@blueprint.route("/beheer/huisstijl/<int:organisation_id>", methods=["GET", "POST"])
@allow(Role.ADMIN, rows=(30,))
def edit_style(organisation_id: int) -> ResponseReturnValue:
    office = managed_office(get_session(), reader(), organisation_id)
    form = house_style_form()(data=known_values(office))
    if form.validate_on_submit() and keep_style(office, form):
        flash(_("De huisstijl is bewaard. Nieuwe rapporten zien er zo uit."), "good")
        return redirect(url_for("house_style.edit_style", organisation_id=organisation_id))
    style = house_style_of(get_session(), organisation_id)
    page = render_template(
        "admin/house_style.html", office=office, form=form, style=style, kinds=report_forms(), field_name=field_name
    )
    return page, 422 if form.errors else 200


def known_values(office: Organisation) -> dict[str, Any]:
    style = house_style_of(get_session(), office.id)
    if style is None:
        return {"name": office.name, "accent": ACCENT}
    texts = {
        field_name(kind, slug): text for kind, known in style.standard_texts.items() for slug, text in known.items()
    }
    return {"name": style.name, "accent": style.accent, **texts}


def keep_style(office: Organisation, form: LookForm) -> bool:
    values = {"name": form.name.data, "accent": form.accent.data, "confirmed_words": form.confirmed_words.data}
    texts = {
        kind: {part.slug: form[field_name(kind, part.slug)].data or "" for part in parts.parts}
        for kind, parts in report_forms().items()
    }
    logo = form.file.data.read() if form.file.data else None
    assert office.id is not None
    organisation_id = office.id
    return (
        try_act(
            form,
            lambda: save_house_style(
                get_session(),
                organisation_id,
                values,
                texts=texts,
                logo=logo,
                drop_logo=bool(form.drop_logo.data),
                settings=get_context().settings,
                actor=reader(),
                now=now(),
            ),
        )
        is not None
    )
