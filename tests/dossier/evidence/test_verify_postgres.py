"""The database verifier on PostgreSQL: it finds what it finds on SQLite."""

import pytest
from sqlalchemy import text

from dossier.errors import EvidenceError
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_url
from dossier.settings import Settings
from dossier.storage.data_keys import DataKeys
from tests.conftest import copied_postgres
from tests.dossier.cast import make_cast
from tests.dossier.evidence.full_case import fill_case


@pytest.fixture
def postgres(postgres_server, postgres_template, tmp_path):
    for database in copied_postgres(postgres_server, postgres_template):
        settings, signer = Settings(data_dir=tmp_path / "kantoor", testing=True), Signer.generate()
        DataKeys.load_or_create(settings.data_key_file)
        with database.session() as session:
            fill_case(session, make_cast(session, signer), settings)
        yield database, signer


def change(database, *statements):
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def found(database, **known):
    return [
        (fault.file, fault.line, fault.code)
        for fault in verify_url(database.url, data_keys=database.keys, **known).faults
    ]


def test_an_untouched_database_is_right(postgres):
    database, signer = postgres
    report = verify_url(database.url, key=signer.fingerprint, data_keys=database.keys)
    assert (report.ok, report.faults, report.entries > 20) == (True, [], True)


LOG = "logboek 2026-0001"
ENTRY = "WHERE case_id = 1 AND seq ="
FIFTH = f"(SELECT id FROM evidence_entry {ENTRY} 5)"
CHANGES = {
    "UPDATE job_application SET applied_on = '2026-05-01' WHERE serial = 2": ("job_application 2", None, "row_changed"),
    f"UPDATE evidence_entry SET actor = 'Iemand' {ENTRY} 3": (LOG, 3, "hash"),
    f"UPDATE evidence_entry SET recorded_at = recorded_at - interval '1 day' {ENTRY} 4": (LOG, 4, "hash"),
    f"DELETE FROM evidence_content WHERE entry_id = {FIFTH}": (LOG, 5, "content"),
    "UPDATE wage_record SET amount_cents = amount_cents || 'A'": ("wage_record 1", None, "row_changed"),
    "UPDATE limitation SET level = note": ("capability_document 1", None, "row_changed"),
}


@pytest.mark.parametrize(("statement", "fault"), CHANGES.items())
def test_a_change_is_found_and_named(postgres, statement, fault):
    database, signer = postgres
    change(database, statement)
    assert fault in found(database, key=signer.fingerprint)


def test_a_tail_that_was_cut_is_found_with_the_head_known_from_elsewhere(postgres):
    from dossier.storage.evidence import heads

    database, _ = postgres
    with database.reading() as session:
        head = dict(heads(session))["2026-0002"].hash
    change(
        database,
        "DELETE FROM evidence_content WHERE entry_id IN (SELECT id FROM evidence_entry WHERE case_id = 2)",
        "DELETE FROM evidence_entry WHERE case_id = 2",
    )
    assert (None, "head") in {(line, code) for _, line, code in found(database, head=head)}


def test_verifying_writes_nothing(postgres):
    from dossier.storage.raw_table import read_only_server

    database, _ = postgres
    with pytest.raises(EvidenceError), read_only_server(database.url) as session:
        session.exec(text("DELETE FROM proof"))


def test_a_database_of_something_else_is_unreadable(postgres_server):
    report = verify_url(postgres_server)
    assert [fault.code for fault in report.faults] == ["unreadable"]
