"""Which vacancies stand below the others whatever their score, and the sentence that says so; none disappears."""

from enum import IntEnum

from dossier.model.demand import Verdict, VerdictSource
from dossier.model.posting import VacancyIn
from dossier.rules.hours import HoursVerdict
from dossier.rules.travel import TravelVerdict
from dossier.rules.wage_judgement import WageVerdict
from matcher.features import offers_telework
from matcher.judge import PairJudgement


class Floor(IntEnum):
    """What may suit first, then what probably does not, last what exceeds hours or a limitation."""

    MAY_SUIT = 0
    PROBABLY_NOT = 1
    EXCEEDS = 2


def find_floor(judgement: PairJudgement, posting: VacancyIn, *, own_trade: bool) -> tuple[Floor, str]:
    """The floor and why, the heaviest ground first; empty for what may suit.

    What only the figures of an occupation tell puts a vacancy low in the person's own trade alone: that is the work
    that could not be done any more. Elsewhere those figures weigh, but the text is silent and the question is open.
    """
    if judgement.hours.verdict == HoursVerdict.NOT_SUITABLE:
        return Floor.EXCEEDS, "De uren passen niet: daarom staat deze vacature onderaan."
    if judgement.worst is Verdict.EXCEEDED:
        return Floor.EXCEEDS, "Het werk gaat over een grens heen: daarom staat deze vacature onderaan."
    likely = [one.source for one in judgement.limitations if one.verdict is Verdict.PROBABLY_EXCEEDED]
    if likely and (own_trade or set(likely) != {VerdictSource.OCCUPATION}):
        return Floor.PROBABLY_NOT, "Het werk gaat waarschijnlijk over een grens heen: daarom staat deze vacature laag."
    if judgement.travel.verdict is TravelVerdict.BEYOND and not offers_telework(posting):
        return Floor.PROBABLY_NOT, "De reis duurt langer dan is afgesproken: daarom staat deze vacature laag."
    if judgement.wage.verdict is WageVerdict.BELOW:
        return Floor.PROBABLY_NOT, "Het loon blijft onder de 65%: daarom staat deze vacature laag."
    return Floor.MAY_SUIT, ""
