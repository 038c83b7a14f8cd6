"""A posting as the web client of LinkedIn receives it; kept for answers that a person saved."""

from typing import Any

from crawler.readers.job_posting import find_with_key
from crawler.readers.json_form import JsonForm, at, place_texts


def _employer(job: dict[str, Any]) -> Any:
    named = next(find_with_key(job.get("companyDetails"), "companyName"), {}).get("companyName")
    return named or at(
        next(find_with_key(job.get("companyDetails"), "companyResolutionResult"), {}), "companyResolutionResult.name"
    )


def _apply(job: dict[str, Any]) -> Any:
    return next(find_with_key(job.get("applyMethod"), "companyApplyUrl"), {}).get("companyApplyUrl")


FORM = JsonForm(
    name="linkedin_answer",
    jobs=("",),
    marks=("title", "formattedLocation", "jobState"),
    wanted=lambda job: job.get("jobState") == "LISTED",
    fields={
        "title": "title",
        "identifier": "jobPostingId",
        "url": "jobPostingUrl",
        "apply_url": _apply,
        "employer": _employer,
        "description": "description.text",
        "places": lambda job: place_texts(job.get("formattedLocation")),
        "remote": lambda job: job.get("workRemoteAllowed") is True,
        "employment_type": "employmentStatusResolutionResult.localizedName",
        "date_posted": "originalListedAt|listedAt",
        "valid_through": "expireAt",
        "industry": "formattedIndustries.0",
    },
)
READER = FORM.reader()
