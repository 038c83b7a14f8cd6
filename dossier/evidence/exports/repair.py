"""What UWV named as lacking and how it was mended: the front page of a request to shorten a wage sanction (TL-26)."""

from dossier.evidence.edition import Edition, Member
from dossier.evidence.pdf import render_pdf
from dossier.evidence.totals import total_of

TITLE = "Herstel na loonsanctie"
NAME = "10_herstel_loonsanctie"


def build(edition: Edition) -> list[Member]:
    """None where UWV imposed no wage sanction."""
    repair = edition.repair
    if repair is None:
        return []
    since = max(repair.letter_on, edition.period_from)
    total = total_of(edition, since, edition.period_to)
    data = {
        "letter_on": repair.letter_on,
        "kind": repair.kind,
        "asked_on": repair.asked_on,
        "points": [{"lack": lack, "on": on, "repair": text} for lack, on, text in repair.points],
        "open": sum(on is None for _, on, _ in repair.points),
        "since": since,
        "applications": total.applications,
        "counting": total.counting,
        "activities": sum((one["until"] or one["occurred_on"]) >= since for one in edition.activities),
        "contacts": sum(one["occurred_on"] >= since for one in edition.contacts),
    }
    return [Member(f"{NAME}.pdf", render_pdf("repair", TITLE, edition, data), "application/pdf")]
