"""T07: how long a wrong password takes for an account that exists, and for one that does not.

Judged by the time of the processor: on a machine with other work the time on the clock tells of that work.
"""

import time
from datetime import timedelta
from statistics import median

import pytest

from tests.night.conftest import scaled
from tests.webui.cast import NOW
from tests.webui.conftest import Visitor
from tests.webui.test_limits import without_token
from tests.webui.test_sessions import Clock
from webui import create_app

KNOWN, UNKNOWN = "anna@passend.example", "niet1@passend.example"
TRIES = scaled(small=50, full=200)
MOST = 0.05


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(web_settings, web_database, clock):
    return create_app(web_settings, web_database, clock=clock)


def guess(visitor: Visitor, email: str, token: str) -> tuple[float, float, str]:
    """Seconds, seconds of the processor, and what came back."""
    values = {"email": email, "password": "een heel fout wachtwoord", "csrf_token": token}
    began, spent = time.perf_counter(), time.process_time()
    answer = visitor.post("/inloggen", values, token=False)
    took, used = time.perf_counter() - began, time.process_time() - spent
    assert answer.status_code == 200, answer.status_code
    return took, used, without_token(answer.text.replace(email, ""))


@pytest.mark.row(
    "T07 time",
    "a wrong password, for a known and an unknown account by turns",
    "medians of the processor < 5 % apart, same answer",
)
def test_a_known_account_takes_as_long_as_an_unknown_one(app, clock, reach):
    visitor, taken = Visitor(app.test_client()), {KNOWN: [], UNKNOWN: []}
    token, told = visitor.token(), set()
    for turn in range(TRIES):
        clock.now = NOW + timedelta(hours=2 * turn)  # no limit stands between
        for email in (KNOWN, UNKNOWN) if turn % 2 else (UNKNOWN, KNOWN):
            took, used, said = guess(visitor, email, token)
            taken[email].append((took, used))
            told.add(said)
    wall, spent = ([median(one[place] for one in taken[email]) for email in (KNOWN, UNKNOWN)] for place in (0, 1))
    apart = [abs(one / other - 1) for one, other in (wall, spent)]
    figure = (
        f"{wall[0] * 1000:.1f} and {wall[1] * 1000:.1f} ms ({apart[0]:.1%} apart), {spent[0] * 1000:.1f} and "
        f"{spent[1] * 1000:.1f} ms of the processor ({apart[1]:.1%}), {TRIES} each; {len(told)} kind of answer"
    )
    reach(figure, held=apart[1] < MOST and len(told) == 1)
