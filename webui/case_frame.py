"""What stands above every page of a case: who, which week of the waiting period, and what is due next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template
from flask_babel import gettext as _

from dossier.model.case import ReintegrationCase
from dossier.model.course import CaseCover
from dossier.rules.terms import Term, week_number
from dossier.storage.accounts import name_of_organisation
from dossier.storage.case_terms import terms_on
from dossier.storage.covers import open_covers
from webui.context import today
from webui.transaction import get_session

WEEKS = 104
DONE = "gedaan"
START_RULES = frozenset({"TL-10", "TL-11"})
"""Terms that the recorded start of track two answers."""


@dataclass(frozen=True)
class CaseHead:
    number: str
    name: str
    employer: str
    job_title: str | None
    first_sick_day: date
    week: int
    next_term: Term | None
    covers: Sequence[tuple[CaseCover, str]]
    """Who stands in for the coach, now or soon, with the name."""

    @property
    def progress(self) -> int:
        """The week within the waiting period, for a bar that never runs over its end."""
        return max(0, min(self.week, WEEKS))


def terms_of(case: ReintegrationCase, on: date) -> list[Term]:
    """The calendar of a case from the days that are recorded."""
    return mark_started(case, terms_on(get_session(), case, on), on)


def mark_started(case: ReintegrationCase, terms: Sequence[Term], on: date) -> list[Term]:
    """The recorded start of track two answers the terms that ask for it."""
    started = case.track_two_start is not None and case.track_two_start <= on
    return [
        term.model_copy(update={"status": DONE}) if started and term.rule in START_RULES else term for term in terms
    ]


def next_term(terms: list[Term], on: date) -> Term | None:
    return next((term for term in terms if term.due >= on), None)


def status_text(status: str) -> str:
    """A term without a recorded event is past, not proven late (TL-06): the words stay with the facts."""
    words = {
        "gedaan": _("gedaan"),
        "te laat": _("voorbij, niet vastgelegd of het gedaan is"),
        "binnenkort": _("binnenkort"),
        "open": _("komt nog"),
        "voorbij": _("voorbij"),
    }
    return words.get(status, status)


def build_head(case: ReintegrationCase, terms: list[Term] | None = None) -> CaseHead:
    """The head of a case; who has its calendar already gives it along."""
    assert case.id is not None
    day = today()
    terms = terms_of(case, day) if terms is None else terms
    return CaseHead(
        number=case.number,
        name=case.employee_name,
        employer=name_of_organisation(get_session(), case.employer_id),
        job_title=case.job_title,
        first_sick_day=case.first_sick_day,
        week=week_number(case.first_sick_day, day),
        next_term=next_term(terms, day),
        covers=open_covers(get_session(), case.id, day),
    )


def render_case(template: str, case: ReintegrationCase, **values: object) -> str:
    """A page of a case inside its frame."""
    return render_template(template, case=case, head=build_head(case), today=today(), status_text=status_text, **values)
