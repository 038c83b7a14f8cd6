"""Addresses with control characters: there is no such page, and no query of ours may carry them to a database."""

from flask import Flask, abort, request

from dossier.acts.free_text import UNSEEN

SHORT_FIELDS = ("email", "password", "code", "next", "back", "proposal", "list")
"""Fields of forms that no act reads: signing in, and what a button sends along."""


def refuse_unseen() -> None:
    """What an act reads is refused at its own field (dossier/acts/free_text); this is for all that comes before."""
    if UNSEEN.search(request.path):
        abort(404)
    typed = [*request.args.keys(), *(value for values in request.args.listvalues() for value in values)]
    if any(map(UNSEEN.search, typed)):
        abort(400)


def refuse_unseen_fields() -> None:
    """The fields of forms that reach a table without an act."""
    if request.method == "POST" and any(UNSEEN.search(request.form.get(name, "")) for name in SHORT_FIELDS):
        abort(400)


def register_unseen(app: Flask) -> None:
    app.before_request(refuse_unseen)
    app.before_request(refuse_unseen_fields)
