"""The dossier check about pauses, placements, the end and a wage sanction (rules 3f, K-07, K-13 to K-15)."""

from collections.abc import Iterator
from datetime import timedelta

from dossier.model.course_kind import PlacementKind
from dossier.rules.case_end import needs_proof
from dossier.rules.case_facts import CaseFacts
from dossier.rules.parameter import days_on
from dossier.rules.pauses import GROUND_NAMES, REASSESSED
from dossier.rules.placements import KIND_NAMES
from dossier.rules.signal import Check, Colour, Signal
from dossier.rules.wording import write_date


def check_end(facts: CaseFacts) -> Iterator[Signal]:
    """K-07: ended before half a year or before the end of the waiting period, without a result, reason or paper."""
    ended = facts.ended_on
    if ended is None or facts.end_proven:
        return
    if needs_proof(facts.end_reason or "", facts.track_two_start, ended, facts.duties_end or facts.waiting_period_end):
        yield Signal(
            rule="K-07",
            colour=Colour.RED,
            finding=f"Het traject eindigde op {write_date(ended)}, zonder uitleg en document waarom dat eerder mocht.",
            mend="Leg bij Verloop de reden vast met het document waaruit die blijkt.",
            source="SEED 1; TL-31",
        )


def check_pauses(facts: CaseFacts) -> Iterator[Signal]:
    """K-13: relied on "no capacity" without a new look by the occupational physician (RBDHA:2021:4912, TX-01)."""
    most = days_on("course", "reassess_pause_days", facts.on)
    for pause in facts.pauses:
        if pause.ground not in REASSESSED or not pause.covers(facts.on):
            continue
        looked = max(day for day in (pause.document_dated, pause.reassessed_on, pause.starts_on) if day is not None)
        if (facts.on - looked).days >= most:
            name = next(name for ground, name in GROUND_NAMES.items() if ground == pause.ground)
            yield Signal(
                rule="K-13",
                colour=Colour.AMBER,
                finding=f"De pauze '{name}' is sinds {write_date(looked)} niet opnieuw beoordeeld.",
                mend="Vraag de bedrijfsarts om een nieuw oordeel en leg de dag ervan vast.",
                source="Beoordelingskader par. 3; TX-01",
            )


def check_unpaid_work(facts: CaseFacts) -> Iterator[Signal]:
    """K-14: working without wage value for longer than six weeks (TL-30, P-01)."""
    most = timedelta(days=days_on("course", "unpaid_work_days", facts.on))
    for one in facts.placements:
        if not one.has_wage_value and one.covers(facts.on) and facts.on - one.starts_on > most:
            yield Signal(
                rule="K-14",
                colour=Colour.AMBER,
                finding=f"Werken zonder loonwaarde sinds {write_date(one.starts_on)}: langer dan {most.days} dagen.",
                mend="Spreek een loonwaarde af, of beëindig de plaats; leg vast waarom langer nodig is.",
                source="Beoordelingskader par. 8; TL-30",
            )


def check_informed(facts: CaseFacts) -> Iterator[Signal]:
    """P-04: a new contract elsewhere costs old rights; the employee must have been told (seed 103)."""
    for one in facts.placements:
        if one.kind == PlacementKind.EMPLOYED and not one.informed and one.starts_on <= facts.on:
            yield Signal(
                rule="P-04",
                colour=Colour.AMBER,
                finding=f"Niet vastgelegd dat de werknemer is ingelicht over het {KIND_NAMES[PlacementKind.EMPLOYED]}.",
                mend="Vertel wat een nieuw contract met WW en loon bij ziekte doet, en leg de dag vast.",
                source="BW 7:629(12); SEED 4",
            )


def check_sanction(facts: CaseFacts) -> Iterator[Signal]:
    """K-15: what UWV named in its letter is not mended yet (RBMNE:2022:877)."""
    if facts.sanction_from is None or facts.on < facts.sanction_from or not facts.open_points:
        return
    many = "1 tekortkoming" if facts.open_points == 1 else f"{facts.open_points} tekortkomingen"
    yield Signal(
        rule="K-15",
        colour=Colour.RED,
        finding=f"In de brief van UWV van {write_date(facts.sanction_from)}: {many} nog niet hersteld.",
        mend="Herstel elk punt, leg vast hoe en wanneer, en vraag dan bekorting (TL-26).",
        source="RBMNE:2022:877; TL-25, TL-26",
    )


COURSE_CHECKS: tuple[Check, ...] = (check_end, check_pauses, check_unpaid_work, check_informed, check_sanction)
