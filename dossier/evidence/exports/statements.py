"""Each party's own words as papers of their own, with date, name and function of who wrote them (U-14)."""

import re

from dossier.evidence.dutch import local, long_day
from dossier.evidence.edition import Edition, Member
from dossier.evidence.pdf import page_data, render_page
from dossier.evidence.report_pdf import blocks_of
from dossier.evidence.riv_parts import Statement

TITLE = "Oordelen en verklaringen van de partijen"
NAME = "09_verklaringen"


def build(edition: Edition) -> list[Member]:
    return [
        Member(f"{NAME}/{_name(one)}.pdf", render_statement(edition, one), "application/pdf")
        for one in edition.statements
    ]


def render_statement(edition: Edition, one: Statement) -> bytes:
    title = f"{one.kind.capitalize()} over {one.about}" if one.about else one.kind.capitalize()
    given = local(one.given_at)
    page = page_data(title, edition) | {
        "made_on": long_day(one.given_at),
        "copied_on": long_day(edition.made_at),
        "day": [given.year, given.month, given.day],
        "made_by": f"{one.name} ({one.function})",
        "version": one.version,
    }
    data = {"blocks": blocks_of(one.text), "name": one.name, "function": one.function, "on": long_day(one.given_at)}
    return render_page("statement", page, data, made_at=edition.made_at)


def _name(one: Statement) -> str:
    words = " ".join(part for part in (one.kind, one.about, f"versie {one.version}") if part)
    return re.sub(r"[^a-z0-9]+", "_", words.lower())
