"""Which vacancies fit this person, in which order, and why."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from matcher.demand import find_demands

if TYPE_CHECKING:
    from matcher.casework import rank_cases
    from matcher.judge import judge_pair
    from matcher.ranking import rank_people
    from matcher.weighing import weigh_again

__all__ = ["find_demands", "judge_pair", "rank_cases", "rank_people", "weigh_again"]

_HOMES = {"judge_pair": "judge", "rank_cases": "casework", "rank_people": "ranking", "weigh_again": "weighing"}


def __getattr__(name: str) -> Any:
    """Load the learner only for who ranks: reading demands stays quick to start."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"matcher.{_HOMES[name]}"), name)
