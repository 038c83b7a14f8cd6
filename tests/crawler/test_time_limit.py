"""One page may not keep the others waiting."""

import re
import time

import pytest

from crawler.time_limit import ReadingTooLongError, limit_cpu


def test_work_without_end_is_stopped():
    started = time.process_time()
    with pytest.raises(ReadingTooLongError, match=r"meer dan 0\.1 seconden"), limit_cpu(0.1):
        while True:
            pass
    assert time.process_time() - started < 1.0


def test_a_pattern_that_backtracks_without_end_is_stopped():
    with pytest.raises(ReadingTooLongError), limit_cpu(0.1):
        re.match(r"(a+)+b", "a" * 60)


def test_ordinary_work_is_not_disturbed_and_the_limit_ends_with_the_block():
    with limit_cpu(0.2):
        result = sum(range(1000))
    deadline = time.process_time() + 0.3
    while time.process_time() < deadline:
        pass
    assert result == 499500


def test_waiting_costs_nothing():
    with limit_cpu(0.05):
        time.sleep(0.1)
