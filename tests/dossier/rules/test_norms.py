from datetime import date
from types import SimpleNamespace

import pytest

from dossier.errors import InvalidInputError
from dossier.model.case import CaseStatus
from dossier.model.job_application import ApplicationWay
from dossier.rules.case_status import MOVES, check_move, may_move
from dossier.rules.norms import (
    add_working_days,
    counts_as_application,
    is_unanswered,
    missing_for_evidence,
    waits_for_answer,
)


def test_every_way_of_applying_counts_but_networking_without_a_name():
    assert [way for way in ApplicationWay if not counts_as_application(way)] == [ApplicationWay.NETWORK]


def test_networking_counts_when_it_is_said_with_whom():
    assert counts_as_application("netwerk", contact_person="mevrouw Jansen, planning")


@pytest.mark.parametrize("way", ["vacaturebank bekeken", "banenmarkt", "cv online", ""])
def test_looking_around_is_an_activity_and_no_application(way):
    assert not counts_as_application(way)


def test_ten_working_days_after_a_friday_is_the_friday_two_weeks_later():
    assert add_working_days(date(2026, 11, 6), 10) == date(2026, 11, 20)


def test_no_answer_is_a_reminder_on_the_tenth_working_day_and_not_the_day_before():
    applied = date(2026, 11, 6)
    assert (is_unanswered(applied, on=date(2026, 11, 19)), is_unanswered(applied, on=date(2026, 11, 20))) == (
        False, True,
    )  # fmt: skip


def test_a_row_without_letter_says_so():
    assert missing_for_evidence(has_vacancy_text=True, has_letter=False, has_sent_proof=True) == ["brief"]


def test_the_moves_know_exactly_the_statuses_of_a_case():
    assert set(MOVES) == set(CaseStatus)


def test_a_closed_case_stays_closed():
    assert [to for to in CaseStatus if may_move("CLOSED", to)] == []


def test_a_case_does_not_jump_from_registration_to_placement():
    with pytest.raises(InvalidInputError, match="INTAKE"):
        check_move("REGISTERED", "PLACEMENT")


@pytest.mark.parametrize(
    ("result", "follow_up", "day", "waits"),
    [
        ("nog geen antwoord", None, date(2026, 11, 13), False),
        ("nog geen antwoord", None, date(2026, 11, 16), True),
        ("ontvangstbevestiging", None, date(2026, 11, 16), True),
        ("afwijzing", None, date(2026, 11, 16), False),
        ("nog geen antwoord", "12-11 gebeld", date(2026, 11, 16), False),
    ],
)
def test_ten_working_days_without_answer_ask_for_a_call_once(result, follow_up, day, waits):
    applied = SimpleNamespace(applied_on=date(2026, 11, 2), result=result, follow_up=follow_up)
    assert waits_for_answer(applied, day) == waits
