from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import InvalidInputError
from dossier.model.demand import Demand, Verdict
from dossier.model.person import LimitationIn
from dossier.rules.fml import Kind, items
from dossier.rules.suitability import judge_limitations, scale_day_load, weigh_prior, worst_verdict

ORDER = list(Verdict)


def limited(item, level=1, note=None, **more):
    return LimitationIn(item=item, level=level, note=note, **more)


def said(item, quote="...", direction="eis", strength="hard", value=None, unit=None):
    return Demand(
        item=item,
        direction=direction,
        strength=strength,
        value=Decimal(value) if isinstance(value, int | float) else value,
        unit=unit,
        quote=quote,
        start=0,
        end=len(quote),
        rule="test",
    )


def judge(limitation, *demands, week=None, day=None):
    hours = [Decimal(str(number)) if number is not None else None for number in (week, day)]
    return judge_limitations([limitation], demands, hours_per_week=hours[0], hours_per_day=hours[1])[0]


def verdict(limitation, *demands, **hours):
    return judge(limitation, *demands, **hours).verdict


# --- ordinal items: a number against the number of the level


@pytest.mark.parametrize(
    ("level", "kilos", "expected"),
    [
        (1, 10, "binnen"),
        (1, 11, "overschrijding"),
        (2, 5, "binnen"),
        (2, 20, "overschrijding"),
        (3, 2, "binnen"),
        (3, 3, "overschrijding"),
        (0, 40, "binnen"),
    ],
)
def test_lifting_is_compared_in_kilos(level, kilos, expected):
    assert verdict(limited("4.13", level), said("4.13", "tillen", value=kilos, unit="kg")) == expected


def test_the_size_of_an_excess_is_said():
    found = judge(limited("4.13", 2), said("4.13", "dozen tot 20 kg tillen", value=20, unit="kg"))
    assert (found.excess, found.limit_value, found.demand_value, found.unit) == (4, "5", 20, "kg")
    assert found.explanation == "Gevraagd: 20 kg; grens: 5 kg. Dat is 4 keer de grens: een ruime overschrijding."
    assert (found.source, found.quote, found.question) == ("vacaturetekst", "dozen tot 20 kg tillen", None)


def test_a_demand_to_ask_about_gives_probably_at_most():
    demands = [said("4.13", strength="vraag", value=kilos, unit="kg") for kilos in (5, 20)]
    found = [judge(limited("4.13", 2), demand) for demand in demands]
    assert [one.verdict for one in found] == ["waarschijnlijk binnen", "waarschijnlijk overschrijding"]
    assert [one.question is not None for one in found] == [True, True]


def test_a_demand_to_ask_about_without_a_number_stays_unknown_with_a_question():
    found = judge(limited("4.13", 2), said("4.13", "fysiek zwaar", strength="vraag"))
    assert (found.verdict, found.quote) == ("onbekend", "fysiek zwaar")
    assert found.question == "Hoeveel kilo moet er worden getild, en hoe vaak per uur?"


def test_an_incidental_peak_is_a_question_and_not_an_excess():
    found = judge(limited("4.13", 1), said("4.13", "af en toe 12 kg tillen", value=12, unit="kg"))
    assert (found.verdict, found.question is not None) == ("onbekend", True)


def test_an_evident_excess_is_no_incidental_peak():
    assert verdict(limited("4.13", 2), said("4.13", "soms 25 kg tillen", value=25, unit="kg")) == "overschrijding"


def test_the_mass_of_a_rolling_load_is_no_force():
    found = judge(limited("4.12", 1), said("4.12", "rolcontainers van 300 kg", strength="vraag", value=300, unit="kg"))
    assert found.verdict == "onbekend"


def test_working_at_height_without_a_number_amounts_to_five_metres():
    height = said("4.19", "op hoogte werken")
    assert [verdict(limited("4.19", level), height) for level in (1, 2, 3)] == [
        "waarschijnlijk overschrijding",
        "waarschijnlijk overschrijding",
        "overschrijding",
    ]


def test_conflicts_exceed_who_can_have_none_and_are_asked_about_for_who_can_have_some():
    assert [verdict(limited("2.8", level), said("2.8", "klachten afhandelen")) for level in (1, 2)] == [
        "onbekend",
        "overschrijding",
    ]


def test_standing_all_day_is_scaled_to_the_day_of_the_job():
    standing = said("5.4", "staand werk")
    assert verdict(limited("5.4", 2), standing, day=8) == "waarschijnlijk overschrijding"
    assert verdict(limited("5.4", 2), standing, day=2) == "onbekend"


def test_a_stated_load_of_the_job_itself_is_not_scaled_again():
    standing = said("5.4", "4 uur per dag staan", value=4, unit="uur per dag")
    assert [verdict(limited("5.4", level), standing, day=4) for level in (1, 2)] == ["binnen", "overschrijding"]


# --- variant items: kinds without an order


@pytest.mark.parametrize(
    ("level", "value", "expected"),
    [
        (2, "nacht", "overschrijding"),
        (2, "avond", "onbekend"),
        (1, "avond", "overschrijding"),
        (1, "nacht", "onbekend"),
    ],
)
def test_nights_say_nothing_about_evenings_and_the_other_way_round(level, value, expected):
    assert verdict(limited("6.1", level), said("6.1", "in ploegen", value=value)) == expected


def test_another_time_of_day_is_quoted_and_still_unknown():
    found = judge(limited("6.1", 2), said("6.1", "2-ploegendienst", value="avond"))
    assert (found.quote, found.verdict, found.question is not None) == ("2-ploegendienst", "onbekend", True)
    assert found.explanation.endswith("over 'niet 's nachts (22-6 uur)' zegt zij niets.")


def test_office_hours_are_within_for_every_time_of_day():
    day = said("6.1", "kantooruren", direction="gunstig", value="dag")
    assert [verdict(limited("6.1", level), day) for level in (1, 2)] == ["binnen", "binnen"]


def test_no_night_shifts_is_within_for_nights_and_says_nothing_about_evenings():
    none = said("6.1", "geen nachtdiensten", direction="gunstig", value="nacht")
    assert [verdict(limited("6.1", level), none) for level in (2, 1)] == ["binnen", "onbekend"]


def test_shifts_without_a_time_are_a_question():
    found = judge(limited("6.1", 2), said("6.1", "wisselende diensten", strength="vraag"))
    assert (found.verdict, found.quote) == ("onbekend", "wisselende diensten")


def test_evenings_asked_and_nights_excluded_is_within_for_who_has_no_nights():
    demands = (
        said("6.1", "avonddienst", value="avond"),
        said("6.1", "geen nachten", direction="gunstig", value="nacht"),
    )
    assert [verdict(limited("6.1", level), *demands) for level in (2, 1)] == ["binnen", "overschrijding"]


@pytest.mark.parametrize(
    ("level", "degrees", "expected"),
    [
        (2, -18, "overschrijding"),
        (2, 4, "onbekend"),
        (2, 40, "onbekend"),
        (1, 40, "overschrijding"),
        (1, -18, "onbekend"),
    ],
)
def test_heat_and_cold_are_two_kinds(level, degrees, expected):
    assert verdict(limited("3.1", level), said("3.1", "graden", value=degrees, unit="°C")) == expected


def test_a_freezer_is_cold_by_its_own_words():
    freezer = said("3.1", "werken in de vriescel")
    assert [verdict(limited("3.1", level), freezer) for level in (2, 1)] == ["overschrijding", "onbekend"]


def test_a_kind_that_no_text_names_is_probably_exceeded_by_a_firm_demand():
    assert verdict(limited("2.6", 1), said("2.6", "rouwende mensen begeleiden")) == "waarschijnlijk overschrijding"


# --- conditions and yes/no items


@pytest.mark.parametrize("item", ["1.8.4", "2.12.1", "2.11", "3.4"])
def test_a_firm_demand_exceeds_a_condition_or_a_limitation(item):
    assert verdict(limited(item), said(item)) == "overschrijding"


def test_stressbestendig_is_a_question():
    assert verdict(limited("1.8.4"), said("1.8.4", "stressbestendig", strength="vraag")) == "onbekend"


def test_no_customer_contact_is_within():
    assert verdict(limited("2.12.1"), said("2.12.1", "geen klantcontact", direction="gunstig")) == "binnen"


def test_an_easing_to_ask_about_is_probably_within_and_keeps_its_question():
    found = judge(limited("5.9"), said("5.9", "zit-stabureau", direction="gunstig", strength="vraag"))
    assert (found.verdict, found.question is not None) == ("waarschijnlijk binnen", True)


def test_no_heavy_lifting_says_little_to_who_may_lift_two_kilos():
    light = said("4.13", "geen zwaar tilwerk", direction="gunstig", strength="vraag")
    assert [verdict(limited("4.13", level), light) for level in (1, 3)] == ["waarschijnlijk binnen", "onbekend"]


def test_a_reassuring_weight_is_compared_like_any_other():
    light = said("4.13", "nooit meer dan 5 kilo", direction="gunstig", value=5, unit="kg")
    assert [verdict(limited("4.13", level), light) for level in (2, 3)] == ["binnen", "overschrijding"]


def test_what_is_asked_and_eased_in_one_text_becomes_a_question():
    demands = (said("2.12.1", "klanten helpen"), said("2.12.1", "geen klantcontact", direction="gunstig"))
    assert verdict(limited("2.12.1"), *demands) == "waarschijnlijk overschrijding"


def test_a_stated_weight_stands_beside_a_reassurance():
    demands = (said("4.13", "25 kg", value=25, unit="kg"), said("4.13", "met tilhulp", direction="gunstig"))
    assert verdict(limited("4.13", 2), *demands) == "overschrijding"


def test_the_worst_demand_on_an_item_counts():
    demands = (said("4.13", "5 kg", value=5, unit="kg"), said("4.13", "zwaar werk", strength="vraag"))
    found = judge(limited("4.13", 2), *demands)
    assert (found.verdict, found.quote) == ("onbekend", "zwaar werk")


# --- silence, hints, wishes, notes and rest items


def test_silence_is_unknown_with_a_ready_question():
    found = judge(limited("5.4", 2))
    assert (found.verdict, found.source, found.quote) == ("onbekend", "geen", None)
    assert found.question == "Hoeveel uur per dag wordt er gestaan?"


@pytest.mark.parametrize("item", [item for item in items() if item.kind is not Kind.INFORMATION], ids=lambda i: i.item)
def test_silence_is_never_within(item):
    found = [judge(limited(item.item, level, note="zie")) for level in range(1, len(item.levels))]
    assert {one.verdict for one in found} == {"onbekend"}
    assert all(one.question for one in found)


def test_what_is_optional_is_ignored():
    assert judge(limited("2.11"), said("2.11", "rijbewijs is een pre", direction="optioneel")).quote is None


def test_a_hint_shows_its_words_and_judges_nothing():
    found = judge(limited("1.9", 1), said("1.9", "zelfstandig", strength="hint"))
    assert (found.verdict, found.quote) == ("onbekend", "zelfstandig")


def test_a_demand_on_another_item_changes_nothing():
    assert judge(limited("4.14", 2), said("4.13", value=20, unit="kg")).source == "geen"


@pytest.mark.parametrize(
    ("limitation", "demand"),
    [
        (limited("4.13", 1, "met rechts minder"), said("4.13", value=2, unit="kg")),
        (limited("2.12.1", 1, "zie"), said("2.12.1", direction="gunstig")),
        (limited("6.1", 2, "ook geen late avond"), said("6.1", direction="gunstig", value="dag")),
        (limited("6.3", 3, "opbouwend"), said("6.3", value=16, unit="uur per week")),
        (limited("4.13", 0, "let op"), said("4.13", value=2, unit="kg")),
        (limited("4.1", 1, "let op"), said("4.1")),
    ],
)
def test_a_hidden_note_is_never_within(limitation, demand):
    found = judge(limitation, demand)
    assert found.verdict == "onbekend"
    assert "Lees de toelichting" in found.explanation


def test_the_note_itself_never_leaves_in_the_explanation():
    assert "rug" not in judge(limited("4.13", 1, "vanwege de rug"), said("4.13", value=2, unit="kg")).explanation


@pytest.mark.parametrize("item", ["1.8.7", "2.12.6", "4.21", "5.10", "6.4"])
def test_a_rest_item_is_never_within_and_never_firmly_exceeded(item):
    easing, demand = said(item, direction="gunstig"), said(item)
    assert [verdict(limited(item), one) for one in (easing, demand)] == ["onbekend", "waarschijnlijk overschrijding"]


def test_a_described_kind_is_a_rest_item_too():
    assert verdict(limited("3.8", 4), said("3.8", direction="gunstig")) == "onbekend"


def test_a_yes_no_limitation_with_a_note_is_probably_exceeded():
    assert verdict(limited("2.2", 1, "met hulpmiddel"), said("2.2", "telefoneren")) == "waarschijnlijk overschrijding"


def test_a_weight_over_the_limit_is_exceeded_whatever_the_note_says():
    assert verdict(limited("4.13", 2, "zie"), said("4.13", value=20, unit="kg")) == "overschrijding"


def test_an_item_of_information_limits_nothing():
    assert verdict(limited("4.1", 1)) == "binnen"


# --- hours


@pytest.mark.parametrize(
    ("level", "hours", "expected"),
    [(3, 20, "binnen"), (3, 21, "overschrijding"), (3, 16, "binnen"), (2, 36, "overschrijding"), (1, 40, "binnen")],
)
def test_hours_per_week_have_no_margin(level, hours, expected):
    assert verdict(limited("6.3", level), week=hours) == expected


def test_hours_per_week_come_from_the_text_when_the_job_has_none():
    demand = said("6.3", "24 tot 32 uur per week", value=24, unit="uur per week")
    found = judge(limited("6.3", 3), demand)
    assert (found.verdict, found.quote, found.excess) == ("overschrijding", "24 tot 32 uur per week", Decimal("1.2"))


def test_the_hours_of_the_job_lead_and_the_text_gives_the_quote():
    demand = said("6.3", "24 tot 32 uur per week", value=24, unit="uur per week")
    found = judge(limited("6.3", 3), demand, week=16)
    assert (found.verdict, found.quote, found.demand_value) == ("binnen", "24 tot 32 uur per week", 16)


def test_hours_open_to_talk_leave_a_question():
    talk = said("6.3", "minder uren kan in overleg", direction="gunstig", strength="vraag")
    found = judge(limited("6.3", 3), talk, week=32)
    assert (found.verdict, found.question is not None) == ("waarschijnlijk overschrijding", True)


def test_overtime_takes_the_firmness_off():
    overtime = said("6.3", "overwerk", strength="vraag")
    assert verdict(limited("6.3", 3), overtime, week=20) == "waarschijnlijk binnen"


def test_unknown_hours_are_a_question():
    assert judge(limited("6.3", 3)).question == "Hoeveel uur per week is het minste waarvoor u iemand aanneemt?"


@pytest.mark.parametrize(
    ("level", "week", "day", "expected"),
    [
        (3, None, 4, "binnen"),
        (3, None, 6, "overschrijding"),
        (2, 36, None, "waarschijnlijk overschrijding"),
        (3, 36, None, "overschrijding"),
        (3, 16, None, "onbekend"),
        (3, 4, None, "binnen"),
        (3, None, None, "onbekend"),
    ],
)
def test_hours_per_day_follow_from_the_day_or_else_from_the_week(level, week, day, expected):
    assert verdict(limited("6.2", level), week=week, day=day) == expected


# --- the older list


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


# --- the worst of all


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


# --- what an occupation usually asks


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


# --- properties

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
