"""Holds back Python's search for circular garbage while one document is read.

What a document leaves behind is freed by its reference counts; searching a page that is being taken apart for cycles,
over and over, cost a tenth of reading it. The search goes on as soon as the document is done.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
