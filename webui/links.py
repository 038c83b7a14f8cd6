"""Addresses of pages, each built once: a page names more than a hundred, and most of them on every page."""

from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context
from flask.globals import request_ctx

MOST_KEPT = 8_192


class LinkingApp(Flask):
    """Flask, with a memory for what `url_for` answered to the same question."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._known = lru_cache(MOST_KEPT)(self._build)

    def _build(self, _root: str, endpoint: str, *values: tuple[str, Any]) -> str:
        return super().url_for(endpoint, **dict(values))

    def url_for(self, endpoint: str, **values: Any) -> str:
        """An address below the root of this request; a whole one, or one with a list in it, is built each time."""
        adapter = request_ctx.url_adapter if has_request_context() else None
        if adapter is None or values.get("_external") or any(type(value) is list for value in values.values()):
            return super().url_for(endpoint, **values)
        return self._known(adapter.script_name, endpoint, *values.items())
