import threading
from datetime import date, datetime

import pytest

from dossier.errors import EvidenceError, NotFoundError
from dossier.evidence import controleer
from dossier.evidence.log import append_entry, entries_of, head_of, header_digest, line_of
from dossier.evidence.signing import Signer
from dossier.model.evidence import LogEntry
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import contents_of
from tests.dossier.cast import NOW, make_cast


def add(session, case, signer, kind="dossier ingezien", **content):
    return append_entry(
        session,
        case.id,
        kind=kind,
        content=content,
        actor="Bram",
        occurred_on=date(2026, 11, 1),
        recorded_at=NOW,
        signer=signer,
    )


def lines_of(session, case, shown=None):
    contents = contents_of(session, case.id)
    return [line_of(entry, case.number, contents.get(entry.id), shown) for entry in entries_of(session, case.id)]


def faults_in(lines, signer):
    faults = []
    chain = controleer.check_lines(lines, "logboek", faults)
    controleer.check_key({signer.fingerprint}, chain, "logboek", faults)
    return faults


def test_each_entry_continues_the_one_before(session, cast, signer):
    entries = [add(session, cast.case, signer, part=str(number)) for number in range(3)]
    assert [entry.seq for entry in entries] == [2, 3, 4]
    assert [entry.prev for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
    assert head_of(session, cast.case.number, cast.case.id) == entries[-1].hash
    assert faults_in(lines_of(session, cast.case), signer) == []


def test_each_case_has_a_chain_of_its_own(session, cast, signer):
    add(session, cast.case, signer, part="x")
    add(session, cast.other_case, signer, part="x")
    assert [entry.seq for entry in entries_of(session, cast.other_case.id)] == [1, 2]
    first = {entries_of(session, case.id)[0].prev for case in (cast.case, cast.other_case)}
    assert first == {controleer.genesis("2026-0001"), controleer.genesis("2026-0002")}


def test_the_same_content_twice_has_two_hashes(session, cast, signer):
    first, second = (add(session, cast.case, signer, part="x") for _ in range(2))
    assert first.content_sha256 != second.content_sha256


def test_one_field_can_be_shown_without_the_others(session, cast, signer):
    add(session, cast.case, signer, open="ja", closed="geheim")
    lines = lines_of(session, cast.case, frozenset({"open"}))
    assert lines[-1]["content"] == {"open": "ja"}
    assert "geheim" not in str(lines[-1])
    assert "closed" not in str(lines[-1])
    assert faults_in(lines, signer) == []


def test_a_line_that_shows_nothing_keeps_its_place_and_says_nothing(session, cast, signer):
    add(session, cast.case, signer, closed="geheim")
    lines = lines_of(session, cast.case, frozenset())
    said = {name: value for name, value in lines[-1].items() if value is not None}
    assert set(said) == {"case", "seq", "key", "prev", "header_sha256", "hash", "signature"}
    assert faults_in(lines, signer) == []


def test_erased_content_leaves_the_chain_verifiable(session, cast, signer):
    entry = add(session, cast.case, signer, part="x")
    session.delete(contents_of(session, cast.case.id)[entry.id])
    session.flush()
    lines = lines_of(session, cast.case)
    assert (lines[-1]["content"], lines[-1]["actor"]) == (None, "Bram")
    assert faults_in(lines, signer) == []


@pytest.mark.parametrize("shown", [None, frozenset({"part"})])
def test_an_erased_entry_says_nothing_even_where_its_content_was_left(session, cast, signer, shown):
    entry = add(session, cast.case, signer, part="x")
    erased = LogEntry(**entry.model_dump() | {"actor": "", "header_sha256": header_digest(entry)})
    line = line_of(erased, cast.case.number, contents_of(session, cast.case.id)[entry.id], shown)
    assert {name for name in (*controleer.HEADER, *controleer.BODY) if line[name] is not None} == set()
    assert controleer.faults_in(line) == []


def test_a_chain_begins_at_the_case_itself(session, cast):
    assert head_of(session, "2026-0009", 404) == controleer.genesis("2026-0009")


def test_another_key_goes_on_only_where_the_old_one_handed_over_or_was_lost(session, cast, signer):
    other = Signer.generate()
    with pytest.raises(EvidenceError, match=signer.fingerprint[:16]):
        add(session, cast.case, other)
    add(session, cast.case, other, kind=controleer.LOST)
    add(session, cast.case, other, kind=controleer.ROTATED)
    assert add(session, cast.case, signer).seq == 4


def test_a_moment_without_a_zone_is_refused(session, cast, signer):
    with pytest.raises(EvidenceError):
        append_entry(
            session,
            cast.case.id,
            kind="x",
            content={},
            actor="x",
            occurred_on=date(2026, 11, 1),
            recorded_at=datetime(2026, 11, 1, 12),  # noqa: DTZ001
            signer=signer,
        )


def test_there_is_no_log_without_a_case(session, signer):
    with pytest.raises(NotFoundError):
        append_entry(
            session,
            404,
            kind="x",
            content={},
            actor="x",
            occurred_on=NOW.date(),
            recorded_at=NOW,
            signer=signer,
        )


def test_writers_at_the_same_moment_never_fork_the_chain(database, signer):
    with database.session() as session:
        make_cast(session, signer)

    def write():
        for number in range(10):
            with database.session() as session:
                add(session, case_by_number(session, "2026-0001"), signer, part=str(number))

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.session() as session:
        case = case_by_number(session, "2026-0001")
        assert [entry.seq for entry in entries_of(session, case.id)] == list(range(1, 42))
        assert faults_in(lines_of(session, case), signer) == []
