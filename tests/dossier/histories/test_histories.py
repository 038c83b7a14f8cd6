"""200 generated histories: no state but by an allowed move, and on paper as many rows as in the database."""

import csv
import io
import json
from itertools import count as count_from
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from sqlmodel import func, select

from dossier.evidence import controleer
from dossier.evidence.columns import columns_for
from dossier.evidence.exports import activities, application_overview
from dossier.evidence.gathering import Gathering
from dossier.evidence.kind import EntryKind
from dossier.evidence.log import line_of
from dossier.evidence.spreadsheet import write_csv
from dossier.evidence.totals import total_of, totals_of
from dossier.model.activity import Activity, ContactRecord
from dossier.model.agreement import Agreement
from dossier.model.case import SearchProfile
from dossier.model.course import CasePause
from dossier.model.job_application import JobApplication
from dossier.settings import Settings
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import Database
from dossier.storage.evidence import contents_of, entries_of
from tests.dossier.cast import FIRST_SICK_DAY, NOW, make_cast
from tests.dossier.histories.actions import HISTORY, PHASES, Walk
from tests.dossier.histories.paper import check_printed

TABLES = {
    "apply": JobApplication,
    "do": Activity,
    "talk": ContactRecord,
    "search": SearchProfile,
    "pause": CasePause,
    "agree": Agreement,
}

PRINTED_EVERY = 20
"""Ten of the two hundred are printed as PDF and workbook, and read back."""


def count(session, table, case):
    return session.exec(select(func.count()).where(table.case_id == case.id)).one()


def lines_of(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))[1:]


def check_states(session, case, model):
    """The log tells the very path of the model, every step of it a step of the phases."""
    contents = contents_of(session, case.id)
    moves = [one for one in entries_of(session, case.id) if one.kind == EntryKind.CASE_MOVED]
    told = ["REGISTERED", *(contents[one.id].content["status"] for one in moves)]
    assert told == model.path
    assert all(later in PHASES[earlier] for earlier, later in pairwise(told))


def check_paper(session, case, model, data_dir):
    """For the coach, who reads every row; the sums beside the rows, and the rows beside the tables."""
    found = {name: count(session, table, case) for name, table in TABLES.items()}
    assert found == model.rows
    period = (FIRST_SICK_DAY, NOW.date())
    gathering = Gathering(session, case, settings=Settings(data_dir=data_dir), receiver="coach", period=period)
    edition = gathering.edition(made_at=NOW, made_by="Bram")
    overview = lines_of(write_csv(columns_for("coach"), edition.applications))
    assert len(overview) == found["apply"] == len(json.loads(application_overview.data(edition))["applications"])
    assert sum(total.applications for total in totals_of(edition)) == found["apply"]
    assert total_of(edition, *period).by_coach == sum(line[21] != "werknemer" for line in overview)
    together = lines_of(write_csv(list(activities.COLUMNS), activities.rows(edition, list(activities.COLUMNS))))
    assert len(together) == found["do"] + found["talk"] + found["agree"]
    cents = 1050 * found["do"]
    assert sum(row["cost_cents"] or 0 for row in edition.activities) == cents
    assert len(edition.search_versions) == found["search"]
    return edition


def check_chain(session, case, signer):
    contents = contents_of(session, case.id)
    lines = [line_of(one, case.number, contents.get(one.id), None) for one in entries_of(session, case.id)]
    assert [fault for line in lines[-1:] for fault in controleer.faults_in(line)] == []
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))


def test_200_histories_stand_only_where_allowed_moves_lead_and_add_up_on_paper(tmp_path_factory, signer):
    folder = tmp_path_factory.mktemp("verlopen")
    database = Database(f"sqlite:///{folder}/verlopen.sqlite", DataKeys.generate())
    database.migrate()
    reached, turns = set(), count_from(1)

    def printed(edition, rows):
        if next(turns) % PRINTED_EVERY == 0:
            check_printed(edition, rows)

    @settings(max_examples=200, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(history=HISTORY)
    def one(history):
        with database.session() as session:
            cast = make_cast(session, signer)
            model = Walk(session, cast).play(history)
            check_states(session, cast.case, model)
            edition = check_paper(session, cast.case, model, folder)
            printed(edition, model.rows)
            check_chain(session, cast.case, signer)
            reached.update(model.path)
            session.rollback()

    one()
    database.close()
    assert reached == set(PHASES)
