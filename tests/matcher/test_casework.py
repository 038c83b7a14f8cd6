from datetime import UTC, datetime, timedelta

import pytest

from dossier import acts
from dossier.errors import NotFoundError
from dossier.evidence.signing import Signer
from dossier.model.demand import Verdict
from dossier.model.vacancy import VacancyState
from dossier.storage.accounts import create_organisation
from dossier.storage.copies import set_copies
from dossier.storage.matches import count_matches, get_match, kept_ranking, list_matches, ranking_of
from dossier.storage.vacancies import get_vacancy, mark_gone, upsert_vacancy
from matcher import rank_cases, weigh_again
from tests.dossier.cast import make_cast
from tests.matcher.people import OFFICE, SILENT, TODAY, WAREHOUSE

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def session(database):
    with database.session() as opened:
        yield opened


@pytest.fixture
def cast(session):
    made = make_cast(session, Signer.generate())
    by = made.by(made.bram)
    acts.save_profile(session, made.case, {"work_history": [{"title": "magazijnmedewerker"}]}, **by)
    document = {
        "kind": "FML",
        "dated": "2026-06-01",
        "author_function": "bedrijfsarts",
        "max_hours_per_week": 24,
        "limitations": [{"item": "4.13", "level": 2}],
    }
    acts.save_capability_document(session, made.case, document, **by)
    for posting in (OFFICE, WAREHOUSE, SILENT):
        upsert_vacancy(session, posting, NOW, None)
    return made


def test_every_open_vacancy_is_ranked_for_every_case(session, cast):
    counts = rank_cases(session, on=TODAY)
    assert (counts.cases, counts.vacancies, counts.matches) == (2, 3, 6)
    assert [match.vacancy_id for match in list_matches(session, cast.case.id)][-1] == "v2"


def test_only_the_asked_cases_are_ranked(session, cast):
    rank_cases(session, on=TODAY, case_ids=[cast.case.id])
    assert (count_matches(session, cast.case.id), count_matches(session, cast.other_case.id)) == (3, 0)


def test_ranking_again_replaces_the_list(session, cast):
    rank_cases(session, on=TODAY)
    mark_gone(session, ["v1"], NOW)
    rank_cases(session, on=TODAY)
    assert sorted(match.vacancy_id for match in list_matches(session, cast.case.id)) == ["v2", "v5"]
    assert get_vacancy(session, "v1").state == VacancyState.GONE


def test_a_match_keeps_the_verdicts_the_reasons_and_the_copies(session, cast):
    upsert_vacancy(session, OFFICE.model_copy(update={"id": "v9"}), NOW, None)
    set_copies(session, {"v9": "v1", "v1": None})
    rank_cases(session, on=TODAY)
    match = get_match(session, cast.case.id, "v1")
    assert match.detail["copies"] == ["v9"]
    assert set(match.detail["verdicts"]) == {"wage", "hours", "travel", "limitations"}
    assert match.detail["verdicts"]["limitations"][0]["item"] == "4.13"
    assert all(reason["text"] for reason in match.detail["reasons"])


def test_the_kept_list_has_the_form_of_the_door(session, cast):
    rank_cases(session, on=TODAY)
    kept = ranking_of(session, cast.case.id, "2026-0001", top=2)
    assert (kept["case"], len(kept["matches"]), kept["total"]) == ("2026-0001", 2, 3)
    assert set(kept["matches"][0]) == {
        "vacancy", "rank", "score", "verdicts", "reasons", "why_not_higher", "copies"
    }  # fmt: skip


def test_a_page_of_the_list_starts_where_it_is_asked(session, cast):
    rank_cases(session, on=TODAY)
    assert [match.rank for match in list_matches(session, cast.case.id, limit=1, offset=1)] == [2]


def test_a_vacancy_that_is_not_in_the_list_is_not_found(session, cast):
    with pytest.raises(NotFoundError):
        get_match(session, cast.case.id, "v1")


def test_an_answer_and_a_judgement_count_at_once_and_in_the_next_ranking(session, cast):
    rank_cases(session, on=TODAY)
    by = cast.by(cast.bram)
    answer = {
        "vacancy": "v2", "item": "4.13", "level": 2, "occurs": "komt niet voor", "words": "Er is een tilhulp.",
        "informant": "teamleider", "answered_on": "2026-11-18",
    }  # fmt: skip
    assert lifting(session, cast, "v2")["verdict"] == "overschrijding"
    acts.record_answer(session, cast.case, answer, **by)
    weigh_again(session, cast.case, "v2", on=TODAY)
    assert (lifting(session, cast, "v2")["verdict"], lifting(session, cast, "v2")["source"]) == (
        "binnen", "navraag werkgever",
    )  # fmt: skip
    judgement = {"vacancy": "v2", "item": "4.13", "level": 2, "verdict": "overschrijding", "reason": "De hulp is stuk."}
    acts.judge_limitation_by_hand(session, cast.case, judgement, computed=Verdict.WITHIN, **by)
    rank_cases(session, on=TODAY)
    assert lifting(session, cast, "v2")["judgement"] == {
        "verdict": "overschrijding", "reason": "De hulp is stuk.", "by": "Bram de Wit", "on": "2026-11-20",
        "computed": "binnen",
    }  # fmt: skip
    assert get_match(session, cast.case.id, "v2").limitation_verdict == "overschrijding"


def lifting(session, cast, vacancy_id):
    verdicts = get_match(session, cast.case.id, vacancy_id).detail["verdicts"]["limitations"]
    return next(one for one in verdicts if one["item"] == "4.13")


def test_how_the_list_was_made_is_kept_beside_it(session, cast):
    rank_cases(session, on=TODAY)
    kept = kept_ranking(session, cast.case.id)
    assert (kept.total, kept.phase, kept.computed_on) == (3, "WIDE", TODAY)
    assert {weight["feature"]: weight["weight"] for weight in kept.weights}["travel"] == 8


def test_a_dismissal_for_travel_makes_travel_weigh_more_until_the_weights_are_put_back(session, cast):
    by = cast.by(cast.bram)
    acts.dismiss_vacancy(session, cast.case, "v1", reason_code="TRAVEL_TIME", **by)
    assert travel_weight(session, cast) == 9.2
    acts.reset_weights(session, cast.case, **by | {"now": by["now"] + timedelta(seconds=1)})
    assert travel_weight(session, cast) == 8


def travel_weight(session, cast):
    rank_cases(session, on=TODAY)
    return {one["feature"]: one["weight"] for one in kept_ranking(session, cast.case.id).weights}["travel"]


def test_what_an_office_learned_counts_elsewhere_only_when_it_chose_to_share(session, cast):
    office = create_organisation(session, name="Spoorzoekers", kind="agency")
    cast.bram.organisation_id = office.id
    other = acts.open_case(
        session,
        {"number": "2026-0077", "employee_name": "Femke", "employer_id": cast.case.employer_id,
         "coach_id": cast.bram.id, "first_sick_day": "2025-09-01"},
        **cast.by(cast.bram),
    )  # fmt: skip
    acts.dismiss_vacancy(session, other, "v1", reason_code="TRAVEL_TIME", **cast.by(cast.bram))
    rank_cases(session, on=TODAY)
    assert travel_weight(session, cast) == 8
    office.shares_feedback = True
    session.add(office)
    assert travel_weight(session, cast) == 8.58
