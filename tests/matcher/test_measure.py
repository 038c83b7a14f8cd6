from math import log2

import pytest

from matcher.baseline import BASELINES
from matcher.measure import find_ndcg, find_precision, find_reciprocal_rank


def test_the_best_order_has_a_gain_of_one():
    assert find_ndcg([3, 2, 1, 0], 10) == 1.0


def test_a_best_vacancy_in_second_place_loses_what_the_discount_takes():
    assert find_ndcg([0, 3], 10) == pytest.approx(1 / log2(3))


def test_what_stands_below_the_depth_gains_nothing_but_counts_for_the_best_order():
    assert find_ndcg([0, 0, 3], 2) == 0.0


def test_a_list_without_anything_good_has_no_gain():
    assert find_ndcg([0, 0], 10) == 0.0


def test_grade_one_is_not_yet_relevant():
    assert find_precision([3, 1, 2, 0], 4) == 0.5
    assert find_reciprocal_rank([1, 0, 2]) == pytest.approx(1 / 3)
    assert find_reciprocal_rank([1, 0]) == 0.0


@pytest.mark.parametrize("name", BASELINES)
def test_every_baseline_puts_the_document_with_the_rare_word_first(name):
    documents = ["de chauffeur rijdt de bus", "de kok kookt de soep", "de kok bakt de taart en de koek"]
    scores = BASELINES[name](documents, ["soep", "bus"])
    assert scores.argmax(axis=1).tolist() == [1, 0]


def test_bm25_gives_the_figure_of_the_formula():
    scores = BASELINES["bm25"](["soep brood", "brood kaas"], ["soep"])
    assert scores.tolist() == [[pytest.approx(0.693147, abs=1e-6), 0.0]]
