"""A canary in every field of a case: who meets which, on every page and in every answer (T03)."""

import shutil

import pytest

from dossier.evidence.bundle import make_bundle
from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from dossier.storage.database import Database
from passend.digest import build_digest, write_digest
from tests.webui.canaries import fill_every_field, found_in
from tests.webui.cast import NOW, NUMBER
from tests.webui.test_url_map import addresses
from tests.webui.unpacking import words_in
from webui.assets import STATIC_ENDPOINTS

EMPLOYER_READS = {
    "activity.title",
    "agreement.settled_why",  # of the employer's own agreements: test_agreements
    "agreement.what",
    "capability_document.labour_expert_conclusion",
    *(f"case_course.{field}" for field in ("early_document", "early_grounds", "elsewhere_why", "extension_reason")),
    *(f"case_course.{field}" for field in ("goal", "other_job_why", "own_job_why", "track_one")),
    *("case_party.name", "case_party.organisation", "case_pause.document"),
    "contact_record.employer_agreements",
    *(f"job_application.{field}" for field in ("employer", "hours", "job_title", "place", "search_direction")),
    *("job_application.url", "job_application.wage"),
    *("joint_record.actions", "joint_record.goal", "joint_record.signatures"),
    *("own_statement.name", "own_statement.text"),
    *("placement.employer", "placement.job_title", "placement.structural_reason"),
    *(f"referred_document.{field}" for field in ("author_function", "author_name", "signed_by", "title")),
    *("reintegration_case.employee_name", "reintegration_case.job_title"),
    *("report.author", "report.sections", "report_signature.name", "report_signature.remark"),
    *("sanction_point.repair", "sanction_point.shortcoming"),
    *(f"search_profile.{field}" for field in ("directions", "hours", "reason", "region", "why_dropped")),
    "wage_record.source",
}
"""Rows 4, 6 (outward), 9, 13, 17 (released), 19 (own part), 21 (title), 23, 25 and 27 of the matrix; never a
limitation, note, wish, remark, reason of a rejection, letter, match or shortlist."""
OVERVIEW_ALSO = {f"job_application.{field}" for field in ("contact_person", "follow_up", "source")}
"""Columns 5, 15 and 19 of the overview for UWV, which the employer's version keeps (rule U-33)."""
COACH_ALONE = {"report_draft.texts"}


@pytest.fixture(scope="session")
def filled(filled, tmp_path_factory):
    """Instead of the cast of the other tests: the same, with a canary in every field of Anna's case."""
    folder, cast = tmp_path_factory.mktemp("canaries") / "data", filled[1]
    shutil.copytree(filled[0], folder)
    settings = Settings(data_dir=folder, testing=True)
    database = Database(settings.effective_database_url)
    fields = fill_every_field(database, cast, settings)
    database.close()
    return folder, cast, fields


@pytest.fixture
def met_by(visit, app, tmp_path):
    """`met_by("daan")`: the fields that this person meets, whatever address of the program is opened."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def met(name: str) -> set[str]:
        visitor, found = visit(name), set()
        for _, endpoint, path in addresses(app, {"GET"}):
            if endpoint not in STATIC_ENDPOINTS:
                with visitor.get(path) as answer:
                    assert answer.status_code < 500, path
                    found |= found_in(words_in(str(answer.headers), answer.get_data(), tmp_path))
        return found

    return met


def test_every_table_of_a_case_has_a_row_with_its_canaries(filled):
    choices_alone = {"case_cover", "form_receipt", "legal_hold", "match", "odd_look_report", "proof", "wage_sanction"}
    fields = filled[2]
    assert {table for table, columns in fields.items() if not columns} == choices_alone
    assert sum(map(len, fields.values())) > 80


def test_the_employer_meets_the_fields_of_the_matrix_and_no_other(met_by):
    assert met_by("daan") == EMPLOYER_READS


def test_the_employee_meets_no_draft_of_the_coach(met_by):
    met = met_by("anna")
    assert met & COACH_ALONE == set()
    assert len(met) > 60


@pytest.mark.parametrize("name", ["carla", "els", "admin", "fatima"])
def test_nobody_else_meets_any_field_of_the_case(name: str, met_by):
    assert met_by(name) == set()


@pytest.fixture
def packed_for(web_database, web_settings, tmp_path, monkeypatch):
    """`packed_for("employer")`: the fields in the bundle for this receiver, in whatever file and however deep."""
    monkeypatch.setattr("dossier.evidence.bundle.require_sound_case", lambda *_: None)  # the log knows no canaries

    def packed(receiver: str) -> set[str]:
        out = tmp_path / f"{receiver}.zip"
        with web_database.reading() as session:
            case = case_by_number(session, NUMBER)
            asked = {"settings": web_settings, "receiver": receiver, "made_at": NOW, "made_by": "x", "out": out}
            make_bundle(session, case, period_from=case.first_sick_day, period_to=NOW.date(), **asked)
        return found_in(words_in(out.name, out.read_bytes(), tmp_path))

    return packed


def test_the_bundle_for_the_employer_holds_no_field_that_the_employer_does_not_read(packed_for):
    packed = packed_for("employer")
    assert packed - EMPLOYER_READS == OVERVIEW_ALSO
    assert len(packed) > 10


def test_the_bundle_for_the_employee_holds_no_draft_and_the_one_for_the_coach_holds_the_fields(packed_for):
    assert packed_for("employee") & COACH_ALONE == set()
    assert {"job_application.coach_remark", "contact_record.facts"} <= packed_for("coach")


@pytest.mark.parametrize("name", ["anna", "bram", "daan", "admin"])
def test_the_weekly_mail_holds_no_field(name: str, web_database, filled):
    with web_database.reading() as session:
        account = find_account(session, filled[1].emails[name])
        text = write_digest(build_digest(session, account, on=NOW.date()), address="https://passend.example/")
    assert found_in(text) == set()
