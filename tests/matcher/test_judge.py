import pytest

from dossier.model.demand import Verdict
from matcher import judge_pair
from matcher.judge import posting_demands
from tests.matcher.people import OFFICE, SILENT, TODAY, WAREHOUSE, anna, posting


def test_each_limitation_rests_on_the_words_of_the_description():
    judged = judge_pair(anna(), WAREHOUSE, on=TODAY)
    lifting = judged.limitations[0]
    assert (lifting.item, lifting.verdict, lifting.quote) == ("4.13", Verdict.EXCEEDED, "tilt dozen tot 20 kg")
    assert WAREHOUSE.description[lifting.start : lifting.end] == lifting.quote


def test_silence_is_unknown_and_asks_a_question():
    silent = judge_pair(anna(), SILENT, on=TODAY).limitations
    assert {each.verdict for each in silent} == {Verdict.UNKNOWN}
    assert all(each.question for each in silent)


def test_what_the_text_excludes_is_within():
    verdicts = {each.item: each.verdict for each in judge_pair(anna(), OFFICE, on=TODAY).limitations}
    assert verdicts["6.1"] is Verdict.WITHIN


@pytest.mark.parametrize("title", ["Nachtportier", "Medewerker nachtdienst", "Beveiliger in de nacht"])
def test_a_demand_that_only_the_title_tells_has_no_place_in_the_description(title):
    night = posting(7, title, "Je ontvangt gasten.")
    judged = {each.item: each for each in judge_pair(anna(), night, on=TODAY).limitations}["6.1"]
    assert (judged.verdict, judged.start, judged.end) == (Verdict.EXCEEDED, None, None)


def test_a_demand_of_title_and_description_counts_once():
    both = posting(8, "Medewerker nachtdienst", "Je werkt in de nachtdienst.")
    assert [demand.start for demand in posting_demands(both) if demand.item == "6.1"] == [15]


def test_a_person_without_limitations_has_no_verdicts():
    assert judge_pair(anna(limitations=[]), OFFICE, on=TODAY).limitations == []


def test_the_json_of_the_door_has_its_four_parts():
    assert set(judge_pair(anna(), OFFICE, on=TODAY).model_dump(mode="json")) == {
        "wage",
        "hours",
        "travel",
        "limitations",
    }
