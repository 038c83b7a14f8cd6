from datetime import date
from decimal import Decimal

import pytest

from dossier.errors import InvalidInputError, ParameterError, ParameterExpiredError
from dossier.rules.minimum_wage import statutory_minimum_hourly_wage

PUBLISHED = """
2024-01-01 13.27 10.62 7.96 6.64 5.24 4.58 3.98
2024-07-01 13.68 10.94 8.21 6.84 5.40 4.72 4.10
2025-01-01 14.06 11.25 8.44 7.03 5.55 4.85 4.22
2025-07-01 14.40 11.52 8.64 7.20 5.69 4.97 4.32
2026-01-01 14.71 11.77 8.83 7.36 5.81 5.07 4.41
2026-07-01 14.99 11.99 8.99 7.50 5.92 5.17 4.50
"""
PUBLISHED_BBL = """
2024-01-01 8.16 6.97 6.04
2024-07-01 8.41 7.18 6.22
2025-01-01 8.65 7.38 6.40
2025-07-01 8.86 7.56 6.55
2026-01-01 9.05 7.72 6.69
2026-07-01 9.22 7.87 6.82
"""


@pytest.mark.parametrize("line", PUBLISHED.strip().splitlines())
def test_every_published_amount_is_reproduced_to_the_cent(line):
    day, *amounts = line.split()
    on = date.fromisoformat(day)
    found = [statutory_minimum_hourly_wage(on, age).amount for age in (21, 20, 19, 18, 17, 16, 15)]
    assert found == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize("line", PUBLISHED_BBL.strip().splitlines())
def test_every_bbl_amount_is_reproduced_to_the_cent(line):
    day, *amounts = line.split()
    on = date.fromisoformat(day)
    found = [statutory_minimum_hourly_wage(on, age, bbl=True).amount for age in (20, 19, 18)]
    assert found == [Decimal(amount) for amount in amounts]


def test_bbl_at_17_has_the_ordinary_youth_percentage():
    assert statutory_minimum_hourly_wage(date(2026, 11, 21), 17, bbl=True).amount == Decimal("5.92")


def test_no_age_counts_as_adult():
    assert statutory_minimum_hourly_wage(date(2026, 11, 21)).amount == Decimal("14.99")


def test_the_last_day_before_a_rise_still_has_the_old_amount():
    assert statutory_minimum_hourly_wage(date(2026, 6, 30)).amount == Decimal("14.71")


def test_the_answer_names_its_days_and_source():
    wage = statutory_minimum_hourly_wage(date(2025, 8, 1))
    assert (wage.valid_from, wage.valid_to) == (date(2025, 7, 1), date(2025, 12, 31))
    assert "Stcrt. 2025, 12264" in wage.source


def test_the_last_known_day_is_still_answered():
    assert statutory_minimum_hourly_wage(date(2026, 12, 31)).valid_to == date(2026, 12, 31)


def test_after_the_last_known_day_the_table_has_expired():
    with pytest.raises(ParameterExpiredError, match="verlopen"):
        statutory_minimum_hourly_wage(date(2027, 1, 1))


def test_before_the_first_block_the_amount_is_unknown():
    with pytest.raises(ParameterError, match="onbekend op 2023-12-31"):
        statutory_minimum_hourly_wage(date(2023, 12, 31))


def test_below_15_there_is_no_minimum_to_name():
    with pytest.raises(InvalidInputError, match="15 jaar of ouder"):
        statutory_minimum_hourly_wage(date(2026, 11, 21), 14)
