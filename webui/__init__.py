"""The pages for coach, employee, employer and administrator."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from sqlmodel import Session

from dossier.evidence.signing import Signer
from dossier.settings import Settings
from dossier.storage.attachments import AttachmentStore
from dossier.storage.database import Database
from webui.access import register_access
from webui.address import register_address
from webui.api.routes import blueprint as api
from webui.assets import register_assets
from webui.caller import register_caller
from webui.compression import register_compression
from webui.configuration import build_configuration
from webui.context import EXTENSION, Context, utc_now
from webui.core_names import register_core_names
from webui.core_sentences import register_core_sentences
from webui.errors import register_errors
from webui.filters import register_filters
from webui.guard import register_guard
from webui.headers import register_headers
from webui.help_figures import register_help
from webui.hosts import register_hosts
from webui.kept_input import register_kept_input
from webui.kept_page import register_kept_pages
from webui.language import register_language
from webui.links import LinkingApp
from webui.match_rows import register_match_rows
from webui.navigation import register_navigation
from webui.notices import register_notices
from webui.reasons import decline_reasons
from webui.request_log import register_request_log
from webui.second_steps import register_second_steps
from webui.sessions import register_sessions
from webui.sign_in import register_sign_in
from webui.storage_fault import register_storage_fault
from webui.transaction import register_transaction
from webui.tries import register_tries
from webui.unseen import register_unseen
from webui.uploads import register_uploads
from webui.value_names import register_value_names
from webui.views import BLUEPRINTS
from webui.views.calendar import register_calendar
from webui.views.tour import register_tour

__all__ = ["create_app"]


def create_app(
    settings: Settings,
    database: Database,
    *,
    clock: Callable[[], datetime] = utc_now,
    put_task: Callable[[Session, int], None] | None = None,
) -> Flask:
    """The web pages over this database; nothing is opened or read before this is called."""
    app = LinkingApp("webui")
    app.config.from_mapping(build_configuration(settings, clock().date()))
    app.extensions[EXTENSION] = Context(
        settings=settings,
        database=database,
        signer=Signer.load_or_create(settings.signing_key_file),
        attachments=AttachmentStore.of(settings),
        clock=clock,
        put_task=put_task,
    )
    register_parts(app)
    app.jinja_env.globals["decline_reasons"] = decline_reasons
    for blueprint in (*BLUEPRINTS, api):
        app.register_blueprint(blueprint)
    return app


def register_parts(app: Flask) -> None:
    """Everything around the views; what is registered first has the last word on an answer."""
    register_request_log(app)
    register_uploads(app)
    register_compression(app)
    register_hosts(app)
    register_unseen(app)
    Bootstrap5(app)
    CSRFProtect(app).exempt(api)
    register_address(app)
    register_language(app)
    register_sign_in(app)
    register_second_steps(app)
    register_caller(app)
    register_sessions(app)
    register_tries(app)
    register_transaction(app)
    register_headers(app)
    register_assets(app)
    register_errors(app)
    register_storage_fault(app)
    register_access(app)
    register_guard(app)
    register_calendar(app)
    register_filters(app)
    register_navigation(app)
    register_notices(app)
    register_match_rows(app)
    register_kept_pages(app)
    register_value_names(app)
    register_core_names(app)
    register_core_sentences(app)
    register_help(app)
    register_kept_input(app)
    register_tour(app)
