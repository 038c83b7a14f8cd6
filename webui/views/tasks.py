"""Long work: pasting an address, weighing again, fetching sources; how far it is, and what came of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.entry import account_id
from dossier.errors import NotFoundError
from dossier.model.people import Account, Role
from dossier.model.task import Task, TaskKind
from dossier.storage.accounts import get_account
from dossier.storage.crawls import is_own_source, latest_runs
from dossier.storage.tasks import get_task, tasks_of, tasks_of_kind
from webui.access import EVERYONE, GUIDED, allow, open_case, reader, require
from webui.acting import add_error
from webui.case_frame import render_case
from webui.context import now
from webui.forms.pasting import PasteForm
from webui.once import sent_once
from webui.pages import cut_page
from webui.tasks import KEPT, SIMPLE, ask_for, look_at, too_much
from webui.transaction import get_session
from webui.views.own_account import ACCOUNTS

blueprint = Blueprint("tasks", __name__)
PAGE_SIZE = 20


@blueprint.route("/dossiers/<number>/vacature-toevoegen", methods=["GET", "POST"])
@allow(*GUIDED, rows=(14, 15, 16))
@sent_once
def add_vacancy(number: str) -> ResponseReturnValue:
    case = open_case(number, "vacature")
    require("shortlist.write")
    form = PasteForm()
    if form.validate_on_submit():
        task = ask_for(TaskKind.ADD, case, url=form.url.data)
        if task is not None:
            return redirect(url_for("tasks.show_task", task_id=task.id))
        add_error(form, "url", too_much())
    return render_case("tasks/paste.html", case, form=form), 422 if form.errors else 200


@blueprint.post("/dossiers/<number>/matches/wegen")
@allow(Role.COACH, rows=(15,))
def rank_again(number: str) -> ResponseReturnValue:
    case = open_case(number, "matches")
    return follow(ask_for(TaskKind.RANK, case), url_for("matches.list_matches", number=number))


@blueprint.post("/beheer/bronnen/ophalen")
@allow(Role.ADMIN, rows=(14,))
def crawl_all() -> ResponseReturnValue:
    return follow(ask_for(TaskKind.CRAWL), url_for("sources.list_sources"))


@blueprint.post("/beheer/bronnen/<source>/ophalen")
@allow(Role.ADMIN, rows=(14,))
def crawl_one(source: str) -> ResponseReturnValue:
    if source not in latest_runs(get_session()) or not is_own_source(source):
        raise NotFoundError("Deze bron is niet gevonden.")
    return follow(ask_for(TaskKind.CRAWL, source=source), url_for("sources.list_sources"))


def follow(task: Task | None, otherwise: str) -> ResponseReturnValue:
    """To the page of the task; where there is none because of too much at once, back with the reason."""
    if task is not None:
        return redirect(url_for("tasks.show_task", task_id=task.id))
    flash(too_much(), "ask")
    return redirect(otherwise)


@blueprint.get("/werk")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def list_tasks() -> ResponseReturnValue:
    session, account = get_session(), reader()
    rows = tasks_of(session, account_id(account), since=now() - KEPT)
    if account.role == Role.ADMIN:
        known = {row.id for row in rows}
        rows += [row for row in tasks_of_kind(session, TaskKind.CRAWL, since=now() - KEPT) if row.id not in known]
    page = cut_page(sorted(rows, key=lambda row: row.id or 0, reverse=True), PAGE_SIZE)
    looks = [(row, look_at(row)) for row in page.items]
    return render_template("tasks/list.html", page=page.show(looks), is_live=any(look.is_open for _row, look in looks))


@blueprint.get("/werk/<int:task_id>")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def show_task(task_id: int) -> ResponseReturnValue:
    task = own_task(task_id)
    look = look_at(task)
    by = get_account(get_session(), task.asked_by)
    return render_template(
        "tasks/show.html",
        task=task,
        look=look,
        by=by.name if is_colleague(by) else _("beheerder"),
        is_live=look.is_open,
    )


@blueprint.post("/werk/<int:task_id>/opnieuw")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def ask_again(task_id: int) -> ResponseReturnValue:
    """The same once more; the case is opened anew, for a right may have gone since."""
    task = own_task(task_id)
    if task.kind not in SIMPLE:
        raise NotFoundError(_("Dit werk is niet gevonden."))
    arguments = dict(task.arguments)
    number = arguments.pop("number", None)
    case = open_case(str(number), "vacature") if number else None
    return follow(ask_for(TaskKind(task.kind), case, **arguments), url_for("tasks.list_tasks"))


def is_colleague(by: Account) -> bool:
    """The name of who fetches for all is shown within one office."""
    account = reader()
    return by.id == account.id or account.organisation_id in {None, by.organisation_id}


def own_task(task_id: int) -> Task:
    """Who asked for it sees it; what concerns the whole office, every administrator does."""
    task, account = get_task(get_session(), task_id), reader()
    shared = task.kind == TaskKind.CRAWL and account.role == Role.ADMIN
    if task.asked_by != account.id and not shared:
        raise NotFoundError(_("Dit werk is niet gevonden."))
    return task
