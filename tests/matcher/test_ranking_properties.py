"""What must hold for every person and every stock of vacancies."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model.person import Person
from matcher.index import build_index
from matcher.ranking import place_of, rank_person, weigh_jobs
from tests.matcher.people import TODAY, anna, posting
from tests.matcher.people import wage as paid

ORDINAL = {"4.13": 3, "4.17": 3, "5.2": 3, "5.4": 3, "4.19": 3, "6.3": 4, "6.2": 4, "4.12": 2, "1.9": 2, "2.8": 2}
SENTENCES = (
    "Je tilt dozen tot 12 kg.", "Je tilt nooit meer dan 4 kilo.", "Het is staand werk.", "Je werkt 32 uur per week.",
    "Je loopt veel.", "Zittend werk achter de computer.", "Boze klanten sta je te woord.", "Geen klantcontact.",
    "Diensten van 9 uur.", "Je staat soms op een ladder.", "Je werkt volgens een vast stappenplan.", "Een leuk team.",
)  # fmt: skip
texts = st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join)
titles = st.sampled_from(["Magazijnmedewerker", "Planner", "Kok", "Receptionist", "Monteur zonnepanelen"])


@st.composite
def stocks(draw, least=1):
    rows = draw(st.lists(st.tuples(titles, texts), min_size=least, max_size=6))
    return [posting(number, title, text) for number, (title, text) in enumerate(rows)]


def places(person, stock):
    """Where each vacancy stands by itself: its group and its score, best first."""
    ranking = rank_person(person, build_index(stock), on=TODAY)
    return {match.vacancy: place_of(match.floor, match.score, match.vacancy)[:2] for match in ranking.matches}


@settings(max_examples=60, deadline=None)
@given(item=st.sampled_from(sorted(ORDINAL)), data=st.data(), stock=stocks())
def test_a_worse_limitation_never_raises_a_vacancy(item, data, stock):
    level = data.draw(st.integers(0, ORDINAL[item] - 1))
    milder = anna(limitations=[{"item": "1.8.4", "level": 1}, {"item": item, "level": level}], max_hours_per_week=None)
    worse = anna(
        limitations=[{"item": "1.8.4", "level": 1}, {"item": item, "level": level + 1}], max_hours_per_week=None
    )
    before, after = places(milder, stock), places(worse, stock)
    assert all(after[vacancy] >= before[vacancy] for vacancy in before)


@settings(max_examples=40, deadline=None)
@given(item=st.sampled_from(sorted(ORDINAL)), stock=stocks())
def test_one_more_limitation_never_raises_a_vacancy(item, stock):
    without = places(anna(limitations=[], max_hours_per_week=None), stock)
    limited = places(anna(limitations=[{"item": item, "level": 1}], max_hours_per_week=None), stock)
    assert all(limited[vacancy] >= without[vacancy] for vacancy in without)


@settings(max_examples=60, deadline=None)
@given(
    amount=st.integers(1500, 5000),
    more=st.integers(1, 1500),
    limit=st.sampled_from([None, 16, 24]),
    most=st.sampled_from([16, 24, 40]),
)
def test_a_higher_wage_never_lowers_its_score(amount, more, limit, most):
    def score(salary):
        stock = [posting(1, "Planner", "", hours_min=16, hours_max=most, salary=paid(str(salary), str(salary)))]
        (job,) = weigh_jobs(anna(max_hours_per_week=limit, limitations=[]), build_index(stock), on=TODAY)
        return job.values["wage"]

    assert score(amount + more) >= score(amount)


@settings(max_examples=40, deadline=None)
@given(stock=stocks(least=2), which=st.integers(0, 5))
def test_a_copy_never_changes_the_order_of_the_others(stock, which):
    original = stock[which % len(stock)]
    copy = original.model_copy(update={"id": "zz-copy", "source": "elders"})
    families = {
        id_: {match.vacancy, *match.copies} for match in _ranked(stock) for id_ in (match.vacancy, *match.copies)
    }
    touched = families[original.id]
    before = [match.vacancy for match in _ranked(stock) if match.vacancy not in touched]
    after = [match.vacancy for match in _ranked([*stock, copy]) if match.vacancy not in {*touched, copy.id}]
    assert before == after


def _ranked(stock):
    return rank_person(anna(), build_index(stock), on=TODAY).matches


@settings(max_examples=30, deadline=None)
@given(stock=st.lists(st.tuples(titles, texts), max_size=6))
def test_an_empty_profile_ranks_everything(stock):
    postings = [posting(number, title, text) for number, (title, text) in enumerate(stock)]
    ranking = rank_person(Person(id="leeg"), build_index(postings), on=TODAY)
    ranked = [id_ for match in ranking.matches for id_ in (match.vacancy, *match.copies)]
    assert sorted(ranked) == sorted(each.id for each in postings)


@settings(max_examples=30, deadline=None)
@given(stock=stocks(), seed=st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(stock, seed):
    shuffled = stock[:]
    seed.shuffle(shuffled)
    first = rank_person(anna(), build_index(stock), on=TODAY)
    assert first.model_dump_json() == rank_person(anna(), build_index(shuffled), on=TODAY).model_dump_json()
