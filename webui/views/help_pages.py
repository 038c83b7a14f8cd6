"""The help: what the rules, verdicts, words and pages mean, for anybody; and the tour of the first sign-in."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_security import current_user

from webui.access import allow_public
from webui.context import today
from webui.help_figures import figures
from webui.help_tables import code_lists, matrix, week_lines
from webui.help_text import list_steps, list_topics, list_verdicts, list_words, verdict_anchor
from webui.limitation_view import verdict_label
from webui.match_card import wage_label

blueprint = Blueprint("help", __name__)
LABELS: dict[str, Callable[[str], str]] = {"loon": wage_label, "beperkingen": verdict_label}
"""Verdicts that have a name on the pages already keep that name here."""


@blueprint.get("/hulp")
@allow_public
def show_help() -> ResponseReturnValue:
    role = str(current_user.role) if current_user.is_authenticated else ""
    return render_template("help/index.html", topics=list_topics().values(), steps=list_steps(role), figures=figures())


@blueprint.get("/hulp/<topic>")
@allow_public
def show_topic(topic: str) -> ResponseReturnValue:
    known = list_topics().get(topic)
    if known is None:
        abort(404)
    values = TABLES.get(topic, dict)()
    return render_template(
        f"help/{topic}.html" if topic in TABLES else "help/topic.html",
        topic=known,
        figures=figures(),
        today=today(),
        **values,
    )


def show_verdicts() -> dict[str, Any]:
    return {
        "groups": list_verdicts(),
        "anchor": verdict_anchor,
        "label": lambda key, one: str(one.name or LABELS[key](one.code)),
    }


def show_words() -> dict[str, Any]:
    terms, families = list_words()
    return {
        "terms": sorted(terms, key=lambda term: term.here.casefold()),
        "families": families,
        "lists": code_lists(),
    }


TABLES: dict[str, Callable[[], dict[str, Any]]] = {
    "weken": lambda: {"lines": week_lines()},
    "oordelen": show_verdicts,
    "begrippen": show_words,
    "wie-ziet-wat": matrix,
}
"""The topics with a table of their own below the text."""
