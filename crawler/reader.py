"""What a reader is: it recognises a document, reads postings from it, and says what to ask for next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crawler.document import Document
from crawler.raw_posting import RawPosting


def _nothing_next(_: Document) -> list[str]:
    return []


def _asked_plainly(_: str) -> bytes | None:
    return None


@dataclass(frozen=True)
class Reader:
    """One format or platform; its file holds everything that the program knows about it.

    `read` raises `Refused` with a code for a document that is its own but holds no vacancy to read.
    `order` decides who is asked first: 10 = a platform known by its own form, 50 = a general form,
    90 = the plain page.
    """

    name: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document], Iterable[RawPosting]]
    next_requests: Callable[[Document], list[str]] = _nothing_next
    order: int = 10
    kinds: tuple[str, ...] = ()
    """The kinds of document that it may recognise; none named is any."""
    decides: bool = False
    """Whether its refusal is the last word: it knows the platform, so no general reader need look."""
    post: Callable[[str], bytes | None] = _asked_plainly
    """The JSON to send to an address of a platform that only answers to POST; None = it is asked plainly. What differs
    between such pages stands behind the # of their addresses, which never goes over the wire by itself."""
