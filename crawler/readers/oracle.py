"""The candidate pages of Oracle Recruiting: `…/recruitingCEJobRequisitions`, each job has its text apart."""

import re
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, place_texts, sections


def _places(job: dict[str, Any]) -> list[RawPlace]:
    others = [item.get("Name") for item in objects(job.get("secondaryLocations"))]
    return place_texts([job.get("PrimaryLocation"), *others])


def _next_requests(document: Document) -> list[str]:
    site = re.search(r"siteNumber=([\w-]+)", document.url or "")
    base = re.match(r"(https?://.+?/)recruitingCEJobRequisitions\b", document.url or "")
    if not site or not base:
        return []
    return [
        f'{base[1]}recruitingCEJobRequisitionDetails?expand=all&onlyData=true&finder=ById;Id="{job["Id"]}",siteNumber={site[1]}'
        for job in FORM.find_jobs(document)
        if "ExternalDescriptionStr" not in job
    ]


FORM = JsonForm(
    name="oracle",
    jobs=("items.0.requisitionList", "items", "requisitionList"),
    marks=("Id", "Title", "PrimaryLocation"),
    fields={
        "title": "Title",
        "identifier": "Id",
        "employer": "LegalEmployer|Organization",
        "description": lambda job: sections(
            at(job, "ExternalDescriptionStr|ShortDescriptionStr"), job.get("ExternalResponsibilitiesStr"),
            job.get("ExternalQualificationsStr"), job.get("CorporateDescriptionStr")),
        "places": _places,
        "hours_min": "WorkHours",
        "hours_max": "WorkHours",
        "education": "StudyLevel",
        "employment_type": "JobSchedule|JobType|ContractType",
        "date_posted": "PostedDate|ExternalPostedStartDate",
        "valid_through": "PostingEndDate|ExternalPostedEndDate",
        "industry": "Category|JobFamily|JobFunction",
        "language": "Language",
    },
    next_requests=_next_requests,
)  # fmt: skip
READER = FORM.reader()
