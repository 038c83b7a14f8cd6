"""Which vacancies fit this person, in which order, and why."""
