"""The cast as the matcher sees them, and vacancies to weigh for them."""

from datetime import date

from dossier.model.person import Person
from dossier.model.posting import Salary, VacancyIn

TODAY = date(2026, 11, 21)


def anna(**changes):
    """Anna Visser, once in a bakery: a lifting limit, no nights, 24 hours a week."""
    known = {
        "id": "2026-0001",
        "work_history": [{"title": "Magazijnmedewerker", "years": 8, "tasks": ["voorraad tellen", "orders verwerken"]}],
        "skills": ["voorraadbeheer", "Excel"],
        "education": "mbo 3 logistiek",
        "licences": ["B"],
        "languages": ["Nederlands", "Engels"],
        "wishes": "rustige omgeving, administratie",
        "home_postcode": "3011",
        "max_travel_minutes": 45,
        "transport": "auto",
        "old_wage": {"amount": "2600", "period": "month", "hours_per_week": 38},
        "first_sick_day": date(2025, 9, 1),
        "max_hours_per_week": 24,
        "limitations": [{"item": "4.13", "level": 2}, {"item": "6.1", "level": 2}, {"item": "1.8.4", "level": 1}],
        "search_directions": ["administratief medewerker logistiek", "planner"],
    }
    return Person.model_validate({**known, **changes})


def posting(number, title, description, **changes):
    known = {"id": f"v{number}", "title": title, "description": description, "place": "Rotterdam"}
    return VacancyIn.model_validate({**known, **changes})


def wage(low, high, unit="month", hours="36"):
    return Salary(text=f"{low}-{high}", is_wage=True, min=low, max=high, unit=unit, fulltime_hours=hours)


OFFICE = posting(
    1, "Administratief medewerker logistiek",
    "Je verwerkt orders in Excel. Kantooruren, geen deadlines. 24 uur per week.",
    hours_min=24, hours_max=24, salary=wage("2600", "2900"),
)  # fmt: skip
WAREHOUSE = posting(
    2, "Medewerker magazijn (m/v)", "Je tilt dozen tot 20 kg. Je werkt in nachtdiensten. 20 uur per week.",
    hours_min=20, hours_max=20, salary=wage("2500", "2700"),
)  # fmt: skip
FULL_TIME = posting(3, "Planner transport", "Je plant ritten. 36 uur per week.", hours_min=36, hours_max=36)
LOW_PAY = posting(
    4,
    "Telefonist",
    "Je neemt de telefoon op. 12 uur per week.",
    hours_min=12,
    hours_max=12,
    salary=wage("2400", "2400"),
)
SILENT = posting(5, "Medewerker", "Je werkt in een leuk team.")
STOCK = [OFFICE, WAREHOUSE, FULL_TIME, LOW_PAY, SILENT]
