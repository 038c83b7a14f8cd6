"""The career widget of jobs.cz: one advertisement in the answer of its GraphQL interface."""

from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, salary_range, section, sections

_AMOUNTS = ("min", "max", "period", "currency")


def _contact(job: dict[str, Any]) -> dict[str, str | None] | None:
    person = [at(job, f"employer.contact.{name}") for name in ("firstName", "surname")]
    name = " ".join(str(part) for part in person if part)
    return {"name": name, "email": at(job, "employer.email"), "phone": at(job, "employer.phone")} if name else None


def _description(job: dict[str, Any]) -> str:
    more = [
        section(item.get("title"), item.get("content") or item.get("htmlContent"))
        for item in objects(at(job, "content.sections"))
    ]
    return sections(at(job, "content.htmlContent"), *more)


def _places(job: dict[str, Any]) -> list[RawPlace]:
    fields = ("city", "zip", "region", "country")
    return [RawPlace(*(item.get(name) for name in fields)) for item in objects(job.get("locations"))]


FORM = JsonForm(
    name="jobs_cz",
    jobs=("data.widget.jobAd",),
    marks=("title", "content", "validFrom"),
    fields={
        "title": "title",
        "identifier": "id",
        "employer": "employer.companyName|employer.contactCompanyName",
        "description": _description,
        "places": _places,
        "salary": lambda job: salary_range(*(at(job, f"salary.{name}") for name in _AMOUNTS)),
        "hours_text": lambda job: f"{found} uur per week" if (found := at(job, "parameters.hoursPerWeek")) else None,
        "education": "parameters.requiredEducation",
        "employment_type": "parameters.employmentTypes",
        "date_posted": "validFrom",
        "industry": "fields.0",
        "contact": _contact,
    },
)
READER = FORM.reader()
