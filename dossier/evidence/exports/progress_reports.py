"""Every version of every progress report that this receiver may read (rules 3e, U-28)."""

from dossier.evidence.edition import Edition, Member
from dossier.evidence.report_members import make_members

TITLE = "Voortgangsrapportages"
NAME = "04_voortgangsrapportages"


def build(edition: Edition) -> list[Member]:
    return make_members(edition, "voortgangsrapportage", NAME)
