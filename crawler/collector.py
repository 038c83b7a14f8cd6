"""Holds back Python's search for circular garbage: seldom in a crawl, and not at all while one document is read.

What a document leaves behind is freed by its reference counts; searching a page that is being taken apart for cycles,
over and over, cost a tenth of reading it. The search goes on as soon as the document is done.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 10_000
"""The garbage of some fifty pages: with the largest bodies still far below the limit on memory."""


@contextmanager
def hold_collector() -> Iterator[None]:
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def search_seldom() -> None:
    """For a process that crawls: what is loaded by now stays, and a search costs the same however little it finds.

    By itself Python searches after 700 new objects; that was a tenth of what a page cost.
    """
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)
