"""The occupation speaks only where the vacancy is silent, never firmly, and says where it has it from."""

from decimal import Decimal

import pytest

from dossier.model.demand import Verdict, VerdictSource
from dossier.model.person import LimitationIn
from dossier.rules.fml import items
from dossier.rules.suitability import judge_limitations
from matcher.demand import find_demands
from matcher.occupation import load_titles
from matcher.prior import apply_prior, load_priors, load_profiles


def judged(title, item, level, *, text="", note=None, hours_per_day=None):
    verdicts = judge_limitations([LimitationIn(item=item, level=level, note=note)], find_demands(text))
    return apply_prior(verdicts, title, hours_per_day=hours_per_day)[0]


@pytest.mark.parametrize(
    ("title", "item", "level", "verdict"),
    [
        ("Magazijnmedewerker", "4.13", 2, Verdict.PROBABLY_EXCEEDED),
        ("Administratief medewerker", "4.13", 1, Verdict.PROBABLY_WITHIN),
        ("Kok", "5.4", 2, Verdict.PROBABLY_EXCEEDED),
        ("Softwareontwikkelaar", "5.4", 1, Verdict.PROBABLY_WITHIN),
        ("Klantenservice medewerker", "2.12.1", 1, Verdict.PROBABLY_EXCEEDED),
        ("Verpleegkundige", "6.1", 2, Verdict.PROBABLY_EXCEEDED),
        ("Softwareontwikkelaar", "4.4", 2, Verdict.PROBABLY_EXCEEDED),
        ("Softwareontwikkelaar", "1.8.6", 1, Verdict.PROBABLY_WITHIN),
    ],
)
def test_a_clear_title_where_the_text_is_silent(title, item, level, verdict):
    found = judged(title, item, level)
    assert (found.verdict, found.source) == (verdict, VerdictSource.OCCUPATION)
    assert found.quote is None


def test_the_origin_is_told_and_the_question_stays():
    found = judged("Magazijnmedewerker (m/v)", "4.13", 2)
    assert "magazijnmedewerker (ISCO 9333)" in found.explanation
    assert "O*NET" in found.explanation
    assert found.question


def test_the_words_of_the_vacancy_beat_the_occupation():
    found = judged("Administratief medewerker", "4.13", 2, text="Je tilt dozen tot 20 kg.")
    assert (found.verdict, found.source) == (Verdict.EXCEEDED, VerdictSource.VACANCY_TEXT)


@pytest.mark.parametrize("title", ["Medewerker", "Topbaan!", "", "Manager", "Docent verpleegkundige"])
def test_an_unclear_title_leaves_it_unknown(title):
    found = judged(title, "4.13", 2)
    assert (found.verdict, found.source) == (Verdict.UNKNOWN, VerdictSource.NONE)
    assert found.question


def test_two_occupations_in_one_title_leave_it_unknown():
    assert judged("Kok / vrachtwagenchauffeur", "5.4", 2).verdict is Verdict.UNKNOWN


def test_a_note_must_be_read_by_a_person():
    assert judged("Magazijnmedewerker", "4.13", 2, note="Alleen rechts.").verdict is Verdict.UNKNOWN


def test_a_day_of_four_hours_halves_the_day_load():
    assert judged("Magazijnmedewerker", "5.4", 1).verdict is Verdict.UNKNOWN
    assert judged("Magazijnmedewerker", "5.4", 1, hours_per_day=Decimal(4)).verdict is Verdict.PROBABLY_WITHIN


def test_attention_and_time_pressure_are_never_judged_by_occupation():
    assert {judged("Verpleegkundige", item, 1).verdict for item in ("1.1", "1.2", "1.8.4", "1.8.5", "2.9")} == {
        Verdict.UNKNOWN
    }


def test_no_occupation_ever_gives_a_firm_verdict():
    limitations = [
        LimitationIn(item=item.item, level=level) for item in items() for level in range(1, len(item.levels))
    ]
    silent = judge_limitations(limitations, [])
    for title in ("Magazijnmedewerker", "Verpleegkundige", "Softwareontwikkelaar", "Vrachtwagenchauffeur", "Kok"):
        found = {verdict.verdict for verdict in apply_prior(silent, title)}
        assert found <= {Verdict.PROBABLY_WITHIN, Verdict.UNKNOWN, Verdict.PROBABLY_EXCEEDED, Verdict.WITHIN}


def test_every_column_and_item_of_the_rules_exists():
    columns = set().union(*load_profiles().values())
    known = {item.item for item in items()}
    priors = load_priors()
    assert {rule["column"] for part in ("day_loads", "bounds") for rule in priors[part]} <= columns
    assert {column for rule in priors["marks"] for column in rule["columns"]} <= columns
    assert {rule["item"] for part in ("day_loads", "marks") for rule in priors[part]} <= known


def test_every_group_of_the_title_table_has_figures():
    assert {isco08 for isco08, _ in load_titles().names.values()} <= set(load_profiles())
