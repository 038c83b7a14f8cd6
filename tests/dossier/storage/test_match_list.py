"""The list of a case in parts: every order gives each row once, forward and back, and the kept numbers are right."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import insert

from dossier.model.match import CaseRanking, Match, ShortlistEntry
from dossier.model.vacancy import Vacancy
from dossier.storage.match_list import Wanted, cut_list
from dossier.storage.match_tally import keep_tally, tally_of
from dossier.storage.matches import find_places
from dossier.storage.vacancies import mark_gone
from tests.dossier.cast import NOW

ROWS = 11
LOW = (("limitation_verdict", frozenset({"EXCEEDED"})),)


@pytest.fixture
def listed(session, cast):
    """A list with closing days, places and verdicts that come back, of which two are decided and one closed later."""
    seen = {"first_seen": NOW, "last_seen": NOW}
    shown = []
    for place in range(ROWS):
        day = None if place == 4 else NOW.date() - timedelta(days=place * 7 % 5)
        where = None if place == 5 else ("Zeist", "Ede", "ede")[place % 3]
        about = {"title": f"Baan {place}", "place": where, "date_posted": day, **seen}
        session.add(Vacancy(id=f"{place:016x}", source="s", **about))
        shown.append((day, where))
    session.flush()
    places = [{"by_day": by_day, "by_place": by_place} for by_day, by_place in find_places(shown)]
    session.execute(insert(Match), [match(cast.case.id, place) | places[place] for place in range(ROWS)])
    session.add(CaseRanking(case_id=cast.case.id, total=ROWS, phase="NARROW", rule_version="", model_version="",
                            computed_on=NOW.date()))  # fmt: skip
    session.flush()
    keep_tally(session, cast.case.id)
    for place, state in ((1, "bekijken"), (2, "niet geschikt")):
        session.add(ShortlistEntry(case_id=cast.case.id, vacancy_id=f"{place:016x}", state=state,
                                   decided_by=cast.bram.id, decided_at=NOW))  # fmt: skip
    mark_gone(session, [f"{3:016x}"], NOW)
    return cast.case.id


def match(case_id, place):
    verdicts = {"wage_verdict": "MEETS", "hours_verdict": "WITHIN", "travel_verdict": "WITHIN"}
    verdicts["limitation_verdict"] = "EXCEEDED" if place % 4 == 3 else "WITHIN"
    made = {"rule_version": "1", "model_version": "1", "computed_on": date(2026, 11, 21), "detail": {}}
    return {"case_id": case_id, "vacancy_id": f"{place:016x}", "rank": place + 1, "score": 0.5, **verdicts, **made}


@pytest.mark.parametrize("order", ["rank", "by_day", "by_place"])
def test_every_order_gives_each_row_once_forward_and_back(session, listed, order):
    whole = [row.id for row in cut_list(session, listed, Wanted(order=order), 100).rows]
    forward, cut = [], cut_list(session, listed, Wanted(order=order), 4)
    while True:
        forward.append([row.id for row in cut.rows])
        if not cut.has_next:
            break
        cut = cut_list(session, listed, Wanted(order=order), 4, after=cut.rows[-1].id)
    assert [one for part in forward for one in part] == whole
    assert len(set(whole)) == ROWS
    for earlier, later in pairwise(forward):
        back = cut_list(session, listed, Wanted(order=order), 4, before=later[0])
        assert [row.id for row in back.rows] == earlier


def test_the_last_day_and_the_letter_a_stand_first_and_what_is_not_known_last(session, listed):
    days = [row.date_posted for row in cut_list(session, listed, Wanted(order="by_day"), 100).rows]
    assert days[-1] is None
    assert days[:-1] == sorted(days[:-1], reverse=True)
    places = [row.place for row in cut_list(session, listed, Wanted(order="by_place"), 100).rows]
    assert [place and place.lower() for place in places] == [*["ede"] * 6, *["zeist"] * 4, None]


def test_the_kept_numbers_follow_what_changed_since_the_list_was_made(session, listed):
    tally = tally_of(session, listed)
    assert tally.total == ROWS
    assert tally.count(lambda one: one.decision is not None) == 2
    assert tally.count(lambda one: not one.is_open) == 1
    wanted = Wanted(undecided=True, only_open=True, without=LOW)
    shown = cut_list(session, listed, wanted, 100).rows
    kept = tally.count(lambda one: one.decision is None and one.is_open and one.kind.limitation == "WITHIN")
    assert kept == len(shown) == ROWS - 4


def test_words_are_looked_for_without_regard_to_capitals_and_signs_are_plain(session, listed):
    def find(*words):
        return [row.title for row in cut_list(session, listed, Wanted(words=words), 100).rows]

    assert find("baan", "ZEIST") == ["Baan 0", "Baan 3", "Baan 6", "Baan 9"]
    assert find("%") == find("baan_") == []
