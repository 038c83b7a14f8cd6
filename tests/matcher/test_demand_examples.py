"""Every rule file is walked: each example must be read as it says, each silent text must stay silent."""

from decimal import Decimal

import pytest

from matcher.demand import find_demands, list_firings
from matcher.rulebook import load_themes

SURE = [theme for theme in load_themes() if not theme.faint]
EXAMPLES = [(theme.name, example) for theme in SURE for example in theme.examples]
FAINT = [example for theme in load_themes() if theme.faint for example in theme.examples]
SILENT = [(theme.name, rule, text) for theme in load_themes() for rule, text in theme.silent]


def _known(value):
    return str(value.normalize()) if isinstance(value, Decimal) else value


@pytest.mark.parametrize(
    ("theme", "example"), EXAMPLES, ids=[f"{theme}-{row['rule']}-{row['item']}" for theme, row in EXAMPLES]
)
def test_a_rule_reads_its_own_example(theme, example):
    found = [demand for demand in find_demands(example["text"], learned=False) if demand.item == example["item"]]
    assert {demand.direction.value for demand in found} == {example["direction"]}, found
    if "quote" in example:
        assert found[0].quote == example["quote"]
    if "value" in example:
        assert _known(found[0].value) == _known(
            Decimal(example["value"]) if example["value"].isdigit() else example["value"]
        )


@pytest.mark.parametrize("example", FAINT, ids=[f"{row['rule']}-{row['item']}-{row['direction']}" for row in FAINT])
def test_a_faint_rule_points_at_its_own_example(example):
    _, firings = list_firings(example["text"])
    seen = {(demand.rule, demand.item, demand.direction.value) for _, demand in firings}
    assert (example["rule"], example["item"], example["direction"]) in seen


def test_a_faint_rule_reads_nothing_by_itself():
    rules = {example["rule"] for example in FAINT}
    assert [one for row in FAINT for one in find_demands(row["text"], learned=False) if one.rule in rules] == []


@pytest.mark.parametrize(("theme", "rule", "text"), SILENT, ids=[f"{theme}-{rule}" for theme, rule, _ in SILENT])
def test_a_rule_is_silent_where_it_says_so(theme, rule, text):
    items = {item for each in load_themes() for row in each.rules if row.id == rule for item in row.items}
    assert [demand for demand in find_demands(text, learned=False) if demand.item in items] == []


@pytest.mark.parametrize("theme", load_themes(), ids=lambda theme: theme.name)
def test_every_rule_has_an_example(theme):
    proven = {example["rule"] for example in theme.examples}
    assert [rule.id for rule in theme.rules if rule.id not in proven] == []


def test_a_quote_is_exactly_the_text_between_its_offsets():
    for _, example in EXAMPLES:
        text = f"\u00ad  Cliënt\u200b…\r\n{example['text']}\n"
        for demand in find_demands(text):
            assert demand.quote == text[demand.start : demand.end]
