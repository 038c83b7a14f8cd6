"""The links at the top and beside a case: each only where the reader may go."""

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from dossier.model.case import ReintegrationCase
from dossier.model.people import Role
from webui.access import can_in

PARTS_OF = {
    "vacancies": "matches",
    "sharing": "matches",
    "tasks": "matches",
    "document_reading": "limitations",
    "list_import": "applications",
    "report_drafts": "reports",
}
"""Pages without a link of their own, and the part that they belong to."""


@dataclass(frozen=True)
class Link:
    text: str
    url: str
    current: bool


def main_links() -> list[Link]:
    if current_user.role == Role.ADMIN:
        pages = (
            ("accounts.list_accounts", _("Accounts")),
            ("account_links.list_requests", _("Herstelverzoeken")),
            ("sources.list_sources", _("Bronnen")),
            ("erasures.list_erasures", _("Bewaren en wissen")),
            ("odd_looks.show_odd_looks", _("Opvallende inzage")),
            ("house_style.list_offices", _("Huisstijl")),
            ("connections.list_connections", _("Koppelingen")),
        )
        return [Link(text, url_for(endpoint), request.endpoint == endpoint) for endpoint, text in pages]
    names = {Role.COACH: _("Mijn mensen"), Role.EMPLOYEE: _("Mijn overzicht"), Role.EMPLOYER: _("Mijn medewerkers")}
    in_case = request.view_args is not None and "number" in request.view_args
    text = names[Role(current_user.role)]
    return [Link(text, url_for("home.show_home"), request.endpoint == "home.show_home" or in_case)]


def case_links(case: ReintegrationCase) -> list[tuple[str, list[Link]]]:
    """The parts of a case that this reader has, under a few headings; what comes first has none."""
    groups = (
        ("", (
            ("cases.show_overview", _("Overzicht"), ("terms.read",)),
            ("course.show_course", _("Verloop"), ("terms.read",)),
        )),
        (_("Zoeken"), (
            ("matches.list_matches", _("Matches"), ("matches.read",)),
            ("shortlist.show_board", _("Shortlist"), ("shortlist.read",)),
            ("applications.show_applications", _("Sollicitaties"), ("applications.read", "applications.released")),
            ("career_documents.list_career_documents", _("Cv en brieven"), ("proofs.write",)),
            ("search_profile.show_search_profile", _("Zoekprofiel"), ("search.read",)),
        )),
        (_("Persoon"), (
            ("profile.show_profile", _("Profiel"), ("profile.read",)),
            ("limitations.show_limitations", _("Mogelijkheden"), ("limitations.items", "limitations.outward")),
            ("wage.show_wage", _("Loon"), ("wage.read",)),
        )),
        (_("Dossier"), (
            ("activities.show_activities", _("Activiteiten en afspraken"), ("activities.read",)),
            ("reports.list_reports", _("Rapporten"), ("reports.read", "reports.released")),
            ("riv.show_riv", _("Re-integratieverslag"), ("opinion.read", "opinion.released")),
        )),
        (_("Bewijs"), (
            ("check.show_check", _("Dossiercontrole"), ("check.read",)),
            ("exports.show_exports", _("Dossier voor UWV"), ("export.read", "export.released")),
            ("case_views.show_views", _("Wie keek in het dossier"), ("views.read",)),
            ("retention.show_retention", _("Bewaren en wissen"), ("terms.read",)),
        )),
    )  # fmt: skip
    found = (
        (heading, [
            Link(text, url_for(endpoint, number=case.number), _is_current(endpoint))
            for endpoint, text, fields in parts
            if any(can_in(case, field) for field in fields)
        ])
        for heading, parts in groups
    )  # fmt: skip
    return [(heading, links) for heading, links in found if links]


def _is_current(endpoint: str) -> bool:
    """A page of a part belongs to that part: a vacancy to the matches, one application to the applications."""
    here = (request.endpoint or "").partition(".")[0]
    return endpoint.partition(".")[0] == PARTS_OF.get(here, here)


def register_navigation(app: Flask) -> None:
    app.jinja_env.globals["main_links"] = main_links
    app.jinja_env.globals["case_links"] = case_links
