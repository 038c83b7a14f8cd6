"""The network that hunches come from: what it learns, and that every machine reads the same."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from matcher import network_batch, network_training
from matcher.demand import load_roles
from matcher.evaluate import LabelledAd
from matcher.hunch import Hunches, load_hunches, read_impression, read_networks, write_networks
from matcher.hunch_training import list_lessons
from matcher.network import MOST, NEVER, Said, parts_of, score, score_on_all_cores
from matcher.network_batch import Lesson, choose_subject, make_batch
from matcher.network_training import go_back, go_forward, learn, start_learner
from matcher.reading import read_text

LIFT, SIT, TRAP = "4.13 eis", "5.1 eis", "trap"
KEYS = (LIFT, SIT, TRAP)
ROUNDS = 60


def _lesson(text, *answers, before=""):
    words = text.split()
    spots = tuple((at, answer) for at in range(len(words)) for answer in answers)
    return Lesson(Said(words, before.split(), heading=("werk",)), frozenset(answers), spots)


LESSONS = [
    lesson
    for number in range(30)
    for lesson in (
        _lesson(f"je tilt dozen in hal {number}", LIFT),
        _lesson(f"je zit de hele dag achter scherm {number}", SIT, before="dit doe je"),
        _lesson(f"onze kraan tilt lasten in hal {number}", TRAP),
        _lesson(f"wij zijn een bedrijf van {number} jaar"),
    )
]


@pytest.fixture(scope="module")
def network():
    return learn(LESSONS, KEYS, rounds=ROUNDS)


def _best(network, text):
    odds = score(network, [Said(text.split())]).whole[0]
    return [key for key, odd in zip(network.keys, odds, strict=True) if odd > 0]


def test_what_was_shown_is_known_again_in_other_words(network):
    assert _best(network, "je tilt dozen in de loods") == [LIFT]
    assert _best(network, "jij zit de hele week achter een scherm") == [SIT]
    assert _best(network, "onze kraan tilt lasten") == [TRAP]
    assert _best(network, "wij zijn een bedrijf") == []


def test_the_slope_of_every_weight_is_how_the_loss_moves():
    lessons = LESSONS[:40]
    subject = choose_subject(lessons, KEYS)
    learner = start_learner(len(subject.parts), len(subject.keys), len(subject.hints))
    learner.weights = {name: weights.astype(float) for name, weights in learner.weights.items()}
    batch = make_batch(lessons, subject, learner.chance, hide=False)

    def lose():
        course = go_forward(learner, batch, hide=False)
        told = np.logaddexp(0, course.answers) - course.answers * batch.right
        spots = np.logaddexp(0, course.spots) - course.spots * batch.right_spots
        return (told.sum() + network_training.SPOT_WEIGHT * (spots * batch.layout.inside).sum()) / len(lessons)

    slopes = go_back(learner, batch, go_forward(learner, batch, hide=False))
    assert slopes.keys() == learner.weights.keys()
    for name, slope in slopes.items():
        steepest = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        at = (batch.rows[steepest[0]], steepest[1]) if name == "parts" else steepest
        weights = learner.weights[name]
        start, tiny = weights[at], 1e-4
        weights[at] = start + tiny
        above = lose()
        weights[at] = start - tiny
        below = lose()
        weights[at] = start
        assert (above - below) / (2 * tiny) == pytest.approx(slope[steepest], rel=2e-3), name


def test_a_word_may_be_hidden_but_for_what_it_is_about(monkeypatch):
    monkeypatch.setattr(network_batch, "HIDE_PIECES", 1.0)
    monkeypatch.setattr(network_batch, "HIDE_PART", 0.0)
    subject = choose_subject(LESSONS, KEYS)
    batch = make_batch(LESSONS[:1], subject, np.random.default_rng(0), hide=True)
    names = [*subject.parts]
    met = sorted({word for side in (LESSONS[0].said.words, *LESSONS[0].said.around) for word in side})
    for word, row in zip(met, batch.parts.toarray(), strict=True):
        shown = {names[batch.rows[at]] for at in np.flatnonzero(row)}
        about = {part for part in parts_of(word) if part.startswith("@") and part in subject.parts}
        assert shown == (about or {part for part in parts_of(word) if part in subject.parts})
        assert row.sum() == pytest.approx(subject.table[subject.words[word]].sum(), rel=1e-5)


def test_the_same_lessons_give_the_same_network(network):
    again = learn(LESSONS, KEYS, rounds=ROUNDS)
    assert all(
        (one.weights == other.weights).all() and (one.scales == other.scales).all()
        for one, other in zip(
            [network.context, *network.layers, network.spot, network.whole],
            [again.context, *again.layers, again.spot, again.whole],
            strict=True,
        )
    )
    assert (network.vectors == again.vectors).all()


def test_networks_that_are_written_are_read_the_same(network, tmp_path):
    other = learn(LESSONS, KEYS, seed=1, rounds=2)
    write_networks(Hunches((network, other)), tmp_path / "networks.npz")
    said = [lesson.said for lesson in LESSONS]
    read = read_networks(tmp_path / "networks.npz")
    for kept, one in zip(read.networks, (network, other), strict=True):
        assert kept.keys == one.keys
        assert (score(kept, said).whole == score(one, said).whole).all()
        assert (score(kept, said).spots == score(one, said).spots).all()


def test_networks_of_other_lessons_are_not_put_together(network):
    with pytest.raises(AssertionError):
        Hunches((network, learn(LESSONS[::2], KEYS, rounds=1)))


def test_what_counts_is_the_mean_of_what_two_networks_say(network):
    other = learn(LESSONS, KEYS, seed=1, rounds=2)
    reading = read_text("Je tilt dozen. Je zit achter een scherm.", load_roles().sieve)
    one, two, both = (read_impression(Hunches(each), reading) for each in [(network,), (other,), (network, other)])
    assert (one.scores != two.scores).any()
    assert both.scores == pytest.approx((one.scores + two.scores) / 2, abs=1e-4)
    assert both.traps == pytest.approx((one.traps + two.traps) / 2, abs=1e-4)
    assert both.words == pytest.approx((one.words + two.words) / 2, abs=1e-4)


def test_sums_are_of_whole_numbers_so_small_that_they_are_exact(network):
    for one in (network, *load_hunches().networks):
        for layer in (one.context, *one.layers, one.spot, one.whole):
            assert (layer.weights == np.rint(layer.weights)).all()
            assert np.abs(layer.weights).sum(axis=0).max() * MOST < 2**24


def _score_some(network, count, how=score):
    words = [
        "je",
        "tilt",
        "de",
        "hele",
        "dag",
        "dozen",
        "en",
        "zit",
        "nooit",
        "stil",
        "want",
        "het",
        "werk",
        "gaat",
        "door",
    ]
    return how(network, [Said(words[at % 5 :], words[: at % 7]) for at in range(count)])


@pytest.fixture(params=[0, 1])
def landed(request):
    return load_hunches().networks[request.param]


def test_any_number_of_threads_gives_the_same_scores(landed):
    one = _score_some(landed, 200)
    with threadpool_limits(4):
        more = _score_some(landed, 200, score_on_all_cores)
    assert (one.whole == more.whole).all()
    assert (one.spots == more.spots).all()


def test_a_sentence_scores_the_same_whatever_is_read_with_it(landed):
    together = _score_some(landed, 12).whole
    alone = np.vstack([_score_some(landed, count).whole[-1] for count in range(1, 13)])
    assert (together == alone).all()


def test_a_text_without_words_reminds_of_nothing(network):
    for text in ("", "!!!", "- - -\n\n..."):
        impression = read_impression(Hunches((network,)), read_text(text, load_roles().sieve))
        assert (impression.scores == NEVER).all()
        assert impression.words.shape[0] == 0


def test_a_lesson_says_on_which_words_its_demand_stands():
    ad = LabelledAd.model_validate({
        "id": "1",
        "text": "Je tilt dozen. Onze kraan tilt lasten.",
        "demands": [{"item": "4.13", "direction": "eis", "quote": "tilt dozen"}],
        "traps": [{"quote": "kraan tilt"}],
    })  # fmt: skip
    first, second, label = list_lessons([ad])
    assert (first.answers, first.spots) == ({"4.13 eis"}, ((1, "4.13 eis"), (2, "4.13 eis")))
    assert (second.answers, second.spots) == ({"trap"}, ((1, "trap"), (2, "trap")))
    assert (first.said.behind, second.said.before) == (["onze", "kraan", "tilt", "lasten"], ["je", "tilt", "dozen"])
    assert (label.said.words, label.answers) == (["tilt", "dozen"], {"4.13 eis"})


@pytest.mark.parametrize(
    ("text", "quote", "spots"),
    [
        ("Je rijdt. De rij is lang.", "rij", [(), ((1, "4.13 eis"),)]),
        ("Je werkt 15 uur, per dag 5 uur.", "5 uur", [((6, "4.13 eis"), (7, "4.13 eis"))]),
        ("Rijkswerf zoekt asbestsaneerder.", "asbest", [((2, "4.13 eis"),)]),
    ],
)
def test_a_label_stands_inside_a_word_only_where_no_whole_words_are_meant(text, quote, spots):
    label = {"item": "4.13", "direction": "eis", "quote": quote}
    lessons = list_lessons([LabelledAd.model_validate({"id": "1", "text": text, "demands": [label]})])
    assert [lesson.spots for lesson in lessons[:-1]] == spots
