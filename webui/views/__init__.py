"""One file of views per noun."""

from webui.views import (
    accounts,
    activities,
    applications,
    case_views,
    cases,
    home,
    limitations,
    matches,
    preferences,
    profile,
    proofs,
    search_profile,
    shortlist,
    sources,
    vacancies,
    wage,
)

BLUEPRINTS = (
    accounts.blueprint,
    activities.blueprint,
    applications.blueprint,
    case_views.blueprint,
    cases.blueprint,
    home.blueprint,
    limitations.blueprint,
    matches.blueprint,
    preferences.blueprint,
    profile.blueprint,
    proofs.blueprint,
    search_profile.blueprint,
    shortlist.blueprint,
    sources.blueprint,
    vacancies.blueprint,
    wage.blueprint,
)
