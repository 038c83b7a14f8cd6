"""Search answers of EURES, the job mobility portal of the European employment services."""

from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, salary_range

_PERIODS = {"1": "hour", "2": "day", "3": "week", "4": "month", "5": "year"}


def _facet(item: dict[str, Any], name: str) -> list[str]:
    found = [
        facet.get("facetDescription") for facet in objects(item.get("jobFacets")) if facet.get("facetName") == name
    ]
    return [text for text in found if isinstance(text, str)]


def _salary(item: dict[str, Any]) -> Any:
    period = at(item, "codeDescriptions.salaryPeriodDescription") or _PERIODS.get(
        str(at(item, "jobVacancyHeader.salaryPeriodCode"))
    )
    low, high = at(item, "jobVacancyHeader.minimalSalary"), at(item, "jobVacancyHeader.maximalSalary")
    return salary_range(low, high, period, at(item, "jobVacancyHeader.salaryCurrencyCode"))


def _places(item: dict[str, Any]) -> list[RawPlace]:
    """Places are given as regions: "Arr. Antwerpen" with the code BE211."""
    facets = [facet for facet in objects(item.get("jobFacets")) if facet.get("facetName") == "LOCATION"]
    names = [str(facet.get("facetDescription") or "").removeprefix("Arr. ") for facet in facets]
    codes = [str(facet.get("facetValue") or "")[:2] for facet in facets]
    return [RawPlace(name, country=code) for name, code in zip(names, codes, strict=True)]


FORM = JsonForm(
    name="eures",
    jobs=("data.items", "items"),
    marks=("jobVacancyHeader",),
    fields={
        "title": "jobVacancyHeader.title",
        "identifier": "jobVacancyHeader.jobVacancyHandle|jobVacancyHeader.dataSourceUniqueJVId",
        "url": "related.urls.0.urlValue",
        "employer": "jobVacancyHeader.employerName",
        "description": "jobVacancyHeader.jobDescription",
        "places": _places,
        "salary": _salary,
        "employment_type": lambda item: _facet(item, "CONTRACT_TYPE") + _facet(item, "CONTRACT_DURATION"),
        "education": lambda item: next(iter(_facet(item, "EDUCATION_LEVEL")), None),
        "date_posted": "jobVacancyHeader.startDate|auditInfo.creationDate",
        "valid_through": "jobVacancyHeader.lastApplicationDate|jobVacancyHeader.endDate",
        "industry": lambda item: next(iter(_facet(item, "NACE_CODE")), None),
    },
)
READER = FORM.reader()
