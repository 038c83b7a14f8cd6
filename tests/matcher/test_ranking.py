import json
import os
import subprocess
import sys

import pytest

from dossier.model.demand import Verdict
from dossier.model.person import Person, Phase
from matcher import rank_people
from matcher.weights import FEATURES
from tests.matcher.people import FULL_TIME, LOW_PAY, OFFICE, SILENT, STOCK, TODAY, WAREHOUSE, anna


def ranking(person, stock, **options):
    return rank_people([person], stock, on=TODAY, **options)[0]


def order(person, stock):
    return [match.vacancy for match in ranking(person, stock).matches]


def test_what_fits_comes_first_and_what_exceeds_stays_visible_at_the_end():
    assert order(anna(), STOCK) == ["v1", "v5", "v4", "v2", "v3"]


def test_a_limitation_that_is_exceeded_stands_last_with_its_reason():
    last = ranking(anna(), [WAREHOUSE, SILENT]).matches[-1]
    assert (last.vacancy, last.verdicts.limitations) == ("v2", Verdict.EXCEEDED)
    assert "Het werk gaat over een grens heen: tillen, perioden van het etmaal." in [each.text for each in last.reasons]


def test_hours_that_are_not_suitable_stand_last_with_their_reason():
    last = ranking(anna(), [FULL_TIME, LOW_PAY, SILENT]).matches[-1]
    assert (last.vacancy, last.verdicts.wage) == ("v3", "HOURS_NOT_SUITABLE")
    assert any(each.feature == "hours" and each.value == 0 for each in last.reasons)


def test_a_wage_below_the_threshold_stands_under_what_is_unknown():
    both = ranking(anna(limitations=[], max_hours_per_week=None), [LOW_PAY, SILENT])
    assert [match.verdicts.wage for match in both.matches] == ["UNKNOWN_FLOOR_MEETS", "BELOW"]


def test_top_cuts_the_list_and_not_the_total():
    short = ranking(anna(), STOCK, top=2)
    assert (len(short.matches), short.total) == (2, 5)


def test_an_empty_profile_ranks_everything_and_says_what_is_missing():
    empty = ranking(Person(id="leeg"), STOCK)
    assert (len(empty.matches), len(empty.missing)) == (5, 14)
    assert [match.rank for match in empty.matches] == [1, 2, 3, 4, 5]


def test_without_any_vacancy_the_list_is_empty():
    assert (ranking(anna(), []).matches, ranking(anna(), []).total) == ([], 0)


def test_several_people_keep_the_order_in_which_they_were_given():
    people = [anna(id="b"), anna(id="a")]
    assert [each.case for each in rank_people(people, STOCK, on=TODAY)] == ["b", "a"]


def test_the_order_of_the_vacancies_does_not_matter():
    assert ranking(anna(), STOCK).model_dump_json() == ranking(anna(), STOCK[::-1]).model_dump_json()


def test_a_copy_stands_with_its_leading_posting_and_changes_nothing_else():
    copy = OFFICE.model_copy(update={"id": "v9", "source": "elders", "employer": "Uitzendbureau"})
    alone, together = ranking(anna(), STOCK), ranking(anna(), [copy, *STOCK])
    leading = together.matches[0]
    assert {leading.vacancy, *leading.copies} == {"v1", "v9"}
    assert [match.vacancy for match in together.matches][1:] == [match.vacancy for match in alone.matches][1:]


def test_the_same_title_with_other_work_is_no_copy():
    other = OFFICE.model_copy(
        update={"id": "v9", "description": "Facturen boeken bij een notaris in het dorp aan zee."}
    )
    assert all(not match.copies for match in ranking(anna(), [OFFICE, other]).matches)


def test_the_wide_phase_weighs_earlier_work_less():
    weights = {feature.name: (feature.narrow, feature.wide) for feature in FEATURES}
    assert weights["work_history"][0] > weights["work_history"][1]
    assert weights["limitations"][0] == weights["limitations"][1]
    shown = {each.feature: each.weight for each in ranking(anna(phase=Phase.WIDE), [OFFICE]).matches[0].reasons}
    assert shown["work_history"] == weights["work_history"][1]


def test_six_months_after_the_start_of_track_two_the_search_is_wide():
    person = anna(track_two_start="2026-05-21")
    shown = {each.feature: each.weight for each in ranking(person, [OFFICE]).matches[0].reasons}
    assert shown["work_history"] == next(each.wide for each in FEATURES if each.name == "work_history")


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_every_feature_explains_itself_to_the_coach(feature):
    assert feature.function.__doc__.strip().endswith(("?", ".", ")"))


def test_the_json_of_the_door_has_its_fields():
    shown = ranking(anna(), [OFFICE]).model_dump(mode="json")
    assert set(shown) == {
        "case", "rule_version", "model_version", "phase", "weights", "missing", "matches", "total"
    }  # fmt: skip
    match = shown["matches"][0]
    assert set(match) == {"vacancy", "rank", "score", "verdicts", "reasons", "why_not_higher", "copies"}
    assert set(match["verdicts"]) == {"wage", "hours", "travel", "limitations"}
    assert set(match["reasons"][0]) == {"feature", "weight", "value", "text"}


def test_two_processes_with_other_thread_counts_give_the_same_bytes():
    program = (
        "import json; from tests.matcher.people import STOCK, TODAY, anna; from matcher import rank_people;"
        "print(json.dumps([each.model_dump(mode='json') for each in rank_people([anna()], STOCK, on=TODAY)]))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": threads},
            capture_output=True,
            check=True,
        ).stdout
        for threads in ("1", "2")
    }
    assert len(answers) == 1
    assert json.loads(answers.pop())[0]["total"] == 5
