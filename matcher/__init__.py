"""Which vacancies fit this person, in which order, and why."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from matcher.demand import find_demands

if TYPE_CHECKING:
    from matcher.casework import rank_cases
    from matcher.judge import judge_pair
    from matcher.occupation import list_units, occupations
    from matcher.prior import clear_occupation
    from matcher.ranking import rank_people
    from matcher.weighing import weigh_again

__all__ = [
    "clear_occupation",
    "find_demands",
    "judge_pair",
    "list_units",
    "occupations",
    "rank_cases",
    "rank_people",
    "weigh_again",
]

_HOMES = {
    "clear_occupation": "prior",
    "judge_pair": "judge",
    "list_units": "occupation",
    "occupations": "occupation",
    "rank_cases": "casework",
    "rank_people": "ranking",
    "weigh_again": "weighing",
}


def __getattr__(name: str) -> Any:
    """Load the learner only for who ranks: reading demands stays quick to start."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"matcher.{_HOMES[name]}"), name)
