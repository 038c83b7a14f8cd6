"""How long a site is left alone."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from crawler.politeness import Pauses, retry_after

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SITE = "https://mulder.example:443"
OTHER = "https://kramer.example:443"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"5", 5.0),
        (b"Sat, 21 Nov 2026 09:30:07 GMT", 7.0),
        (b"99999999999", 99999999999.0),
        (b"-5", None),
        (b"NaN", None),
        (b"", None),
        (b"soon", None),
        (b"Thu, 01 Jan 1970 00:00:00 GMT", None),
        (b"inf", None),
        (None, None),
        (b"\xff", None),
    ],
)
def test_retry_after_is_a_number_a_date_or_nothing(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_the_longest_wish_counts():
    pauses = Pauses(5.0, frozenset())
    pauses.lengthen(SITE, 3.0)
    assert pauses.of(SITE) == 5.0
    pauses.lengthen(SITE, 12.0)
    pauses.lengthen(SITE, 7.0)
    assert (pauses.of(SITE), pauses.of(OTHER)) == (12.0, 5.0)


def test_of_a_pasted_address_robots_txt_and_the_page_come_quickly_and_then_the_usual_pause_holds():
    pauses, told = Pauses(5.0, frozenset(), quick=2), []
    for _ in range(4):
        pauses.count(SITE)
        told.append(pauses.of(SITE))
    pauses.lengthen(OTHER, 8.0)
    assert (told, pauses.of(OTHER)) == ([1.0, 1.0, 5.0, 5.0], 8.0)


def test_only_the_allowed_loopback_site_has_no_pause():
    pauses = Pauses(5.0, frozenset({"127.0.0.1:5001"}))
    pauses.lengthen("http://127.0.0.1:5001", 10.0)
    assert pauses.of("http://127.0.0.1:5001") == 0.0
    assert pauses.of("http://127.0.0.1:5002") == 5.0


def test_a_site_that_asked_for_rest_is_waited_for():
    pauses = Pauses(5.0, frozenset())
    pauses.leave_alone(SITE, 0.2)
    started = time.monotonic()
    asyncio.run(pauses.wait("https://kramer.example:443"))
    assert time.monotonic() - started < 0.1
    asyncio.run(pauses.wait(SITE))
    assert time.monotonic() - started >= 0.2


def test_a_site_that_is_set_aside_keeps_its_first_reason():
    pauses = Pauses(5.0, frozenset())
    pauses.set_aside(SITE, "429")
    pauses.set_aside(SITE, "503")
    assert (pauses.why_set_aside(SITE), pauses.why_set_aside("x")) == ("429", None)
