"""Which texts are guarded against what: every field, unless its name says that it names work, people or places."""

from dossier.rules.free_text import DIAGNOSES, EVERY_KIND, GuardedKind, holds_guarded

BSN_ONLY = frozenset({GuardedKind.BSN})
ADDRESSES = frozenset({"url", "vacancy", "vacancy_id"})
"""Not typed as words: a long number in an address is no BSN."""
NAMES = frozenset(
    {
        "author_function", "contact_person", "decided_by", "directions", "education", "employee_name", "employer",
        "function", "home_postcode", "hours", "informant", "instrument", "item", "job_title", "kind", "languages",
        "licences", "name", "number", "occupation", "organisation", "place", "provider", "region", "search_direction",
        "skills", "source", "tasks", "title",
        "transport", "wage", "way",
    }
)  # fmt: skip
"""A psychologist is a job, oncology a ward, a rehabilitation centre an employer: only a BSN is looked for here."""
OWN_KINDS = {
    "ActivityIn.title": EVERY_KIND,
    "activity.title": EVERY_KIND,
    "LimitationIn.note": DIAGNOSES,
    "JudgementIn.note": BSN_ONLY,
}
"""Fields that are read otherwise than their name says; a note of a limitation speaks of the body by nature."""
WITHHELD = "[niet getoond: gaat over gezondheid]"


def kinds_of(record: str, field: str) -> frozenset[GuardedKind]:
    """What a field of an input or a table may not hold; a new field is guarded by itself."""
    if field in ADDRESSES:
        return frozenset()
    return OWN_KINDS.get(f"{record}.{field}", BSN_ONLY if field in NAMES else EVERY_KIND)


def withhold(text: str) -> str:
    """What an employer reads of a text: all of it, or that it is not shown (V-16)."""
    return WITHHELD if holds_guarded(text) else text
