"""The search profile and how it changed: which directions, why, and what was dropped (U-09, U-10)."""

from dataclasses import asdict

from dossier.evidence.edition import Edition, Member
from dossier.evidence.pdf import render_pdf

TITLE = "Zoekprofiel en wijzigingen"
NAME = "03_zoekprofiel_en_wijzigingen"


def build(edition: Edition) -> list[Member]:
    versions = [asdict(version) for version in reversed(edition.search_versions)]
    content = render_pdf("search_profile", TITLE, edition, {"versions": versions})
    return [Member(f"{NAME}.pdf", content, "application/pdf")]
