from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.event import listen

from dossier.errors import InvalidInputError, NotFoundError
from dossier.model.api_token import ApiToken
from dossier.model.course import CaseCover
from dossier.model.erasure import ERASED
from dossier.rules.api_scope import Scope
from dossier.storage import accounts, cases
from dossier.storage.database import WRITES
from tests.dossier.cast import NOW, make_cast


def numbers(session, account):
    return [case.number for case in cases.cases_for(session, account)]


def test_everyone_sees_exactly_the_cases_that_are_theirs(session, cast):
    assert {
        name: numbers(session, account)
        for name, account in {
            "Anna": cast.anna,
            "Bram": cast.bram,
            "Carla": cast.carla,
            "Daan": cast.daan,
            "Els": cast.els,
            "Admin": cast.admin,
        }.items()
    } == {
        "Anna": ["2026-0001"],
        "Bram": ["2026-0001"],
        "Carla": ["2026-0002"],
        "Daan": ["2026-0001"],
        "Els": ["2026-0002"],
        "Admin": [],
    }


def test_anothers_case_and_no_case_give_the_same_answer(session, cast):
    answers = set()
    for number in ("2026-0001", "9999-9999"):
        with pytest.raises(NotFoundError) as refused:
            cases.find_case(session, cast.carla, number)
        answers.add(str(refused.value))
    assert answers == {"Dit dossier is niet gevonden."}


def test_a_case_is_found_by_who_may_open_it_and_by_no_other_number(session, cast):
    cast.other_case.coach_id = cast.bram.id
    own, other = cast.case, cast.other_case
    session.flush()
    assert [cases.find_case(session, cast.bram, case.number) for case in (own, other)] == [own, other]
    assert [cases.case_by_number(session, case.number) for case in (own, other)] == [own, other]
    assert [cases.lock_case(session, case.id) for case in (own, other)] == [own, other]
    assert [cases.reaches_case(session, cast.anna, case) for case in (own, other)] == [True, False]
    for missing in (lambda: cases.case_by_number(session, "9999-9999"), lambda: cases.lock_case(session, 9999)):
        with pytest.raises(NotFoundError):
            missing()


def test_a_list_of_cases_goes_on_after_the_last_one_that_was_read(session, cast):
    cast.other_case.coach_id = cast.bram.id
    session.flush()
    pages = [{}, {"most": 1}, {"after": "2026-0001"}, {"after": "2026-0000", "most": 5}, {"after": "2026-0002"}]
    assert [cases.cases_for(session, cast.bram, **page) for page in pages] == [
        [cast.case, cast.other_case], [cast.case], [cast.other_case], [cast.case, cast.other_case], [],
    ]  # fmt: skip


def test_an_erased_case_is_no_ones_and_is_listed_only_on_request(session, cast):
    assert numbers(session, cast.els) == ["2026-0002"]
    cast.other_case.employee_name = ERASED
    session.flush()
    assert numbers(session, cast.els) == []
    assert cases.all_cases(session) == [cast.case]
    assert cases.all_cases(session, erased=True) == [cast.case, cast.other_case]


def test_the_rows_of_all_cases_lie_between_the_first_and_the_last(session, signer):
    assert cases.case_id_range(session) is None
    cast = make_cast(session, signer)
    first, last = cast.case.id, cast.other_case.id
    assert cases.case_id_range(session) == (first, last)
    assert [cases.case_ids_between(session, *two) for two in ((first, last), (0, first))] == [[first, last], [first]]


@pytest.mark.parametrize("change", [{}, {"role": "employer"}, {"revoked_at": NOW}, {"organisation_id": 1}])
def test_a_key_of_an_office_reaches_the_cases_of_its_coaches(session, cast, change):
    office, holder = cast.bram.organisation_id, accounts.create_account(
        session, email="k@passend.example", name="K", role="coach", password_hash="!", now=NOW
    )  # fmt: skip
    values = {"organisation_id": office, "role": "coach", "scopes": [Scope.CASES_READ], "ends_on": NOW.date()}
    more = {"account_id": holder.id, "name": "K", "secret_sha256": "a" * 64, "made_at": NOW, "made_by": cast.admin.id}
    session.add(ApiToken(**values | more | change))
    session.flush()
    assert numbers(session, holder) == ([] if change else ["2026-0001", "2026-0002"])


def test_an_account_that_was_switched_off_sees_nothing(session, cast):
    cast.bram.active = False
    session.add(cast.bram)
    session.flush()
    assert numbers(session, cast.bram) == []


def test_an_employer_without_an_organisation_sees_nothing(session, cast):
    cast.daan.organisation_id = None
    session.flush()
    assert numbers(session, cast.daan) == []


def test_the_access_of_a_coach_ends_with_the_assignment(session, cast):
    cast.case.coach_id = cast.carla.id
    session.flush()
    assert numbers(session, cast.bram) == []


@pytest.mark.parametrize(
    ("days", "ended", "found"),
    [(-1, None, False), (0, None, True), (5, None, True), (6, None, False), (2, NOW, False)],
    ids=["the day before", "the first day", "the last day", "the day after", "ended"],
)
def test_who_stands_in_reaches_the_case_on_those_days_only(session, cast, days, ended, found):
    first = date(2026, 11, 2)
    stand_in(session, cast, from_day=first, until_day=first + timedelta(days=5), ended_at=ended)
    on = first + timedelta(days=days)
    assert cases.reaches_case(session, cast.carla, cast.case, on=on) is found
    assert (cast.case.number in [case.number for case in cases.cases_for(session, cast.carla, on=on)]) is found
    assert not cases.reaches_case(session, cast.carla, cast.case), "without a day nobody stands in"


def stand_in(session, cast, *, from_day: date, until_day: date, ended_at: datetime | None) -> None:
    days = {"from_day": from_day, "until_day": until_day, "ended_at": ended_at}
    row = CaseCover(case_id=cast.case.id, coach_id=cast.carla.id, **days, recorded_at=NOW, recorded_by=cast.bram.id)
    session.add(row)
    session.flush()


def test_who_is_no_employer_reaches_nothing_through_an_organisation(session, cast):
    cast.admin.organisation_id = cast.daan.organisation_id
    session.flush()
    assert numbers(session, cast.admin) == []


def test_a_field_that_no_case_has_is_refused(session, cast):
    given = cast.case.model_dump(exclude={"id", "created_at"}) | {"number": "2026-0003", "colour": "blauw"}
    with pytest.raises(InvalidInputError) as refused:
        cases.create_case(session, **given, now=NOW)
    assert refused.value.value == "colour"


def test_a_case_number_is_given_once(session, cast):
    with pytest.raises(InvalidInputError) as refused:
        cases.create_case(
            session,
            number="2026-0001",
            employee_name="Iemand",
            employer_id=cast.case.employer_id,
            first_sick_day=cast.case.first_sick_day,
            now=cast.case.created_at,
        )
    assert refused.value.field == "number"


def test_an_email_address_is_given_once_whatever_its_case(session, cast):
    with pytest.raises(InvalidInputError) as refused:
        accounts.create_account(
            session,
            email=" ANNA@passend.example",
            name="Anna",
            role="employee",
            password_hash="x",
            now=cast.case.created_at,
        )
    assert refused.value.field == "email"
    assert accounts.find_account(session, "Anna@Passend.example") == cast.anna


def test_an_unknown_role_is_refused(session, cast):
    with pytest.raises(InvalidInputError) as refused:
        accounts.create_account(
            session, email="x@passend.example", name="X", role="root", password_hash="x", now=cast.case.created_at
        )
    assert refused.value.field == "role"


def test_a_case_is_locked_by_its_row_and_nothing_else_is(session, cast):
    assert cases.lock_case(session, cast.case.id) is cast.case
    with pytest.raises(NotFoundError):
        cases.lock_case(session, 0)


@pytest.mark.parametrize("by_reader", [True, False])
def test_a_case_is_fetched_locked_by_who_may_write_and_unlocked_by_who_reads(by_reader, session, cast, monkeypatch):
    """On PostgreSQL the lock counts (tests/dossier/acts/test_two_writers.py); SQLite has one writer at a time."""

    def fetch():
        if by_reader:
            return cases.find_case(session, cast.bram, cast.case.number)
        return cases.case_by_number(session, cast.case.number)

    locked = []
    listen(session, "do_orm_execute", lambda state: locked.append(state.statement._for_update_arg is not None))
    fetch()
    monkeypatch.delitem(session.info, WRITES)
    fetch()
    assert locked == [True, False]


def test_the_names_are_those_of_the_cases_that_one_may_open_in_order_of_their_number(session, cast):
    first, second = ((one.id, one.number, one.employee_name) for one in (cast.case, cast.other_case))
    assert cases.names_for(session, cast.bram) == [first]
    cast.other_case.coach_id = cast.bram.id
    session.flush()
    assert cases.names_for(session, cast.bram, on=NOW.date()) == [first, second]
    assert cases.names_for(session, cast.admin) == []
