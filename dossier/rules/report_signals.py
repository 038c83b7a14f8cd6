"""K-11 of the dossier check: the file goes too long without a report (U-28)."""

from collections.abc import Iterator
from datetime import timedelta

from dossier.rules.case_facts import CaseFacts
from dossier.rules.parameter import days_on
from dossier.rules.signal import Colour, Signal
from dossier.rules.wording import write_date


def check_reports(facts: CaseFacts) -> Iterator[Signal]:
    """K-11: eight weeks after the last settled report amber, thirteen red (analogue of Besluit SUWI 4.20)."""
    started = facts.track_two_start
    if started is None or facts.ended_on:
        return
    last = started if facts.last_report is None else max(facts.last_report, started - timedelta(days=1))
    days = (facts.on - last).days
    if days < days_on("norms", "report_amber_days", facts.on):
        return
    until = f"De laatste rapportage loopt tot en met {write_date(last)}"
    begun = f"Spoor 2 begon op {write_date(last)} en er is nog geen rapportage"
    finding = f"{begun if facts.last_report is None else until}: {days} dagen geleden."
    yield Signal(
        rule="K-11",
        colour=Colour.RED if days >= days_on("norms", "report_red_days", facts.on) else Colour.AMBER,
        finding=finding,
        mend="Maak bij Rapporten een voortgangsrapportage, stel haar vast en geef haar vrij.",
        source="U-28; naar Besluit SUWI 4.20",
    )
