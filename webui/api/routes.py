"""Every question of the API: imported here, so that its routes and its description are complete."""

from dossier.rules.api_scope import Scope
from webui.api import applications, calendar, cases, matches, vacancies
from webui.api.operation import OPERATIONS, blueprint

__all__ = ["NOUNS", "QUESTIONS", "blueprint"]
NOUNS = (cases, vacancies, matches, applications, calendar)
QUESTIONS = tuple(sorted(OPERATIONS, key=lambda one: (list(Scope).index(one.scope), one.path)))
"""In the order in which they are described: cases first, as one reads."""
