from collections import Counter
from decimal import Decimal

import pytest

from dossier.errors import InvalidInputError
from dossier.model.person import LimitationIn
from dossier.rules.fml import Kind, check_limitation, find_item, find_old_item, items, read_old_items


def test_the_current_list_has_75_rows_in_six_rubrics():
    assert Counter(item.rubric for item in items()) == {1: 15, 2: 17, 3: 8, 4: 21, 5: 10, 6: 4}


def test_the_kinds_are_as_the_list_gives_them():
    variants = {item.item for item in items() if item.kind is Kind.VARIANT}
    assert variants == {"1.4", "1.5", "1.6", "2.6", "2.7", "3.1", "3.8", "4.3", "6.1"}
    assert {item.item for item in items() if item.kind is Kind.INFORMATION} == {"4.1", "4.2"}
    assert {item.item for item in items() if item.rest} == {"1.8.7", "2.12.6", "4.21", "5.10", "6.4"}


def test_every_item_that_limits_has_a_question_about_the_work():
    assert [item.item for item in items() if item.kind is not Kind.INFORMATION and not item.question] == []
    assert [item.item for item in items() if item.question and not item.question.endswith("?")] == []


def test_no_question_to_an_employer_speaks_of_a_limitation():
    health = ("beperking", "beperkt", "ziek", "klacht ", "medisch", "arts", "belastbaar", "handicap")
    assert [item.item for item in items() if any(word in (item.question or "").lower() for word in health)] == []


def test_lifting_has_its_four_levels_and_limits():
    lifting = find_item("4.13")
    assert (lifting.name, lifting.unit, len(lifting.levels)) == ("tillen", "kg", 4)
    assert [lifting.limit_at(level).value for level in (1, 2, 3)] == [10, 5, 2]


def test_level_zero_is_a_reference_and_no_limit():
    assert find_item("4.13").limit_at(0) is None


def test_less_than_four_hours_of_sitting_does_not_allow_four():
    limit = find_item("5.2").limit_at(3)
    assert (limit.allows(Decimal(4)), limit.allows(Decimal("3.9"))) == (False, True)


@pytest.mark.parametrize("item", [item for item in items() if item.kind is Kind.ORDINAL], ids=lambda item: item.item)
def test_the_limits_of_an_ordinal_item_never_widen(item):
    limits = [limit for limit in item.limits if limit is not None]
    strict = [(limit.value, not limit.below) for limit in limits]
    assert strict == sorted(strict, reverse=True)


def test_an_unknown_item_is_refused_with_what_is_allowed():
    with pytest.raises(InvalidInputError, match=r"item: '7\.1' kan niet; toegestaan: een nummer van de huidige lijst"):
        check_limitation(LimitationIn(item="7.1"))


def test_a_level_beyond_the_list_is_refused_with_the_levels():
    with pytest.raises(InvalidInputError, match=r"level: 4 kan niet; toegestaan: 0 tot en met 3 .*2 = tot 5 kg"):
        check_limitation(LimitationIn(item="4.13", level=4))


def test_another_instrument_is_refused():
    with pytest.raises(InvalidInputError, match="instrument: 'LFK'"):
        check_limitation(LimitationIn(item="4.13", instrument="LFK"))


@pytest.mark.parametrize("instrument", ["BAR", "ander document"])
def test_a_document_in_words_has_no_levels_but_those_of_the_working_times(instrument):
    with pytest.raises(InvalidInputError, match="in woorden, op het restpunt"):
        check_limitation(LimitationIn(item="4.13", instrument=instrument, note="tot 10 kg"))
    with pytest.raises(InvalidInputError, match=r"de woorden van het document bij 4\.21"):
        check_limitation(LimitationIn(item="4.21", instrument=instrument))
    check_limitation(LimitationIn(item="4.21", instrument=instrument, note="d430: tot 10 kg"))
    check_limitation(LimitationIn(item="6.3", level=3, instrument=instrument))


def test_another_generation_is_refused():
    with pytest.raises(InvalidInputError, match="generation: '1998' kan niet; toegestaan: current of old"):
        check_limitation(LimitationIn(item="4.13", generation="1998"))


@pytest.mark.parametrize("item", items(), ids=lambda item: item.item)
def test_every_level_of_every_item_is_accepted(item):
    for level in range(len(item.levels)):
        check_limitation(LimitationIn(item=item.item, level=level))


@pytest.mark.parametrize("number", ["4.14", "4.15", "4.16", "4.17", "1.9.7", "3.2"])
def test_a_bare_number_that_changed_its_meaning_is_refused(number):
    with pytest.raises(InvalidInputError, match="met de lijst erbij"):
        find_item(number, generation=None)


def test_a_bare_number_with_one_meaning_is_found():
    assert find_item("5.3", generation=None).name == "staan"


def test_1_9_7_of_the_old_list_is_deadlines():
    assert find_item("1.9.7", generation="old").item == "1.8.4"


def test_1_9_7_is_not_in_the_current_list_and_the_refusal_says_what_it_was():
    with pytest.raises(InvalidInputError, match=r"in de oude lijst is 1\.9\.7 geen veelvuldige deadlines"):
        check_limitation(LimitationIn(item="1.9.7"))


def test_old_lifting_or_carrying_is_not_silently_translated():
    check_limitation(LimitationIn(item="4.14", level=3, generation="old"))
    with pytest.raises(InvalidInputError, match=r"tillen of dragen; nu waarschijnlijk 4\.13 of 4\.14"):
        find_item("4.14", generation="old")


def test_old_4_15_is_about_light_objects_and_current_4_15_about_the_head():
    assert find_old_item("4.15").name == "frequent lichte voorwerpen hanteren"
    assert find_item("4.15").name == "hoofdbewegingen"


def test_every_old_number_points_at_current_items():
    current = {item.item for item in items()}
    assert [old.item for old in read_old_items().values() if not set(old.now) <= current] == []


def test_the_facts_agree_with_the_derived_table(shared):
    import csv

    kinds = {
        "ordinaal": "ordinal",
        "variant": "variant",
        "voorwaarde": "condition",
        "janee": "yes_no",
        "info": "information",
    }
    with (shared / "data" / "derived" / "fml_items.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expected = [(row["item"], kinds[row["kind"]], row["levels"].count("|") + 1, row["vacaturetekst"]) for row in rows]
    assert [(item.item, item.kind.value, len(item.levels), item.in_text) for item in items()] == expected
