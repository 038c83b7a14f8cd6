"""Standing in for a coach: who may, from when until when, and what it leaves to the coach (V-17)."""

from datetime import date, timedelta

import pytest

from dossier import acts
from dossier.acts.erasure import ask_erasure
from dossier.acts.holds import place_hold
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.row_check import LoggedRows, check_rows
from dossier.evidence.visibility import shown_fields
from dossier.model.course import CaseCover
from dossier.storage import accounts
from dossier.storage.cases import cases_for, find_case, reaches_case
from dossier.storage.covers import covered_until, open_covers
from dossier.storage.evidence import contents_of, entries_of
from tests.dossier.cast import NOW

FIRST, LAST = date(2026, 11, 23), date(2026, 12, 4)
LINE = {"kind": "training", "title": "Cursus", "occurred_on": "2026-05-01"}


@pytest.fixture
def covers(session, cast):
    """`covers()`: Bram goes away and Carla stands in; `covers(until_day=...)` with other values."""

    def give(actor=cast.bram, **changes):
        values = {"coach_email": cast.carla.email, "from_day": FIRST, "until_day": LAST} | changes
        return acts.cover_case(session, cast.case, values, **cast.by(actor))

    return give


def on_day(cast, actor, day):
    return cast.by(actor) | {"now": NOW + (day - NOW.date())}


def test_who_stands_in_reaches_the_case_from_the_first_day_until_the_last_and_no_other(session, cast, covers):
    covers()
    days = [FIRST - timedelta(days=1), FIRST, LAST, LAST + timedelta(days=1), None]
    assert [reaches_case(session, cast.carla, cast.case, on=day) for day in days] == [False, True, True, False, False]
    assert [cast.case in cases_for(session, cast.carla, on=day) for day in (FIRST, None)] == [True, False]
    assert find_case(session, cast.carla, cast.case.number, on=LAST) == cast.case
    assert covered_until(session, cast.carla.id, LAST) == {cast.case.id: LAST}
    assert not reaches_case(session, cast.bram, cast.other_case, on=FIRST)
    assert all(reaches_case(session, cast.bram, cast.case, on=day) for day in days)


def test_a_cover_that_is_ended_is_over_at_once(session, cast, covers):
    row = covers()
    acts.end_cover(session, cast.case, row.id, **on_day(cast, cast.bram, FIRST))
    acts.end_cover(session, cast.case, row.id, **on_day(cast, cast.bram, FIRST))
    assert not reaches_case(session, cast.carla, cast.case, on=FIRST)
    assert [one.kind for one in entries_of(session, cast.case.id)][-2:] == [
        "waarneming gegeven",
        "waarneming beëindigd",
    ]


def test_who_is_blocked_or_of_another_office_stands_in_no_longer(session, cast, covers):
    covers()
    for carla, bram in ({"active": False}, {}), ({"organisation_id": cast.daan.organisation_id}, {}), (
        {"organisation_id": None}, {"organisation_id": None},
    ):  # fmt: skip
        with session.begin_nested() as tried:
            for account, changes in ((cast.carla, carla), (cast.bram, bram)):
                for name, value in changes.items():
                    setattr(account, name, value)
            session.flush()
            assert not reaches_case(session, cast.carla, cast.case, on=FIRST)
            tried.rollback()
        session.expire_all()
    assert reaches_case(session, cast.carla, cast.case, on=FIRST)


def test_what_is_no_cover_is_refused_at_its_field(session, cast, covers):
    there = accounts.create_organisation(session, name="Bureau Elders", kind="agency")
    for name, office, password in (("gina", there.id, "x"), ("nieuw", cast.bram.organisation_id, "")):
        accounts.create_account(
            session, email=f"{name}@passend.example", name=name, role="coach", password_hash=password,
            organisation_id=office, now=NOW,
        )  # fmt: skip
    names = ("niemand", "bram", "daan", "gina", "nieuw")
    wrong = [("coach_email", {"coach_email": f"{name}@passend.example"}) for name in names] + [
        ("from_day", {"from_day": NOW.date() - timedelta(days=1)}),
        ("until_day", {"until_day": FIRST - timedelta(days=1)}),
        ("until_day", {"until_day": FIRST + timedelta(days=92)}),
        ("until_day", {"until_day": None}),
    ]
    for field, changes in wrong:
        with pytest.raises(InvalidInputError) as refused:
            covers(**changes)
        assert refused.value.field == field


def test_ninety_two_days_are_a_cover_and_nobody_else_covers_on_one_of_them(session, cast, covers):
    covers(until_day=FIRST + timedelta(days=91))
    with pytest.raises(InvalidInputError) as refused:
        covers(from_day=FIRST + timedelta(days=91), until_day=FIRST + timedelta(days=95))
    assert refused.value.field == "from_day"
    covers(from_day=FIRST + timedelta(days=92), until_day=FIRST + timedelta(days=95))


def test_who_stands_in_works_in_the_own_name_and_only_then(session, cast, covers):
    covers()
    acts.add_activity(session, cast.case, LINE, **on_day(cast, cast.carla, LAST))
    assert entries_of(session, cast.case.id)[-1].actor == "Carla Smit (loopbaancoach)"
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        with pytest.raises(NotFoundError), session.begin_nested():
            acts.add_activity(session, cast.case, LINE, **on_day(cast, cast.carla, day))


def test_who_stands_in_hands_nothing_over_and_erases_and_holds_nothing(session, cast, covers):
    row, by, case = covers(), on_day(cast, cast.carla, FIRST), cast.case
    for own in (
        lambda: acts.hand_over(session, case, {"coach_email": cast.carla.email, "reason": "ik ook"}, **by),
        lambda: acts.end_cover(session, case, row.id, **by),
        lambda: covers(actor=cast.carla),
        lambda: ask_erasure(session, case, {"ground": "verzoek van de werknemer"}, **by),
        lambda: place_hold(session, case, {"ground": "lopende procedure", "until": LAST}, **by),
    ):
        with pytest.raises((NotFoundError, InvalidInputError)), session.begin_nested():
            own()
    assert [one.kind for one in entries_of(session, case.id)][-1] == "waarneming gegeven"


def test_with_the_coach_go_those_who_stood_in(session, cast, covers):
    covers(actor=cast.daan)
    acts.hand_over(session, cast.case, {"reason": "wij gaan zelf verder"}, **on_day(cast, cast.daan, FIRST))
    acts.hand_over(session, cast.case, {"coach_email": cast.bram.email, "reason": "terug"}, **cast.by(cast.daan))
    assert not reaches_case(session, cast.carla, cast.case, on=FIRST)
    assert open_covers(session, cast.case.id, FIRST) == []


def test_a_cover_that_was_stretched_or_put_there_past_the_log_is_found(session, cast, covers):
    row, logged = covers(), LoggedRows()
    contents = contents_of(session, cast.case.id)
    logged.read(contents[entry.id].content for entry in entries_of(session, cast.case.id))
    assert [one for one in check_rows(session, logged, whole=True) if one.table == "case_cover"] == []
    row.until_day = LAST + timedelta(days=60)
    more = {"case_id": cast.case.id, "coach_id": cast.carla.id, "from_day": FIRST, "until_day": LAST}
    session.add(CaseCover(**more, recorded_at=NOW, recorded_by=cast.carla.id))
    session.flush()
    faults = [one.code for one in check_rows(session, logged, whole=True) if one.table == "case_cover"]
    assert faults == ["row_unlogged", "row_changed"]


def test_the_employee_reads_who_stands_in_and_the_bundle_of_the_employer_does_not(session, cast, covers):
    covers()
    entry = entries_of(session, cast.case.id)[-1]
    content = contents_of(session, cast.case.id)[entry.id].content
    seen = {role: shown_fields(entry.kind, content, role, frozenset()) for role in ("employer", "employee")}
    assert ("coach_name" in seen["employee"], seen["employer"]) == (True, frozenset())
