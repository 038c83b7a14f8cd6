"""The feed of Remotive: `remotive.com/api/remote-jobs`, all in one answer."""

from crawler.readers.json_form import JsonForm, place_texts

FORM = JsonForm(
    name="remotive",
    jobs=("jobs",),
    marks=("candidate_required_location", "publication_date"),
    fields={
        "title": "title",
        "identifier": "id",
        "url": "url",
        "employer": "company_name",
        "description": "description",
        "places": lambda job: place_texts(job.get("candidate_required_location")),
        "remote": lambda _: True,
        "salary_text": "salary",
        "employment_type": "job_type",
        "date_posted": "publication_date",
        "industry": "category",
    },
)
READER = FORM.reader()
