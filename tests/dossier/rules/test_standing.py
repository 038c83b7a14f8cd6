from dataclasses import dataclass
from datetime import date

from dossier.model.person import LimitationIn
from dossier.rules.standing import lay_on_top, settle_standing


@dataclass
class Paper:
    kind: str
    dated: date
    max_hours_per_week: float | None = None
    labour_expert_conclusion: str | None = None


OLD_FML, FML = Paper("FML", date(2026, 2, 1), 16), Paper("FML", date(2026, 6, 1), 20)
UPDATE = Paper("spreekuurrapportage", date(2026, 8, 1), 24)
EARLY_UPDATE = Paper("spreekuurrapportage", date(2026, 3, 1), 12)
EXPERT = Paper("AD-rapport", date(2026, 9, 1), 40, "Zoekt licht werk overdag.")


def limited(item, level=1, note=None, generation="current"):
    return LimitationIn(item=item, level=level, note=note, generation=generation)


def points(limitations):
    return [(one.item, one.level) for one in limitations]


def test_the_most_recent_list_leads_with_later_updates_on_top():
    standing = settle_standing([UPDATE, FML, EARLY_UPDATE, OLD_FML])
    assert standing.leading is FML
    assert standing.updates == (UPDATE,)
    assert (standing.max_hours_per_week, standing.dated) == (24, date(2026, 8, 1))


def test_a_labour_expert_never_replaces_or_widens_the_list():
    standing = settle_standing([EXPERT, FML])
    assert (standing.leading, standing.stack, standing.max_hours_per_week) == (FML, (FML,), 20)
    assert standing.conclusion == "Zoekt licht werk overdag."


def test_a_conclusion_from_before_the_leading_list_is_no_longer_shown():
    assert settle_standing([FML, Paper("AD-rapport", date(2026, 4, 1), None, "Kan alles.")]).conclusion is None


def test_updates_count_where_no_list_is_known():
    assert settle_standing([UPDATE]).stack == (UPDATE,)
    assert settle_standing([]).max_hours_per_week is None


def test_an_update_replaces_the_points_it_names_and_leaves_the_others():
    stack = [[limited("4.13", 2), limited("6.1", 2)], [limited("4.13", 1), limited("5.4", 1)]]
    assert points(lay_on_top(stack)) == [("6.1", 2), ("4.13", 1), ("5.4", 1)]


def test_level_nought_in_an_update_lifts_a_limitation_unless_a_note_stays():
    assert points(lay_on_top([[limited("4.13", 2)], [limited("4.13", 0)]])) == []
    assert points(lay_on_top([[limited("4.13", 2)], [limited("4.13", 0, "niet met links")]])) == [("4.13", 0)]


def test_kinds_of_one_item_stand_together():
    both = [limited("6.1", 1), limited("6.1", 2)]
    assert points(lay_on_top([both])) == [("6.1", 1), ("6.1", 2)]
    assert points(lay_on_top([both, [limited("6.1", 2)]])) == [("6.1", 2)]


def test_an_update_finds_the_point_of_the_older_list():
    stack = [[limited("1.9.7", generation="old")], [limited("1.8.4", 0)]]
    assert points(lay_on_top(stack)) == []
