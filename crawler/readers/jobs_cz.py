"""The career widget of jobs.cz: one advertisement in the answer of its GraphQL interface."""

from typing import Any

from crawler.raw_posting import RawPlace
from crawler.readers.json_form import JsonForm, at, objects, salary_range, section, sections


def _contact(job: dict[str, Any]) -> dict[str, str | None] | None:
    person = [at(job, f"employer.contact.{name}") for name in ("firstName", "surname")]
    name = " ".join(str(part) for part in person if part)
    return {"name": name, "email": at(job, "employer.email"), "phone": at(job, "employer.phone")} if name else None


def _description(job: dict[str, Any]) -> str:
    more = [section(item.get("title"), item.get("content") or item.get("htmlContent")) for item in objects(at(job, "content.sections"))]
    return sections(at(job, "content.htmlContent"), *more)


FORM = JsonForm(
    name="jobs_cz",
    jobs=("data.widget.jobAd",),
    marks=("title", "content", "validFrom"),
    fields={
        "title": "title",
        "identifier": "id",
        "employer": "employer.companyName|employer.contactCompanyName",
        "description": _description,
        "places": lambda job: [RawPlace(item.get("city"), item.get("zip"), item.get("region"), item.get("country"))
                               for item in objects(job.get("locations"))],
        "salary": lambda job: salary_range(*(at(job, f"salary.{name}") for name in ("min", "max", "period", "currency"))),
        "hours_text": lambda job: f"{found} uur per week" if (found := at(job, "parameters.hoursPerWeek")) else None,
        "education": "parameters.requiredEducation",
        "employment_type": "parameters.employmentTypes",
        "date_posted": "validFrom",
        "industry": "fields.0",
        "contact": _contact,
    },
)  # fmt: skip
READER = FORM.reader()
