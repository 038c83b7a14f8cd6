"""One match in words: what a row of the list and a vacancy page say about fit, wage, hours and travel."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from dossier.model.demand import Verdict
from dossier.model.match import Match
from dossier.model.vacancy import Vacancy

GOOD, ASK, STOP, PLAIN = "good", "ask", "stop", "plain"
WAGE_KINDS = {
    "MEETS": GOOD,
    "MEETS_AT_MORE_HOURS": GOOD,
    "UNKNOWN_FLOOR_MEETS": GOOD,
    "POSSIBLE": ASK,
    "UNKNOWN": ASK,
    "NOT_REACHABLE_WITHIN_HOURS": ASK,
    "BELOW": STOP,
    "HOURS_NOT_SUITABLE": STOP,
}
LIMITATION_KINDS = {
    Verdict.WITHIN.value: GOOD,
    Verdict.PROBABLY_WITHIN.value: GOOD,
    Verdict.UNKNOWN.value: ASK,
    Verdict.PROBABLY_EXCEEDED.value: STOP,
    Verdict.EXCEEDED.value: STOP,
}
REASONS_SHOWN = 3


@dataclass(frozen=True)
class Fact:
    """One judgement in words, with the kind that colours it; the colour is never alone."""

    kind: str
    text: str


@dataclass(frozen=True)
class MatchCard:
    match: Match
    vacancy: Vacancy
    decision: str | None
    wage: Fact
    hours: Fact | None
    travel: Fact | None
    limitations: Fact
    reasons: list[str]
    copies: int

    @property
    def is_low(self) -> bool:
        """Sorted last: the hours or a limitation do not fit (it stays visible, with its reason)."""
        return STOP in (self.limitations.kind, self.hours.kind if self.hours else PLAIN)


def wage_label(verdict: str) -> str:
    """The wage verdict in a few words."""
    labels = {
        "MEETS": _("Loon haalt de 65%"),
        "MEETS_AT_MORE_HOURS": _("Loon haalt de 65% bij meer uren"),
        "POSSIBLE": _("Loon haalt de 65% misschien"),
        "BELOW": _("Loon blijft onder de 65%"),
        "NOT_REACHABLE_WITHIN_HOURS": _("65% niet haalbaar binnen de urenbeperking"),
        "UNKNOWN_FLOOR_MEETS": _("Loon niet genoemd; het minimumloon haalt de 65%"),
        "UNKNOWN": _("Loon niet genoemd; vraag ernaar"),
        "HOURS_NOT_SUITABLE": _("Uren passen niet"),
    }
    return labels.get(verdict, verdict)


def wage_fact(match: Match) -> Fact:
    """The verdict with the sum in words, as it was kept with the match."""
    detail = match.detail.get("verdicts", {}).get("wage", {})
    return Fact(WAGE_KINDS.get(match.wage_verdict, PLAIN), str(detail.get("sum") or wage_label(match.wage_verdict)))


def count_limitations(verdicts: list[dict[str, Any]]) -> tuple[int, int, int]:
    """How many limitations are within, to be asked, and exceeded."""
    kinds = [LIMITATION_KINDS.get(str(one.get("verdict")), ASK) for one in verdicts]
    return kinds.count(GOOD), kinds.count(ASK), kinds.count(STOP)


def limitation_fact(match: Match) -> Fact:
    verdicts = match.detail.get("verdicts", {}).get("limitations", [])
    if not verdicts:
        return Fact(PLAIN, _("Geen beperkingen vastgelegd"))
    within, ask, exceeded = count_limitations(verdicts)
    text = _(
        "Beperkingen: %(within)s binnen, %(ask)s vragen, %(over)s overschreden", within=within, ask=ask, over=exceeded
    )
    return Fact(STOP if exceeded else ASK if ask else GOOD, text)


def plain_fact(match: Match, name: str, kinds: dict[str, str]) -> Fact | None:
    """A verdict that explains itself: hours or travel."""
    detail = match.detail.get("verdicts", {}).get(name)
    if not isinstance(detail, dict):
        return None
    text = detail.get("explanation") or detail.get("verdict")
    return Fact(kinds.get(str(detail.get("verdict")), PLAIN), str(text)) if text else None


HOURS_KINDS = {"binnen": GOOD, "onbekend": ASK, "HOURS_NOT_SUITABLE": STOP}
TRAVEL_KINDS = {"binnen": GOOD, "onbekend": ASK}


def build_card(match: Match, vacancy: Vacancy, decision: str | None) -> MatchCard:
    reasons = match.detail.get("reasons", [])
    return MatchCard(
        match=match,
        vacancy=vacancy,
        decision=decision,
        wage=wage_fact(match),
        hours=plain_fact(match, "hours", HOURS_KINDS),
        travel=plain_fact(match, "travel", TRAVEL_KINDS),
        limitations=limitation_fact(match),
        reasons=[str(reason.get("text", "")) for reason in reasons[:REASONS_SHOWN]],
        copies=len(match.detail.get("copies", [])),
    )
