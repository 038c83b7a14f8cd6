"""The 65% test: does a vacancy pay enough of the old wage (rules 2a W-01 to W-15, computation 2b)."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

from dossier.model.person import Person
from dossier.model.posting import VacancyIn
from dossier.rules import RULE_VERSION
from dossier.rules.cao_scale import CaoScale
from dossier.rules.comparison import Comparison, compare
from dossier.rules.minimum_wage import MinimumWage, statutory_minimum_hourly_wage
from dossier.rules.offer import find_floor, read_offer
from dossier.rules.parameter import days_on, number_on, value_on
from dossier.rules.wage_flag import WageFlag
from dossier.rules.wage_judgement import TotalRatio, WageJudgement, WageVerdict
from dossier.rules.wage_sum import write_sum
from dossier.rules.wording import CENT, to_decimal

__all__ = ["TotalRatio", "WageJudgement", "WageVerdict", "break_even_hourly_wage", "judge_wage", "wage_score"]


def judge_wage(
    person: Person, posting: VacancyIn, *, on: date, scales: Sequence[CaoScale] | None = None
) -> WageJudgement:
    """The wage verdict of one vacancy for one person on a day (rules 2b steps 1 to 5 and 7)."""
    offer, floor = read_offer(posting, on=on, scales=scales), find_floor(on)
    comparison = compare(person, posting, offer, Fraction(floor.amount) if floor else None, on=on)
    judgement = record(comparison, find_verdict(comparison), floor, on)
    if person.old_wage and person.old_wage.fixed_extras_year:
        judgement.flags.append(WageFlag.EXTRAS_LEFT_OUT)
    judgement.sum = write_sum(judgement, offer.words, person.old_wage)
    return judgement


def find_verdict(comparison: Comparison) -> WageVerdict:
    """The first line of rules 2b step 5 that matches.

    A vacancy that names only a lowest wage ('vanaf') is POSSIBLE and not BELOW: its top is not known.
    The legal minimum meets the threshold when it does so at the most hours that count; `from_hours` says from where.
    """
    if not comparison.size.suitable:
        return WageVerdict.HOURS_NOT_SUITABLE
    if not comparison.offer.is_stated:
        meets = comparison.reaches(comparison.at_best_hours)
        return WageVerdict.UNKNOWN_FLOOR_MEETS if meets else WageVerdict.UNKNOWN
    return find_stated_verdict(comparison)


def find_stated_verdict(comparison: Comparison) -> WageVerdict:
    if comparison.old_hour is None or comparison.size.high is None:
        return WageVerdict.UNKNOWN
    if comparison.reaches(comparison.low):
        return WageVerdict.MEETS
    if comparison.reaches(comparison.at_best_hours):
        return WageVerdict.MEETS_AT_MORE_HOURS
    if comparison.reaches(comparison.high):
        return WageVerdict.POSSIBLE
    if comparison.attainable is not None:
        return WageVerdict.NOT_REACHABLE_WITHIN_HOURS
    return WageVerdict.POSSIBLE if comparison.offer.high is None else WageVerdict.BELOW


def record(comparison: Comparison, verdict: WageVerdict, floor: MinimumWage | None, on: date) -> WageJudgement:
    """Everything that the verdict rests on (rules 2b step 7)."""
    offer, size = comparison.offer, comparison.size
    return WageJudgement(
        verdict=verdict,
        total_ratio=find_ratios(comparison),
        hourly_ratio=exact(comparison.hourly(comparison.lowest)),
        hourly_ratio_high=exact(comparison.hourly(offer.high)),
        threshold=to_decimal(comparison.threshold),
        from_hours=find_from_hours(comparison),
        flags=collect_flags(comparison, verdict, floor),
        wage_source=offer.source,
        minimum_wage_from=floor.valid_from if floor else None,
        minimum_wage=floor.amount if floor else None,
        rule_version=RULE_VERSION,
        judged_on=on,
        hours_low=exact(size.low),
        hours_high=exact(size.high),
        offer_hour_low=to_cents(offer.low),
        offer_hour_high=to_cents(offer.high),
        old_wage_hour=to_cents(comparison.old_hour),
        old_hours=exact(comparison.old_hours),
        attainable_ratio=exact(comparison.attainable),
        share_of_allowed_hours=exact(comparison.share_of_allowed_hours),
    )


def find_ratios(comparison: Comparison) -> TotalRatio:
    if not comparison.size.suitable:
        return TotalRatio()
    return TotalRatio(
        low=exact(comparison.low), at_best_hours=exact(comparison.at_best_hours), high=exact(comparison.high)
    )


def find_from_hours(comparison: Comparison) -> Decimal | None:
    """The hours at which the lowest wage reaches the threshold, when the fewest hours do not and the most do."""
    reached = comparison.reaches(comparison.at_best_hours) and not comparison.reaches(comparison.low)
    if not reached or not comparison.size.suitable or not comparison.lowest:
        return None
    assert comparison.old_hour is not None
    assert comparison.old_hours is not None
    hours = comparison.threshold * comparison.old_hour * comparison.old_hours / comparison.lowest
    return Decimal(math.ceil(hours * 10)) / 10


def collect_flags(comparison: Comparison, verdict: WageVerdict, floor: MinimumWage | None) -> list[WageFlag]:
    flags = [*comparison.offer.flags, *comparison.size.flags]
    if floor is None:
        flags.append(WageFlag.MINIMUM_WAGE_UNKNOWN)
    if comparison.old_hour is None:
        flags.append(WageFlag.OLD_WAGE_MISSING)
    if verdict is WageVerdict.UNKNOWN_FLOOR_MEETS and not comparison.reaches(comparison.low):
        flags.append(WageFlag.AT_MORE_HOURS)
    return flags


def wage_score(
    judgement: WageJudgement, *, on: date, waiting_period_end: date | None, track_two_start: date | None = None
) -> float:
    """From 0 to 1, rising with the total ratio up to 100% and with a step down below the threshold (step 6, W-04).

    The score is the mean over the ratios that are known (lowest, at best hours, highest). With a medical limit that
    rules the threshold out, the ratio is measured against what is attainable, without the step (W-02).
    An unknown wage is neutral; where the legal minimum already meets the threshold it counts as at least that.
    """
    neutral = number_on("wage", "neutral_score", on)
    known = [ratio for ratio in judgement.total_ratio.model_dump().values() if ratio is not None]
    if judgement.verdict is WageVerdict.HOURS_NOT_SUITABLE:
        return 0.0
    if judgement.verdict is WageVerdict.UNKNOWN or not known:
        return float(neutral)
    penalty = below_threshold_penalty(on, waiting_period_end, track_two_start)
    scores = [score_ratio(ratio, judgement, penalty) for ratio in known]
    score = sum(scores, Decimal(0)) / len(scores)
    return float(max(score, neutral) if judgement.verdict is WageVerdict.UNKNOWN_FLOOR_MEETS else score)


def score_ratio(ratio: Decimal, judgement: WageJudgement, penalty: Decimal) -> Decimal:
    if judgement.attainable_ratio is not None:
        return min(Decimal(1), ratio / judgement.attainable_ratio) if judgement.attainable_ratio else Decimal(1)
    step = penalty if ratio < judgement.threshold else Decimal(0)
    return max(Decimal(0), min(Decimal(1), ratio) - step)


def below_threshold_penalty(on: date, waiting_period_end: date | None, track_two_start: date | None) -> Decimal:
    """Light in the first half of the track, strong in the last 26 weeks, in between the middle (step 6)."""
    steps = {name: Decimal(step) for name, step in value_on("wage", "below_threshold_penalty", on).value.items()}
    if waiting_period_end is None:
        return steps["light"]
    if on >= waiting_period_end - timedelta(days=days_on("wage", "strong_penalty_days", on)):
        return steps["strong"]
    if track_two_start is not None and on >= track_two_start + (waiting_period_end - track_two_start) / 2:
        return steps["middle"]
    return steps["light"]


def break_even_hourly_wage(on: date) -> Decimal:
    """The highest old wage per hour of which the legal minimum is 65% at equal hours (rules 2c)."""
    floor = statutory_minimum_hourly_wage(on)
    return (floor.amount * 100 / number_on("wage", "threshold_pct", on)).quantize(CENT, ROUND_FLOOR)


def exact(number: Fraction | None) -> Decimal | None:
    return to_decimal(number) if number is not None else None


def to_cents(amount: Fraction | None) -> Decimal | None:
    return to_decimal(amount).quantize(CENT, ROUND_HALF_UP) if amount is not None else None
