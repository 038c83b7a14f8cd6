"""Terms in one's own calendar: an address that only its owner knows, made, renewed and withdrawn on one page."""

from datetime import timedelta

from flask import Blueprint, Flask, Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.entry import account_id
from dossier.storage.agreements import open_agreements
from dossier.storage.calendar_feeds import feed_of, hash_secret, owner_of_feed, renew_feed, revoke_feed
from dossier.storage.cases import cases_for
from webui.access import OWN_CASE, allow, allow_public, reader
from webui.calendar_file import build_calendar
from webui.case_frame import terms_of
from webui.context import now, today
from webui.downloads import send_download
from webui.rate_limit import RateLimit
from webui.transaction import get_session
from webui.tries import count_miss

blueprint = Blueprint("calendar", __name__)
LIMIT = "passend_calendar_limit"
MOST, WINDOW = 30, timedelta(minutes=1)
"""A calendar asks a few times a day. Who has the secret is only slowed down, so memory will do; guesses are counted
in the database, by `webui.tries`."""


@blueprint.get("/agenda")
@allow(*OWN_CASE, rows=(24,))
def show_calendar() -> ResponseReturnValue:
    return render_template("account/calendar.html", feed=feed_of(get_session(), account_id(reader())), address=None)


@blueprint.post("/agenda")
@allow(*OWN_CASE, rows=(24,))
def renew_address() -> ResponseReturnValue:
    """The address is on this answer and nowhere else: of the secret only the hash is kept."""
    session, owner = get_session(), account_id(reader())
    secret = renew_feed(session, owner, now=now())
    address = url_for("calendar.read_feed", secret=secret, _external=True)
    return render_template("account/calendar.html", feed=feed_of(session, owner), address=address)


@blueprint.post("/agenda/intrekken")
@allow(*OWN_CASE, rows=(24,))
def revoke_address() -> ResponseReturnValue:
    revoke_feed(get_session(), account_id(reader()))
    flash(_("Het adres werkt niet meer. Haal de agenda ook uit uw eigen programma."), "good")
    return redirect(url_for("calendar.show_calendar"))


@blueprint.get("/agenda/<secret>.ics")
@allow_public
def read_feed(secret: str) -> Response:
    """For a calendar program, which cannot sign in: the secret says whose terms; any other address is not there."""
    owner = owner_of_feed(get_session(), secret)
    if owner is None:
        abort(429 if count_miss("calendar") else 404)
    if not current_app.extensions[LIMIT].allows(hash_secret(secret), now()):
        abort(429)
    day = today()
    cases = [(case, terms_of(case, day)) for case in cases_for(get_session(), owner, on=day)]
    agreements = open_agreements(get_session(), [case.id for case, _terms in cases if case.id is not None])
    return send_download(build_calendar(cases, owner.role, day, agreements), "passend.ics", "text/calendar")


def register_calendar(app: Flask) -> None:
    app.extensions[LIMIT] = RateLimit(MOST, WINDOW)
