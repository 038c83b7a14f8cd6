"""The people of the demo: five stories, without a word about health."""

import re

from sqlmodel import Session

from dossier.model.people import Account
from dossier.rules.fml import Kind, find_item
from dossier.storage.accounts import find_account
from dossier.storage.cases import all_cases, cases_for
from dossier.storage.profiles import documents_of, limitations_of, person_of, search_profiles_of
from passend.demo.people import DEMO_PASSWORD, has_people, list_sign_ins
from passend.demo.story import FOLDER
from tests.passend.demo.telling import NOW

HEALTH = re.compile(
    r"diagnos|ziekte\b|ziektebeeld|\b(rug|schouder|knie|nek|hart|arm|been|hand)(klacht|pijn|letsel|aanval)|pijn\b|hernia|"
    r"artrose|reuma|burn-?out|depress|\bangst|paniek|psych|trauma|stoornis|syndroom|kanker|tumor|epileps|diabet|migraine|"
    r"beroerte|hartinfarct|medicatie|\bbehandeling|therap|operatie|geopereerd|ziekenhuisopname|huisarts|specialist|chirurg|"
    r"ggz|icd|autis|adhd|ptss|verslav|alcohol|zwanger|revalid|lichamelijke klacht|gezondheidsklacht",
    re.IGNORECASE,
)


def account(session: Session, name: str) -> Account:
    found = find_account(session, f"{name}@passend.example")
    assert found is not None
    return found


def test_no_story_says_a_word_about_health():
    said = [(path.name, match[0]) for path in FOLDER.glob("*.toml") for match in HEALTH.finditer(path.read_text())]
    assert said == []


def test_five_people_stand_at_five_weeks_of_the_waiting_period(session: Session, cases: dict):
    weeks = {name: (NOW.date() - case.first_sick_day).days // 7 + 1 for name, case in cases.items()}
    assert weeks == {"Anna": 74, "Wilma": 50, "Soraya": 58, "Peter": 90, "Noor": 66}


def test_the_coach_has_all_but_who_goes_on_without_and_the_other_coach_none(session: Session):
    assert len(cases_for(session, account(session, "bram"))) == 4
    assert cases_for(session, account(session, "carla")) == []
    assert cases_for(session, account(session, "ada")) == []


def test_each_employer_sees_its_own_people(session: Session):
    seen = {
        name: [case.employee_name for case in cases_for(session, account(session, name))] for name in ("daan", "els")
    }
    assert seen == {
        "daan": ["Anna Visser", "Peter van Loon"],
        "els": ["Wilma Hendriks", "Soraya Mansouri", "Noor Bakker"],
    }


def test_everybody_who_is_printed_can_sign_in(session: Session):
    sign_ins = list_sign_ins()
    assert sorted({sign_in.role for sign_in in sign_ins}) == ["admin", "coach", "employee", "employer"]
    for sign_in in sign_ins:
        found = find_account(session, sign_in.email)
        assert found is not None
        assert (found.role, found.name, found.password) == (sign_in.role, sign_in.name, f"hash of {DEMO_PASSWORD}")
    assert has_people(session)


def test_every_person_is_complete_for_the_matcher(session: Session):
    for case in all_cases(session):
        person = person_of(session, case, today=NOW.date())
        assert person.old_wage is not None
        assert person.home_postcode is not None
        assert len(person.work_history) >= 2
        assert len(person.limitations) >= 7
        assert len(person.search_directions) >= 2


def test_the_limitations_are_of_every_kind_and_rubric(session: Session):
    documents = [document for case in all_cases(session) for document in documents_of(session, case.id or 0)]
    kept = [row for document in documents for row in limitations_of(session, document)]
    items = [find_item(row.item) for row in kept]
    assert {item.kind for item in items} == {Kind.ORDINAL, Kind.VARIANT, Kind.CONDITION, Kind.YES_NO}
    assert {item.rubric for item in items} >= {1, 2, 4, 5, 6}
    assert sum(row.note is not None for row in kept) >= 8


def test_every_search_profile_has_an_earlier_version(session: Session):
    assert [len(search_profiles_of(session, case.id or 0)) for case in all_cases(session)] == [2, 2, 2, 3, 2]
