"""Looking only for the phrases of which a text has the words changes nothing but the time."""

import json
from pathlib import Path

import pytest

from matcher.demand import find_demands

TUNED = Path(__file__).parent / "labelled" / "tuned.jsonl"
TEXTS = [json.loads(line)["text"] for line in TUNED.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("text", TEXTS[::10])
def test_the_sieve_drops_no_demand(text):
    assert find_demands(text) == find_demands(text, sift=False)


def test_a_text_without_words_has_no_demands():
    assert find_demands("") == []
    assert find_demands("... !!! \n\n ***") == []
