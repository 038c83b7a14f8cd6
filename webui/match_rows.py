"""The rows of the match list as HTML, each written once: a list is looked at often and changes at night."""

from collections.abc import Iterator, Sequence
from secrets import token_hex
from typing import Any

from flask import Flask, current_app, render_template, request
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from dossier.model.case import ReintegrationCase
from dossier.storage.match_list import mark_of, open_rows
from webui.access import reading_role
from webui.context import today
from webui.match_card import build_card
from webui.transaction import get_session

EXTENSION = "passend-match-rows"
MOST_KEPT = 4_096
BACK, TOKEN, END = (f"{name}-{token_hex(16)}" for name in ("back", "token", "end"))
"""What stands in a kept row for what each request fills in, and what parts two rows; no vacancy can name them."""


def write_rows(case: ReintegrationCase, rows: Sequence[Any], *, pick: bool) -> Markup:
    """These rows of the list, with the token and the way back of this request in their forms."""
    kept: dict[tuple[object, ...], str] = current_app.extensions[EXTENSION]
    seen_by = (case.number, str(get_locale()), today(), reading_role(), pick)
    marks = [(*seen_by, *mark_of(row)) for row in rows]
    known = {mark: kept[mark] for mark in marks if mark in kept}
    new = {row.id: mark for mark, row in zip(marks, rows, strict=True) if mark not in known}
    if new:
        known |= {new[vacancy_id]: text for vacancy_id, text in _write_new(case, [*new], pick=pick)}
        if len(kept) > MOST_KEPT:
            kept.clear()
        kept.update(known)
    html = "".join(known.get(mark, "") for mark in marks)
    return Markup(html.replace(TOKEN, generate_csrf()).replace(BACK, escape(request.full_path)))  # noqa: S704


def _write_new(case: ReintegrationCase, vacancy_ids: Sequence[str], *, pick: bool) -> Iterator[tuple[str, str]]:
    assert case.id is not None
    opened = open_rows(get_session(), case.id, vacancy_ids)
    cards = [build_card(row, row, row.decision) for row in opened]
    html = render_template("matches/_rows.html", cards=cards, number=case.number, back=BACK, pick=pick, end=END)
    yield from zip((row.id for row in opened), html.replace(generate_csrf(), TOKEN).split(END), strict=False)


def register_match_rows(app: Flask) -> None:
    app.extensions[EXTENSION] = {}
