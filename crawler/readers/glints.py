"""The page data of a vacancy on Glints; its text is kept as blocks of an editor."""

import json
from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, salary_range


def _description(job: dict[str, Any]) -> str:
    try:
        blocks = objects(at(json.loads(str(job.get("descriptionJsonString") or "{}")), "blocks"))
    except ValueError:
        return ""
    lines = [(str(block.get("text") or ""), str(block.get("type") or "")) for block in blocks]
    return "".join(f"<li>{text}</li>" if "list-item" in kind else f"<p>{text}</p>" for text, kind in lines)


def _salary(job: dict[str, Any]) -> Any:
    if job.get("shouldShowSalary") is False:
        return None
    first = at(job, "salaries.0") or {}
    return salary_range(
        at(first, "minAmount"), at(first, "maxAmount"), at(first, "salaryMode"), at(first, "CurrencyCode")
    )


FORM = JsonForm(
    name="glints",
    jobs=("props.pageProps.initialData.data", "initialData.data", "data"),
    marks=("title", "descriptionJsonString", "CountryCode"),
    wanted=lambda job: job.get("closedAt") is None,
    fields={
        "title": "title",
        "identifier": "id",
        "apply_url": "externalApplyURL",
        "employer": "company.displayName|company.name",
        "description": _description,
        "places": lambda job: [
            RawPlace(text=at(job, "location.formattedName|city.name"), country=job.get("CountryCode"))
        ],
        "remote": lambda job: job.get("isRemote") is True,
        "salary": _salary,
        "education": "educationLevel",
        "employment_type": "type",
        "date_posted": "createdAt",
        "valid_through": "expiryDate",
        "industry": "company.industry.name",
    },
)
READER = FORM.reader()
