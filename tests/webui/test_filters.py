"""How days, money, hours and percentages are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from webui import filters


@pytest.fixture(autouse=True)
def request_in_dutch(app: Flask):
    with app.test_request_context("/", headers={"Accept-Language": "nl"}):
        yield


def test_a_day_carries_its_week_of_the_waiting_period():
    assert filters.show_day_and_week(date(2026, 10, 12), date(2025, 3, 3)) == "ma 12 okt 2026 (week 85)"


def test_a_moment_is_told_in_dutch_time():
    assert filters.show_moment(datetime(2026, 11, 20, 13, 5, tzinfo=UTC)) == "vr 20 nov 2026, 14:05"


@pytest.mark.parametrize(
    ("amount", "text"), [(2650, "€ 2.650"), (Decimal("14.99"), "€ 14,99"), (Decimal("2950.00"), "€ 2.950"), (None, "–")]
)
def test_money_is_dutch(amount, text: str):
    assert filters.show_euros(amount).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("ratio", "text"), [("0.675", "67,5%"), ("0.6496", "64,9%"), ("0.65", "65%"), (None, "–"), ("1.0546", "105,5%")]
)
def test_64_96_percent_is_not_65_percent(ratio, text: str):
    assert filters.show_percentage(ratio, "0.65") == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(24, 36, "24–36 uur"), (36, 36, "36 uur"), (None, 32.5, "32,5 uur"), (None, None, "uren niet genoemd")],
)
def test_hours_are_a_range_or_one_number(low, high, text: str):
    assert filters.show_hours(low, high) == text


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://werk.example/1", "https://werk.example/1"),
        ("javascript:alert(1)", "#"),
        (" javascript:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("/intern", "#"),
        (None, "#"),
        ("http://[kapot", "#"),
    ],
)
def test_only_a_web_address_becomes_a_link(address, kept: str):
    assert filters.keep_web_address(address) == kept


@pytest.mark.parametrize(("size", "text"), [(340, "1 kB"), (340_000, "340 kB"), (1_234_567, "1,2 MB")])
def test_a_file_size_is_round(size: int, text: str):
    assert filters.show_size(size) == text
