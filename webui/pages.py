"""Long lists in pages: which part to show, and the addresses of the pages around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from flask import request, url_for

Item = TypeVar("Item")
Shown = TypeVar("Shown")
AROUND = ("na", "voor", "pagina")
"""What an address says of the part of a list that it is about."""


@dataclass(frozen=True)
class Page(Generic[Item]):
    items: Sequence[Item]
    number: int
    count: int
    total: int
    previous: str | None
    next: str | None

    def show(self, items: "Sequence[Shown]") -> "Page[Shown]":
        """The same page with what is shown in the place of what it was chosen by."""
        return Page(items, self.number, self.count, self.total, self.previous, self.next)


def page_number() -> int:
    """The asked page; anything that is not a number is the first."""
    text = request.args.get("pagina", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def page_url(number: int) -> str:
    """This page with another page number, every filter kept."""
    assert request.endpoint is not None
    values: dict[str, Any] = {**request.args.to_dict(flat=False), **(request.view_args or {}), "pagina": number}
    return url_for(request.endpoint, **values)


@dataclass(frozen=True)
class Stretch(Generic[Item]):
    """A part of a list that is cut by key: nobody counted it, so it knows only what lies around it."""

    items: Sequence[Item]
    previous: str | None
    next: str | None


def link_around(
    items: Sequence[Item], has_previous: bool, has_next: bool, *, key: Callable[[Item], str]
) -> Stretch[Item]:
    """These rows with the addresses of those before the first and after the last."""
    assert request.endpoint is not None
    kept: dict[str, Any] = {
        name: values for name, values in request.args.to_dict(flat=False).items() if name not in AROUND
    }
    build = partial(url_for, request.endpoint, **kept, **(request.view_args or {}))
    return Stretch(
        items,
        previous=build(voor=key(items[0])) if items and has_previous else None,
        next=build(na=key(items[-1])) if items and has_next else None,
    )


def cut_page(items: Sequence[Item], size: int) -> Page[Item]:
    """The asked part of a list that is already in memory."""
    count = max(1, -(-len(items) // size))
    number = min(page_number(), count)
    return Page(
        items=items[(number - 1) * size : number * size],
        number=number,
        count=count,
        total=len(items),
        previous=page_url(number - 1) if number > 1 else None,
        next=page_url(number + 1) if number < count else None,
    )
