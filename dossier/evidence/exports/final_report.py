"""The final report, when it was made, with its earlier versions."""

from dossier.evidence.edition import Edition, Member
from dossier.evidence.report_members import make_members

TITLE = "Eindrapportage"
NAME = "05_eindrapportage"


def build(edition: Edition) -> list[Member]:
    return make_members(edition, "eindrapportage", NAME)
