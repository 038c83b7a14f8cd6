"""The form of a job board's JSON answer: where its jobs are and under which names it keeps what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.document import Document
from crawler.raw_posting import RawPlace, RawPosting, RawSalary
from crawler.reader import Reader
from dossier.errors import Refused

_DEEPEST = 8
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
        return [job for job, _ in self._found(document)]

    def _found(self, document: Document) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """The jobs, each with the object that holds them all."""
        if document.kind != "json" or not all(document.mentions(mark) for mark in self.marks):
            return []
        root = document.data
        for path in self.jobs:
            found = root if path == "" else at(root, path)
            jobs = [job for job in objects(found) if all(mark in job for mark in self.marks)]
            if jobs:
                return [(job, root if isinstance(root, dict) else {}) for job in jobs]
        return list(self._look_deeper(root))

    def _look_deeper(self, root: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """The same jobs inside a wrapper: pages one after another, `{"data": …}`, `{"response": {"body": …}}`."""
        stack: list[tuple[Any, dict[str, Any], int]] = [(root, {}, 0)]
        while stack:
            item, holder, depth = stack.pop()
            if isinstance(item, dict) and all(mark in item for mark in self.marks):
                yield item, holder
                continue
            holder = item if isinstance(item, dict) else holder
            children = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
            if depth < _DEEPEST:
                stack.extend(
                    (child, holder, depth + 1) for child in reversed(list(children)) if isinstance(child, dict | list)
                )

    def read(self, document: Document) -> Iterable[RawPosting]:
        found = self._found(document)
        if found and not any(self.wanted(job) for job, _ in found):
            raise Refused("expired", "gesloten of niet gepubliceerd")
        return (self._posting(job, holder) for job, holder in found if self.wanted(job))

    def _posting(self, job: dict[str, Any], holder: dict[str, Any]) -> RawPosting:
        values = {name: how(job) if callable(how) else at(job, how) for name, how in self.fields.items()}
        for name, path in self.root_fields.items():
            if values.get(name) in (None, "", []):
                values[name] = at(holder, path)
        posting = RawPosting(title=values.pop("title", None), reader=self.name)
        for name, value in values.items():
            if value is not None:
                setattr(posting, name, value)
        return posting

    def reader(self) -> Reader:
        return Reader(
            self.name, lambda document: bool(self.find_jobs(document)), self.read, self.next_requests, kinds=("json",)
        )
