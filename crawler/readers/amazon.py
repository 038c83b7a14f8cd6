"""The search of amazon.jobs: `www.amazon.jobs/en/search.json`, pages with `offset` and `result_limit`."""

from crawler.readers.json_form import JsonForm, place_texts, section, sections

FORM = JsonForm(
    name="amazon",
    jobs=("jobs", ""),
    marks=("job_path", "title", "posted_date"),
    fields={
        "title": "title",
        "identifier": "id_icims|id",
        "url": lambda job: f"https://www.amazon.jobs{job['job_path']}",
        "apply_url": "url_next_step",
        "employer": "company_name",
        "description": lambda job: sections(
            job.get("description"), section("Basic qualifications", job.get("basic_qualifications")),
            section("Preferred qualifications", job.get("preferred_qualifications"))),
        "places": lambda job: place_texts(job.get("normalized_location") or job.get("location")),
        "employment_type": "job_schedule_type",
        "date_posted": "posted_date",
        "industry": "job_category",
    },
)  # fmt: skip
READER = FORM.reader()
