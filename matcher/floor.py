"""Which vacancies stand below the others whatever their score, and the sentence that says so; none disappears."""

from enum import IntEnum

from dossier.model.demand import ItemVerdict, Verdict, VerdictSource
from dossier.rules.hours import HoursVerdict
from dossier.rules.travel import TravelVerdict
from dossier.rules.wage_judgement import WageVerdict
from matcher.features import names_it
from matcher.judge import PairJudgement

MANY = 2
"""So many limited things asked by a text, each without saying how much, are no coincidence."""


class Floor(IntEnum):
    """What may suit first, then what probably does not, last what exceeds hours or a limitation."""

    MAY_SUIT = 0
    PROBABLY_NOT = 1
    EXCEEDS = 2


def find_floor(judgement: PairJudgement, *, telework: bool, own_trade: bool) -> tuple[Floor, str]:
    """The floor and why, the heaviest ground first; empty for what may suit."""
    if judgement.hours.verdict == HoursVerdict.NOT_SUITABLE:
        return Floor.EXCEEDS, "De uren passen niet: daarom staat deze vacature onderaan."
    if judgement.worst is Verdict.EXCEEDED:
        return Floor.EXCEEDS, "Het werk gaat over een grens heen: daarom staat deze vacature onderaan."
    ground = _find_doubt(judgement, own_trade=own_trade) or _find_cost(judgement, telework=telework)
    return (Floor.PROBABLY_NOT, f"{ground}: daarom staat deze vacature laag.") if ground else (Floor.MAY_SUIT, "")


def _find_doubt(judgement: PairJudgement, *, own_trade: bool) -> str:
    """What about the limitations makes it probable that the work does not suit.

    In the person's own trade, the work that could not be done any more, one limit that the text touches or that the
    figures of the occupation go over is enough. Elsewhere such a limit weighs, but the question is open.
    """
    verdicts = judgement.limitations
    if any(is_likely(one) and one.source is not VerdictSource.OCCUPATION for one in verdicts):
        return "Het werk gaat waarschijnlijk over een grens heen"
    if own_trade and any(is_likely(one) or names_it(one) for one in verdicts):
        return "Dit is het oude beroep en het raakt aan een beperking"
    return "De tekst vraagt meer dan één ding dat beperkt is" if sum(map(names_it, verdicts)) >= MANY else ""


def _find_cost(judgement: PairJudgement, *, telework: bool) -> str:
    if judgement.travel.verdict is TravelVerdict.BEYOND and not telework:
        return "De reis duurt langer dan is afgesproken"
    return "Het loon blijft onder de 65%" if judgement.wage.verdict is WageVerdict.BELOW else ""


def is_likely(verdict: ItemVerdict) -> bool:
    return verdict.verdict is Verdict.PROBABLY_EXCEEDED
