"""With whom vacancies can be shared: the own caseload, with who stands ticked and what is known of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from dossier.acts.entry import account_id
from dossier.model.case import ReintegrationCase
from dossier.model.match import ShortlistEntry
from dossier.model.vacancy import Vacancy
from dossier.storage.cases import names_for
from dossier.storage.match_list import ranks_of
from dossier.storage.shortlists import decisions_on, shared_last
from webui.access import reader
from webui.context import now, today
from webui.filters import join_words
from webui.reasons import state_names
from webui.transaction import get_session

REMEMBERED = timedelta(days=7)
"""The choice of this week's work stands ticked again; an older one is forgotten, for then it is rather a mistake."""


@dataclass(frozen=True)
class Person:
    """Somebody of the caseload, and what is known of the chosen vacancies in that list."""

    number: str
    name: str
    is_here: bool
    was_along: bool
    """The last time that this coach shared from this case, it was with this person as well."""
    facts: str = ""

    @property
    def is_ticked(self) -> bool:
        return self.is_here or self.was_along


def list_people(case: ReintegrationCase, vacancies: Sequence[Vacancy] = ()) -> list[Person]:
    """Who is open here first, then who was along the last time, then by name."""
    session = get_session()
    along = shared_last(session, account_id(reader()), case.id or 0, since=now() - REMEMBERED)
    cases = names_for(session, reader(), on=today())
    facts = tell_facts([row for row, _number, _name in cases], vacancies) if vacancies else {}
    people = [
        Person(
            number=number,
            name=name,
            is_here=row == case.id,
            was_along=row != case.id and row in along,
            facts=facts.get(row, ""),
        )
        for row, number, name in cases
    ]
    return sorted(people, key=lambda one: (not one.is_here, not one.was_along, one.name.casefold(), one.number))


def tell_facts(case_ids: Sequence[int], vacancies: Sequence[Vacancy]) -> dict[int, str]:
    """Per case 'plaats 3 en 14; 1 al besproken (bekijken)': a decision of before is told, for it stays as it is."""
    session, wanted = get_session(), [one.id for one in vacancies]
    ranks, decided = ranks_of(session, case_ids, wanted), decisions_on(session, case_ids, wanted)
    return {
        one: join_words(
            [
                tell_places(sorted(ranks[one, wish] for wish in wanted if (one, wish) in ranks)),
                *tell_decided([decided[one, wish] for wish in wanted if (one, wish) in decided]),
            ]
        )
        for one in case_ids
    }


def tell_places(places: list[int]) -> str:
    if not places:
        return _("niet in de lijst")
    return ngettext("plaats %(places)s", "plaatsen %(places)s", len(places), places=", ".join(map(str, places)))


def tell_decided(known: list[ShortlistEntry]) -> list[str]:
    if not known:
        return []
    states = ", ".join(sorted({state_names()[one.state].lower() for one in known}))
    return [ngettext("%(num)s al besproken: %(states)s", "%(num)s al besproken: %(states)s", len(known), states=states)]
