from datetime import date
from decimal import Decimal

import pytest

from dossier import acts
from dossier.model.person import Person, Phase
from dossier.storage.profiles import person_of, search_phase
from tests.dossier.cast import NOW


def test_a_bare_case_gives_a_person_with_its_days_alone(session, cast):
    assert person_of(session, cast.case, today=NOW.date()) == Person(
        id="2026-0001",
        first_sick_day=date(2025, 3, 3),
        waiting_period_end=date(2027, 3, 1),
        track_two_start=date(2026, 4, 1),
        phase=Phase.WIDE,
        today=NOW.date(),
    )


def test_a_person_has_what_the_leading_documents_say_and_no_name(session, cast):
    by = cast.by(cast.bram)
    profile = {
        "work_history": [{"title": "bakker", "years": 12, "tasks": ["kneden"]}],
        "skills": ["plannen"],
        "education": "mbo 3",
        "wishes": "dichtbij",
        "home_postcode": "8011 AB",
        "desired_hours": 24,
        "max_travel_minutes": 45,
    }
    acts.save_profile(session, cast.case, profile, **by)
    wage = {
        "amount": "3200.50",
        "hours_per_week": 36,
        "fixed_extras_year": 1200,
        "source": "loonstrook",
        "source_date": "2025-02-28",
    }
    acts.save_wage(session, cast.case, wage, **by)
    for day, item, hours in (("2025-12-01", "5.2", 16), ("2026-06-01", "4.13", 24)):
        document = {
            "kind": "FML",
            "dated": day,
            "author_function": "bedrijfsarts",
            "max_hours_per_week": hours,
            "limitations": [{"item": item, "level": 1}],
        }
        acts.save_capability_document(session, cast.case, document, **by)
    search = {"valid_from": "2026-04-01", "directions": ["logistiek"], "reason": "begin"}
    acts.save_search_profile(session, cast.case, search, **by)
    person = person_of(session, cast.case, today=NOW.date())
    assert (person.old_wage.amount, person.old_wage.hours_per_week) == (Decimal("3200.5"), Decimal(36))
    assert (person.old_wage.fixed_extras_year, person.threshold_pct) == (Decimal(1200), Decimal("65.0"))
    assert [(one.item, one.instrument, one.generation) for one in person.limitations] == [("4.13", "FML", "current")]
    assert (person.max_hours_per_week, person.desired_hours) == (Decimal(24), Decimal(24))
    assert (person.search_directions, person.work_history[0].title) == (["logistiek"], "bakker")
    assert "Anna" not in person.model_dump_json()


@pytest.mark.parametrize(
    ("start", "today", "phase"),
    [
        (None, date(2026, 11, 20), Phase.NARROW),
        (date(2026, 4, 1), date(2026, 9, 30), Phase.NARROW),
        (date(2026, 4, 1), date(2026, 10, 1), Phase.WIDE),
        (date(2025, 8, 31), date(2026, 2, 28), Phase.NARROW),
        (date(2025, 8, 31), date(2026, 3, 1), Phase.WIDE),
    ],
)
def test_the_search_widens_after_six_months(start, today, phase):
    assert search_phase(start, today) == phase
