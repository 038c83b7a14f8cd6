"""The intake report with its earlier versions."""

from dossier.evidence.edition import Edition, Member
from dossier.evidence.report_members import make_members

TITLE = "Intakeverslag"
NAME = "07_intakeverslag"


def build(edition: Edition) -> list[Member]:
    return make_members(edition, "intakeverslag", NAME)
