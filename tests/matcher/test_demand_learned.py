"""What the learned tables add to the rules, and what they leave out."""

from dossier.model.demand import Strength
from matcher.candidate import load_learned
from matcher.chance import find_likelihoods, load_trees, read_trees
from matcher.concept import concepts_of, list_concepts
from matcher.demand import HUNCH, find_demands, load_roles
from matcher.doubt import explain
from matcher.doubt_training import learn, list_lessons
from matcher.evaluate import LabelledAd
from matcher.reading import Place, read_text

FIRM = "Over het bedrijf\nOnze monteurs klimmen dagelijks het dak op.\n"
"""A sentence in which a rule sees heights, and nobody speaks to the reader."""


def _ad(number, text, quote, *, right):
    label = {"item": "4.13", "direction": "eis", "quote": quote}
    said = {"demands": [label]} if right else {"traps": [{"quote": quote}]}
    return LabelledAd.model_validate({"id": str(number), "text": text, **said})


def test_the_three_tables_are_there():
    assert load_learned() is not None


def test_what_is_said_of_the_firm_is_left_out():
    text = "De verpleging tilt, jij regelt de planning."
    assert find_demands(text, learned=False)
    assert find_demands(text) == []


def test_a_hunch_is_a_question_with_words_of_the_text():
    text = "Medewerker\n\nJe staat de hele dag klaar voor bewoners die in de war zijn en soms om zich heen slaan."
    for demand in find_demands(text):
        assert demand.quote == text[demand.start : demand.end]
        if demand.rule == HUNCH:
            assert demand.strength is Strength.ASK
            assert demand.value is None


def test_what_a_rule_sees_and_the_weighing_doubts_is_told_to_who_asks_for_it_as_a_question():
    text = "We ship every week. Our office is one big open floor next to the market hall, with music on."
    likely, doubtful = find_demands(text), find_demands(text, doubtful=True)
    added = [demand for demand in doubtful if demand not in likely]
    assert [demand for demand in doubtful if demand in likely] == likely
    assert [(demand.item, demand.direction.value, demand.quote) for demand in added] == [("1.8.1", "eis", "open floor")]
    assert added[0].strength is Strength.ASK


def test_words_that_no_ad_taught_give_no_hunch():
    text = "In het kort\n\nDetecting Financial Crime bouwt asynchrone microservices met Kafka."
    assert [demand for demand in find_demands(text) if demand.rule == HUNCH] == []


def test_the_same_text_gives_the_same_answer():
    text = "Je helpt klanten aan de balie en tilt dozen van 12 kilo."
    assert find_demands(text) == find_demands(text)


def test_the_features_that_weighed_can_be_told():
    reading = read_text(FIRM, load_roles().sieve)
    rows = explain(reading, Place(1, reading.bounds[1][0], reading.bounds[1][1]), "heights", "4.19")
    assert rows
    assert [abs(weight) for _, weight in rows] == sorted((abs(weight) for _, weight in rows), reverse=True)


def test_learning_tells_the_work_from_the_firm():
    ads = [_ad(n, f"Je tilt dozen nummer {n}.", f"tilt dozen nummer {n}", right=True) for n in range(6)]
    ads += [_ad(n, f"Onze kraan tilt lasten nummer {n}.", f"tilt lasten nummer {n}", right=False) for n in range(6, 12)]
    weights = learn(list_lessons(ads))
    assert weights["je"] > 0 > weights["onze"]


def test_words_that_mean_much_the_same_are_about_the_same():
    assert "@carry" in {*concepts_of("sjouwt")} & {*concepts_of("zeulen")}
    assert "@carry" not in concepts_of("salaris")
    assert "@pay" in list_concepts(["je", "salaris"])


def test_what_a_denial_stands_beside_is_told_apart():
    assert "!@lift" in list_concepts(["je", "hoeft", "niet", "te", "tillen"])
    assert "!@lift" not in list_concepts(["je", "moet", "kunnen", "tillen"])


def test_a_tree_is_walked_as_it_is_written():
    trees = read_trees(
        "# made by hand\nnight\t0.9\n0\t1\t0.5\t1\t2\t0.0\n0\t0\t0.0\t1\t1\t-1.0\n0\t0\t0.0\t2\t2\t1.0\n"
    )
    low, high = find_likelihoods(trees, [[0.0, 0.2], [0.0, 0.8]])
    assert low < 0.5 < high
    assert trees.shares == {"night": 0.9}


def test_shares_of_rules_are_shares():
    trees = load_trees()
    assert trees is not None
    assert all(0 <= share <= 1 for share in trees.shares.values())
