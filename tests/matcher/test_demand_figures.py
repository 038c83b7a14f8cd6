"""Ads that taught nothing are read well enough, and those on which the rules were tuned keep being read."""

from pathlib import Path

import pytest

from matcher.evaluate import LabelledAd, evaluate_demands

LABELLED = Path(__file__).parent / "labelled"


def _report(name):
    rows = (LABELLED / name).read_text(encoding="utf-8").splitlines()
    return evaluate_demands([LabelledAd.model_validate_json(row) for row in rows])


@pytest.fixture(scope="module")
def report():
    return _report("tuned.jsonl")


@pytest.mark.parametrize("name", ["fresh.jsonl", "everyday.jsonl"])
def test_ads_that_taught_nothing_are_read_as_well_as_is_wanted(name):
    unread = _report(name)
    assert unread.f1 >= 0.85
    assert unread.traps_fired <= 0.05


def test_tuned_ads_are_read_as_they_were(report):
    assert report.f1 >= 0.94
    assert report.precision >= 0.94


def test_few_traps_of_tuned_ads_fire(report):
    assert report.traps_fired <= 0.04


@pytest.mark.parametrize("rubric", ["1", "2", "3", "4", "5", "6"])
def test_no_rubric_is_left_behind(report, rubric):
    assert report.by_rubric[rubric].f1 >= 0.88
