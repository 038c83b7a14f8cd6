"""Health of the sources for the administrator: the last run of each, and what it refused."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from dossier.model.people import Role
from dossier.storage.crawls import get_run, is_own_source, latest_runs, past_runs, refusals_of
from dossier.storage.vacancies import count_per_source
from webui.access import allow
from webui.pages import cut_page
from webui.transaction import get_session

blueprint = Blueprint("sources", __name__)
PAGE_SIZE = 50


@blueprint.get("/beheer/bronnen")
@allow(Role.ADMIN, rows=(14,))
def list_sources() -> ResponseReturnValue:
    session = get_session()
    runs = latest_runs(session)
    return render_template(
        "admin/sources.html",
        runs=list(runs.values()),
        counts=count_per_source(session),
        fetchable={name for name in runs if is_own_source(name)},
    )


@blueprint.get("/beheer/bronnen/runs/<int:run_id>")
@allow(Role.ADMIN, rows=(14,))
def show_run(run_id: int) -> ResponseReturnValue:
    session = get_session()
    run = get_run(session, run_id)
    return render_template(
        "admin/run.html",
        run=run,
        page=cut_page(refusals_of(session, run_id), PAGE_SIZE),
        earlier=past_runs(session, run.source),
    )
