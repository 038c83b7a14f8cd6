"""The dossier check: what UWV has sanctioned before, held against the facts of a case (rules 3f, K-01 to K-12).

A signal is about the file and never about the person. It names what it saw, the rule, its source, and what mends it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from dossier.rules.application_norm import Agreed, agreed_between, suspensions_of
from dossier.rules.case_facts import CaseFacts, ProfileFact
from dossier.rules.course_signals import COURSE_CHECKS
from dossier.rules.parameter import days_on, number_on
from dossier.rules.pauses import rested_days
from dossier.rules.report_signals import check_reports
from dossier.rules.signal import Check, Colour, Signal
from dossier.rules.track_two import needs_early_start_ground
from dossier.rules.wording import write_date

LEFT_OUT = {
    "K-10": "medewerking wordt niet als kenmerk van een mens bijgehouden",
    "K-16": "een argument voor een volledig logboek, geen controle",
}
"""The signals of rules 3f that this check does not give, and why."""


def check_case(facts: CaseFacts) -> list[Signal]:
    """Every signal of this case on this day: what must be done now first, then by rule."""
    found = [signal for check in CHECKS for signal in check(facts)]
    return sorted(found, key=lambda signal: (signal.colour is not Colour.RED, signal.rule))


def check_start(facts: CaseFacts) -> Iterator[Signal]:
    """K-01: started too late; a misunderstanding with an agency is the employer's risk (RBDHA:2021:4912)."""
    started, latest = facts.track_two_start, facts.latest_start
    source = "RBDHA:2021:4912; TL-11"
    mend = "Start spoor 2 en leg vast waarom het later werd, met het bewijs daarvan."
    if started is not None and started > latest:
        days = (started - latest).days
        finding = f"Spoor 2 begon op {write_date(started)}, {days} dagen na de uiterste dag {write_date(latest)}."
        yield Signal(rule="K-01", colour=Colour.RED, finding=finding, mend=mend, source=source)
    elif started is None and facts.on > latest:
        finding = f"Spoor 2 moest uiterlijk op {write_date(latest)} beginnen en is nog niet gestart."
        yield Signal(rule="K-01", colour=Colour.RED, finding=finding, mend=mend, source=source)
    elif started is None and latest - facts.on <= timedelta(days=_days("start_warning_days", facts)):
        finding = f"Spoor 2 moet uiterlijk op {write_date(latest)} beginnen: over {(latest - facts.on).days} dagen."
        yield Signal(rule="K-01", colour=Colour.AMBER, finding=finding, mend="Plan de intake.", source=source)


def check_early_start(facts: CaseFacts) -> Iterator[Signal]:
    """K-02: started before the first-year evaluation: spoor 1 must have been exhausted, and the file must say so."""
    started = facts.track_two_start
    early = started is not None and needs_early_start_ground(started, facts.first_sick_day, facts.not_counted)
    if started is not None and early and not facts.early_grounds:
        yield Signal(
            rule="K-02",
            colour=Colour.AMBER,
            finding=f"Spoor 2 begon op {write_date(started)}, voor het venster van de eerstejaarsevaluatie.",
            mend="Kies bij Verloop de grond voor de vroege start, met het document waaruit die blijkt.",
            source="SEED 1; TL-15",
        )


def check_number(facts: CaseFacts) -> Iterator[Signal]:
    """K-03: fewer applications than agreed in 28 days, red when it was so in the 28 days before as well.

    Pauses and phases without applying take their days away; where nothing was agreed, nothing is said.
    """
    norm, window = facts.application_norm, timedelta(days=_days("application_norm_days", facts))
    if facts.track_two_start is None or facts.ended_on or facts.on - window < facts.track_two_start or not norm:
        return
    periods = [(facts.on - many * window, facts.on - (many - 1) * window) for many in (1, 2)]
    last, before = (_count_between(facts, after, until) for after, until in periods)
    agreed, agreed_before = (_agreed(facts, after, until) for after, until in periods)
    if last >= agreed.number:
        return
    is_second = facts.on - 2 * window >= facts.track_two_start and before < agreed_before.number
    finding = f"In de laatste {window.days} dagen {last} keer gesolliciteerd; afgesproken is {agreed.number}."
    if agreed.reasons:
        finding += f" Naar rato afgetrokken: {'; '.join(agreed.reasons)}."
    if is_second:
        finding += f" In de periode daarvoor {before}."
    yield Signal(
        rule="K-03",
        colour=Colour.RED if is_second else Colour.AMBER,
        finding=finding,
        mend="Solliciteer, of leg vast waarom dat nu niet kan en wat er in plaats daarvan gebeurt.",
        source="praktijk; geen wettelijk aantal (U-17, U-18)",
    )


def check_fit(facts: CaseFacts) -> Iterator[Signal]:
    """K-04: applications outside the search profile, or to work over a limit without a word about why."""
    applied = facts.applications
    inside = sum(one.inside_profile for one in applied)
    least = number_on("norms", "share_inside_profile", facts.on)
    if applied and 100 * inside < least * len(applied):
        yield Signal(
            rule="K-04",
            colour=Colour.AMBER,
            finding=f"{inside} van de {len(applied)} sollicitaties vallen onder een zoekrichting; gewenst is {least}%.",
            mend="Kies bij elke sollicitatie de zoekrichting, of pas het zoekprofiel aan met de reden.",
            source="U-09; SEED 4",
        )
    silent = [one.serial for one in applied if one.exceeds_limitations and not one.has_remark]
    if silent:
        yield Signal(
            rule="K-04",
            colour=Colour.RED,
            finding=f"Gesolliciteerd op werk boven een grens, zonder uitleg: nummer {_list(silent)}.",
            mend="Schrijf erbij waarom het toch kon, bijvoorbeeld een aanpassing die is besproken.",
            source="SEED 4; U-25",
            on_limitations=True,
        )


def check_width(facts: CaseFacts) -> Iterator[Signal]:
    """K-05: one direction only, not looked at again at three months, or not widened after six.

    Rb Midden-Nederland, "tolk"; the versions of a search profile in rules 3e.
    """
    if not facts.profiles:
        return
    newest, fewest = facts.profiles[-1], int(number_on("norms", "fewest_directions", facts.on))
    source = "Rb Midden-Nederland over een te smal zoekprofiel; U-10"
    if len(newest.directions) < fewest:
        yield Signal(
            rule="K-05",
            colour=Colour.AMBER,
            finding=f"Het zoekprofiel heeft {len(newest.directions)} richting; gewenst zijn er minstens {fewest}.",
            mend="Voeg een richting toe die op de arbeidsmarkt kans geeft, met de reden.",
            source=source,
        )
    started = facts.track_two_start
    if started is None or facts.ended_on:
        return
    widen = started + timedelta(days=_days("widen_after_days", facts))
    if facts.on >= widen and not _is_widened(facts.profiles, since=started):
        yield Signal(
            rule="K-05",
            colour=Colour.RED,
            finding=f"Het zoekprofiel is sinds de start op {write_date(started)} niet verbreed.",
            mend="Maak een nieuwe versie met een richting erbij, of leg vast waarom verbreden niets oplevert.",
            source=source,
        )
    elif facts.on >= started + timedelta(days=_days("review_profile_after_days", facts)) and not _is_reviewed(facts):
        yield Signal(
            rule="K-05",
            colour=Colour.AMBER,
            finding=f"Het zoekprofiel is sinds de start op {write_date(started)} niet opnieuw bekeken.",
            mend="Bewaar na drie maanden een nieuwe versie, ook als de richtingen blijven, en zeg waarom. "
            f"Uiterlijk {write_date(widen)} hoort er een richting bij.",
            source=source,
        )


def _is_reviewed(facts: CaseFacts) -> bool:
    """Is there a version from after the start?"""
    started = facts.track_two_start
    return started is not None and any(one.valid_from > started for one in facts.profiles)


def _is_widened(profiles: tuple[ProfileFact, ...], *, since: date) -> bool:
    """Did a version after the start add a direction that no earlier version had?"""
    seen: set[str] = set()
    for number, profile in enumerate(profiles):
        if number and profile.valid_from > since and profile.directions - seen:
            return True
        seen |= profile.directions
    return False


def check_gaps(facts: CaseFacts) -> Iterator[Signal]:
    """K-06: a time without any activity or placement reads as a missed chance (Beoordelingskader par. 6, 9; U-27)."""
    if facts.track_two_start is None or facts.on <= facts.track_two_start:
        return
    until = facts.ended_on or facts.on
    working = [min(one.ends_on or until, until) for one in facts.placements if one.starts_on <= until]
    last = max((day for day in (*facts.active_days, *working) if day <= until), default=facts.track_two_start)
    since = max(last, facts.track_two_start)
    quiet = (until - since).days - rested_days(facts.pauses, since + timedelta(days=1), until)
    red = _days("quiet_days_red", facts)
    if quiet >= _days("quiet_days_amber", facts):
        yield Signal(
            rule="K-06",
            colour=Colour.RED if quiet >= red else Colour.AMBER,
            finding=f"Sinds {write_date(max(last, facts.track_two_start))} is er {quiet} dagen niets vastgelegd.",
            mend="Leg vast wat er gebeurde, of de reden van de stilte met een document.",
            source="Beoordelingskader par. 6 en 9; U-27",
        )


def check_profile_age(facts: CaseFacts) -> Iterator[Signal]:
    """K-08: a new capacity document must lead to a new look at the search profile (TL-17)."""
    document = facts.last_document
    if document is None or facts.track_two_start is None or facts.ended_on:
        return
    newest = max((profile.valid_from for profile in facts.profiles), default=None)
    if newest is None or newest >= document or facts.on < document:
        return
    late = (facts.on - document).days > _days("review_red_days", facts)
    yield Signal(
        rule="K-08",
        colour=Colour.RED if late else Colour.AMBER,
        finding=f"Het zoekprofiel is van {write_date(newest)}; het belastbaarheidsdocument van {write_date(document)}.",
        mend="Maak een nieuwe versie van het zoekprofiel; ook als er niets verandert, met die reden.",
        source="Beoordelingskader par. 9; TL-17",
    )


def check_employer(facts: CaseFacts) -> Iterator[Signal]:
    """K-09: the employer keeps an eye on the agency, and the file shows it (Beoordelingskader par. 6, U-04)."""
    started = facts.track_two_start
    if started is None or facts.ended_on:
        return
    last = max(facts.last_employer_day or started, started)
    silent = (facts.on - last).days
    if silent >= _days("employer_silent_days", facts):
        yield Signal(
            rule="K-09",
            colour=Colour.AMBER,
            finding=f"De werkgever heeft sinds {write_date(last)} niet gekeken en is niet gesproken: {silent} dagen.",
            mend="Geef een bundel vrij, of spreek de werkgever en leg dat gesprek vast.",
            source="Beoordelingskader par. 6; RBDHA:2025:13380; U-04",
        )


def check_proof(facts: CaseFacts) -> Iterator[Signal]:
    """K-12: an application without vacancy text or proof cannot be shown (U-23)."""
    bare = [one.serial for one in facts.applications if not (one.has_vacancy and one.has_proof)]
    if bare:
        yield Signal(
            rule="K-12",
            colour=Colour.AMBER,
            finding=f"Zonder vacaturetekst of bewijs van versturen: sollicitatie {_list(bare)}.",
            mend="Voeg een foto of bestand toe: de brief, het bewijs van versturen, de vacature.",
            source="U-23",
        )


def check_performer(facts: CaseFacts) -> Iterator[Signal]:
    """U-20: the employee applies; the coach guides. What the coach sent is counted apart and told."""
    by_coach = [one.serial for one in facts.applications if one.by_coach]
    if by_coach:
        yield Signal(
            rule="U-20",
            colour=Colour.AMBER,
            finding=f"Door de coach verstuurd, telt apart: sollicitatie {_list(by_coach)}.",
            mend="Laat de werknemer zelf solliciteren, met hulp van de coach.",
            source="praktijk; SEED 1",
        )


CHECKS: tuple[Check, ...] = (
    check_start, check_early_start, check_number, check_fit, check_width, check_gaps, check_profile_age,
    check_employer, check_proof, check_performer, check_reports, *COURSE_CHECKS,
)  # fmt: skip


def _days(name: str, facts: CaseFacts) -> int:
    return days_on("norms", name, facts.on)


def _count_between(facts: CaseFacts, after: date, until: date) -> int:
    """Applications that the employee made after a day, up to and including another."""
    return sum(after < one.applied_on <= until and not one.by_coach for one in facts.applications)


def _agreed(facts: CaseFacts, after: date, until: date) -> Agreed:
    suspended = suspensions_of(facts.pauses, facts.phases)
    return agreed_between(facts.application_norm, suspended, after + timedelta(days=1), until)


def _list(serials: list[int]) -> str:
    """1, 2 en 5; at most ten, and how many more."""
    shown = [str(serial) for serial in serials[:10]]
    more = f" en nog {len(serials) - 10}" if len(serials) > 10 else ""
    if more or len(shown) == 1:
        return ", ".join(shown) + more
    return f"{', '.join(shown[:-1])} en {shown[-1]}"
