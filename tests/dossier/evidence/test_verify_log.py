"""A log file with a line gone, moved, doubled, signed anew or changed by one bit."""

import json
import random
import time

import pytest

from dossier.evidence import controleer
from dossier.evidence.log import line_of
from dossier.evidence.signing import Signer
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import contents_of, entries_of
from tests.dossier.evidence.conftest import EMPTY
from tests.dossier.evidence.verifying import check_copy, codes


def test_a_line_that_is_gone_moved_or_doubled_is_found_at_its_place(log_bytes, tmp_path, office):
    lines = log_bytes.splitlines(keepends=True)
    known = {"key": office.signer.fingerprint, "head": json.loads(lines[-1])["hash"]}
    for place in range(len(lines)):
        gone = lines[:place] + lines[place + 1 :]
        report = check_copy(tmp_path, "logboek.jsonl", b"".join(gone), **known)
        last = place == len(lines) - 1
        assert (None if last else place + 1) in {fault.line for fault in report.faults}
        doubled = lines[: place + 1] + lines[place:]
        assert not check_copy(tmp_path, "logboek.jsonl", b"".join(doubled), **known).ok
        swapped = [*gone, lines[place]]
        assert last or not check_copy(tmp_path, "logboek.jsonl", b"".join(swapped), **known).ok


def test_the_end_of_a_log_can_only_be_cut_where_nobody_knows_the_head(log_bytes, tmp_path, office):
    lines = log_bytes.splitlines(keepends=True)
    head = json.loads(lines[-1])["hash"]
    cut = b"".join(lines[:-3])
    unknown = check_copy(tmp_path, "logboek.jsonl", cut, key=office.signer.fingerprint)
    assert (unknown.ok, unknown.head_known, len(unknown.unproven)) == (True, False, 1)
    assert codes(check_copy(tmp_path, "logboek.jsonl", cut, head=head)) == [("logboek.jsonl", None, "head")]


def test_a_head_from_an_earlier_day_still_stands_in_the_log(log_bytes, tmp_path):
    earlier = json.loads(log_bytes.splitlines()[4])["hash"]
    grouped = " ".join(earlier[place : place + 8].upper() for place in range(0, 64, 8))
    assert check_copy(tmp_path, "logboek.jsonl", log_bytes, head=grouped).ok


@pytest.mark.usefixtures("quick")
def test_every_flipped_byte_of_a_log_is_found_on_its_line(log_bytes, tmp_path, office):
    chance = random.Random(5)
    for position in chance.sample(range(len(log_bytes)), 1500):
        changed = bytearray(log_bytes)
        changed[position] ^= 1 << chance.randrange(8)
        faults = []
        controleer.check_log(bytes(changed), "logboek.jsonl", office.signer.fingerprint, faults)
        line = log_bytes[:position].count(b"\n") + 1
        assert {fault["line"] for fault in faults} & {line, line + 1}


def resigned(log_bytes, signer, change):
    """The log as someone with the program but without our key would write it again after a change."""
    previous, lines = None, []
    for raw in log_bytes.splitlines():
        line = change(json.loads(raw))
        digests = [controleer.field_digest(line["salts"][name], name, value) for name, value in line["content"].items()]
        line["content_sha256"] = controleer.content_digest(digests)
        line |= {"key": signer.public_key, "prev": previous or controleer.genesis(line["case"])}
        header = {name: line[name] for name in controleer.HEADER}
        line["header_sha256"] = controleer.sha256(controleer.canonical(header))
        line["hash"] = controleer.sha256(controleer.canonical({name: line[name] for name in controleer.LINK}))
        line["signature"] = signer.sign_entry(line["hash"])
        previous = line["hash"]
        lines.append(controleer.canonical(line) + b"\n")
    return b"".join(lines)


def test_a_chain_that_was_made_again_with_another_key_is_found_when_ours_is_known(log_bytes, tmp_path, office):
    def backdate(line):
        return line | {"recorded_at": "2026-01-01T00:00:00+00:00"} if line["seq"] == 9 else line

    forged = resigned(log_bytes, Signer.generate(), backdate)
    assert check_copy(tmp_path, "logboek.jsonl", forged).unproven != []
    report = check_copy(tmp_path, "logboek.jsonl", forged, key=office.signer.fingerprint)
    assert {fault.code for fault in report.faults} == {"key"}


def test_a_chain_that_goes_on_with_another_key_is_found_without_knowing_ours(log_bytes, tmp_path):
    ours = log_bytes.splitlines(keepends=True)
    theirs = resigned(log_bytes, Signer.generate(), dict).splitlines(keepends=True)
    report = check_copy(tmp_path, "logboek.jsonl", b"".join(ours[:5] + theirs[5:]))
    assert ("logboek.jsonl", 6, "key") in codes(report)


def test_entries_of_another_case_do_not_fit(office, log_bytes, tmp_path):
    with office.database.session() as session:
        case = case_by_number(session, EMPTY)
        contents = contents_of(session, case.id)
        other = [line_of(entry, case.number, contents.get(entry.id), None) for entry in entries_of(session, case.id)]
    lines = log_bytes.splitlines(keepends=True)
    spliced = [controleer.canonical(other[0]) + b"\n", *lines[1:]]
    assert not check_copy(tmp_path, "logboek.jsonl", b"".join(spliced)).ok


def test_line_ends_cannot_be_changed(log_bytes, tmp_path):
    for changed in (log_bytes.replace(b"\n", b"\r\n"), log_bytes.rstrip(b"\n"), log_bytes + b"\n"):
        assert not check_copy(tmp_path, "logboek.jsonl", changed).ok


def test_an_entry_is_checked_in_the_time_of_fifteen_hundred_multiplications(log_bytes, office):
    """Half a millisecond on the usual machine: ten thousand in five seconds. Beside the arithmetic of a signature, for
    that is as slow as the machine is; by the best of seven rounds, for what else runs makes one longer at random.
    """
    line, entries = json.loads(log_bytes.splitlines()[-1]), 100
    rounds = [
        cost_of(lambda: [controleer.faults_in(line) for _ in range(entries)])
        / cost_of(lambda: multiply(entries * 1_500))
        for _ in range(7)
    ]
    assert min(rounds) < 1


def cost_of(work):
    started = time.process_time()
    work()
    return time.process_time() - started


def multiply(times):
    number = prime = 2**255 - 19
    number //= 3
    for _ in range(times):
        number = number * number % prime
