"""The feed of Himalayas, a board for work at a distance: `himalayas.app/jobs/api`, pages with `offset` and `limit`."""

from crawler.readers.json_form import JsonForm, place_texts, salary_range

FORM = JsonForm(
    name="himalayas",
    jobs=("jobs",),
    marks=("companySlug", "applicationLink", "pubDate"),
    fields={
        "title": "title",
        "identifier": "guid",
        "url": "applicationLink|guid",
        "employer": "companyName",
        "description": "description|excerpt",
        "places": lambda job: place_texts(job.get("locationRestrictions")),
        "remote": lambda _: True,
        "salary": lambda job: salary_range(
            *(job.get(name) for name in ("minSalary", "maxSalary", "salaryPeriod", "currency"))
        ),
        "employment_type": "employmentType",
        "date_posted": "pubDate",
        "valid_through": "expiryDate",
        "industry": "parentCategories.0|categories.0",
    },
)
READER = FORM.reader()
