"""Pages for people and archives: PDF/A-3a and PDF/UA-1 in one file, the same bytes for the same data."""

import json
import re
from datetime import date, datetime
from importlib.resources import as_file, files
from typing import Any

import typst

from dossier.evidence.dutch import local, long_day, short_day, short_moment
from dossier.evidence.edition import RECEIVER_NAMES, Edition

STANDARDS: list[Any] = ["a-3a", "ua-1"]
UNPRINTABLE = re.compile(
    "[^\n\u0020-\u007e\u00a0-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u04ff\u05d0-\u05ea"
    "\u0621-\u063a\u0641-\u064a\u0660-\u0669\u1d00-\u1f15\u2010-\u2027\u2030-\u205e\u2070\u2071\u2074-\u208e"
    "\u20a0-\u20c0\u2100-\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u262f\u2713\u2714\u2717\u2718\ufb00-\ufb06\ufffd]"
)
"""Signs that the fonts inside typst cannot draw; an archive PDF may not hold them, so a □ stands in their place."""


def render_pdf(template: str, title: str, edition: Edition, data: dict[str, Any]) -> bytes:
    """Fill a template of `templates/`; every page carries what U-14 and V-20 ask for."""
    return render_page(template, page_data(title, edition), data, made_at=edition.made_at)


def render_page(template: str, page: dict[str, Any], data: dict[str, Any], *, made_at: datetime) -> bytes:
    """The same with a page of one's own: a report has an author and a day that differ from the bundle's."""
    inputs = {"page": json.dumps(printable(page)), "data": json.dumps(printable(data))}
    with as_file(files("dossier.evidence") / "templates") as folder:
        made = typst.compile(
            folder / f"{template}.typ",
            root=folder,
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            ignore_system_fonts=True,
            timestamp=int(made_at.timestamp()),
        )
    assert isinstance(made, bytes)
    return made


def page_data(title: str, edition: Edition) -> dict[str, Any]:
    """What stands at the top and the bottom of every page."""
    case = edition.case
    return {
        "title": title,
        "case": case.number,
        "employee": case.employee,
        "employer": case.employer,
        "coach": case.coach,
        "job_title": case.job_title,
        "first_sick_day": long_day(case.first_sick_day),
        "track_two_start": "" if case.track_two_start is None else long_day(case.track_two_start),
        "period_from": long_day(edition.period_from),
        "period_to": long_day(edition.period_to),
        "made_on": long_day(edition.made_at),
        "day": [local(edition.made_at).year, local(edition.made_at).month, local(edition.made_at).day],
        "made_by": edition.made_by,
        "version": edition.version,
        "head": edition.head,
        "receiver": RECEIVER_NAMES[edition.receiver],
        "receiver_name": edition.receiver_name,
        "rule_version": edition.rule_version,
    }


def printable(value: Any) -> Any:
    """Days and moments as people read them, and only signs that can be drawn."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\t", " ")
        return UNPRINTABLE.sub("□", text)
    if isinstance(value, datetime):
        return short_moment(value)
    if isinstance(value, date):
        return short_day(value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value
