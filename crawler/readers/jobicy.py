"""The feed of Jobicy: `jobicy.com/api/v2/remote-jobs`, all in one answer."""

from crawler.readers.json_form import JsonForm, at, place_texts, salary_range

_AMOUNTS = ("annualSalaryMin|salaryMin", "annualSalaryMax|salaryMax", "salaryPeriod", "salaryCurrency")

FORM = JsonForm(
    name="jobicy",
    jobs=("jobs",),
    marks=("jobTitle", "jobGeo"),
    fields={
        "title": "jobTitle",
        "identifier": "id|jobSlug",
        "url": "url",
        "employer": "companyName",
        "description": "jobDescription|jobExcerpt",
        "places": lambda job: place_texts(job.get("jobGeo")),
        "remote": lambda _: True,
        "salary": lambda job: salary_range(*(at(job, path) for path in _AMOUNTS)),
        "employment_type": "jobType",
        "date_posted": "pubDate",
        "industry": "jobIndustry.0|jobIndustry",
    },
)
READER = FORM.reader()
