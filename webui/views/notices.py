"""The notices of the reader: a list, and marking them read."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.acts.entry import account_id
from dossier.storage.notices import mark_read, mark_unread, read_keys
from webui.access import EVERYONE, allow, reader
from webui.context import now
from webui.notices import build_notices
from webui.pages import cut_page
from webui.transaction import get_session
from webui.views.own_account import ACCOUNTS

blueprint = Blueprint("notices", __name__)
PAGE_SIZE = 30


@blueprint.get("/meldingen")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def list_notices() -> ResponseReturnValue:
    account = reader()
    rows, read = build_notices(account), read_keys(get_session(), account_id(account))
    unread = sum(one.key not in read for one in rows)
    return render_template("notices/list.html", page=cut_page(rows, PAGE_SIZE), read=read, unread=unread)


@blueprint.post("/meldingen/openen")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def open_notice() -> ResponseReturnValue:
    """Read it, and go where it is dealt with."""
    account, key = reader(), request.form.get("key", "")
    notice = next((one for one in build_notices(account) if one.key == key), None)
    if notice is None:
        flash(_("Deze melding is er niet meer: er is intussen iets veranderd."), "ask")
        return redirect(url_for("notices.list_notices"))
    mark_read(get_session(), account_id(account), [key], now=now())
    return redirect(notice.url)


@blueprint.post("/meldingen/gelezen")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def read_all() -> ResponseReturnValue:
    account = reader()
    mark_read(get_session(), account_id(account), [one.key for one in build_notices(account)], now=now())
    return redirect(url_for("notices.list_notices"))


@blueprint.post("/meldingen/ongelezen")
@allow(*EVERYONE, rows=(ACCOUNTS,))
def keep_unread() -> ResponseReturnValue:
    mark_unread(get_session(), account_id(reader()), request.form.get("key", ""))
    return redirect(url_for("notices.list_notices"))
