from datetime import timedelta

import pytest

from dossier import acts
from dossier.errors import InvalidInputError, NotFoundError
from dossier.evidence.log import entries_of
from dossier.evidence.visibility import shown_fields
from dossier.model.demand import Verdict
from dossier.storage import profiles
from dossier.storage.activities import list_activities, list_contacts
from dossier.storage.attachments import AttachmentStore
from dossier.storage.data_keys import DataKeys
from dossier.storage.evidence import contents_of
from dossier.storage.exports import list_exports
from dossier.storage.shortlists import entries_for, entry_for

DOCUMENT = {
    "kind": "FML",
    "dated": "2026-03-01",
    "author_function": "bedrijfsarts",
    "max_hours_per_week": 24,
    "labour_expert_conclusion": "Licht werk zonder nachtdiensten is mogelijk.",
    "limitations": [{"item": "4.13", "level": 1, "note": "tot 5 kg"}, {"item": "6.3", "level": 1}],
}

ANSWER = {
    "item": "4.13", "level": 1, "occurs": "komt geregeld voor", "amount": "4", "words": "Dozen van vier kilo.",
    "informant": "teamleider", "answered_on": "2026-11-10",
}  # fmt: skip
JUDGEMENT = {"item": "4.13", "level": 1, "verdict": "binnen", "reason": "Er is een tilhulp op de werkplek."}


def told(session, cast):
    entry = entries_of(session, cast.case.id)[-1]
    return entry.kind, contents_of(session, cast.case.id)[entry.id].content


def test_every_act_writes_exactly_one_entry(session, cast, vacancy, tmp_path):
    store = AttachmentStore(tmp_path, limit_mb=1, keys=DataKeys.generate())
    application = {"applied_on": "2026-11-10", "vacancy_id": vacancy.id, "way": "webformulier"}
    conversation = {"occurred_on": "2026-11-01", "way": "bezoek", "with_whom": "Anna", "facts": "Plan besproken"}
    steps = [
        lambda by: acts.save_profile(session, cast.case, {"skills": ["plannen"], "wishes": "dichtbij"}, **by),
        lambda by: acts.save_wage(
            session,
            cast.case,
            {"amount": "3200.00", "hours_per_week": 40, "source": "werkgever", "source_date": "2025-03-01"},
            **by,
        ),
        lambda by: acts.save_capability_document(session, cast.case, DOCUMENT, **by),
        lambda by: acts.save_search_profile(
            session, cast.case, {"valid_from": "2026-04-01", "directions": ["magazijn"], "reason": "start"}, **by
        ),
        lambda by: acts.record_answer(session, cast.case, {**ANSWER, "vacancy": vacancy.id}, **by),
        lambda by: acts.judge_limitation_by_hand(
            session, cast.case, {**JUDGEMENT, "vacancy": vacancy.id}, computed=Verdict.UNKNOWN, **by
        ),
        lambda by: acts.shortlist_vacancy(session, cast.case, vacancy.id, state="bekijken", **by),
        lambda by: acts.dismiss_vacancy(session, cast.case, vacancy.id, reason_code="TRAVEL_TIME", **by),
        lambda by: acts.log_application(session, cast.case, application, **by),
        lambda by: acts.attach_proof(session, cast.case, 1, kind="brief", file=store.save(b"%PDF-1.7", "b.pdf"), **by),
        lambda by: acts.record_result(
            session, cast.case, 1, {"result": "uitnodiging", "result_on": "2026-11-12"}, **by
        ),
        lambda by: acts.correct_application(session, cast.case, 1, {"place": "Assen"}, reason="typefout", **by),
        lambda by: acts.release_applications(session, cast.case, **by),
        lambda by: acts.add_activity(
            session, cast.case, {"kind": "cv", "title": "CV gemaakt", "occurred_on": "2026-11-02"}, **by
        ),
        lambda by: acts.change_activity(
            session, cast.case, 1, {"kind": "cv", "title": "CV klaar", "occurred_on": "2026-11-02"}, **by
        ),
        lambda by: acts.add_contact(session, cast.case, conversation, **by),
        lambda by: acts.move_case(session, cast.case, {"status": "INTAKE", "moved_on": "2026-11-01"}, **by),
        lambda by: acts.record_view(session, cast.case, part="sollicitaties", **by),
        lambda by: acts.record_export(
            session,
            cast.case,
            receiver="employer",
            period=(cast.case.first_sick_day, cast.case.first_sick_day),
            filename="b.zip",
            sha256="c" * 64,
            head="d" * 64,
            **by,
        ),
        lambda by: acts.release_export(session, cast.case, 1, **by),
    ]
    counts = []
    for step in steps:
        before = len(entries_of(session, cast.case.id))
        step(cast.by(cast.bram))
        counts.append(len(entries_of(session, cast.case.id)) - before)
    assert counts == [1] * len(steps)


def test_a_dismissal_needs_a_reason_and_only_a_dismissal_has_one(session, cast, vacancy):
    for state, reason in (("niet geschikt", None), ("bekijken", "HOURS"), ("niet geschikt", "GEEN_ZIN")):
        with pytest.raises(InvalidInputError) as refused:
            acts.shortlist_vacancy(
                session, cast.case, vacancy.id, state=state, reason_code=reason, **cast.by(cast.anna)
            )
        assert refused.value.field == "reason_code"
    assert entries_for(session, cast.case.id) == []


def test_a_vacancy_has_one_place_on_the_board(session, cast, vacancy):
    for state in ("bekijken", "solliciteren"):
        acts.shortlist_vacancy(session, cast.case, vacancy.id, state=state, **cast.by(cast.anna))
    assert [entry.state for entry in entries_for(session, cast.case.id)] == ["solliciteren"]
    assert entry_for(session, cast.other_case.id, vacancy.id) is None


def test_an_application_moves_the_vacancy_and_keeps_the_note(session, cast, vacancy):
    acts.shortlist_vacancy(session, cast.case, vacancy.id, state="solliciteren", note="bel eerst", **cast.by(cast.anna))
    acts.mark_applied(session, cast.case, vacancy.id, **cast.by(cast.anna))
    entry = entry_for(session, cast.case.id, vacancy.id)
    assert (entry.state, entry.note) == ("gesolliciteerd", "bel eerst")


def test_a_vacancy_that_was_taken_back_loses_its_reason(session, cast, vacancy):
    acts.dismiss_vacancy(session, cast.case, vacancy.id, reason_code="OTHER", **cast.by(cast.bram))
    acts.shortlist_vacancy(session, cast.case, vacancy.id, state="bekijken", **cast.by(cast.bram))
    assert entry_for(session, cast.case.id, vacancy.id).reason_code is None


def test_the_newest_capability_document_leads_also_when_entered_first(session, cast):
    acts.save_capability_document(session, cast.case, DOCUMENT, **cast.by(cast.bram))
    older = DOCUMENT | {"dated": "2025-12-01", "limitations": []}
    acts.save_capability_document(session, cast.case, older, **cast.by(cast.bram))
    leading = profiles.latest_document(session, cast.case.id)
    assert [row.item for row in profiles.limitations_of(session, leading)] == ["4.13", "6.3"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"limitations": [{"item": "9.99", "level": 1}]}, "item"),
        ({"limitations": [{"item": "4.13", "level": 8}]}, "level"),
        ({"limitations": [{"item": "4.13"}, {"item": "4.13"}]}, "limitations"),
        ({"dated": "2026-11-21"}, "dated"),
        ({"generation": "toekomst"}, "generation"),
        ({"author_function": ""}, "author_function"),
    ],
)
def test_a_capability_document_that_cannot_be_is_refused(session, cast, change, field):
    with pytest.raises(InvalidInputError) as refused:
        acts.save_capability_document(session, cast.case, DOCUMENT | change, **cast.by(cast.bram))
    assert refused.value.field == field
    assert profiles.latest_document(session, cast.case.id) is None


def test_a_profile_keeps_what_was_not_given(session, cast):
    acts.save_profile(session, cast.case, {"skills": ["plannen"], "home_postcode": "8011 AB"}, **cast.by(cast.anna))
    acts.save_profile(session, cast.case, {"education": "mbo 3"}, **cast.by(cast.bram))
    profile = profiles.profile_of(session, cast.case.id)
    assert (profile.skills, profile.education, profile.home_postcode) == (["plannen"], "mbo 3", "8011 AB")


def test_the_old_wage_is_kept_in_whole_cents(session, cast):
    wage = {"amount": "3200.55", "hours_per_week": 36, "source": "loonstrook", "source_date": "2025-02-28"}
    acts.save_wage(session, cast.case, wage, **cast.by(cast.bram))
    assert profiles.wage_of(session, cast.case.id).amount_cents == 320055
    assert told(session, cast)[1]["hours_per_week"] == "36"


def test_search_profiles_get_the_next_version(session, cast):
    for direction in ("magazijn", "chauffeur"):
        given = {"valid_from": "2026-05-01", "directions": [direction], "reason": "verbreding na drie maanden"}
        acts.save_search_profile(session, cast.case, given, **cast.by(cast.bram))
    assert [(p.version, p.directions) for p in profiles.search_profiles_of(session, cast.case.id)] == [
        (2, ["chauffeur"]),
        (1, ["magazijn"]),
    ]


def test_a_plan_may_lie_ahead_and_a_deed_may_not(session, cast):
    planned = {
        "kind": "cursus",
        "title": "Heftruck",
        "occurred_on": "2027-01-10",
        "status": "gepland",
        "cost": "450.00",
    }
    acts.add_activity(session, cast.case, planned, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError):
        acts.add_activity(session, cast.case, planned | {"status": "klaar"}, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError):
        acts.add_activity(session, cast.case, planned | {"until": "2027-01-09"}, **cast.by(cast.bram))
    assert [row.cost_cents for row in list_activities(session, cast.case.id)] == [45000]


def test_an_activity_of_another_case_is_not_found(session, cast):
    given = {"kind": "cv", "title": "CV", "occurred_on": "2026-11-02"}
    row = acts.add_activity(session, cast.case, given, **cast.by(cast.bram))
    with pytest.raises(NotFoundError):
        acts.change_activity(session, cast.other_case, row.id, given, **cast.by(cast.carla))


def test_a_conversation_is_kept_in_its_fields(session, cast):
    given = {
        "occurred_on": "2026-11-02",
        "way": "telefoon",
        "with_whom": "Anna",
        "employer_agreements": "Loonstrook sturen",
    }
    acts.add_contact(session, cast.case, given, **cast.by(cast.bram))
    assert [row.employer_agreements for row in list_contacts(session, cast.case.id)] == ["Loonstrook sturen"]


def test_looking_twice_within_the_hour_is_one_look(session, cast):
    look = {"part": "sollicitaties", "actor": cast.bram, "signer": cast.signer}
    moments = [timedelta(0), timedelta(minutes=59), timedelta(minutes=61)]
    now = cast.by(cast.bram)["now"]
    seen = [acts.record_view(session, cast.case, now=now + moment, **look) for moment in moments]
    assert [entry is not None for entry in seen] == [True, False, True]


def test_only_a_bundle_for_the_employer_is_released_and_only_by_the_coach(session, cast):
    for receiver in ("coach", "employer"):
        acts.record_export(
            session,
            cast.case,
            receiver=receiver,
            period=(cast.case.first_sick_day, cast.case.first_sick_day),
            filename="b.zip",
            sha256="c" * 64,
            head="d" * 64,
            **cast.by(cast.bram),
        )
    for_coach, for_employer = sorted(list_exports(session, cast.case.id), key=lambda row: row.id)
    with pytest.raises(InvalidInputError):
        acts.release_export(session, cast.case, for_coach.id, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError):
        acts.release_export(session, cast.case, for_employer.id, **cast.by(cast.daan))
    acts.release_export(session, cast.case, for_employer.id, **cast.by(cast.bram))
    assert [row.receiver for row in list_exports(session, cast.case.id, released_only=True)] == ["employer"]


def test_a_case_change_before_the_first_sick_day_is_refused(session, cast):
    with pytest.raises(InvalidInputError):
        acts.change_case(session, cast.case, {"track_two_start": "2024-01-01"}, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError):
        acts.change_case(session, cast.case, {}, **cast.by(cast.bram))


def test_an_answer_and_a_judgement_are_kept_and_never_shown_to_the_employer(session, cast, vacancy):
    by = cast.by(cast.bram)
    acts.save_capability_document(session, cast.case, DOCUMENT, **by)
    for act, values, more in (
        (acts.record_answer, ANSWER, {}),
        (acts.judge_limitation_by_hand, JUDGEMENT, {"computed": Verdict.EXCEEDED}),
    ):
        act(session, cast.case, {**values, "vacancy": vacancy.id}, **more, **by)
        kind, content = told(session, cast)
        assert content["item"] == "4.13"
        assert shown_fields(kind, content, "employer", frozenset()) == frozenset()
        assert {"item", "title"} <= shown_fields(kind, content, "employee", frozenset())


def test_an_answer_or_judgement_about_what_is_not_limited_is_refused(session, cast, vacancy):
    by = cast.by(cast.bram)
    acts.save_capability_document(session, cast.case, DOCUMENT, **by)
    with pytest.raises(InvalidInputError, match=r"toegestaan: 4\.13, 6\.3"):
        acts.record_answer(session, cast.case, {**ANSWER, "item": "5.4", "vacancy": vacancy.id}, **by)


@pytest.mark.parametrize("reason", ["", "ja", "         "])
def test_a_judgement_without_a_reason_is_refused(session, cast, vacancy, reason):
    by = cast.by(cast.bram)
    acts.save_capability_document(session, cast.case, DOCUMENT, **by)
    values = {**JUDGEMENT, "vacancy": vacancy.id, "reason": reason}
    with pytest.raises(InvalidInputError, match="reason"):
        acts.judge_limitation_by_hand(session, cast.case, values, computed=Verdict.UNKNOWN, **by)
    assert told(session, cast)[0] == "belastbaarheidsdocument opgeslagen"


def test_only_the_coach_answers_and_judges(session, cast, vacancy):
    acts.save_capability_document(session, cast.case, DOCUMENT, **cast.by(cast.bram))
    with pytest.raises(InvalidInputError, match="loopbaancoach"):
        acts.record_answer(session, cast.case, {**ANSWER, "vacancy": vacancy.id}, **cast.by(cast.anna))


def test_two_kinds_of_one_item_are_two_limitations_and_one_kind_twice_is_refused(session, cast):
    kinds = [{"item": "6.1", "level": 1}, {"item": "6.1", "level": 2}]
    acts.save_capability_document(session, cast.case, {**DOCUMENT, "limitations": kinds}, **cast.by(cast.bram))
    for twice in ([kinds[0], kinds[0]], [{"item": "4.13", "level": 1}, {"item": "4.13", "level": 2}]):
        with pytest.raises(InvalidInputError, match="elk item hoogstens"):
            acts.save_capability_document(session, cast.case, {**DOCUMENT, "limitations": twice}, **cast.by(cast.bram))
