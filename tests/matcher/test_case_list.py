"""A list is made of what changed since the one before, and comes out as if all of it were weighed again."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select, update

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.model.demand import Verdict
from dossier.model.match import CaseRanking, Match
from dossier.model.posting import Salary
from dossier.storage.copies import set_copies
from dossier.storage.matches import list_matches
from dossier.storage.vacancies import mark_gone, upsert_vacancy
from matcher import case_list, rank_cases, weigh_again
from matcher.case_list import keep_list, learned_elsewhere, make_list
from matcher.stored_stock import read_stock
from tests.dossier.cast import make_cast
from tests.matcher.people import TODAY, posting

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SENTENCES = (
    "Je tilt dozen tot 15 kg.", "Je telt de voorraad en verwerkt orders.", "Soms zijn er deadlines.",
    "Je werkt overdag, in een klein team.", "Je werkt in nachtdiensten.", "Rijbewijs B is nodig.", "Mbo-niveau 3.",
    "Je zit de hele dag.", "Thuiswerken kan.", "Je neemt de telefoon op.",
)  # fmt: skip
TITLES = ("Magazijnmedewerker", "Planner", "Telefonist", "Administratief medewerker", "Orderpicker", "Conciërge")
PLACES = ("Utrecht", "Zeist", "Groningen", "Amersfoort", None)
LIST_SIZE, MANY = 24, 200


@pytest.fixture
def session(database):
    with database.session() as opened:
        yield opened


@pytest.fixture
def cast(session):
    made = make_cast(session, Signer.generate())
    by = made.by(made.bram)
    acts.save_profile(session, made.case, profile(45), **by)
    acts.save_wage(session, made.case, {
        "amount": "2600.00", "hours_per_week": 36, "source": "AD-rapport", "source_date": TODAY,
    }, **by)  # fmt: skip
    acts.save_search_profile(
        session, made.case, {"directions": ["planner", "telefonist"], "valid_from": TODAY, "reason": "start"}, **by
    )
    keep_document(session, made, 2)
    for number in range(LIST_SIZE):
        upsert_vacancy(session, draw_posting(number), NOW, None)
    return made


def profile(minutes):
    return {
        "work_history": [{"title": "Magazijnmedewerker", "years": 8, "tasks": ["voorraad tellen", "orders verwerken"]}],
        "skills": ["Excel", "telefoon"], "education": "mbo-3", "licences": ["rijbewijs B"], "wishes": "klein team",
        "home_postcode": "3511 AB", "max_travel_minutes": minutes, "transport": "ov",
    }  # fmt: skip


def keep_document(session, made, level):
    acts.save_capability_document(session, made.case, {
        "kind": "FML", "dated": "2026-06-01", "author_function": "bedrijfsarts", "max_hours_per_week": 24,
        "limitations": [{"item": "4.13", "level": level}, {"item": "6.1", "level": 2}, {"item": "5.1", "level": 1}],
    }, **made.by(made.bram))  # fmt: skip


def draw_posting(number, edition=0):
    draw = random.Random(f"{number} {edition}")
    pay = draw.randrange(2200, 3400, 50)
    salary = Salary(text=str(pay), is_wage=True, min=pay, max=pay + 300, unit="month") if draw.random() < 0.6 else None
    return posting(
        f"{number:02}", draw.choice(TITLES), " ".join(draw.sample(SENTENCES, 4)) + f" Bedrijf {number} {edition}.",
        place=draw.choice(PLACES), hours_min=Decimal(draw.choice((16, 24))), hours_max=Decimal(32), salary=salary,
        date_posted=TODAY - timedelta(days=draw.randrange(60)),
    )  # fmt: skip


class Course:
    """A history of what may happen between two lists."""

    def __init__(self, session, cast, seed):
        self.session, self.cast, self.draw = session, cast, random.Random(seed)
        self.day, self.last, self.level, self.by = TODAY, LIST_SIZE, 2, cast.by(cast.bram)

    def go_on(self):
        happens = (
            self.one_more, self.other_words, self.one_less, self.a_copy, self.choose, self.dismiss, self.answer,
            self.judge, self.travel_further, self.lift_less, self.a_day, self.half_a_year,
        )  # fmt: skip
        self.draw.choice(happens)()

    def any_listed(self):
        return self.draw.choice(list_matches(self.session, self.cast.case.id)).vacancy_id

    def one_more(self):
        upsert_vacancy(self.session, draw_posting(self.last), NOW, None)
        self.last += 1

    def other_words(self):
        number = int(self.any_listed().removeprefix("v"))
        upsert_vacancy(self.session, draw_posting(number, self.draw.randrange(1, 9)), NOW, None)

    def one_less(self):
        mark_gone(self.session, [self.any_listed()], NOW)

    def a_copy(self):
        leading = self.any_listed()
        copy = draw_posting(self.last)
        self.last += 1
        upsert_vacancy(self.session, copy, NOW, None)
        set_copies(self.session, {copy.id: leading})

    def choose(self):
        acts.shortlist_vacancy(self.session, self.cast.case, self.any_listed(), **self.by)

    def dismiss(self):
        acts.dismiss_vacancy(self.session, self.cast.case, self.any_listed(), reason_code="TRAVEL_TIME", **self.by)

    def answer(self):
        said = {
            "vacancy": self.any_listed(), "item": "4.13", "level": self.level, "occurs": "komt niet voor",
            "words": "Er is hulp.", "informant": "teamleider", "answered_on": "2026-11-18",
        }  # fmt: skip
        acts.record_answer(self.session, self.cast.case, said, **self.by)
        weigh_again(self.session, self.cast.case, said["vacancy"], on=self.day)

    def judge(self):
        said = {
            "vacancy": self.any_listed(), "item": "4.13", "level": self.level, "verdict": "overschrijding",
            "reason": "Er is een steile trap.",
        }  # fmt: skip
        acts.judge_limitation_by_hand(self.session, self.cast.case, said, computed=Verdict.UNKNOWN, **self.by)
        weigh_again(self.session, self.cast.case, said["vacancy"], on=self.day)

    def travel_further(self):
        acts.save_profile(self.session, self.cast.case, profile(self.draw.randrange(30, 90)), **self.by)

    def lift_less(self):
        self.level = self.draw.choice((1, 2, 3))
        keep_document(self.session, self.cast, self.level)

    def a_day(self):
        self.day += timedelta(days=1)

    def half_a_year(self):
        self.day += timedelta(days=self.draw.choice((20, 41, 180)))


def list_as_kept(session, case_id):
    """All that is kept of a list, but on which day each place was weighed."""
    rows = [row.model_dump(exclude={"id", "computed_on"}) for row in list_matches(session, case_id)]
    for row in rows:
        del row["detail"]["verdicts"]["wage"]["judged_on"]
    ranking = session.exec(select(CaseRanking).where(CaseRanking.case_id == case_id)).one()
    return rows, ranking.model_dump(exclude={"id"})


def forget_what_it_rests_on(session):
    session.connection().execute(update(Match.__table__).values(found=None))
    session.expire_all()


@pytest.mark.parametrize("seed", range(6))
def test_a_list_of_what_changed_is_the_list_of_everything(session, cast, seed):
    course = Course(session, cast, seed)
    rank_cases(session, on=course.day)
    for _ in range(12):
        course.go_on()
        rank_cases(session, on=course.day)
        found = list_as_kept(session, cast.case.id)
        forget_what_it_rests_on(session)
        rank_cases(session, on=course.day)
        assert found == list_as_kept(session, cast.case.id)


@pytest.fixture
def weighed(session, cast, monkeypatch):
    """How many jobs each following list of Anna weighs."""
    rank_cases(session, on=TODAY, case_ids=[cast.case.id])
    counts, weigh = [], case_list.weigh_jobs

    def count(person, index, **how):
        jobs = weigh(person, index, **how)
        counts.append(len(jobs))
        return jobs

    monkeypatch.setattr(case_list, "weigh_jobs", count)
    return counts


def renew(session, cast, on=TODAY):
    rank_cases(session, on=on, case_ids=[cast.case.id])


def test_nothing_is_weighed_where_nothing_changed(session, cast, weighed):
    renew(session, cast)
    assert weighed == []


@pytest.fixture
def wordless(session, cast, weighed):
    """Anna has told nothing of her work yet: then no list hangs on how rare words are, which every vacancy changes."""
    acts.save_profile(session, cast.case, profile(45) | {"work_history": [], "skills": []}, **cast.by(cast.bram))
    renew(session, cast)
    weighed.clear()
    return weighed


def test_a_vacancy_more_and_one_of_other_words_are_weighed_and_no_other(session, cast, wordless):
    upsert_vacancy(session, posting("zz", "Kapper", "Je knipt haar.", date_posted=TODAY), NOW, None)
    upsert_vacancy(session, draw_posting(7, edition=1), NOW, None)
    renew(session, cast)
    assert wordless == [2]
    assert len(list_matches(session, cast.case.id)) == LIST_SIZE + 1


def test_a_closed_vacancy_goes_without_anything_being_weighed(session, cast, wordless):
    mark_gone(session, ["v03"], NOW)
    renew(session, cast)
    assert wordless == []
    assert [row.rank for row in list_matches(session, cast.case.id)] == list(range(1, LIST_SIZE))


def test_a_few_vacancies_more_leave_most_of_a_list_as_it_was(session, cast, weighed):
    """Words that are a little less rare move what a person knows of the work by less than a hundredth."""
    for number in range(LIST_SIZE, MANY):
        upsert_vacancy(session, draw_posting(number), NOW, None)
    renew(session, cast)
    weighed.clear()
    upsert_vacancy(session, posting("zz", "Kapper", "Je knipt haar.", date_posted=TODAY), NOW, None)
    renew(session, cast)
    assert 1 <= sum(weighed) <= MANY / 4


def test_an_answer_has_its_own_vacancy_weighed_alone(session, cast, weighed):
    Course(session, cast, 1).answer()
    renew(session, cast)
    assert weighed == [1]


def test_another_limit_has_everything_weighed(session, cast, weighed):
    keep_document(session, cast, 3)
    renew(session, cast)
    assert weighed == [LIST_SIZE]


def test_a_new_day_weighs_those_that_are_a_week_older(session, cast, weighed):
    posted = [draw_posting(number).date_posted for number in range(LIST_SIZE)]
    renew(session, cast, TODAY + timedelta(days=1))
    assert sum(weighed) == sum((TODAY - day).days % 7 == 6 for day in posted) > 0
    assert {row.computed_on for row in list_matches(session, cast.case.id)} == {TODAY, TODAY + timedelta(days=1)}


def test_a_day_on_which_the_legal_minimum_changes_weighs_everything(session, cast, weighed):
    renew(session, cast, TODAY.replace(year=2027, month=1, day=1))
    assert weighed == [LIST_SIZE]


def test_other_weights_have_everything_weighed(session, cast, weighed):
    Course(session, cast, 1).dismiss()
    renew(session, cast)
    assert weighed == [LIST_SIZE]


def test_a_list_that_was_renewed_meanwhile_is_not_written_over(session, cast):
    rank_cases(session, on=TODAY)
    stock, office = read_stock(session), learned_elsewhere(session, cast.case)
    made = make_list(session, cast.case, stock, office, on=TODAY + timedelta(days=1))
    rank_cases(session, on=TODAY + timedelta(days=2))
    before = list_as_kept(session, cast.case.id)
    assert keep_list(session, made) is False
    assert list_as_kept(session, cast.case.id) == before


def test_an_answer_that_came_meanwhile_is_not_written_over(session, cast):
    rank_cases(session, on=TODAY)
    keep_document(session, cast, 2)
    made = make_list(session, cast.case, read_stock(session), [], on=TODAY + timedelta(days=7))
    Course(session, cast, 1).answer()
    assert keep_list(session, made) is False
