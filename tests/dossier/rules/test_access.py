import pytest

from dossier.rules.access import Right, access_rows, find_row, grants, may, may_in
from dossier.rules.api_scope import NEEDS, Scope, roles_for, rows_of, scopes_for

ROLES = ("employee", "coach", "employer", "admin")


def test_the_matrix_has_its_thirty_two_rows_in_order():
    assert list(access_rows()) == list(range(1, 33))


MATRIX = """
1 RW RW R l | 2 R RW R - | 3 - - - - | 4 R RW RW - | 5 - - - - | 6 R RW l - | 7 R RWV * - | 8 - - - -
9 R RW RW - | 10 RW RWV * - | 11 RW R - - | 12 RW RW l - | 13 RW RW R - | 14 R R R RW | 15 R R - - | 16 RW RW l -
17 RWC RWV * - | 18 RW RWV * - | 19 R RW l - | 20 l O - - | 21 RWO RW R - | 22 R RW RW - | 23 RS RWV *S - | 24 Rl RW R -
25 RW * * - | 26 R RCV * - | 27 R RW RW - | 28 R RW RW - | 29 R R - l | 30 O O O RW | 31 - R R R | 32 P P P X
"""
LETTERS = {"R": "read", "W": "write", "C": "create", "*": "released", "l": "limited", "O": "own", "S": "sign",
           "P": "propose", "X": "execute", "V": "release"}  # fmt: skip


@pytest.mark.parametrize("line", MATRIX.replace("\n", "|").strip("|").split("|"))
def test_every_cell_of_the_matrix_is_as_the_rules_give_it(line):
    number, *cells = line.split()
    row = find_row(int(number))
    expected = [{Right(LETTERS[letter]) for letter in cell if letter != "-"} for cell in cells]
    assert [row.rights_of(role) for role in ROLES] == expected


def test_diagnosis_bsn_and_medical_annex_are_for_nobody():
    rights = {row: [find_row(row).rights_of(role) for role in ROLES] for row in ("diagnosis", "bsn", "medical_annex")}
    assert rights == dict.fromkeys(rights, [frozenset()] * 4)


def test_the_employer_sees_of_limitations_only_the_outward_part():
    assert find_row("limitations").employer == {Right.LIMITED}


@pytest.mark.parametrize("row", ["wishes", "matches", "working_notes", "audit"])
def test_the_employer_may_not_know_these_exist(row):
    assert find_row(row).employer == frozenset()


def test_applications_reach_the_employer_only_after_release():
    assert (may("employer", 17, "read"), may("employer", 17, "released"), may("coach", 17, "release")) == (
        False, True, True,
    )  # fmt: skip


def test_the_administrator_has_no_case_content():
    content = {number for number, rights in grants("admin").items() if rights and number not in {1, 14, 29, 30, 31, 32}}
    assert content == set()


def test_a_role_nobody_knows_has_no_right_at_all():
    assert set(grants("manager").values()) == {frozenset()}


def test_a_row_nobody_knows_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        may("coach", "horoscope", "read")


STOOD_IN = """
6 employee write | 7 employer write | 17 employee release | 19 employee write | 19 employer create
23 employee write | 23 employee release | 23 employer write | 24 employee write | 24 employer write
26 employee create | 26 employee release | 26 employer create
"""


@pytest.mark.parametrize("role", ROLES)
def test_without_a_coach_others_stand_in_for_these_acts_and_no_other(role):
    acts = {(row, right) for row in access_rows() for right in Right}
    given = {act for act in acts if may(role, *act)}
    lines = (line.split() for line in STOOD_IN.replace("\n", "|").strip("|").split("|"))
    more = {(int(row), Right(right)) for row, who, right in lines if who == role}
    assert {act for act in acts if may_in(role, *act, has_coach=True)} == given
    assert {act for act in acts if may_in(role, *act, has_coach=False)} == given | more


def test_a_key_may_hold_what_a_person_in_its_role_may_open(monkeypatch):
    assert scopes_for("coach") == list(Scope)
    closed = {Scope.MATCHES_READ, Scope.APPLICATIONS_WRITE}
    assert scopes_for("employer") == [scope for scope in Scope if scope not in closed]
    assert (roles_for(Scope.CASES_READ), roles_for(Scope.MATCHES_READ)) == (("coach", "employer"), ("coach",))
    monkeypatch.setitem(NEEDS, Scope.CASES_READ, ((1, (Right.READ,)), (15, (Right.READ,))))
    assert roles_for(Scope.CASES_READ) == ("coach",)
    assert rows_of(Scope.CASES_READ) == (1, 15)
