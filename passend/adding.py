"""One pasted address to snapshot and vacancy and, for a case, to its place in the list with the verdicts."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crawler.crawling import MOST_PASTED_PAGES, add_url
from crawler.process import Progress
from dossier.settings import Settings
from dossier.storage.cases import case_by_number
from dossier.storage.database import open_database
from dossier.storage.matches import ranking_of
from passend.ranking_run import rank_changed


def add_for_case(
    settings: Settings,
    url: str,
    number: str,
    *,
    on: date,
    now: datetime,
    out: Path | None,
    progress: Progress,
    most_pages: int = MOST_PASTED_PAGES,
) -> dict[str, Any]:
    """The line of `add_url` with the match of the case; a case that does not exist stops before anything is fetched."""
    database = open_database(settings)
    try:
        with database.reading() as session:
            case_id = case_by_number(session, number).id
        line = add_url(settings, url, out, progress=progress, most_pages=most_pages)
        if "error" in line or case_id is None:
            return line
        progress(f"{number}: wegen")
        rank_changed(settings, database, [case_id], on=on, now=now, processes=1)
        with database.reading() as session:
            matches = ranking_of(session, case_id, number)["matches"]
    finally:
        database.close()
    own = (match for match in matches if line["id"] in (match["vacancy"], *match["copies"]))
    found = next(own, None)  # none when its closing day has passed
    line["match"] = {"case": number, **found} if found else None
    if out is not None:
        _write_again(out, line)
    return line


def _write_again(out: Path, line: dict[str, Any]) -> None:
    """The first line of the file, now with its match."""
    rest = out.read_text(encoding="utf-8").split("\n")[1:]
    out.write_text("\n".join([json.dumps(line, ensure_ascii=False), *rest]), encoding="utf-8")
