"""A form that is sent twice, by a double click or a second try, adds one row: the second leads where the first led."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar, cast

from flask import current_app, flash, g, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from dossier.storage.fault import STORAGE_ERRORS
from dossier.storage.form_receipts import drop_form, location_of, note_location, take_form
from webui.context import get_context, now
from webui.transaction import SAFE_METHODS, get_session, undo_on_failure

TOKEN = "csrf_token"  # noqa: S105 - the name of a field
View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


def sent_once(view: View) -> View:
    """For a view that adds a row; what was refused leaves nothing, so it may be sent again as it stands."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> ResponseReturnValue:
        if request.method in SAFE_METHODS or TOKEN not in request.form:
            return view(*args, **values)
        key, began = key_of_form(), get_session()
        if not take_form(began, key, now=now()):
            flash(_("Dit formulier was al verzonden. Het is één keer vastgelegd."), "good")
            return redirect(location_of(began, key) or page_above())
        try:
            answer = make_response(view(*args, **values))
        finally:
            if g.get("session") is not began:
                undo_on_failure(lambda: forget(key))
        if answer.location:
            note_location(get_session(), key, answer.location)
        return answer

    return cast("View", guarded)


def forget(key: str) -> None:
    """For a view that let its transaction go halfway, and the receipt with it; a full disk keeps it a minute."""
    with suppress(*STORAGE_ERRORS), get_context().database.session() as own:
        drop_form(own, key)


def page_above() -> str:
    """Where the first is still at work: the nearest page above, which will show what it added."""
    adapter, path = current_app.url_map.bind(""), request.path.rpartition("/")[0]
    while path and not adapter.test(path, method="GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def key_of_form() -> str:
    """A hash of who sent what where; the token in it is another one each second that the page was opened."""
    said = [current_user.id, request.path, sorted(request.form.items(multi=True)), list(_files())]
    return sha256(json.dumps(said).encode()).hexdigest()


def _files() -> Iterator[tuple[str, str, str]]:
    for name, file in request.files.items(multi=True):
        yield name, file.filename or "", sha256(file.stream.read()).hexdigest()
        file.stream.seek(0)
