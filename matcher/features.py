"""What makes a vacancy fit a person: one function each; its docstring is the explanation that a coach reads."""

import math
from dataclasses import dataclass
from datetime import date

from dossier.model.demand import ItemVerdict, Verdict, VerdictSource
from dossier.model.person import Person, Phase
from dossier.rules.travel import TravelVerdict
from dossier.rules.wage import wage_score
from dossier.rules.wage_flag import WageFlag
from dossier.rules.wage_judgement import WageVerdict
from matcher.asked import Asked
from matcher.judge import PairJudgement
from matcher.kinship import SAME, Kinship
from matcher.level import level_name
from matcher.profile import Profile, skill_terms
from matcher.text import overlap

KINSHIP_COUNTS = 0.8
"""The same occupation under another name counts so much of the same name."""
UNRELATED = (Kinship(0.0), "")
FULL_TEXT_LIKENESS = 0.25
"""What a person says about work and a vacancy about that work seldom share more than this; above it the value is 1."""
HUNDREDTHS = 100
"""So finely is likeness of texts told: a few new vacancies, which move how rare every word is, leave it as it was."""
WEEK, MANY_WEEKS = 7, 2
REMAINS = {
    Verdict.WITHIN: 1.0,
    Verdict.PROBABLY_WITHIN: 0.99,
    Verdict.UNKNOWN: 0.97,
    Verdict.PROBABLY_EXCEEDED: 0.6,
    Verdict.EXCEEDED: 0.3,
}
"""What remains of the value after each verdict: silence costs little, because nearly every vacancy is silent."""
ASKED_REMAINS = 0.8
"""Where the text asks it but not how much or how often: less than silence, more than a probable excess."""
BEYOND = {
    Verdict.EXCEEDED: "Het werk gaat over een grens heen",
    Verdict.PROBABLY_EXCEEDED: "Het werk gaat waarschijnlijk over een grens heen",
}


@dataclass(frozen=True)
class Fact:
    """What a feature found: 0 (does not fit) to 1 (fits), or None when nothing can be said."""

    value: float | None
    text: str


@dataclass(frozen=True)
class Pair:
    """One person beside one vacancy, with what was computed for the whole list at once."""

    person: Person
    profile: Profile
    asked: Asked
    posted: date | None
    judgement: PairJudgement
    phase: Phase
    on: date
    text_terms: frozenset[str]
    work_likeness: tuple[float, str] | None
    direction_likeness: tuple[float, str] | None
    text_likeness: float | None
    work_kinship: tuple[Kinship, str] | None = None
    direction_kinship: tuple[Kinship, str] | None = None


def work_history(pair: Pair) -> Fact:
    """Lijkt de functie op werk dat de persoon eerder deed? Vergelijkt de namen van functies en de beroepen."""
    if pair.work_likeness is None:
        return Fact(None, "Er staat nog geen eerder werk in het profiel.")
    value, title = pair.work_likeness
    kin, name = pair.work_kinship or UNRELATED
    if kin.value * KINSHIP_COUNTS > value:
        return Fact(round(kin.value * KINSHIP_COUNTS, 6), f"Eerder werk: {tell_kinship(kin, name)}.")
    if value >= 0.6:
        return Fact(value, f"Eerder werk als {title} lijkt veel op deze functie.")
    if value >= 0.25:
        return Fact(value, f"Eerder werk als {title} lijkt een beetje op deze functie.")
    return Fact(value, "De functie lijkt niet op eerder werk.")


def tell_kinship(kin: Kinship, name: str) -> str:
    """How an occupation is related to the one with this name, as the end of a sentence."""
    if kin.value >= SAME:
        return f"zelfde beroep als {name}"
    return f"zelfde werkveld als {name} ({kin.field})" if kin.field else f"verwant aan {name}"


def search_direction(pair: Pair) -> Fact:
    """Past de functie bij een zoekrichting uit het zoekprofiel?"""
    if pair.direction_likeness is None:
        return Fact(None, "Er zijn nog geen zoekrichtingen afgesproken.")
    value, direction = pair.direction_likeness
    kin, name = pair.direction_kinship or UNRELATED
    if kin.value * KINSHIP_COUNTS > value:
        return Fact(round(kin.value * KINSHIP_COUNTS, 6), f"Zoekrichting: {tell_kinship(kin, name)}.")
    if value >= 0.25:
        return Fact(value, f"De functie past bij de zoekrichting {direction}.")
    return Fact(value, "De functie past niet bij een zoekrichting.")


def tasks(pair: Pair) -> Fact:
    """Komen de taken uit eerder werk en de vaardigheden terug in de tekst van de vacature?"""
    if pair.text_likeness is None:
        return Fact(None, "Er staan nog geen taken of vaardigheden in het profiel.")
    value = value_tasks(pair.text_likeness)
    if value >= 0.5:
        return Fact(value, "Veel van het werk in de vacature is bekend uit eerder werk.")
    if value >= 0.25:
        return Fact(value, "Een deel van het werk in de vacature is bekend uit eerder werk.")
    return Fact(value, "Het werk in de vacature is grotendeels nieuw.")


def value_tasks(likeness: float) -> float:
    return round(min(1.0, likeness / FULL_TEXT_LIKENESS) * HUNDREDTHS) / HUNDREDTHS


def skills(pair: Pair) -> Fact:
    """Welke vaardigheden uit het profiel noemt de vacature?"""
    if not pair.person.skills:
        return Fact(None, "Er staan nog geen vaardigheden in het profiel.")
    known = [skill for skill in pair.person.skills if skill_terms(skill) and skill_terms(skill) <= pair.text_terms]
    value = round(min(1.0, len(known) / min(3, len(pair.person.skills))), 6)
    if known:
        return Fact(value, f"De vacature vraagt wat al gekund wordt: {', '.join(known[:4])}.")
    return Fact(value, "De vacature noemt geen van de vaardigheden.")


def education(pair: Pair) -> Fact:
    """Past het gevraagde opleidingsniveau? In de eerste zes maanden telt een veel lager niveau ook minder (W-15)."""
    asked = pair.asked.level
    own = pair.profile.level
    if asked is None or own is None:
        return Fact(
            None,
            "Het gevraagde opleidingsniveau is niet bekend." if asked is None else "De opleiding is nog niet ingevuld.",
        )
    if asked > own:
        return Fact(0.3 if asked - own == 1 else 0.0, f"De vacature vraagt niveau {level_name(asked)}, dat is hoger.")
    step = 0.25 if pair.phase is Phase.NARROW else 0.1
    value = round(max(0.0, 1.0 - step * max(0, own - asked - 1)), 6)
    return Fact(value, f"De opleiding is hoog genoeg (gevraagd: {level_name(asked)}).")


def licences(pair: Pair) -> Fact:
    """Vraagt de vacature een rijbewijs of certificaat, en is dat er?"""
    asked = pair.asked.licences
    if not asked:
        return Fact(None, "De vacature vraagt geen rijbewijs of certificaat.")
    absent = sorted(asked - pair.profile.licences)
    if not pair.person.licences:
        return Fact(
            None, f"De vacature noemt {', '.join(sorted(asked))}; in het profiel staat geen rijbewijs of certificaat."
        )
    if absent:
        return Fact(0.0, f"De vacature noemt {', '.join(absent)}; dat staat niet in het profiel.")
    return Fact(1.0, f"Het gevraagde is er: {', '.join(sorted(asked))}.")


def languages(pair: Pair) -> Fact:
    """Vraagt de vacature een taal, en spreekt de persoon die?"""
    asked = pair.asked.languages
    if not asked or not pair.person.languages:
        return Fact(None, "De vacature noemt geen andere taal." if not asked else "De talen zijn nog niet ingevuld.")
    absent = sorted(asked - pair.profile.languages)
    if absent:
        return Fact(0.0, f"De vacature noemt {', '.join(absent)}; dat staat niet in het profiel.")
    return Fact(1.0, f"De gevraagde taal is bekend: {', '.join(sorted(asked))}.")


def wishes(pair: Pair) -> Fact:
    """Komt wat de persoon graag wil terug in de vacature?"""
    if not pair.profile.wish_terms:
        return Fact(None, "Er zijn nog geen wensen ingevuld.")
    value = round(min(1.0, 2 * overlap(pair.profile.wish_terms, pair.text_terms)), 6)
    if value >= 0.4:
        return Fact(value, "De vacature sluit aan bij de wensen.")
    return Fact(value, "De wensen komen weinig terug in de vacature.")


def hours(pair: Pair) -> Fact:
    """Passen de uren bij de grens van de bedrijfsarts en bij de gewenste uren?"""
    verdict = pair.judgement.hours
    if verdict.verdict == "HOURS_NOT_SUITABLE":
        return Fact(0.0, verdict.explanation)
    if verdict.verdict == "onbekend":
        return Fact(None, verdict.explanation)
    return Fact(1.0 if verdict.verdict == "binnen" else 0.6, verdict.explanation)


def travel(pair: Pair) -> Fact:
    """Hoe lang is de reis, en blijft die onder de grens die is afgesproken?"""
    judged = pair.judgement.travel
    if judged.minutes is None:
        return Fact(None, judged.explanation)
    if not judged.max_minutes or judged.verdict is TravelVerdict.BEYOND:
        if pair.asked.telework:
            return Fact(None, f"{judged.explanation} De vacature noemt thuiswerken: vraag hoe vaak u moet reizen.")
        return Fact(0.0, judged.explanation)
    value = max(0.2, 1.0 - 0.5 * judged.minutes / judged.max_minutes)
    return Fact(round(value, 6), judged.explanation)


def wage(pair: Pair) -> Fact:
    """Hoeveel van het oude loon kan hier verdiend worden? Boven 100% telt meer loon niet meer mee (rules 2b)."""
    judged = pair.judgement.wage
    counted = judged
    if WageFlag.AMOUNT_UNUSABLE in judged.flags and judged.wage_source == "LEGAL_MINIMUM":
        # An amount that cannot be right is at least the legal minimum: a higher amount never scores lower.
        counted = judged.model_copy(update={"verdict": WageVerdict.BELOW})
    if counted.verdict is WageVerdict.UNKNOWN or judged.total_ratio.low is None:
        return Fact(None, judged.sum)
    person = pair.person
    score = wage_score(
        counted, on=pair.on, waiting_period_end=person.waiting_period_end, track_two_start=person.track_two_start
    )
    return Fact(round(score, 6), judged.sum)


def limitations(pair: Pair) -> Fact:
    """Blijft het werk binnen de beperkingen? Zwijgt de tekst, dan is het onbekend en moet het gevraagd worden."""
    verdicts = pair.judgement.limitations
    if not verdicts:
        return Fact(None, "Er zijn geen beperkingen vastgelegd.")
    value = round(math.prod(ASKED_REMAINS if names_it(one) else REMAINS[one.verdict] for one in verdicts), 6)
    for verdict, words in BEYOND.items():
        beyond = [each.name or each.item for each in verdicts if each.verdict is verdict]
        if beyond:
            return Fact(value, f"{words}: {', '.join(beyond)}.")
    asked = sum(verdict.verdict is Verdict.UNKNOWN for verdict in verdicts)
    if asked:
        return Fact(value, f"Geen beperking wordt zichtbaar overschreden; over {asked} moet nog gevraagd worden.")
    return Fact(value, "Het werk blijft binnen de beperkingen.")


def names_it(verdict: ItemVerdict) -> bool:
    """Does the text ask for what is limited, without saying enough for a verdict?"""
    return verdict.verdict is Verdict.UNKNOWN and verdict.source is VerdictSource.VACANCY_TEXT


def freshness(pair: Pair) -> Fact:
    """Hoe kort staat de vacature open? Op een nieuwe vacature is de kans groter. Geteld in hele weken."""
    weeks = count_weeks(pair.posted, pair.on)
    if weeks is None:
        return Fact(None, "Wanneer de vacature is geplaatst, is niet bekend.")
    text = ("minder dan een week", "minstens een week")[weeks] if weeks < MANY_WEEKS else f"minstens {weeks} weken"
    return Fact(round(max(0.0, 1.0 - weeks * WEEK / 60), 6), f"De vacature is {text} geleden geplaatst.")


def count_weeks(posted: date | None, on: date) -> int | None:
    """Whole weeks since the posting: what is told of it stays true for days."""
    return None if posted is None else max(0, (on - posted).days) // WEEK
