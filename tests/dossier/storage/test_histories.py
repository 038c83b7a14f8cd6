"""The night checks histories of transactions as Elle does: here it is shown that it finds what may not be."""

import pytest

from tests.night.histories import History, Read, Transaction

A, B = ("log", "a"), ("log", "b")
FINAL = {A: ["0", "1", "2"], B: ["3"]}
FIRST = {A: ["0"], B: []}


def transaction(name, began, ended, reads=(), appends=()):
    return Transaction(name, began, ended, [Read.of(key, seen) for key, seen in reads], [], list(appends))


def one_by_one():
    return [
        transaction("first", 0, 1, [(A, ["0"])], [(A, "1")]),
        transaction("second", 2, 3, [(A, ["0", "1"]), (B, [])], [(A, "2"), (B, "3")]),
        transaction("reader", 4, 5, [(A, ["0", "1", "2"]), (B, ["3"])]),
    ]


def faults(transactions, first=FIRST, final=FINAL):
    return " / ".join(History(transactions, first, final).faults())


def test_transactions_one_by_one_are_right():
    assert faults(one_by_one()) == ""


@pytest.mark.parametrize(
    ("final", "told"),
    [
        ({A: ["0", "2"], B: ["3"]}, "lost from ('log', 'a'): 1"),
        ({A: ["0", "1", "2", "1"], B: ["3"]}, "twice or unasked in ('log', 'a'): 1"),
        ({A: ["0", "2", "1"], B: ["3"]}, "no beginning"),
    ],
)
def test_an_append_that_is_lost_or_there_twice_or_elsewhere_is_found(final, told):
    assert told in faults(one_by_one(), final=final)


def test_a_lost_update_is_found():
    both = [transaction(name, 0, 9, [(A, ["0"])], [(A, one)]) for name, one in (("left", "1"), ("right", "2"))]
    assert faults(both, {A: ["0"]}, {A: ["0", "1", "2"]}) == "no order of left, right (2)"


def test_write_skew_between_two_lists_is_found():
    left = transaction("left", 0, 9, [(A, []), (B, [])], [(A, "1")])
    right = transaction("right", 0, 9, [(A, []), (B, [])], [(B, "2")])
    assert faults([left, right], {A: [], B: []}, {A: ["1"], B: ["2"]}) == "no order of left, right (2)"


def test_a_read_of_two_moments_is_found():
    writer = transaction("writer", 0, 9, [], [(A, "1"), (B, "2")])
    reader = transaction("reader", 0, 9, [(A, []), (B, ["2"])])
    assert faults([writer, reader], {A: [], B: []}, {A: ["1"], B: ["2"]}) == "no order of writer, reader (2)"


def test_a_read_of_the_past_is_found_by_the_clock_alone():
    late = [transaction("writer", 0, 1, [], [(A, "1")]), transaction("reader", 2, 3, [(A, [])])]
    assert faults(late, {A: []}, {A: ["1"]}) == "no order of writer, reader (2)"
    late[1].began = 0.5
    assert faults(late, {A: []}, {A: ["1"]}) == ""


def test_a_transaction_that_does_not_read_its_own_append_is_found():
    own = transaction("own", 0, 1, [], [(A, "1")])
    own.after = [Read.of(A, [])]
    assert "own does not read its own append" in faults([own], {A: []}, {A: ["1"]})
