"""Odd looks for the administrator: who, when, why and which numbers of cases; never what stands in them (row 29)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dossier.model.odd_look import OddLookReport
from dossier.model.people import Role
from dossier.rules.odd_looks import TABLE, Oddity
from dossier.rules.parameter import days_on, value_on
from dossier.storage.accounts import name_of_organisation
from dossier.storage.odd_looks import reports_for
from webui.access import allow, reader
from webui.context import today
from webui.pages import cut_page
from webui.transaction import get_session

blueprint = Blueprint("odd_looks", __name__)
PAGE_SIZE = 12


@dataclass(frozen=True)
class ShownLine:
    """One line of a report as the page shows it."""

    who: str
    why: str
    looks: int
    first: datetime
    last: datetime
    cases: list[str]


@blueprint.get("/beheer/inzage")
@allow(Role.ADMIN, rows=(29,))
def show_odd_looks() -> ResponseReturnValue:
    session = get_session()
    page = cut_page(reports_for(session, reader()), PAGE_SIZE)
    offices = {one.organisation_id for one in page.items if one.organisation_id is not None}
    return render_template(
        "admin/odd_looks.html",
        page=page,
        lines={one.id: list(shown_lines(one)) for one in page.items},
        last_day=lambda monday: monday + timedelta(days=6),
        offices={number: name_of_organisation(session, number) for number in offices},
        most=days_on(TABLE, "cases_an_hour", today()),
        night=value_on(TABLE, "night_hours", today()).value,
    )


def shown_lines(report: OddLookReport) -> Iterator[ShownLine]:
    for line in report.lines:
        first, last = (datetime.fromisoformat(line[name]) for name in ("first", "last"))
        why = why_odd(Oddity(line["kind"]), report.monday, len(line["cases"]))
        yield ShownLine(line["who"], why, line["looks"], first, last, line["cases"])


def why_odd(kind: Oddity, on: date, cases: int) -> str:
    if kind is Oddity.MANY:
        return _("%(num)s dossiers binnen een uur", num=cases)
    if kind is Oddity.OTHERS:
        return _("dossier van een andere coach, zonder waarneming")
    night = value_on(TABLE, "night_hours", on).value
    return _("tussen %(begin)s en %(end)s uur", begin=night["from"], end=night["until"])
