"""T27: every form of every role, sent: what changed in a case has its entry in the log, in the same transaction."""

import pytest
from sqlalchemy import text

from dossier.evidence.row_check import LOGGED_TABLES
from dossier.evidence.verify import verify_url
from dossier.storage.database import Database
from tests.webui.addresses import PAGES
from tests.webui.conftest import Visitor
from tests.webui.form_walk import Form, forms_of
from tests.webui.test_url_map import tables

ROLES = ("bram", "anna", "daan", "els", "carla", "admin")


def entries(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM evidence_entry")).scalar_one())


def filled_in(form: Form) -> dict[str, str]:
    """As a person would: a day where one is asked, else a few words."""
    words = {name: "2026-11-19" if "_on" in name or "date" in name else "Een paar woorden" for name in form.typed}
    return words | {name: value for name, value in form.values.items() if value}


def send_all(visitor: Visitor, database: Database) -> tuple[int, int, list[str]]:
    """Accepted, those that changed a case, and those that did so without an entry."""
    accepted, changing, silent = 0, 0, []
    for form in forms_of(visitor, [path for path, _ in PAGES.values()]):
        if form.method != "POST":
            continue
        for values in (form.values, filled_in(form)):
            before, written = tables(database), entries(database)
            answer = visitor.client.post(form.action, data=values)
            after = tables(database)
            changed = sorted(name for name in LOGGED_TABLES if before[name] != after[name])
            accepted += answer.status_code == 302
            changing += bool(changed)
            if changed and entries(database) == written:
                silent.append(f"{form.action} {changed}")
    return accepted, changing, silent


@pytest.mark.row(
    "T27",
    "every form of every role sent as it stands and filled in, with the log looked at after each",
    "0 changes of a case without an entry; every row of every case has its entry",
)
def test_nothing_of_a_case_changes_without_an_entry(visit, web_database, web_settings, reach):
    accepted, changing, silent = 0, 0, []
    for name in ROLES:
        found = send_all(visit(name), web_database)
        accepted, changing, silent = accepted + found[0], changing + found[1], silent + found[2]
    report = verify_url(web_settings.effective_database_url)
    told = f"{accepted} forms accepted, {changing} changed a case, {len(silent)} without an entry {silent[:3] or ''}"
    held = changing > 10 and not silent and report.ok
    reach(f"{told}; {report.entries} entries, {len(report.faults)} rows without one or changed behind it", held=held)
