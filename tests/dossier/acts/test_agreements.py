"""Agreements: who keeps whose, what became of them, and what of it the employer reads."""

from datetime import date

import pytest

from dossier import acts
from dossier.errors import GuardedTextError, InvalidInputError, NotFoundError
from dossier.evidence.log import entries_of
from dossier.evidence.visibility import shown_fields
from dossier.storage.agreements import list_agreements, open_agreements
from dossier.storage.evidence import contents_of

CV = {"what": "Cv bijwerken", "owner": "werknemer", "made_on": "2026-11-02", "due_on": "2026-11-16"}
KEPT = {"state": "nagekomen", "settled_on": "2026-11-12"}


def last(session, cast):
    entry = entries_of(session, cast.case.id)[-1]
    return entry, contents_of(session, cast.case.id)[entry.id].content


def test_an_agreement_made_in_a_conversation_says_in_which(session, cast):
    talk = {"occurred_on": "2026-11-02", "way": "gesprek", "with_whom": "Anna"}
    contact = acts.add_contact(session, cast.case, talk, **cast.by(cast.bram))
    row = acts.add_agreement(session, cast.case, CV | {"contact_id": contact.id}, **cast.by(cast.bram))
    assert (row.contact_id, row.state, row.due_on) == (contact.id, "open", date(2026, 11, 16))


def test_a_conversation_of_another_case_is_not_found(session, cast):
    talk = {"occurred_on": "2026-11-02", "way": "gesprek", "with_whom": "Fatima"}
    contact = acts.add_contact(session, cast.other_case, talk, **cast.by(cast.carla))
    with pytest.raises(NotFoundError):
        acts.add_agreement(session, cast.case, CV | {"contact_id": contact.id}, **cast.by(cast.bram))


def test_settling_keeps_day_and_reason_and_opening_again_takes_them_away(session, cast):
    row = acts.add_agreement(session, cast.case, CV, **cast.by(cast.bram))
    acts.settle_agreement(session, cast.case, row.id, KEPT, **cast.by(cast.anna))
    entry, told = last(session, cast)
    assert (entry.kind, entry.occurred_on) == ("stand van afspraak vastgelegd", date(2026, 11, 12))
    assert (told["state"], told["record_id"]) == ("nagekomen", row.id)
    acts.settle_agreement(session, cast.case, row.id, {"state": "open"}, **cast.by(cast.anna))
    assert (row.state, row.settled_on, row.settled_why) == ("open", None, None)


@pytest.mark.parametrize("state", ["niet nagekomen", "vervallen"])
def test_what_was_not_kept_asks_for_the_reason(session, cast, state):
    row = acts.add_agreement(session, cast.case, CV, **cast.by(cast.bram))
    settling = {"state": state, "settled_on": "2026-11-17"}
    with pytest.raises(InvalidInputError) as refused:
        acts.settle_agreement(session, cast.case, row.id, settling, **cast.by(cast.bram))
    assert refused.value.field == "settled_why"
    assert row.state == "open"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due_on": "2026-11-01"}, "due_on"),
        ({"made_on": "2026-11-21", "due_on": "2026-12-01"}, "made_on"),
        ({"made_on": "2025-03-02"}, "made_on"),
        ({"owner": "beheerder"}, "owner"),
        ({"what": " "}, "what"),
    ],
)
def test_an_impossible_agreement_is_refused_at_its_field(session, cast, change, field):
    with pytest.raises(InvalidInputError) as refused:
        acts.add_agreement(session, cast.case, CV | change, **cast.by(cast.bram))
    assert refused.value.field == field


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-21"])
def test_nothing_is_settled_before_it_was_made_or_after_today(session, cast, day):
    row = acts.add_agreement(session, cast.case, CV, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError) as refused:
        acts.settle_agreement(session, cast.case, row.id, KEPT | {"settled_on": day}, **cast.by(cast.bram))
    assert refused.value.field == "settled_on"


def test_the_employee_keeps_the_own_agreements_and_the_employer_none(session, cast):
    own = acts.add_agreement(session, cast.case, CV, **cast.by(cast.anna))
    assert own.recorded_by == cast.anna.id
    for actor, owner in ((cast.anna, "loopbaancoach"), (cast.anna, "werkgever"), (cast.daan, "werkgever")):
        with pytest.raises(InvalidInputError) as refused:
            acts.add_agreement(session, cast.case, CV | {"owner": owner}, **cast.by(actor))
        assert refused.value.field == "owner"


def test_a_correction_says_why_and_keeps_what_stood_there_in_the_log(session, cast):
    row = acts.add_agreement(session, cast.case, CV, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError):
        acts.correct_agreement(session, cast.case, row.id, CV | {"what": "Cv af"}, reason=" ", **cast.by(cast.bram))
    acts.correct_agreement(
        session, cast.case, row.id, CV | {"what": "Cv af"}, reason="duidelijker", **cast.by(cast.bram)
    )
    whats = [
        one.content["what"]
        for one in contents_of(session, cast.case.id).values()
        if one.content.get("record") == "agreement"
    ]
    assert sorted(whats) == ["Cv af", "Cv bijwerken"]


def test_words_about_health_in_an_agreement_ask_to_be_confirmed(session, cast):
    with pytest.raises(GuardedTextError):
        acts.add_agreement(session, cast.case, CV | {"what": "Naar de fysiotherapeut"}, **cast.by(cast.bram))


@pytest.mark.parametrize(("owner", "seen"), [("werkgever", True), ("werknemer", False), ("loopbaancoach", False)])
def test_of_the_log_the_employer_reads_the_own_agreements_only(session, cast, owner, seen):
    row = acts.add_agreement(session, cast.case, CV | {"owner": owner}, **cast.by(cast.bram))
    acts.settle_agreement(session, cast.case, row.id, KEPT, **cast.by(cast.bram))
    entry, told = last(session, cast)
    assert ("what" in shown_fields(entry.kind, told, "employer", frozenset())) == seen
    assert "what" in shown_fields(entry.kind, told, "employee", frozenset())


def test_a_period_holds_what_stood_in_it(session, cast):
    for number, (made, due) in enumerate((("2026-04-01", "2026-04-10"), ("2026-05-01", "2026-06-10"))):
        row = acts.add_agreement(
            session, cast.case, CV | {"what": str(number), "made_on": made, "due_on": due}, **cast.by(cast.bram)
        )
        if number == 0:
            settling = {"state": "nagekomen", "settled_on": "2026-04-09"}
            acts.settle_agreement(session, cast.case, row.id, settling, **cast.by(cast.bram))
    found = {
        (first, last): [row.what for row in list_agreements(session, cast.case.id, period=(first, last))]
        for first, last in (
            (date(2026, 4, 1), date(2026, 4, 30)),
            (date(2026, 4, 11), date(2026, 5, 31)),
            (date(2026, 8, 1), date(2026, 8, 31)),
        )
    }
    assert list(found.values()) == [["0"], ["1"], ["1"]]


def test_only_open_agreements_are_reminded_of_up_to_their_day(session, cast):
    row = acts.add_agreement(session, cast.case, CV, **cast.by(cast.bram))
    assert open_agreements(session, [cast.case.id], until=date(2026, 11, 15)) == {}
    assert list(open_agreements(session, [cast.case.id], until=date(2026, 11, 16))) == [cast.case.id]
    acts.settle_agreement(session, cast.case, row.id, KEPT, **cast.by(cast.bram))
    assert open_agreements(session, [cast.case.id]) == {}
