"""Pages that are looked at often and change seldom: written once, and kept under all that stands on them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from secrets import token_hex

from flask import Flask, Response, current_app, make_response, request, session
from flask_babel import get_locale
from flask_security import current_user
from flask_wtf.csrf import generate_csrf

from dossier.model.case import ReintegrationCase
from dossier.storage.case_marks import mark_of_case
from webui.compression import gzip_packed
from webui.context import today
from webui.language import choose_theme
from webui.notices import unread_count
from webui.packed_page import Packed, pack
from webui.transaction import get_session

EXTENSION = "passend-kept-pages"
MOST_KEPT = 64
"""Pages of some 200 kB each."""
TOKEN = f"token-{token_hex(16)}"
"""What stands for the token of a form in what is kept; nothing that is shown can name it."""
Mark = tuple[Hashable, ...]


@dataclass
class KeptPage:
    """A page in parts, between which the token of each request comes."""

    parts: list[bytes]
    packed: dict[int, Packed | None] = field(default_factory=dict)
    """By the length of the token."""

    def answer(self, token: bytes) -> Response:
        """The page with this token, as gzip where the browser takes it."""
        body = token.join(self.parts)
        packed = self._packed_for(len(token)) if request.accept_encodings["gzip"] else None
        if packed is None:
            return Response(body, mimetype="text/html")
        response = Response(gzip_packed(packed.fill(token), body), mimetype="text/html")
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response

    def _packed_for(self, length: int) -> Packed | None:
        if length not in self.packed:
            self.packed[length] = pack(self.parts, length)
        return self.packed[length]


def show_kept(case: ReintegrationCase, shown: Mark, write: Callable[[], str]) -> Response:
    """A page of a case; `shown` is all that it makes of the request beside the frame, and `write` depends on no more.

    A page that also tells what was just done is written for this once.
    """
    if "_flashes" in session:
        return make_response(write())
    kept: OrderedDict[Mark, KeptPage] = current_app.extensions[EXTENSION]
    mark = (*_frame_of(case), *shown)
    page = kept.pop(mark, None)
    if page is None:
        page = KeptPage([part.encode() for part in write().replace(generate_csrf(), TOKEN).split(TOKEN)])
    kept[mark] = page
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)
    return page.answer(generate_csrf().encode())


def _frame_of(case: ReintegrationCase) -> Mark:
    """Who reads what, and all that stands around a page of a case."""
    assert case.id is not None
    reader = current_user.id, current_user.name, current_user.email, current_user.role
    asked = request.script_root, request.full_path, request.endpoint
    looks = str(get_locale()), choose_theme(), today(), unread_count()
    return (*reader, *asked, *looks, case.model_dump_json(), *mark_of_case(get_session(), case.id))


def register_kept_pages(app: Flask) -> None:
    app.extensions[EXTENSION] = OrderedDict()
