"""How long a session lasts and how many tries are judged: figures from `parameters/sign_in.toml`, sums from here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dossier.rules.parameter import days_on, value_on

TABLE = "sign_in"


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in any stretch of this long."""

    most: int
    window: timedelta


@dataclass(frozen=True)
class GrowingWait:
    """After `free` misses the next try waits, twice as long each time, up to `most`."""

    free: int
    first: timedelta
    most: timedelta
    window: timedelta


def length_on(name: str, on: date) -> timedelta:
    """A length of time by the name it has in the table; its unit is the last word of that name."""
    return timedelta(**{name.rpartition("_")[2]: days_on(TABLE, name, on)})


def count_on(name: str, on: date) -> int:
    return days_on(TABLE, name, on)


def limits_on(name: str, on: date) -> tuple[Limit, ...]:
    return tuple(Limit(most, timedelta(minutes=minutes)) for most, minutes in value_on(TABLE, name, on).value)


def growing_wait_on(on: date) -> GrowingWait:
    value = value_on(TABLE, "growing_wait", on).value
    return GrowingWait(
        free=value["free"],
        first=timedelta(seconds=value["seconds"]),
        most=timedelta(seconds=value["most"]),
        window=timedelta(minutes=value["minutes"]),
    )


def wait_before_next(tries: Iterable[datetime], limits: Iterable[Limit], now: datetime) -> timedelta:
    """How long until another try is judged; zero when it may be now. A lock is never for good."""
    moments = sorted(tries, reverse=True)
    waits = [
        min(moments[limit.most - 1] + limit.window - now, limit.window)
        for limit in limits
        if len(moments) >= limit.most and now - moments[limit.most - 1] < limit.window
    ]
    return max(waits, default=timedelta(0))


def wait_after_misses(tries: Iterable[datetime], growing: GrowingWait, now: datetime) -> timedelta:
    """The pause that grows with every miss: a person hardly meets it, a program does at once."""
    moments = [moment for moment in tries if now - moment < growing.window]
    extra = len(moments) - growing.free
    if extra <= 0:
        return timedelta(0)
    pause = min(growing.first * int(2 ** min(extra - 1, 16)), growing.most)
    return min(max(max(moments) + pause - now, timedelta(0)), pause)


def is_over(started_at: datetime, last_used_at: datetime, now: datetime) -> str | None:
    """Why a session has ended by itself: not used for too long, or simply long ago; None while it lasts.

    A clock that was put back ends it too: the moments can no longer be trusted (T32).
    """
    today = now.date()
    if now - started_at >= length_on("absolute_hours", today):
        return "absolute"
    if now - last_used_at >= length_on("idle_minutes", today) or last_used_at - now > timedelta(minutes=5):
        return "idle"
    return None
