from datetime import date
from decimal import Decimal

import pytest

from dossier.rules.track_two import needs_early_start_ground, needs_track_two, postponed_until

ON = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("ratio", "prospect", "needed"),
    [("0.6499", False, True), ("0.65", False, False), ("0.30", True, False), ("0", False, True)],
)
def test_track_two_is_needed_below_65_percent_without_a_prospect(ratio, prospect, needed):
    assert needs_track_two(Decimal(ratio), prospect=prospect, on=ON) is needed


def test_a_prospect_postpones_by_three_months():
    assert postponed_until(date(2026, 2, 28)) == date(2026, 5, 28)


def test_a_start_before_week_46_needs_a_ground():
    first = date(2025, 3, 3)
    assert [needs_early_start_ground(date(2026, 1, number), first) for number in (11, 12)] == [True, False]


def test_a_gap_moves_the_day_from_which_no_ground_is_needed():
    gap = (date(2025, 6, 1), date(2025, 6, 10))
    assert needs_early_start_ground(date(2026, 1, 21), date(2025, 3, 3), (gap,)) is True
