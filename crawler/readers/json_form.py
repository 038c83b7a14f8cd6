"""The form of a job board's JSON answer: where its jobs are and under which names it keeps what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting, RawSalary
from crawler.reader import Reader
from dossier.errors import Refused

FieldSource = str | Callable[[dict[str, Any]], Any]


def at(value: Any, path: str) -> Any:
    """The value at "location.name"; "a|b" takes the first that says something; None where nothing is there."""
    for alternative in path.split("|"):
        found = value
        for name in alternative.split("."):
            if isinstance(found, list) and name.isdigit():
                found = found[int(name)] if int(name) < len(found) else None
            elif isinstance(found, dict):
                found = found.get(name)
            else:
                found = None
        if found not in (None, "", [], {}):
            return found
    return None


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects in a list, or the one object, or nothing."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def texts(value: Any) -> list[str]:
    """The strings in a list, or the one string, or nothing."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str) and item.strip()]


def sections(*parts: Any) -> str:
    """Pieces of markup one below the other, without the empty ones."""
    return "".join(f"<div>{part}</div>" for part in parts if isinstance(part, str) and part.strip())


def section(title: Any, content: Any) -> str:
    """A piece of markup under its heading."""
    return f"<h3>{title}</h3>{content}" if isinstance(content, str) and content.strip() else ""


def place_texts(value: Any) -> list[RawPlace]:
    """Places that are given as whole strings, or as objects with a name."""
    items = value if isinstance(value, list) else [value]
    names = [
        at(item, "name|location|fullLocation|city|display_name") if isinstance(item, dict) else item for item in items
    ]
    return [RawPlace(text=name) for name in names if isinstance(name, str) and name.strip()]


def salary_range(low: Any, high: Any, unit: Any, currency: Any) -> RawSalary | None:
    """A wage in separate fields; nothing where both ends are missing or zero."""
    if low in (None, "", 0, "0") and high in (None, "", 0, "0"):
        return None
    return RawSalary(low or None, high or None, str(unit) if unit else None, str(currency) if currency else None)


@dataclass(frozen=True)
class JsonForm:
    """`jobs` are the paths where jobs may be ("" is the whole answer), `marks` the keys that every job has."""

    name: str
    jobs: tuple[str, ...]
    marks: tuple[str, ...]
    fields: Mapping[str, FieldSource] = field(default_factory=dict)
    wanted: Callable[[dict[str, Any]], bool] = lambda _: True
    next_requests: Callable[[Document], list[str]] = lambda _: []
    root_fields: Mapping[str, str] = field(default_factory=dict)
    """What the answer says once for all its jobs, such as the employer."""

    def find_jobs(self, document: Document) -> list[dict[str, Any]]:
        if document.kind != "json" or not all(f'"{mark}"' in document.text for mark in self.marks):
            return []
        for path in self.jobs:
            found = document.data if path == "" else at(document.data, path)
            jobs = [job for job in objects(found) if all(mark in job for mark in self.marks)]
            if jobs:
                return jobs
        return []

    def read(self, document: Document) -> Iterable[RawPosting]:
        shared = {name: at(document.data, path) for name, path in self.root_fields.items()}
        return self._postings(document, shared)

    def _postings(self, document: Document, shared: dict[str, Any]) -> Iterator[RawPosting]:
        jobs = self.find_jobs(document)
        if jobs and not any(self.wanted(job) for job in jobs):
            raise Refused("expired", "gesloten of niet gepubliceerd")
        for job in jobs:
            if self.wanted(job):
                values = {name: how(job) if callable(how) else at(job, how) for name, how in self.fields.items()}
                values |= {name: value for name, value in shared.items() if values.get(name) in (None, "", [])}
                posting = RawPosting(title=values.pop("title", None), reader=self.name)
                for name, value in values.items():
                    if value is not None:
                        setattr(posting, name, value)
                yield posting

    def reader(self) -> Reader:
        return Reader(
            self.name, lambda document: bool(self.find_jobs(document)), self.read, self.next_requests, kinds=("json",)
        )
