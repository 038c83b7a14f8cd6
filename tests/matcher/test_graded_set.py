"""The order of the list against the grades of this project, beside what others would make of it."""

from pathlib import Path

import pytest

from passend.doors.evaluate import measure_ranking

GRADED = Path(__file__).parent / "graded"


@pytest.fixture(scope="module")
def figures():
    return measure_ranking(GRADED, None)


def test_the_order_is_far_better_than_that_of_any_baseline(figures):
    best = max(baseline["ndcg@10"] for baseline in figures["baselines"].values())
    assert figures["ndcg@10"] >= best + 0.15


def test_no_vacancy_over_a_limit_reaches_the_first_ten_and_with_the_baselines_many_do(figures):
    assert figures["violations@10"] == 0
    assert min(one["violations@10"] for one in figures["baselines"].values()) > 2
