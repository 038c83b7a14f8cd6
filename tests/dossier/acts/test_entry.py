"""What every act does first and last: each check on its own, without a database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from pydantic import Field, model_validator
from sqlmodel import SQLModel

from dossier.acts import entry
from dossier.acts.entry import Input
from dossier.errors import GuardedTextError, InvalidInputError, NotFoundError
from dossier.evidence.kind import EntryKind
from dossier.model.people import Account, Role

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FIRST, TODAY = date(2025, 3, 3), date(2026, 11, 20)
CASE = SimpleNamespace(id=5, employee_id=1, coach_id=2, employer_id=30, first_sick_day=FIRST)
LAST = FIRST + timedelta(days=5 * 365)


class Row(Input):
    name: str = ""
    count: int = Field(default=0, ge=0)
    parts: tuple[int, ...] = ()

    @model_validator(mode="after")
    def even(self):
        if self.count == 3:
            raise ValueError("een even getal")
        return self


class Kept(SQLModel):
    __tablename__ = "kept"
    id: int = 7
    case_id: int = 5
    recorded_by: int = 2
    name: str = "x"


def account(role, number=9, organisation_id=None):
    return Account(id=number, role=role, name="Bram", email="b@v.example", organisation_id=organisation_id)


def test_input_is_trimmed_and_may_have_been_read_before():
    assert entry.read_input(Row, {"name": " x ", "count": "2"}) == Row(name="x", count=2)
    row = Row(name="x")
    assert entry.read_input(Row, row) is row


@pytest.mark.parametrize(
    ("values", "field", "value", "allowed"),
    [
        ({"count": -1}, "count", -1, "minstens 0"), ({"parts": [1, "x"]}, "parts.1", "x", "een getal"),
        ({"other": 1}, "other", 1, "alleen de velden van dit formulier"),
        ({"count": 3}, "Row", "", "Value error, een even getal"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_field_and_what_is_allowed(values, field, value, allowed):
    with pytest.raises(InvalidInputError) as refused:
        entry.read_input(Row, values)
    assert (refused.value.field, refused.value.value, refused.value.allowed) == (field, value, allowed)


@pytest.mark.parametrize("given", [dict, Row])
def test_every_text_goes_past_the_guard_also_what_was_read_before(given):
    with pytest.raises(InvalidInputError, match="name"):
        entry.read_input(Row, given(name="x\x07"))
    with pytest.raises(GuardedTextError):
        entry.read_input(Row, given(name="Zijn BSN is 111222333."))


@pytest.mark.parametrize(
    ("kind", "context", "words"),
    [
        ("date_parsing", {}, "een datum zoals 2026-03-01"), ("int_parsing", {}, "een getal"),
        ("decimal_parsing", {}, "een getal"),
        ("string_too_long", {"max_length": 5}, "een tekst van hoogstens 5 tekens"),
        ("enum", {"expected": "'a' or 'b'"}, "'a' of 'b'"), ("pattern", {}, "as {it} says"),
        ("missing", None, "een waarde: dit veld is verplicht"),
    ],
)  # fmt: skip
def test_what_is_allowed_is_said_in_dutch(kind, context, words):
    fault = {"type": kind, "msg": "as {it} says"} | ({} if context is None else {"ctx": context})
    assert entry.allowed_text(fault) == words


@pytest.mark.parametrize(
    ("moment", "day"), [("2026-11-20T22:59", TODAY), ("2026-11-20T23:00", TODAY + timedelta(days=1))]
)
def test_a_day_is_the_dutch_one(moment, day):
    assert entry.dutch_day(datetime.fromisoformat(f"{moment}:00+00:00")) == day


@pytest.mark.parametrize(
    ("day", "past", "near"),
    [
        (None, True, True), (FIRST - timedelta(days=1), False, False), (FIRST, True, True), (TODAY, True, True),
        (TODAY + timedelta(days=1), False, True), (LAST, False, True), (LAST + timedelta(days=1), False, False),
    ],
)  # fmt: skip
def test_a_day_lies_within_its_bounds(day, past, near):
    for is_fine, check in (
        (past, lambda: entry.check_day("on", day, case=CASE, now=NOW)),
        (near, lambda: entry.check_near("on", day, case=CASE)),
    ):
        refused = None
        try:
            check()
        except InvalidInputError as error:
            refused = error
        assert (refused is None) == is_fine
        assert refused is None or (refused.field, refused.value) == ("on", day.isoformat())


def test_what_has_a_number_gives_it():
    assert (entry.account_id(account("coach", 4)), entry.case_id_of(CASE)) == (4, 5)


def test_who_acts_is_named_with_the_function():
    assert entry.actor_name("een programma") == "een programma"
    assert entry.actor_name(account("coach")) == "Bram (loopbaancoach)"
    assert entry.actor_name(account("ander")) == "Bram (ander)"


@pytest.mark.parametrize(
    ("actor", "belongs"),
    [
        (account("employee", 1), True), (account("employee", 2), False), (account("coach", 2), True),
        (account("coach", 1), False), (account("employer", 9, 30), True), (account("employer", 30, 31), False),
        (account("admin"), True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("reaches", [True, False])
def test_only_who_belongs_to_a_case_acts_in_it(monkeypatch, actor, belongs, reaches):
    asked = []
    monkeypatch.setattr(entry, "reaches_case", lambda *given, on: asked.append((*given, on)) or reaches)
    if belongs or reaches:
        entry.require_party("session", actor, CASE, NOW)
    else:
        with pytest.raises(NotFoundError, match="niet gevonden"):
            entry.require_party("session", actor, CASE, NOW)
    assert asked == ([] if belongs else [("session", actor, CASE, TODAY)])


@pytest.mark.parametrize(
    ("role", "number", "is_stand_in"), [("coach", 2, False), ("coach", 3, True), ("admin", 3, False)]
)
def test_another_coach_stands_in(role, number, is_stand_in):
    assert entry.stands_in(account(role, number), CASE) == is_stand_in


def test_a_right_is_one_of_those_of_the_row():
    entry.require_right(account("coach"), 18, "execute", "write")
    with pytest.raises(InvalidInputError) as refused:
        entry.require_right(account("admin"), 18, "execute", "write")
    assert (refused.value.value, refused.value.allowed) == ("beheerder", "werknemer, loopbaancoach")


def test_without_a_coach_another_may_do_some_of_the_acts_of_the_coach():
    alone = SimpleNamespace(**vars(CASE) | {"coach_id": None})
    entry.require_act(account("employer"), alone, 4, "write")
    entry.require_act(account("coach"), CASE, 17, "release")
    with pytest.raises(InvalidInputError) as refused:
        entry.require_act(account("employee"), CASE, 17, "release")
    assert (refused.value.value, refused.value.allowed) == ("werknemer", "loopbaancoach")
    with pytest.raises(InvalidInputError) as refused:
        entry.require_act(account("admin"), alone, 17, "release")
    assert refused.value.allowed == "werknemer, loopbaancoach"


def test_a_row_keeps_its_fields_and_the_log_with_which_row_it_is():
    assert entry.fields_of(Row) == ["name", "count", "parts"]
    assert entry.row_content(Kept(), ["name"]) == {
        "record": "kept", "record_id": 7, "case_id": 5, "recorded_by": 2, "name": "x",
    }  # fmt: skip


@pytest.fixture
def written(monkeypatch):
    seen = []
    monkeypatch.setattr(entry, "append_entry", lambda _session, case_id, **given: seen.append((case_id, given)))
    monkeypatch.setattr(entry, "reaches_case", lambda *_given, on: on == TODAY)
    return seen


def record(actor, kind, **more):
    entry.record_entry("session", CASE, kind, {"a": 1}, actor=actor, now=NOW, signer="signer", **more)


def test_an_act_is_one_entry_of_today_or_of_its_own_day(written):
    record(account("coach", 2), EntryKind.VIEWED)
    record("een programma", EntryKind.VIEWED, occurred_on=FIRST)
    of_coach = {
        "kind": "dossier ingezien", "content": {"a": 1}, "actor": "Bram (loopbaancoach)", "occurred_on": TODAY,
        "recorded_at": NOW, "signer": "signer",
    }  # fmt: skip
    assert written == [(5, of_coach), (5, of_coach | {"actor": "een programma", "occurred_on": FIRST})]


@pytest.mark.parametrize("kind", EntryKind)
def test_who_stands_in_leaves_some_acts_to_the_coach_and_a_stranger_does_none(monkeypatch, written, kind):
    colleague = account(Role.COACH.value, 3)
    if kind in entry.OWN_COACH_ALONE:
        with pytest.raises(NotFoundError):
            record(colleague, kind)
    else:
        record(colleague, kind)
    monkeypatch.setattr(entry, "reaches_case", lambda *_given, **_on: False)
    if kind in entry.FROM_OUTSIDE:
        record(colleague, kind)
    else:
        with pytest.raises(NotFoundError):
            record(colleague, kind)
    record(account(Role.COACH.value, CASE.coach_id), kind)
    assert len(written) == (kind not in entry.OWN_COACH_ALONE) + (kind in entry.FROM_OUTSIDE) + 1
