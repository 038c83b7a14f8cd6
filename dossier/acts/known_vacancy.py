"""What is known of a vacancy on the day of applying: its text, its kept page and how it was judged."""

from typing import Any

from sqlmodel import Session

from dossier.evidence.canonical import decimal_text
from dossier.model.demand import Verdict
from dossier.model.vacancy import Vacancy
from dossier.storage.applications import applied_vacancy, known_match, newest_snapshot

FIT = {Verdict.WITHIN.value: "ja", Verdict.PROBABLY_WITHIN.value: "ja", Verdict.EXCEEDED.value: "nee"}
"""Only what the text proves; every other verdict is 'onbekend' until a person says more."""


def fill_from_vacancy(session: Session, case_id: int, fields: dict[str, Any]) -> dict[str, Any]:
    """Fill what was left open; answers what goes into the log beside the row."""
    vacancy_id = fields.get("vacancy_id")
    if vacancy_id is None:
        return {}
    vacancy = applied_vacancy(session, vacancy_id)
    _fill(fields, _vacancy_fields(vacancy))
    _fill(fields, _match_fields(session, case_id, vacancy_id))
    snapshot = newest_snapshot(session, vacancy_id)
    fields["snapshot_id"] = None if snapshot is None else snapshot.id
    return {"snapshot_sha256": None if snapshot is None else snapshot.sha256}


def _fill(fields: dict[str, Any], known: dict[str, Any]) -> None:
    for name, value in known.items():
        if fields.get(name) is None:
            fields[name] = value


def _vacancy_fields(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "employer": vacancy.employer,
        "place": vacancy.place,
        "job_title": vacancy.title,
        "source": vacancy.source,
        "url": vacancy.url,
        "hours": hours_text(vacancy.hours_min, vacancy.hours_max),
        "wage": vacancy.salary_text,
    }


def hours_text(low: float | None, high: float | None) -> str | None:
    """'24-32', '36', 'vanaf 24' or 'tot 32'."""
    if low is None and high is None:
        return None
    if low is None or high is None:
        return f"vanaf {decimal_text(low)}" if low is not None else f"tot {decimal_text(high or 0.0)}"
    return decimal_text(low) if low == high else f"{decimal_text(low)}-{decimal_text(high)}"


def _match_fields(session: Session, case_id: int, vacancy_id: str) -> dict[str, Any]:
    match = known_match(session, case_id, vacancy_id)
    if match is None:
        return {}
    verdicts = match.detail.get("verdicts") or {}
    ratio = (verdicts.get("wage") or {}).get("total_ratio") or {}
    return {
        "wage_verdict": match.wage_verdict,
        "wage_ratio_low": ratio.get("low"),
        "wage_ratio_high": ratio.get("high"),
        "travel_minutes": (verdicts.get("travel") or {}).get("minutes"),
        "fits_limitations": FIT.get(match.limitation_verdict, "onbekend"),
    }
