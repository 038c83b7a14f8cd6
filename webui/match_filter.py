"""The filters of the match list: each one really applies, and says how many it hides."""

from dataclasses import dataclass
from functools import partial

from flask import request
from flask_babel import gettext as _

from dossier.model.demand import Verdict
from dossier.model.match import ShortlistState
from dossier.rules.hours import HoursVerdict
from dossier.rules.travel import TravelVerdict
from dossier.storage.match_list import Order, Wanted
from dossier.storage.match_tally import Changed, Tally
from webui.match_card import LIMITATION_KINDS, STOP, WAGE_KINDS

ORDERS: dict[str, Order] = {"passend": "rank", "nieuwste": "by_day", "plaats": "by_place"}
STOPPED: dict[str, tuple[str, frozenset[str]]] = {
    "belasting": ("limitation", frozenset(name for name, kind in LIMITATION_KINDS.items() if kind == STOP)),
    "loon": ("wage", frozenset(name for name, kind in WAGE_KINDS.items() if kind == STOP)),
    "reis": ("travel", frozenset({TravelVerdict.BEYOND.value})),
}
"""Filters on a verdict: which one, and the values that it hides."""
LOW = (
    ("limitation_verdict", frozenset({Verdict.EXCEEDED.value})),
    ("hours_verdict", frozenset({HoursVerdict.NOT_SUITABLE.value})),
)


@dataclass(frozen=True)
class Filter:
    """A tick box, and how many it hides."""

    name: str
    text: str
    active: bool
    hidden: int = 0


@dataclass(frozen=True)
class Choice:
    """What the reader ticked, typed and sorted by; without a choice, closed and dismissed vacancies are left out."""

    ticked: frozenset[str] = frozenset({"open"})
    search: str = ""
    order: str = "passend"

    def wanted(self) -> Wanted:
        """The same for the database."""
        return Wanted(
            undecided="nieuw" in self.ticked,
            only_open="open" in self.ticked,
            dismissed="afgewezen" in self.ticked,
            without=tuple(
                (f"{verdict}_verdict", values) for name, (verdict, values) in STOPPED.items() if name in self.ticked
            ),
            words=tuple(self.search.casefold().split()),
            order=ORDERS[self.order],
        )

    def shows(self, one: Changed) -> bool:
        """Does one of this kind stay, as far as the ticks say?"""
        if one.decision == ShortlistState.DISMISSED and "afgewezen" not in self.ticked:
            return False
        return not any(hides(name, one) for name in self.ticked)


def read_choice() -> Choice:
    first_visit = "zoek" not in request.args and "filter" not in request.args
    order = request.args.get("volgorde", "passend")
    return Choice(
        ticked=frozenset({"open"} if first_visit else request.args.getlist("filter")),
        search=request.args.get("zoek", "").strip()[:100],
        order=order if order in ORDERS else "passend",
    )


def hides(name: str, one: Changed) -> bool:
    """Does this filter hide one of this kind?"""
    if name == "nieuw":
        return one.decision is not None
    if name == "open":
        return not one.is_open
    if name in STOPPED:
        verdict, values = STOPPED[name]
        return getattr(one.kind, verdict) in values
    return False


def is_low(one: Changed) -> bool:
    """Put low because hours or a limitation do not fit."""
    return any(getattr(one.kind, name.removesuffix("_verdict")) in values for name, values in LOW)


def list_filters(choice: Choice, tally: Tally) -> list[Filter]:
    """Every tick box with how many it hides; the last one brings back what was dismissed."""
    names = {
        "nieuw": _("nog niet beslist"),
        "open": _("staat nog open"),
        "belasting": _("geen beperking overschreden"),
        "loon": _("loon niet onder de 65%"),
        "reis": _("binnen de reistijd"),
    }
    filters = [
        Filter(name, text, name in choice.ticked, tally.count(partial(hides, name))) for name, text in names.items()
    ]
    dismissed = tally.count(lambda one: one.decision == ShortlistState.DISMISSED)
    return [*filters, Filter("afgewezen", _("ook wat is afgewezen"), "afgewezen" in choice.ticked, dismissed)]
