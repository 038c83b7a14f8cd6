"""Where each part of the re-integration report is: in this bundle, elsewhere, or not yet recorded (rules 3b)."""

from dataclasses import asdict

from dossier.evidence.edition import Edition, Member
from dossier.evidence.pdf import render_pdf

TITLE = "Onderdelen van het re-integratieverslag"
NAME = "08_re_integratieverslag"


def build(edition: Edition) -> list[Member]:
    data = {"rows": [asdict(row) for row in edition.riv], "papers": [asdict(paper) for paper in edition.papers]}
    return [Member(f"{NAME}.pdf", render_pdf("riv", TITLE, edition, data), "application/pdf")]
