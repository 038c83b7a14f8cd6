"""The log of a running program: what happened, in which request and how long it took; nothing of anybody."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType

SECRET = re.compile(r"[A-Za-z0-9_-]{32,}")
"""A key, a ticket or the secret of a link: in no line of the log, wherever it came from."""
FIELDS = ("request", "method", "rule", "status", "ms", "fault")
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainLine(logging.Formatter):
    """A line for people. Of an exception only its kind and its places: its words may hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join([self.head(record), *self.places(record)])

    def head(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        known = " ".join(f"{name}={value}" for name, value in extras(record).items())
        return f"{moment} {record.levelname} {record.name}: {hide(record.getMessage())} {known}".rstrip()

    def places(self, record: logging.LogRecord) -> list[str]:
        return [f"  {place}" for place in places_of(record.exc_info)]


class JsonLine(PlainLine):
    """A JSON object per line, for a program that collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": hide(record.getMessage()),
            **extras(record),
        }
        places = places_of(record.exc_info)
        return json.dumps(line | ({"places": places} if places else {}), ensure_ascii=False)


def extras(record: logging.LogRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}


def hide(text: str) -> str:
    return SECRET.sub("…", " ".join(text.splitlines()))


def places_of(raised: Raised | None) -> list[str]:
    """The kind of every exception in the chain with the file, line and function of each step; never its words."""
    found: list[str] = []
    error = None if raised is None else raised[1]
    while error is not None:
        found.append(type(error).__qualname__)
        found += [f"{step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(error.__traceback__)]
        error = error.__cause__ or error.__context__
    return found


def configure_log(*, as_json: bool) -> None:
    """All loggers of this process to standard error, in one form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if as_json else PlainLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # else a line a minute that nothing was due
