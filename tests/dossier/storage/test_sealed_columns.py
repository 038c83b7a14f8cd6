"""T39: what is guarded stands nowhere in plain words, and a new column is guarded or says why not."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import JSON, Date, Integer, String, create_engine, insert, select
from sqlmodel import SQLModel, col
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from dossier.errors import SealError
from dossier.model.case import Limitation
from dossier.model.guarded import SealedJson, SealedNumber, sealed_columns
from dossier.storage.attachments import AttachmentStore
from dossier.storage.backup.making import make_backup
from dossier.storage.backup.postgres_copy import copy_postgres
from dossier.storage.data_keys import DataKeys
from dossier.storage.database import carry_keys

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OPEN = {
    "a word from a list of the program, not of a person": {
        "reintegration_case.status", "reintegration_case.end_reason", "wage_record.period", "activity.kind",
        "activity.status", "contact_record.way", "agreement.owner", "agreement.state", "capability_document.kind",
        "capability_document.instrument", "capability_document.generation", "career_document.kind",
        "case_course.case_type", "case_course.led_by", "case_course.own_job", "case_course.other_job",
        "case_course.elsewhere", "case_course.early_grounds", "case_pause.ground", "case_party.function",
        "case_ranking.phase", "case_ranking.kinds", "employer_answer.occurs", "erasure.ground", "erasure.record",
        "evidence_entry.kind",
        "evidence_export.receiver", "human_judgement.verdict", "job_application.found_by", "job_application.way",
        "job_application.performed_by", "job_application.result", "joint_record.kind", "legal_hold.ground",
        "match.wage_verdict", "match.hours_verdict", "match.travel_verdict", "match.limitation_verdict",
        "own_statement.kind", "own_statement.report_kind", "placement.kind", "proof.kind", "proof.media_type",
        "person_profile.transport", "referred_document.part", "report.kind", "report_draft.kind",
        "report_signature.role", "report_signature.meaning", "shortlist_entry.state", "shortlist_entry.reason_code",
        "wage_sanction.kind", "match.rule_version", "match.model_version", "case_ranking.rule_version",
        "case_ranking.model_version", "quality_check.fits_profile", "quality_check.fits_vacancy",
        "quality_check.language", "quality_check.layout", "quality_check.motivation", "task.kind", "task.outcome",
        "task.code",
    },
    "who it is about or who did it: the name is found by the database": {
        "reintegration_case.number", "reintegration_case.employee_name", "evidence_entry.actor",
        "evidence_export.made_by", "report.author", "report_signature.name", "own_statement.name",
        "capability_document.author_function", "referred_document.author_function",
    },
    "which vacancy: the number of a public page stands beside it": {
        "job_application.employer", "job_application.place", "job_application.job_title", "job_application.source",
        "job_application.url", "job_application.hours", "placement.employer", "placement.job_title",
    },
    "a key that rows are told apart by": {"career_document.title", "api_receipt.key"},
    "a hash, a signature or a name of a file": {
        "evidence_entry.content_sha256", "evidence_entry.key", "evidence_entry.prev", "evidence_entry.hash",
        "evidence_entry.signature", "evidence_entry.header_sha256", "evidence_export.filename",
        "evidence_export.sha256", "evidence_export.head", "proof.sha256", "report.content_sha256",
        "report_signature.content_sha256", "api_receipt.request_sha256", "erasure.files",
    },
}  # fmt: skip


def tables_of_a_case():
    """Every table that hangs from a case, however deep, and the account of its person."""
    found = {"reintegration_case"}
    for table in SQLModel.metadata.sorted_tables:
        if any(key.column.table.name in found for key in table.foreign_keys):
            found.add(table.name)
    return [SQLModel.metadata.tables[name] for name in sorted(found)]


def test_every_text_about_a_person_lies_sealed_or_says_why_not():
    """A new column fails here: declare it with a type of dossier/model/guarded.py, or name it above with its reason."""
    allowed = set().union(*OPEN.values())
    plain = {
        f"{table.name}.{column.name}"
        for table in tables_of_a_case()
        for column in table.columns
        if isinstance(column.type, String | AutoString | JSON) and not column.foreign_keys
    }
    assert plain - allowed == set()


def value_for(column, number):
    kind = column.type
    if column.foreign_keys or isinstance(kind, Integer):
        return number
    if isinstance(kind, Date):
        return date(2026, 1, 1)
    if isinstance(kind, UTCDateTime):
        return NOW
    return {bool: False, float: 1.0, dict: []}.get(kind.python_type, f"x{number}")


def canary(column, number):
    """Words that nothing else in the database can hold; for a number twelve digits."""
    if isinstance(column.type, SealedNumber):
        return 777_000_000_000 + number
    word = f"kanarie-{number}-{column.table.name}-{column.name}"
    return {"woord": [word]} if isinstance(column.type, SealedJson) else word


@pytest.fixture
def canaries(database):
    """A row with a canary in every sealed column of every table; what a row refers to need not be there."""
    lite = database.engine.dialect.name == "sqlite"
    free = create_engine(database.engine.url)
    carry_keys(free, database.keys)
    put = {}
    with free.begin() as connection:
        if not lite:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for number, table in enumerate(filter(sealed_columns, SQLModel.metadata.sorted_tables)):
            row = {column.name: value_for(column, number + 1) for column in table.columns}
            for place, column in enumerate(sealed_columns(table)):
                row[column.name] = put[column] = canary(column, number * 100 + place)
            connection.execute(insert(table), row)
    yield put
    free.dispose()


def words_of(put):
    return [str(value["woord"][0] if isinstance(value, dict) else value).encode() for value in put.values()]


def test_a_canary_in_every_guarded_column_lies_nowhere_in_plain(database, canaries, tmp_path, settings):
    """In the file of the database, its write-ahead log, the rows as PostgreSQL hands them over, and a backup."""
    with database.reading() as session:
        assert {column: session.execute(select(column)).scalars().all() for column in canaries} == {
            column: [value] for column, value in canaries.items()
        }
    AttachmentStore(settings.attachment_dir, 1, database.keys).keep(b" ".join(words_of(canaries)))
    make_backup(database, settings, tmp_path / "kopie", "k" * 32, now=NOW, snapshots=True, keys=False)
    raw = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    if database.engine.dialect.name == "postgresql":
        with copy_postgres(database) as copy:
            for table in copy.tables:
                with copy.lines(table, tmp_path) as lines:
                    raw.append(lines.read())
    assert len(canaries) > 60
    assert [word for word in words_of(canaries) if any(word in content for content in raw)] == []
    assert any(b"pz1." in content for content in raw)


def test_a_value_opens_only_in_its_own_column():
    keys = DataKeys.generate()
    sealed = keys.seal(b'"rug"', "limitation.note")
    assert keys.unseal(sealed, "limitation.note") == b'"rug"'
    with pytest.raises(SealError):
        keys.unseal(sealed, "contact_record.facts")


def test_the_database_is_never_asked_to_search_or_sort_what_it_cannot_see():
    assert "IS NULL" in str(col(Limitation.note).is_(None))
    for ask in (lambda: col(Limitation.note) == "rug", lambda: col(Limitation.note).desc()):
        with pytest.raises(TypeError, match=r"limitation\.note lies sealed"):
            ask()
