"""What a half-filled profile lacks, and what that costs."""

from dossier.model.person import Person


def list_missing(person: Person) -> list[str]:
    """One Dutch sentence per empty field; the list is ranked all the same."""
    costs = (
        (person.work_history, "Eerder werk ontbreekt: de lijst kan niet kijken of een functie erop lijkt."),
        (person.search_directions, "Zoekrichtingen ontbreken: de lijst kan geen richting voorrang geven."),
        (person.skills, "Vaardigheden ontbreken: taken in de vacature worden niet herkend."),
        (person.education, "Opleiding ontbreekt: het gevraagde niveau telt niet mee."),
        (person.old_wage, "Het oude loon ontbreekt: of een baan 65% haalt, is niet te berekenen."),
        (person.limitations, "Beperkingen ontbreken: niets in de lijst is daaraan getoetst."),
        (person.home_postcode, "De postcode ontbreekt: de reistijd is niet te schatten."),
        (person.max_travel_minutes is not None, "De langste reistijd ontbreekt: er is gerekend met de standaard."),
        (person.transport, "Het vervoer ontbreekt: de reistijd is onzeker."),
        (person.desired_hours or person.max_hours_per_week, "Gewenste uren ontbreken: gerekend is met de oude uren."),
        (person.licences, "Rijbewijzen en certificaten ontbreken: gevraagde papieren tellen niet mee."),
        (person.languages, "Talen ontbreken: gevraagde talen tellen niet mee."),
        (person.wishes, "Wensen ontbreken: ze tellen niet mee in de volgorde."),
        (
            person.first_sick_day or person.waiting_period_end,
            "De eerste ziektedag ontbreekt: het einde van de wachttijd is onbekend.",
        ),
    )  # fmt: skip
    return [sentence for present, sentence in costs if not present]
