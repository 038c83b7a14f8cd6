"""The older list, the worst of all, what an occupation asks, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InvalidInputError
from dossier.model.demand import Verdict
from dossier.rules.fml import Kind, items
from dossier.rules.suitability import judge_limitations, scale_day_load, weigh_prior, worst_verdict
from tests.dossier.rules.suitability_case import judge, limited, said, verdict

ORDER = list(Verdict)


def test_an_old_number_is_not_judged_as_a_current_one():
    found = judge(limited("4.14", 2, generation="old"), said("4.14", value=20, unit="kg"))
    assert (found.verdict, found.name) == ("onbekend", "tillen of dragen")
    assert "4.13 tillen of 4.14 dragen" in found.explanation


def test_old_1_9_7_is_certainly_about_deadlines():
    found = judge(limited("1.9.7", 1, generation="old"), said("1.8.4", "strakke deadlines"))
    assert (found.verdict, found.item) == ("overschrijding", "1.9.7")


def test_an_item_that_is_not_on_the_list_is_refused():
    with pytest.raises(InvalidInputError):
        judge(limited("9.9"))


def test_no_limitations_are_within():
    assert worst_verdict([]) == "binnen"


def test_the_worst_verdict_leads():
    found = judge_limitations(
        [limited("4.13", 2), limited("5.4", 2), limited("2.12.1")],
        [said("4.13", value=20, unit="kg"), said("2.12.1", direction="gunstig")],
    )
    assert ([one.verdict for one in found], worst_verdict(found)) == (
        ["overschrijding", "onbekend", "binnen"],
        "overschrijding",
    )


@pytest.mark.parametrize(
    ("load", "day", "expected"),
    [
        ("3.5", None, "waarschijnlijk overschrijding"),
        ("3.5", 2, "onbekend"),
        ("1.1", None, "onbekend"),
        ("0.5", None, "waarschijnlijk binnen"),
    ],
)
def test_an_occupation_says_probably_at_most_and_its_day_load_is_scaled(load, day, expected):
    hours = Decimal(day) if day else None
    found = weigh_prior(judge(limited("5.4", 2)), Decimal(load), hours_per_day=hours)
    assert found.verdict == expected


def test_a_statement_in_the_text_beats_the_occupation_both_ways():
    stated = judge(limited("5.4", 2), said("5.4", value=1, unit="uur per dag"))
    asked = judge(limited("5.4", 1), said("5.4", "staand werk", strength="vraag"))
    assert [weigh_prior(one, Decimal(6)) for one in (stated, asked)] == [stated, asked]


def test_an_occupation_never_lifts_an_item_with_a_note():
    noted = judge(limited("5.4", 1, "zie"))
    assert weigh_prior(noted, Decimal(0)) == noted


def test_three_and_a_half_of_eight_hours_is_one_and_three_quarters_of_four():
    assert scale_day_load(Decimal("3.5"), Decimal(4)) == Decimal("1.75")


ORDINAL = [item for item in items() if item.kind is Kind.ORDINAL]

DEMANDS = st.lists(
    st.tuples(
        st.sampled_from(["eis", "gunstig", "optioneel"]),
        st.sampled_from(["hard", "vraag", "hint"]),
        st.none() | st.integers(0, 1300),
        st.sampled_from(["tillen", "af en toe", "staand werk"]),
    ),
    max_size=3,
)


@given(
    item=st.sampled_from(ORDINAL),
    parts=DEMANDS,
    week=st.none() | st.integers(1, 40),
    day=st.none() | st.integers(1, 12),
    note=st.sampled_from([None, "zie toelichting"]),
)
def test_worsening_an_ordinal_level_never_improves_the_verdict(item, parts, week, day, note):
    demands = [
        said(item.item, quote, direction, strength, value, item.unit) for direction, strength, value, quote in parts
    ]
    ranks = [
        ORDER.index(verdict(limited(item.item, level, note), *demands, week=week, day=day))
        for level in range(len(item.levels))
    ]
    assert ranks == sorted(ranks)


@given(item=st.sampled_from(items()), parts=DEMANDS, level=st.integers(1, 9))
def test_words_without_hard_strength_never_give_a_firm_verdict(item, parts, level):
    demands = [said(item.item, q, d, "vraag" if s == "hard" else s, v, item.unit) for d, s, v, q in parts]
    if item.kind is Kind.INFORMATION or item.item in {"6.2", "6.3"}:
        return
    assert verdict(limited(item.item, min(level, len(item.levels) - 1)), *demands) not in {"binnen", "overschrijding"}


@given(item=st.sampled_from(items()), parts=DEMANDS, level=st.integers(0, 9))
def test_a_note_is_never_within_whatever_is_said(item, parts, level):
    demands = [said(item.item, quote, d, s, v, item.unit) for d, s, v, quote in parts]
    limitation = limited(item.item, min(level, len(item.levels) - 1), "zie toelichting")
    assert verdict(limitation, *demands, week=1, day=1) not in {"binnen", "waarschijnlijk binnen"}
