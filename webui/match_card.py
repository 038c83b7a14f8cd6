"""One match in words: what a row of the list and a vacancy page say about fit, wage, hours and travel."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from dossier.model.demand import Verdict
from dossier.model.match import Match
from dossier.model.vacancy import Vacancy
from dossier.rules.hours import HoursVerdict
from dossier.rules.travel import TravelVerdict
from dossier.rules.wage_flag import WageFlag
from webui.filters import Number, join_words, show_euros, show_hours, show_number, show_percentage
from webui.forms.person import PERIODS
from webui.help_text import verdict_anchor

GOOD, ASK, STOP, PLAIN = "good", "ask", "stop", "plain"
WAGE_KINDS = {
    "MEETS": GOOD,
    "MEETS_AT_MORE_HOURS": GOOD,
    "UNKNOWN_FLOOR_MEETS": GOOD,
    "POSSIBLE": ASK,
    "UNKNOWN": ASK,
    "NOT_REACHABLE_WITHIN_HOURS": ASK,
    "BELOW": STOP,
    "HOURS_NOT_SUITABLE": PLAIN,
}
HOURS_KINDS = {
    HoursVerdict.WITHIN.value: GOOD,
    HoursVerdict.WITHIN_AT_FEWER.value: GOOD,
    HoursVerdict.UNKNOWN.value: ASK,
    HoursVerdict.NOT_SUITABLE.value: STOP,
}
TRAVEL_KINDS = {
    TravelVerdict.WITHIN.value: GOOD,
    TravelVerdict.UNKNOWN.value: ASK,
    TravelVerdict.BEYOND.value: STOP,
}
LIMITATION_KINDS = {
    Verdict.WITHIN.value: GOOD,
    Verdict.PROBABLY_WITHIN.value: GOOD,
    Verdict.UNKNOWN.value: ASK,
    Verdict.PROBABLY_EXCEEDED.value: STOP,
    Verdict.EXCEEDED.value: STOP,
}
REASONS_SHOWN = 3
SPEAKS_FOR = 0.5
"""From this value on a feature speaks for a vacancy."""
SHOWN_APART = frozenset({"wage", "hours", "travel", "limitations", "freshness"})
"""Features whose words already stand in the facts above the reasons."""


@dataclass(frozen=True)
class Fact:
    """One judgement in words, with the kind that colours it; the colour is never alone."""

    kind: str
    text: str
    verdict: str
    """Where the help explains it."""


@dataclass(frozen=True)
class MatchCard:
    match: Match
    vacancy: Vacancy
    decision: str | None
    wage: Fact
    hours: Fact
    travel: Fact
    limitations: Fact
    reasons: list[str]
    copies: int

    @property
    def is_low(self) -> bool:
        """Sorted last: the hours or a limitation do not fit (it stays visible, with its reason)."""
        return STOP in (self.limitations.kind, self.hours.kind)


def wage_label(verdict: str, from_hours: Number | None = None) -> str:
    """The wage verdict in a few words."""
    if from_hours is not None and verdict == "MEETS_AT_MORE_HOURS":
        return _("haalt de 65%% vanaf %(hours)s uur", hours=show_number(from_hours))
    labels = {
        "MEETS": _("haalt de 65%"),
        "MEETS_AT_MORE_HOURS": _("haalt de 65% bij meer uren"),
        "POSSIBLE": _("haalt de 65% misschien: onderhandelen"),
        "BELOW": _("blijft onder de 65%"),
        "NOT_REACHABLE_WITHIN_HOURS": _("65% niet haalbaar binnen de urenbeperking"),
        "UNKNOWN_FLOOR_MEETS": _("loon niet genoemd; het minimumloon haalt de 65%"),
        "UNKNOWN": _("loon niet genoemd; vraag ernaar"),
        "HOURS_NOT_SUITABLE": _("loon niet vergeleken, want de uren passen niet"),
    }
    return labels.get(verdict, verdict)


def wage_fact(match: Match, vacancy: Vacancy) -> Fact:
    """One line: what is offered, what share of the old wage that is, and what it means."""
    judged, anchor = match.detail.get("verdicts", {}).get("wage", {}), verdict_anchor("loon", match.wage_verdict)
    flags = set(judged.get("flags", []))
    if WageFlag.AMOUNT_UNUSABLE in flags:
        text = _("loon twijfelachtig: het genoemde bedrag ligt onder het wettelijk minimum; vraag het na")
        return Fact(ASK, text, anchor)
    ratio = judged.get("total_ratio") or {}
    shares = [ratio[name] for name in ("low", "at_best_hours", "high") if ratio.get(name) is not None]
    parts = [told_offer(vacancy, flags) if judged.get("wage_source") != "LEGAL_MINIMUM" else None]
    if shares:
        parts.append(
            _("%(share)s van het oude loon", share=share_range(shares[0], shares[-1], judged.get("threshold")))
        )
    parts.append(wage_label(match.wage_verdict, judged.get("from_hours")))
    return Fact(WAGE_KINDS.get(match.wage_verdict, PLAIN), join_words(parts), anchor)


def told_offer(vacancy: Vacancy, flags: set[str]) -> str | None:
    """The offer, but never below the legal minimum as if it were paid (rules 2b step 2)."""
    if WageFlag.RAISED_TO_MINIMUM in flags:
        return _("het laagste genoemde bedrag ligt onder het wettelijk minimum, gerekend is met het minimum")
    return offer_text(vacancy, with_base=WageFlag.FULLTIME_HOURS_CORRECTED not in flags)


def offer_text(vacancy: Vacancy, *, with_base: bool = True) -> str | None:
    """The offer as it was read: "€ 2.650–3.100 per maand bij 36 uur"; in the words of the vacancy when it was not."""
    salary = vacancy.salary or {}
    low, high = (read_amount(salary.get(name)) for name in ("min", "max"))
    unit = dict(PERIODS).get(str(salary.get("unit")))
    if not salary.get("is_wage") or (low is None and high is None) or unit is None:
        return vacancy.salary_text
    base = salary.get("fulltime_hours") if with_base else None
    at_base = _("bij %(hours)s uur", hours=show_number(base)) if base is not None else None
    return join_words((show_amounts(low, high), str(unit), at_base), " ")


def read_amount(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def show_amounts(low: Decimal | None, high: Decimal | None) -> str:
    """One amount, two with the euro sign once, or only the bound that is known."""
    if high is None:
        return _("vanaf %(amount)s", amount=show_euros(low))
    if low is None:
        return _("tot %(amount)s", amount=show_euros(high))
    shown = show_euros(low), show_euros(high)
    return shown[0] if shown[0] == shown[1] else f"{shown[0]}–{shown[1].lstrip('€').strip()}"


def share_range(low: Number, high: Number, threshold: Number | None) -> str:
    """As "53,9–93,4%", or one figure when both are the same."""
    shown = show_percentage(low, threshold), show_percentage(high, threshold)
    return shown[1] if shown[0] == shown[1] else f"{shown[0].removesuffix('%')}–{shown[1]}"


def hours_fact(match: Match, vacancy: Vacancy) -> Fact:
    """The size of the job against what may or is wanted."""
    judged = match.detail.get("verdicts", {}).get("hours", {})
    kind, anchor = HOURS_KINDS.get(match.hours_verdict, PLAIN), verdict_anchor("uren", match.hours_verdict)
    size, limit = show_hours(vacancy.hours_min, vacancy.hours_max), judged.get("limit")
    if limit is None:
        return Fact(kind, size, anchor)
    if match.hours_verdict == HoursVerdict.NOT_SUITABLE:
        text = _("%(size)s, dat is meer dan de %(limit)s die kan", size=size, limit=show_number(limit))
    else:
        text = _("%(size)s, hoogstens %(limit)s past", size=size, limit=show_number(limit))
    return Fact(kind, text, anchor)


def travel_fact(match: Match) -> Fact:
    """About how long, with what, and how far."""
    judged = match.detail.get("verdicts", {}).get("travel", {})
    kind, anchor = TRAVEL_KINDS.get(match.travel_verdict, PLAIN), verdict_anchor("reis", match.travel_verdict)
    if judged.get("minutes") is None:
        return Fact(kind, str(judged.get("explanation") or _("reistijd onbekend")), anchor)
    text = _("ongeveer %(minutes)s minuten", minutes=judged["minutes"])
    distance = _("%(km)s km", km=show_number(judged["km"])) if judged.get("km") is not None else None
    return Fact(kind, join_words((text, judged.get("transport"), distance)), anchor)


def count_limitations(verdicts: list[dict[str, Any]]) -> tuple[int, int, int]:
    """How many limitations are within, to be asked, and exceeded."""
    kinds = [LIMITATION_KINDS.get(str(one.get("verdict")), ASK) for one in verdicts]
    return kinds.count(GOOD), kinds.count(ASK), kinds.count(STOP)


def limitation_fact(match: Match) -> Fact:
    verdicts = match.detail.get("verdicts", {}).get("limitations", [])
    if not verdicts:
        return Fact(PLAIN, _("Geen beperkingen vastgelegd"), "beperkingen")
    within, ask, exceeded = count_limitations(verdicts)
    text = _(
        "Beperkingen: %(within)s binnen, %(ask)s vragen, %(over)s overschreden", within=within, ask=ask, over=exceeded
    )
    return Fact(
        STOP if exceeded else ASK if ask else GOOD, text, verdict_anchor("beperkingen", match.limitation_verdict)
    )


def own_reasons(match: Match) -> list[str]:
    """What speaks for it beside the facts, the heaviest first; where nothing does, what speaks against it."""
    reasons = [one for one in match.detail.get("reasons", []) if one.get("feature") not in SHOWN_APART]
    good = [one for one in reasons if float(one.get("value", 0)) >= SPEAKS_FOR]
    return [str(one.get("text", "")) for one in good or reasons]


def reasons_against(match: Match) -> list[str]:
    """What kept it from standing higher; the first of the list has nothing above it."""
    return [] if match.rank == 1 else [str(text) for text in match.detail.get("why_not_higher", [])]


def build_card(match: Match, vacancy: Vacancy, decision: str | None) -> MatchCard:
    return MatchCard(
        match=match,
        vacancy=vacancy,
        decision=decision,
        wage=wage_fact(match, vacancy),
        hours=hours_fact(match, vacancy),
        travel=travel_fact(match),
        limitations=limitation_fact(match),
        reasons=own_reasons(match)[:REASONS_SHOWN],
        copies=len(match.detail.get("copies", [])),
    )
