"""A report as pages: PDF/A-3a and PDF/UA-1, in the look of the office."""

from datetime import datetime
from typing import Any

from dossier.evidence.dutch import local, long_day
from dossier.evidence.edition import RECEIVER_NAMES
from dossier.evidence.look import Look
from dossier.evidence.pdf import render_page
from dossier.evidence.report_copy import ReportCopy
from dossier.rules import RULE_VERSION

SIGNED_HOW = (
    "Ondertekend in Passend na aanmelding met wachtwoord en tweede factor; elke handtekening staat met de vingerafdruk "
    "van deze tekst in het ondertekende logboek van het dossier."
)


def render_report(copy: ReportCopy, *, copied_at: datetime) -> bytes:
    """One copy for one receiver, marked with that receiver and the day of copying (V-20)."""
    return render_page("report", report_page(copy, copied_at), report_data(copy), made_at=copied_at)


def report_page(copy: ReportCopy, copied_at: datetime) -> dict[str, Any]:
    """The author and the day are those of the report; the foot says for whom and when this copy was made (U-14)."""
    case, settled = copy.case, local(copy.settled_at)
    return {
        "title": copy.title,
        "case": case.number,
        "employee": case.employee,
        "employer": case.employer,
        "coach": case.coach,
        "job_title": case.job_title,
        "first_sick_day": long_day(case.first_sick_day),
        "track_two_start": "" if case.track_two_start is None else long_day(case.track_two_start),
        "period_from": long_day(copy.period_from),
        "period_to": long_day(copy.period_to),
        "made_on": long_day(copy.settled_at),
        "copied_on": long_day(copied_at),
        "day": [settled.year, settled.month, settled.day],
        "made_by": copy.author,
        "version": copy.version,
        "receiver": RECEIVER_NAMES[copy.receiver],
        "receiver_name": copy.receiver_name,
        "rule_version": RULE_VERSION,
        **look_data(copy.look),
    }


def look_data(look: Look) -> dict[str, Any]:
    """Typst reads an image from a list of numbers; there is no file that it could open."""
    if not look.logo:
        return {"accent": look.accent, "office": look.office}
    return {"accent": look.accent, "office": look.office, "logo": list(look.logo), "logo_format": look.logo_format}


def report_data(copy: ReportCopy) -> dict[str, Any]:
    opinion = copy.opinion
    return {
        "office": copy.look.office,
        "replaced_by": copy.newest if copy.newest > copy.version else 0,
        "left_out": copy.left_out,
        "sections": [{"title": title, "blocks": blocks_of(text)} for title, text in copy.sections],
        "facts": figures_of(copy.facts),
        "opinion": None
        if opinion is None
        else {"name": opinion.name, "on": long_day(opinion.given_at), "blocks": blocks_of(opinion.text)},
        "signatures": [
            {
                "function": line.function,
                "name": line.name,
                "meaning": line.meaning,
                "on": "" if line.signed_at is None else long_day(line.signed_at),
                "remark": line.remark,
            }
            for line in copy.signatures
        ],
        "signed_how": SIGNED_HOW,
        "sha256": copy.content_sha256,
    }


def blocks_of(text: str) -> list[dict[str, Any]]:
    """Paragraphs and lists: lines that begin with a dash are the points of one list."""
    blocks: list[dict[str, Any]] = []
    for line in (one.strip() for one in text.splitlines()):
        if line.startswith(("- ", "• ")):
            if not blocks or "points" not in blocks[-1]:
                blocks.append({"points": []})
            blocks[-1]["points"].append(line[2:].strip())
        elif line:
            blocks.append({"text": line})
    return blocks


FIGURES = (
    ("applications", "Sollicitaties"),
    ("counting", "Waarvan telt mee"),
    ("norm", "Afgesproken"),
    ("inside_profile", "Binnen zoekprofiel"),
    ("by_coach", "Door de coach"),
    ("interviews", "Gesprekken"),
    ("rejections", "Afwijzingen"),
    ("unanswered", "Nog geen antwoord"),
)


def figures_of(facts: dict[str, Any]) -> dict[str, Any]:
    """The counts of the period as a table: a line per four weeks and the whole below."""
    if not facts:
        return {}
    rows = [[_span(one), *_cells(one)] for one in facts["per_four_weeks"]]
    return {
        "heads": ["Periode", *(title for _, title in FIGURES)],
        "rows": rows,
        "total": ["Hele periode", *_cells(facts["total"] | {"norm": None})],
        "activities": facts["activities"],
        "activities_done": facts["activities_done"],
        "conversations": facts["conversations"],
    }


def _span(one: dict[str, Any]) -> str:
    first, last = ("-".join(reversed(one[name].split("-"))) for name in ("first", "last"))
    return f"{first} – {last}"


def _cells(one: dict[str, Any]) -> list[str]:
    return ["–" if one[key] is None else str(one[key]) for key, _ in FIGURES]
