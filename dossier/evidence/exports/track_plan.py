"""The track plan with its earlier versions: an annex of the RIV (rules 3b)."""

from dossier.evidence.edition import Edition, Member
from dossier.evidence.report_members import make_members

TITLE = "Trajectplan"
NAME = "06_trajectplan"


def build(edition: Edition) -> list[Member]:
    return make_members(edition, "trajectplan", NAME)
