"""The calculation of the 65% test in Dutch words, to be read aloud."""

from dossier.model.person import OldWage
from dossier.rules.offer import PERIODS
from dossier.rules.wage_flag import WageFlag
from dossier.rules.wage_judgement import WageJudgement, WageVerdict
from dossier.rules.wording import write_euro, write_hours, write_percent, write_range


def write_sum(judgement: WageJudgement, offer: str, old_wage: OldWage | None) -> str:
    """'€ 2.650-3.100 per maand bij 36 uur ... = 83-97% van het oude loon' and what that means."""
    if judgement.verdict is WageVerdict.HOURS_NOT_SUITABLE:
        return "De vacature vraagt meer uren dan mag of wordt gezocht. Het loon is daarom niet vergeleken."
    sentences = [write_offer(judgement, offer)]
    if old_wage is None:
        return f"{sentences[0]} Het oude loon is niet ingevuld: vergelijken kan nog niet."
    if judgement.hours_high is not None and judgement.total_ratio.model_dump(exclude_none=True):
        sentences.append(write_comparison(judgement, old_wage))
    sentences.append(write_conclusion(judgement))
    return " ".join(sentences)


def write_offer(judgement: WageJudgement, offer: str) -> str:
    if offer:
        low, high = judgement.offer_hour_low, judgement.offer_hour_high
        amounts = [write_euro(amount) for amount in (low, high) if amount is not None]
        hourly = write_range(amounts[0], amounts[-1].removeprefix("€ ")) if len(set(amounts)) > 1 else amounts[0]
        if WageFlag.RAISED_TO_MINIMUM in judgement.flags:
            return f"Genoemd is {offer}; dat begint onder het wettelijk minimum, gerekend is met {hourly} per uur."
        return f"{offer}." if "per uur" in offer else f"{offer} is {hourly} per uur."
    if judgement.minimum_wage is None or judgement.minimum_wage_from is None:
        return "De vacature noemt geen bruikbaar loon en de tabel met het wettelijk minimumloon is verlopen."
    since = f"{judgement.minimum_wage_from:%d-%m-%Y}"
    floor = f"{write_euro(judgement.minimum_wage)} per uur (vanaf {since})"
    if WageFlag.AMOUNT_UNUSABLE in judgement.flags:
        return f"Het genoemde loon is twijfelachtig: het ligt onder het wettelijk minimum van {floor}."
    return f"De vacature noemt geen bruikbaar loon; het wettelijk minimum is {floor}."


def write_comparison(judgement: WageJudgement, old_wage: OldWage) -> str:
    low, high = judgement.hours_low, judgement.hours_high
    hours = write_hours(high or 0) if low is None else write_range(write_hours(low), write_hours(high or 0))
    assumed = " (uren niet genoemd; gerekend met de oude uren)" if WageFlag.HOURS_ASSUMED in judgement.flags else ""
    base = "" if old_wage.period == "hour" else f" bij {write_hours(old_wage.hours_per_week)} uur"
    old = f"{write_euro(old_wage.amount)} {PERIODS[old_wage.period]}{base}"
    at_least = "" if judgement.total_ratio.high is not None else "minstens "
    return f"Bij {hours} uur per week{assumed} = {at_least}{write_ratios(judgement)} van het oude loon ({old})."


def write_ratios(judgement: WageJudgement) -> str:
    ratio = judgement.total_ratio
    known = [value for value in (ratio.low, ratio.at_best_hours, ratio.high) if value is not None]
    low, high = (write_percent(value, judgement.threshold) for value in (known[0], known[-1]))
    return write_range(low.removesuffix("%"), high.removesuffix("%")) + "%"


def write_conclusion(judgement: WageJudgement) -> str:
    bar = f"de grens van {write_percent(judgement.threshold)}"
    since = f" vanaf {write_hours(judgement.from_hours)} uur per week" if judgement.from_hours is not None else ""
    if judgement.verdict is WageVerdict.NOT_REACHABLE_WITHIN_HOURS:
        return write_capacity(judgement, bar)
    if judgement.verdict is WageVerdict.POSSIBLE and judgement.total_ratio.high is None:
        return f"Met het laagste loon is {bar} niet gehaald; het hoogste loon is niet genoemd. Vraag het na."
    return {
        WageVerdict.MEETS: f"Daarmee is {bar} gehaald.",
        WageVerdict.MEETS_AT_MORE_HOURS: f"Daarmee is {bar} gehaald{since}.",
        WageVerdict.POSSIBLE: f"Alleen met een loon boven het laagste bedrag is {bar} te halen: onderhandelen.",
        WageVerdict.BELOW: f"Daarmee is {bar} niet gehaald.",
        WageVerdict.UNKNOWN_FLOOR_MEETS: f"Ook met het wettelijk minimum is {bar} gehaald{since}.",
    }.get(judgement.verdict, f"Of {bar} is gehaald, is niet bekend. Vraag het loon na.")


def write_capacity(judgement: WageJudgement, bar: str) -> str:
    """With an hours limit the total is the wrong yardstick: fitting the possibilities counts (W-02)."""
    hourly = write_percent(judgement.hourly_ratio) if judgement.hourly_ratio is not None else "onbekend"
    used = write_percent(judgement.share_of_allowed_hours or 0)
    return (
        f"Binnen de medische urengrens is {bar} ook met het oude uurloon niet te halen; dan telt of het werk past "
        f"bij wat iemand kan. Het uurloon is {hourly} van het oude uurloon en het werk gebruikt {used} van de "
        "toegestane uren."
    )
