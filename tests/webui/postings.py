"""Six vacancies as a crawl would find them, for the cast."""

from datetime import date, timedelta
from decimal import Decimal

from dossier.model.posting import Salary, VacancyIn

POSTINGS: tuple[dict, ...] = (
    {
        "id": "a1",
        "title": "Medewerker klantenservice",
        "employer": "Energiehuis Midden",
        "description": (
            "Je helpt klanten aan de telefoon en per e-mail. Je zit de meeste tijd achter een beeldscherm."
            "\n\nGeen avond- of weekenddiensten. Je werkt in een rustig team en krijgt een goede inwerkperiode."
            "\n\nWij vragen mbo-niveau 3 en een vriendelijke stem."
        ),
        "place": "Utrecht",
        "salary": ("€ 2.650 - € 3.100 per maand", 2650, 3100, "month"),
        "hours": (24, 36),
    },
    {
        "id": "a2",
        "title": "Orderpicker magazijn",
        "employer": "Logistiek Noord BV",
        "description": (
            "Je verzamelt orders in ons magazijn. Je tilt regelmatig dozen tot 20 kg en loopt de hele dag."
            "\n\nWe werken in twee ploegen, ook in de nacht. Een hoog werktempo is geen probleem voor jou."
        ),
        "place": "Nieuwegein",
        "salary": ("€ 15,50 per uur", Decimal("15.50"), Decimal("15.50"), "hour"),
        "hours": (32, 40),
    },
    {
        "id": "a3",
        "title": "Administratief medewerker",
        "employer": "Notariskantoor De Brug",
        "description": "Je verwerkt dossiers, plant afspraken en neemt de telefoon op. Zittend werk, overdag.",
        "place": "Zeist",
        "salary": ("€ 2.400 - € 2.900 bij 40 uur", 2400, 2900, "month"),
        "hours": (20, 32),
    },
    {
        "id": "a4",
        "title": "Baliemedewerker gemeente",
        "employer": "Gemeente Woudenberg",
        "description": "Je ontvangt bezoekers aan de balie en blijft rustig bij boze klanten.",
        "place": "Woudenberg",
        "salary": None,
        "hours": (24, 32),
    },
    {
        "id": "a5",
        "title": "Bezorger met bestelbus",
        "employer": "Snel & Zeker Koeriers",
        "description": "Je rijdt met een bestelbus door de regio en tilt pakketten tot 25 kg. Rijbewijs B.",
        "place": "Amersfoort",
        "salary": ("€ 16,20 per uur", Decimal("16.20"), Decimal("16.20"), "hour"),
        "hours": (16, 38),
    },
    {
        "id": "a6",
        "title": "Planner thuiszorg",
        "employer": "Zorggroep Eemland",
        "description": "Je maakt roosters voor de wijkteams. Soms zijn er deadlines.",
        "place": "Amersfoort",
        "salary": ("FWG 40, € 2.700 - € 3.500 bij 36 uur", 2700, 3500, "month"),
        "hours": (28, 36),
    },
)


def posting(row: dict, today: date) -> VacancyIn:
    salary = row["salary"]
    key = row["id"]
    return VacancyIn(
        id=key * 8,
        title=row["title"],
        employer=row["employer"],
        description=row["description"],
        place=row["place"],
        hours_min=row["hours"][0],
        hours_max=row["hours"][1],
        salary_text=salary[0] if salary else None,
        salary=None
        if salary is None
        else Salary(text=salary[0], is_wage=True, min=salary[1], max=salary[2], unit=salary[3]),
        date_posted=today - timedelta(days=4),
        url=f"https://werk.example/vacature/{key}",
        source="demo-werk",
        identifier=key,
    )
