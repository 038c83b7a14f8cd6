"""Every question of the API: imported here, so that its routes and its description are complete."""

from webui.api import applications, calendar, cases, matches, vacancies
from webui.api.operation import OPERATIONS, blueprint

NOUNS = (cases, vacancies, matches, applications, calendar)
__all__ = ["NOUNS", "OPERATIONS", "blueprint"]
