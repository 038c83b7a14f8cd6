"""Which lists would come out otherwise than they are kept."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from dossier.storage.cases import all_cases
from dossier.storage.matches import made_of
from dossier.storage.profiles import person_of
from dossier.storage.stamps import stamp_stock
from matcher.case_list import Factors, learned_elsewhere, stamp_case


def find_changed(
    session: Session, case_ids: Iterable[int] | None = None, *, on: date, every: bool = False
) -> dict[int, Factors]:
    """The cases (of these, or of all) of which something that the list is made of changed since it was kept: the
    vacancies, the person, what was decided, the office or the day. With each goes what its office learned elsewhere.
    """
    wanted, stock = None if case_ids is None else set(case_ids), stamp_stock(session)
    changed: dict[int, Factors] = {}
    for case in all_cases(session):
        if case.id is None or (wanted is not None and case.id not in wanted):
            continue
        office = learned_elsewhere(session, case)
        person = person_of(session, case, today=on)
        if every or made_of(session, case.id) != stamp_case(session, case, person, stock, office, on=on):
            changed[case.id] = office
    return changed
