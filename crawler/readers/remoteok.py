"""The feed of Remote OK: `remoteok.com/api`, a list whose first item is the terms."""

from crawler.readers.json_form import JsonForm, place_texts, salary_range

FORM = JsonForm(
    name="remoteok",
    jobs=("",),
    marks=("position", "slug", "company"),
    fields={
        "title": "position",
        "identifier": "id",
        "url": "url",
        "apply_url": "apply_url",
        "employer": "company",
        "description": "description",
        "places": lambda job: place_texts(job.get("location")),
        "remote": lambda _: True,
        "salary": lambda job: salary_range(job.get("salary_min"), job.get("salary_max"), "year", "USD"),
        "date_posted": "date|epoch",
    },
)
READER = FORM.reader()
