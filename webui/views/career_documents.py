"""CVs and letters of a case: versions, what was said of each, and templates to begin from."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.career_documents import add_comment, save_career_document, save_letter_template
from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from dossier.rules.letter import find_mentions
from dossier.rules.letter_templates import plain_templates
from dossier.storage.accounts import get_account
from dossier.storage.career_documents import comments_of, get_document, list_documents, templates_of
from webui.access import GUIDED, allow, open_case, reader
from webui.acting import act_by_reader, try_act
from webui.case_frame import render_case
from webui.context import now
from webui.forms.career_document import CareerDocumentForm, CommentForm
from webui.forms.values import filled_values
from webui.letter_check import name_mentions
from webui.once import sent_once
from webui.transaction import get_session

blueprint = Blueprint("career_documents", __name__)


def templates_for(case: ReintegrationCase) -> list[Any]:
    """Those of the office of the coach first, then the plain ones that every office has."""
    session = get_session()
    office = None if case.coach_id is None else get_account(session, case.coach_id).organisation_id
    own = [] if office is None else templates_of(session, office)
    return [*own, *plain_templates()]


@blueprint.get("/dossiers/<number>/documenten")
@allow(*GUIDED, rows=(18,))
def list_career_documents(number: str) -> ResponseReturnValue:
    case = open_case(number, "documenten")
    assert case.id is not None
    documents = list_documents(get_session(), case.id)
    return render_case("documents/list.html", case, documents=documents, templates=templates_for(case))


@blueprint.route("/dossiers/<number>/documenten/nieuw", methods=["GET", "POST"])
@allow(*GUIDED, rows=(18,))
@sent_once
def new_document(number: str) -> ResponseReturnValue:
    """`sjabloon` is the place of a template in the list."""
    case = open_case(number, "documenten")
    asked, templates = request.args.get("sjabloon", ""), templates_for(case)
    place = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else len(templates)
    chosen = templates[place] if place < len(templates) else None
    known = {} if chosen is None else {name: getattr(chosen, name) for name in ("kind", "title", "body")}
    return keep_new(case, CareerDocumentForm(data=known), _("Nieuw document"))


@blueprint.route("/dossiers/<number>/documenten/<int:document_id>/versie", methods=["GET", "POST"])
@allow(*GUIDED, rows=(18,))
@sent_once
def new_version(number: str, document_id: int) -> ResponseReturnValue:
    case = open_case(number, "documenten")
    assert case.id is not None
    row = get_document(get_session(), case.id, document_id)
    return keep_new(case, CareerDocumentForm(obj=row), _("Nieuwe versie van %(title)s", title=row.title))


def keep_new(case: ReintegrationCase, form: CareerDocumentForm, title: str) -> ResponseReturnValue:
    if form.validate_on_submit():
        row = try_act(form, lambda: save_career_document(get_session(), case, filled_values(form), **act_by_reader()))
        if row is not None:
            flash(_("Versie %(number)s is bewaard.", number=row.version), "good")
            return redirect(url_for("career_documents.show_document", number=case.number, document_id=row.id))
    return render_case("documents/edit.html", case, form=form, title=title), 422 if form.errors else 200


@blueprint.route("/dossiers/<number>/documenten/<int:document_id>", methods=["GET", "POST"])
@allow(*GUIDED, rows=(18,))
def show_document(number: str, document_id: int) -> ResponseReturnValue:
    """One version with what was said of it, and room to say more."""
    case = open_case(number, "documenten")
    assert case.id is not None
    session, form = get_session(), CommentForm()
    row = get_document(session, case.id, document_id)
    if form.validate_on_submit() and try_act(
        form, lambda: add_comment(session, case, document_id, filled_values(form), **act_by_reader())
    ):
        flash(_("De opmerking is bewaard."), "good")
        return redirect(url_for("career_documents.show_document", number=number, document_id=document_id))
    page = render_case(
        "documents/show.html",
        case,
        row=row,
        author=get_account(session, row.recorded_by).name,
        versions=[one for one in list_documents(session, case.id) if (one.kind, one.title) == (row.kind, row.title)],
        comments=[(one, get_account(session, one.recorded_by).name) for one in comments_of(session, document_id)],
        mentions=name_mentions([one.value for one in find_mentions(row.body)]),
        form=form,
    )
    return page, 422 if form.errors else 200


@blueprint.route("/dossiers/<number>/documenten/sjabloon", methods=["GET", "POST"])
@allow(Role.COACH, rows=(18,))
@sent_once
def new_template(number: str) -> ResponseReturnValue:
    """A template of the coach's own office; the same name again replaces its text."""
    case = open_case(number, "documenten")
    form = CareerDocumentForm()
    if form.validate_on_submit() and try_act(
        form, lambda: save_letter_template(get_session(), filled_values(form), actor=reader(), now=now())
    ):
        flash(_("Het sjabloon is bewaard voor uw bureau."), "good")
        return redirect(url_for("career_documents.list_career_documents", number=number))
    title = _("Sjabloon voor uw bureau")
    return render_case(
        "documents/edit.html", case, form=form, title=title, is_template=True
    ), 422 if form.errors else 200
