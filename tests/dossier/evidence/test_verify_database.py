import shutil
import sqlite3
from dataclasses import replace
from itertools import pairwise
from types import SimpleNamespace

import pytest
from sqlmodel import SQLModel

from dossier import acts
from dossier.acts.career_documents import add_comment, save_career_document
from dossier.evidence.row_check import LOGGED_TABLES
from dossier.evidence.verify import verify_path
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from tests.dossier.cast import NOW
from tests.dossier.evidence.conftest import FULL, open_office
from tests.dossier.evidence.report_case import fill_reports

LOG_TABLES = ("evidence_entry", "evidence_content")
REFUSED_BY_THE_DATABASE = SimpleNamespace(ok=False, faults=[])
TABLES = (*LOG_TABLES, *LOGGED_TABLES, "limitation")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A full case with reports, a cv and a letter as well: a row in every table that an act writes."""
    opened = open_office(tmp_path_factory.mktemp("alles"), applications=2)
    with opened.database.session() as session:
        cast = replace(opened.cast, case=case_by_number(session, FULL))
        fill_reports(session, cast)
        paper = {"kind": "cv", "title": "Cv", "body": "Werkte als bakker."}
        row = save_career_document(session, cast.case, paper, **cast.by(cast.anna))
        add_comment(session, cast.case, row.id, {"comment": "Zet de nieuwste baan bovenaan."}, **cast.by(cast.bram))
    yield opened
    opened.database.close()


@pytest.fixture(scope="module")
def database_file(office, tmp_path_factory):
    """The office's database as one file, as a backup makes it."""
    path = tmp_path_factory.mktemp("database") / "kopie.sqlite"
    with office.database.session() as session:
        case, bram = case_by_number(session, FULL), find_account(session, "bram@passend.example")
        head = acts.record_export(
            session,
            case,
            receiver="employer",
            period=(case.first_sick_day, NOW.date()),
            filename="b.zip",
            sha256="c" * 64,
            head=last_hash(session, case),
            actor=bram,
            now=NOW,
            signer=office.signer,
        ).head
    source, target = sqlite3.connect(office.settings.data_dir / "passend.sqlite"), sqlite3.connect(path)
    source.backup(target)
    source.close()
    target.close()
    assert len(head) == 64
    return path


def last_hash(session, case):
    from dossier.evidence.log import head_of

    return head_of(session, case.number, case.id)


@pytest.fixture(scope="module")
def copy_file(tmp_path_factory):
    """The same address for every copy, so that the statements of its engine stay compiled."""
    return tmp_path_factory.mktemp("gewijzigd") / "kopie.sqlite"


@pytest.fixture
def change(office, database_file, copy_file, quick):
    """Changes a copy and says what the verifier finds."""

    def apply(*statements, **anchors):
        shutil.copy(database_file, copy_file)
        connection = sqlite3.connect(copy_file)
        try:
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        except sqlite3.IntegrityError:
            return REFUSED_BY_THE_DATABASE
        finally:
            connection.close()
        return verify_path(copy_file, data_keys=office.database.keys, **anchors)

    return apply


def columns_of(table):
    return [column for column in SQLModel.metadata.tables[table].columns if not column.primary_key]


def changed_value(column):
    """As an insider would: a number one higher, a text one sign longer, an empty field filled."""
    name, kind = column.name, str(column.type).upper()
    if any(word in kind for word in ("INT", "FLOAT", "BOOL")):
        return f"coalesce({name}, 0) + 1"
    return f"coalesce({name}, '') || 'x'"


def spread(rows):
    """A dozen of a long table, the first and the last among them."""
    last = len(rows) - 1
    return [rows[place] for place in sorted({round(last * step / 11) for step in range(12)})] if rows else []


def test_an_untouched_database_is_right_and_stays_as_it_is(change, database_file, office):
    before = database_file.read_bytes()
    report = verify_path(database_file, key=office.signer.fingerprint, data_keys=office.database.keys)
    assert (report.ok, report.faults, report.key_known) == (True, [], True)
    assert database_file.read_bytes() == before
    assert [path.name for path in database_file.parent.iterdir()] == ["kopie.sqlite"]


def test_a_database_in_use_is_checked_beside_its_user(office):
    with office.database.session():
        assert verify_path(office.settings.data_dir / "passend.sqlite").ok


@pytest.mark.parametrize("table", TABLES)
def test_a_change_in_any_column_of_any_row_that_an_act_wrote_is_found(change, database_file, table):
    key = "entry_id" if table == "evidence_content" else "id"
    connection = sqlite3.connect(database_file)
    ids = [row[0] for row in connection.execute(f"SELECT {key} FROM {table} ORDER BY {key}")]
    connection.close()
    unnoticed = [
        (column.name, row)
        for number, column in enumerate(columns_of(table))
        for row in [ids[0] if number % 2 else ids[-1]]
        if change(f"UPDATE {table} SET {column.name} = {changed_value(column)} WHERE {key} = {row}").ok
    ]
    assert unnoticed == []


@pytest.mark.parametrize("table", TABLES)
def test_a_row_that_is_gone_is_found(change, database_file, table):
    connection = sqlite3.connect(database_file)
    ids = [row[0] for row in connection.execute(f"SELECT rowid FROM {table}")]
    connection.close()
    assert [row for row in spread(ids) if change(f"DELETE FROM {table} WHERE rowid = {row}").ok] == []


@pytest.mark.parametrize("table", TABLES)
def test_two_rows_that_changed_places_are_found(change, database_file, table):
    connection = sqlite3.connect(database_file)
    ids = [row[0] for row in connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid")]
    connection.close()
    for first, second in spread(list(pairwise(ids))):
        report = change(
            f"UPDATE {table} SET rowid = -1 WHERE rowid = {first}",
            f"UPDATE {table} SET rowid = {first} WHERE rowid = {second}",
            f"UPDATE {table} SET rowid = {second} WHERE rowid = -1",
        )
        assert not report.ok


def test_the_fault_names_the_row(change):
    report = change("UPDATE job_application SET applied_on = '2026-05-01' WHERE serial = 2")
    assert [(fault.file, fault.line, fault.code) for fault in report.faults] == [
        ("job_application 2", None, "row_changed")
    ]


def test_the_fault_names_the_line_of_the_case(change):
    report = change("UPDATE evidence_entry SET actor = 'Iemand' WHERE case_id = 1 AND seq = 3")
    assert [(fault.file, fault.line) for fault in report.faults] == [("logboek 2026-0001", 3)]


def test_a_row_put_there_past_the_log_is_found(change):
    report = change(
        "INSERT INTO activity (case_id, kind, title, occurred_on, status, recorded_at, recorded_by) VALUES "
        "(1, 'cv', 'Verzonnen', '2026-05-01', 'klaar', '2026-05-01 00:00:00.000000', 2)"
    )
    assert [fault.code for fault in report.faults] == ["row_unlogged"]


def test_a_tail_that_was_cut_is_found_because_a_bundle_took_the_head_along(change):
    last = "(SELECT max(seq) - 1 FROM evidence_entry WHERE case_id = 1)"
    entries = f"SELECT id FROM evidence_entry WHERE case_id = 1 AND seq >= {last}"
    statements = (
        f"DELETE FROM evidence_content WHERE entry_id IN ({entries})",
        "DELETE FROM evidence_export",
        f"DELETE FROM evidence_entry WHERE id IN ({entries})",
        "UPDATE job_application SET released_at = NULL",
    )
    assert "head" not in {fault.code for fault in change(*statements).faults}
    assert "head" in {fault.code for fault in change(*statements, head="f" * 64).faults}


def test_a_chain_of_another_key_is_found(change, office):
    report = change(key="0" * 64)
    assert {fault.code for fault in report.faults} == {"key"}


def test_erased_content_is_right_only_when_an_act_says_so(own_office, tmp_path):
    from dossier.evidence.log import append_entry
    from dossier.storage.evidence import contents_of, entries_of

    path = own_office.settings.data_dir / "passend.sqlite"
    with own_office.database.session() as session:
        case = case_by_number(session, FULL)
        entry = next(entry for entry in entries_of(session, case.id) if entry.kind == "dossier ingezien")
        session.delete(contents_of(session, case.id)[entry.id])
    assert [(fault.line, fault.code) for fault in verify_path(path).faults] == [(entry.seq, "content")]
    with own_office.database.session() as session:
        append_entry(
            session,
            case.id,
            kind="inhoud gewist",
            content={"seqs": [entry.seq], "ground": "bewaartermijn"},
            actor="x",
            occurred_on=NOW.date(),
            recorded_at=NOW,
            signer=own_office.signer,
        )
    assert verify_path(path).faults == []


@pytest.mark.parametrize("content", [b"SQLite format 3\x00", b"SQLite format 3\x00" + b"x" * 5000])
def test_a_broken_database_is_unreadable_and_never_right(tmp_path, content):
    path = tmp_path / "kapot.sqlite"
    path.write_bytes(content)
    report = verify_path(path)
    assert [(fault.file, fault.code) for fault in report.faults] == [("kapot.sqlite", "unreadable")]
