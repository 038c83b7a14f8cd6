"""The filters of the match list: each one really applies, and says how many it hides."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from dossier.model.demand import Verdict
from dossier.model.match import ShortlistState
from dossier.model.vacancy import VacancyState
from dossier.rules.hours import HoursVerdict
from dossier.rules.travel import TravelVerdict
from dossier.storage.match_list import MatchLine
from webui.match_card import LIMITATION_KINDS, STOP, WAGE_KINDS


@dataclass(frozen=True)
class Filter:
    """A tick box: `keeps` says which lines stay when it is ticked."""

    name: str
    text: str
    keeps: Callable[[MatchLine], bool]
    active: bool
    hidden: int = 0


@dataclass(frozen=True)
class FilteredList:
    lines: list[MatchLine]
    filters: list[Filter]
    search: str
    order: str
    total: int

    @property
    def active(self) -> list[str]:
        return [one.text for one in self.filters if one.active]

    @property
    def lowered(self) -> int:
        """How many of the shown lines were put low because hours or a limitation do not fit."""
        return sum(is_low(line) for line in self.lines)


def is_low(line: MatchLine) -> bool:
    return line.limitation_verdict == Verdict.EXCEEDED or line.hours_verdict == HoursVerdict.NOT_SUITABLE


def _choices() -> list[tuple[str, str, Callable[[MatchLine], bool]]]:
    return [
        ("nieuw", _("nog niet beslist"), lambda line: line.decision is None),
        ("open", _("staat nog open"), lambda line: line.state == VacancyState.OPEN),
        (
            "belasting",
            _("geen beperking overschreden"),
            lambda line: LIMITATION_KINDS.get(line.limitation_verdict) != STOP,
        ),
        ("loon", _("loon niet onder de 65%"), lambda line: WAGE_KINDS.get(line.wage_verdict) != STOP),
        ("reis", _("binnen de reistijd"), lambda line: line.travel_verdict != TravelVerdict.BEYOND),
    ]


ORDERS: dict[str, Callable[[MatchLine], tuple[object, ...]]] = {
    "passend": lambda line: (line.rank,),
    "nieuwste": lambda line: (-(line.date_posted.toordinal() if line.date_posted else 0), line.rank),
    "plaats": lambda line: ((line.place or "\uffff").casefold(), line.rank),
}


def filter_lines(lines: list[MatchLine]) -> FilteredList:
    """Apply what the reader chose; without a choice, dismissed vacancies are out of the way and counted."""
    first_visit = "zoek" not in request.args and "filter" not in request.args
    chosen = {"open"} if first_visit else set(request.args.getlist("filter"))
    search = request.args.get("zoek", "").strip()[:100]
    order = request.args.get("volgorde", "passend")
    kept, filters = lines, []
    for name, text, keeps in _choices():
        hidden = sum(not keeps(line) for line in lines)
        filters.append(Filter(name, text, keeps, name in chosen, hidden))
        if name in chosen:
            kept = [line for line in kept if keeps(line)]
    kept = [line for line in kept if _is_shown(line, search, show_dismissed="afgewezen" in chosen)]
    dismissed = sum(line.decision == ShortlistState.DISMISSED for line in lines)
    filters.append(Filter("afgewezen", _("ook wat is afgewezen"), lambda _line: True, "afgewezen" in chosen, dismissed))
    kept.sort(key=ORDERS.get(order, ORDERS["passend"]))
    return FilteredList(kept, filters, search, order if order in ORDERS else "passend", len(lines))


def _is_shown(line: MatchLine, search: str, *, show_dismissed: bool) -> bool:
    if line.decision == ShortlistState.DISMISSED and not show_dismissed:
        return False
    if not search:
        return True
    text = f"{line.title} {line.employer or ''} {line.place or ''}".casefold()
    return all(word in text for word in search.casefold().split())
