import pytest

from dossier.errors import InvalidInputError, NotFoundError
from dossier.storage import accounts, cases


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
