from hypothesis import given
from hypothesis import strategies as st

from dossier.model.person import Phase
from matcher.feedback import DISMISSED_FOR, MOST, TASTES, Decision, Emphasis, join_office, learn_emphasis
from matcher.weights import FEATURES, list_weights

USUAL = dict.fromkeys(TASTES, 0.4)


def dismissed(reason, **values):
    return Decision(chosen=False, reason=reason, values=values)


def chosen(**values):
    return Decision(chosen=True, reason=None, values=values)


def test_without_decisions_every_feature_weighs_what_it_usually_does():
    assert learn_emphasis([], USUAL) == {}


def test_three_dismissals_for_travel_make_travel_weigh_more_and_say_so():
    learned = learn_emphasis([dismissed("TRAVEL_TIME")] * 3, USUAL)
    assert learned == {"travel": Emphasis(1.45, "3 vacatures afgewezen om de reistijd.")}


def test_one_dismissal_is_one_vacancy():
    assert learn_emphasis([dismissed("HOURS")], USUAL)["hours"].why == "1 vacature afgewezen om de uren."


def test_a_dismissal_for_a_limitation_or_because_it_closed_moves_nothing():
    assert learn_emphasis([dismissed("LIMITATIONS_EXCEEDED"), dismissed("VACANCY_CLOSED")], USUAL) == {}


def test_choices_that_meet_the_wishes_but_not_earlier_work_move_both_weights():
    learned = learn_emphasis([chosen(wishes=0.9, work_history=0.1)] * 4, USUAL)
    assert learned["wishes"].factor > 1 > learned["work_history"].factor
    assert learned["wishes"].why == "De 4 gekozen vacatures sluiten meer aan bij de wensen dan de rest van de lijst."
    assert (
        learned["work_history"].why == "De 4 gekozen vacatures lijken minder op eerder werk dan de rest van de lijst."
    )


def test_one_choice_is_not_a_taste():
    assert learn_emphasis([chosen(wishes=1.0, work_history=0.0)], USUAL) == {}


def test_what_all_choices_share_by_standing_high_in_the_list_moves_nothing():
    assert learn_emphasis([chosen(wishes=0.8, work_history=0.8)] * 5, USUAL) == {}


DECISIONS = st.lists(
    st.builds(
        Decision,
        chosen=st.booleans(),
        reason=st.sampled_from([*DISMISSED_FOR, "OTHER"]),
        values=st.dictionaries(st.sampled_from(sorted(TASTES)), st.floats(0, 1)),
    ),
    max_size=40,
)


@given(DECISIONS, st.randoms(use_true_random=False))
def test_weights_stay_within_half_and_twice_whatever_is_decided_in_whatever_order(decisions, random):
    learned = learn_emphasis(decisions, USUAL)
    assert all(1 / MOST <= one.factor <= MOST and one.why for one in learned.values())
    random.shuffle(decisions)
    assert {name: one.why for name, one in learn_emphasis(decisions, USUAL).items()} == {
        name: one.why for name, one in learned.items()
    }


def test_the_office_counts_half_and_says_so():
    joined = join_office({}, [{"travel": 1.44}, {"travel": 1.44}])
    assert joined == {"travel": Emphasis(1.2, "Op dit kantoor telt dit ook bij anderen zwaarder.")}


def test_the_weights_of_a_list_show_the_usual_weight_beside_what_was_learned():
    weights = {one.feature: one for one in list_weights(Phase.NARROW, {"travel": Emphasis(1.5, "Omdat.")})}
    travel = weights["travel"]
    assert (travel.usual, travel.weight, travel.learned, travel.why) == (8, 12, 1.5, "Omdat.")
    assert list(weights) == [feature.name for feature in FEATURES]
