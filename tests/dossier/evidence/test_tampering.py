"""A thousand random changes of a bundle and a thousand of a database: every one found, and named where it is."""

import json
import random
import zipfile
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, create_engine

from dossier.evidence import controleer
from dossier.evidence.row_check import LOGGED_TABLES
from dossier.evidence.signing import Signer
from dossier.evidence.verify import DatabaseCheck
from dossier.evidence.zip_form import zip_parts
from dossier.storage.database import carry_keys
from tests.dossier.evidence.conftest import FULL

TIMES = 1000
pytestmark = pytest.mark.usefixtures("quick")


# --- The bundle. A change gives back the changed members (or bytes) and the names of which one must be named.
def pack(members):
    return b"".join(part for _, part in zip_parts(list(members.items())))


def flip_byte(chance, members):
    name = chance.choice(sorted(members))
    content = bytearray(members[name])
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return members | {name: bytes(content)}, {name}


def cut_bytes(chance, members):
    name = chance.choice(sorted(members))
    content = members[name]
    place, length = chance.randrange(len(content)), chance.randint(1, 40)
    return members | {name: content[:place] + content[place + length :]}, {name}


def drop_file(chance, members):
    name = chance.choice(sorted(members))
    return {one: content for one, content in members.items() if one != name}, {name}


def add_file(chance, members):
    name = f"bewijs/{chance.randrange(10**6)}.pdf"
    return members | {name: b"verzonnen"}, {name}


def swap_files(chance, members):
    one, other = chance.sample(sorted(members), 2)
    while members[one] == members[other]:
        one, other = chance.sample(sorted(members), 2)
    return members | {one: members[other], other: members[one]}, {one, other}


def with_lines(members, lines):
    return members | {controleer.LOG: b"".join(lines)}, {controleer.LOG}


def log_lines(members):
    return members[controleer.LOG].splitlines(keepends=True)


def drop_line(chance, members):
    lines = log_lines(members)
    lines.pop(chance.randrange(len(lines)))
    return with_lines(members, lines)


def swap_lines(chance, members):
    lines = log_lines(members)
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return with_lines(members, lines)


def cut_tail(chance, members):
    return with_lines(members, log_lines(members)[: -chance.randint(1, 10)])


def change_date(chance, members):
    lines = log_lines(members)
    place = chance.choice([place for place, raw in enumerate(lines) if json.loads(raw)["recorded_at"]])
    line = json.loads(lines[place])
    field = chance.choice(["occurred_on", "recorded_at"])
    day = date.fromisoformat(line[field][:10]) - timedelta(days=chance.randint(1, 60))
    lines[place] = controleer.canonical(line | {field: day.isoformat() + line[field][10:]}) + b"\n"
    return with_lines(members, lines)


def recompute_from_middle(chance, members):
    """With the program but without our key: backdate one line, sign it and all after it, and the manifest, anew."""
    forger, lines = Signer.generate(), log_lines(members)
    start = chance.randrange(len(lines))
    previous = json.loads(lines[start - 1])["hash"] if start else None
    for place in range(start, len(lines)):
        line = json.loads(lines[place])
        if place == start and line["recorded_at"]:
            line["recorded_at"] = "2026-01-01T00:00:00+00:00"
            header = {name: line[name] for name in controleer.HEADER}
            line["header_sha256"] = controleer.sha256(controleer.canonical(header))
        line |= {"key": forger.public_key, "prev": previous or controleer.genesis(line["case"])}
        line["hash"] = controleer.sha256(controleer.canonical({name: line[name] for name in controleer.LINK}))
        line["signature"] = forger.sign_entry(line["hash"])
        previous = line["hash"]
        lines[place] = controleer.canonical(line) + b"\n"
    changed, named = with_lines(members, lines)
    return sign_manifest(changed, forger), named | {controleer.MANIFEST}


def sign_manifest(members, signer):
    manifest = json.loads(members[controleer.MANIFEST])
    unsigned = {name: value for name, value in manifest.items() if name != "signature"}
    last = json.loads(members[controleer.LOG].splitlines()[-1])
    unsigned["log"] = {"head": last["hash"], "entries": last["seq"]}
    unsigned["files"] = [
        {**file, "sha256": controleer.sha256(members[file["name"]]), "size": len(members[file["name"]])}
        for file in unsigned["files"]
    ]
    block = {"public_key": signer.public_key, "fingerprint": signer.fingerprint}
    block = manifest["signature"] | block | {"signature": signer.sign_manifest(unsigned)}
    return members | {controleer.MANIFEST: controleer.manifest_bytes(unsigned | {"signature": block})}


BUNDLE_CHANGES = (
    flip_byte,
    cut_bytes,
    drop_file,
    add_file,
    swap_files,
    drop_line,
    swap_lines,
    cut_tail,
    change_date,
    recompute_from_middle,
)


@pytest.fixture(scope="module")
def members(employer_bundle):
    with zipfile.ZipFile(employer_bundle) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def named_in(content, key):
    faults = []
    controleer.check_members(controleer.check_zip(content, "bundel.zip", faults), key, faults)
    return {fault["file"] for fault in faults}


def test_a_thousand_changes_of_a_bundle_are_each_found_and_named(members, office):
    chance, unnoticed = random.Random(11), []
    for number in range(TIMES):
        change = BUNDLE_CHANGES[number % len(BUNDLE_CHANGES)]
        changed, where = change(chance, members)
        if not named_in(pack(changed), office.signer.fingerprint) & where:
            unnoticed.append((number, change.__name__, where))
    assert unnoticed == []


def test_a_bundle_rolled_back_to_an_earlier_one_is_found_with_the_head_of_the_later(own_office, tmp_path):
    from dossier import acts
    from dossier.evidence.verify import verify_path
    from dossier.storage.accounts import find_account
    from dossier.storage.cases import case_by_number
    from tests.dossier.cast import NOW

    own_office.bundle(tmp_path / "eerder.zip")
    with own_office.database.session() as session:
        case, bram = case_by_number(session, FULL), find_account(session, "bram@passend.example")
        acts.record_view(session, case, part="loon", actor=bram, now=NOW, signer=own_office.signer)
    later = own_office.bundle(tmp_path / "later.zip")
    key = own_office.signer.fingerprint
    assert [one.code for one in verify_path(tmp_path / "eerder.zip", key=key, head=later.head).faults] == ["head"]


# --- The database, with its triggers and its rules of reference gone: as an insider with the file would have it.
LOG_TABLES = ("evidence_entry", "evidence_content")
ROWS = (*LOG_TABLES, *LOGGED_TABLES, "limitation")


def columns_of(table):
    return [column for column in SQLModel.metadata.tables[table].columns if not column.primary_key]


def rows_of(session, table):
    return [row[0] for row in session.execute(text(f"SELECT rowid FROM {table} ORDER BY rowid"))]


def change_value(chance, session, filled):
    table = chance.choice(filled)
    column, row = chance.choice(columns_of(table)), chance.choice(rows_of(session, table))
    number = any(word in str(column.type).upper() for word in ("INT", "FLOAT", "BOOL"))
    new = f"coalesce({column.name}, 0) + 1" if number else f"coalesce({column.name}, '') || 'x'"
    return [f"UPDATE {table} SET {column.name} = {new} WHERE rowid = {row}"], (table, row)


def shift_date(chance, session, filled):
    dated = [(table, column.name) for table in filled for column in columns_of(table) if "DATE" in str(column.type)]
    table, name = chance.choice(dated)
    rows = session.execute(text(f"SELECT rowid FROM {table} WHERE {name} IS NOT NULL")).scalars().all()
    if not rows:
        return change_value(chance, session, filled)
    row = chance.choice(rows)
    moved = f"date(substr({name}, 1, 10), '-{chance.randint(1, 60)} days') || substr({name}, 11)"
    return [f"UPDATE {table} SET {name} = {moved} WHERE rowid = {row}"], (table, row)


def drop_row(chance, session, filled):
    table = chance.choice(filled)
    row = chance.choice(rows_of(session, table))
    return [f"DELETE FROM {table} WHERE rowid = {row}"], (table, row)


def swap_rows(chance, session, filled):
    table = chance.choice([table for table in filled if len(rows_of(session, table)) > 1])
    one, other = chance.sample(rows_of(session, table), 2)
    moves = [(one, -1), (other, one), (-1, other)]
    return [f"UPDATE {table} SET rowid = {to} WHERE rowid = {was}" for was, to in moves], (table, one, other)


def cut_chain(chance, session, filled):
    case, length = chance.choice([(1, chance.randint(1, 8)), (2, 1)])
    last = f"SELECT id FROM evidence_entry WHERE case_id = {case} ORDER BY seq DESC LIMIT {length}"
    statements = [
        f"DELETE FROM {table} WHERE {key} IN ({last})"
        for table, key in zip(LOG_TABLES, ("id", "entry_id"), strict=True)
    ]
    return [statements[1], statements[0]], ("chain", case)


DATABASE_CHANGES = (change_value, shift_date, drop_row, swap_rows, cut_chain)


@pytest.fixture(scope="module")
def tables(office, tmp_path_factory):
    """A copy of the database without a constraint that would stop an insider, and the heads known from elsewhere."""
    import sqlite3

    path = tmp_path_factory.mktemp("sabotage") / "kopie.sqlite"
    with office.database.session():
        source, target = sqlite3.connect(office.settings.data_dir / "passend.sqlite"), sqlite3.connect(path)
        source.backup(target)
        source.close()
        target.close()
    engine = create_engine(f"sqlite:///{path}")
    carry_keys(engine, office.database.keys)
    yield engine
    engine.dispose()


def test_a_thousand_changes_of_a_database_are_each_found_and_named(tables, office):
    chance, unnoticed, refused = random.Random(12), [], 0
    with Session(tables) as session:
        filled = [table for table in ROWS if rows_of(session, table)]
        heads = {chain[-1] for chain in DatabaseCheck(session, None).run([]).values()}
    for number in range(TIMES):
        with Session(tables) as session:
            statements, place = DATABASE_CHANGES[number % len(DATABASE_CHANGES)](chance, session, filled)
            try:
                for statement in statements:
                    session.execute(text(statement))
            except IntegrityError:
                refused += 1  # the database itself says no: that is found too
                continue
            faults = []
            chains = DatabaseCheck(session, office.signer.fingerprint).run(faults)
            gone = heads - {one for chain in chains.values() for one in chain}
            if not is_named(place, faults, gone):
                unnoticed.append((number, statements, faults[:3]))
            session.rollback()
    assert (unnoticed, refused < TIMES // 5) == ([], True)


def is_named(place, faults, gone):
    """A row of a table by its number; a row of the log by its chain; a cut chain by a head that is gone."""
    table, *rows = place
    files = {fault["file"] for fault in faults}
    if table == "chain":
        return bool(gone) or bool(files)
    if table in LOG_TABLES:
        return bool(gone) or any(file.startswith(("logboek ", "evidence_content ")) for file in files)
    if table == "limitation":
        return any(file.startswith("capability_document ") for file in files)
    return any(f"{table} {row}" in files for row in rows) or any(file.startswith("logboek ") for file in files)
