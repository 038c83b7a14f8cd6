"""T09 and T10: payloads in every field of a case, and every page of every reader in a real browser."""

import re
import threading

import pytest
from lxml import html
from waitress.server import create_server

from dossier.settings import Settings
from tests.night.conftest import scaled
from tests.night.payloads import raw_lines
from tests.webui.browser.conftest import find_chromium
from tests.webui.canaries import case_tables, core_cast, fill_every_field, put_canaries
from tests.webui.test_url_map import addresses
from webui.assets import STATIC_ENDPOINTS

READERS = ("bram", "anna", "daan")
TOGETHER = scaled(small=200, full=8)
"""Payloads in one field at a time."""
BATCH = 20
TRIES = 5
HANDLER = re.compile(r"^on", re.IGNORECASE)


@pytest.fixture
def served(app):
    """The program on a port of its own."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


@pytest.fixture
def fill(web_database, cast, web_settings: Settings):
    """Put these payloads in every field that a person fills, and in every address as the whole of it."""
    fill_every_field(web_database, cast, web_settings)

    def filled(payloads: list[str]) -> int:
        def word(_table: str, column: str) -> str:
            return payloads[0] if column == "url" else "\n".join(payloads)

        with web_database.session() as session:
            case = core_cast(session, cast, web_settings).case.id
            return sum(len(put_canaries(session, table, case, word)) for table in case_tables())

    return filled


def pages_of(visitor, app) -> list[str]:
    """Every page that this reader can open."""
    paths = [path for _, endpoint, path in addresses(app, {"GET"}) if endpoint not in STATIC_ENDPOINTS]
    found = []
    for path in paths:
        with visitor.get(path) as answer:
            assert answer.status_code < 500, path
            found += [path] if answer.status_code == 200 and "html" in answer.mimetype else []
    return found


def open_pages(harness, cookie: str, addresses: list[str]) -> tuple[int, list[str]]:
    """How many were right, and which were not.

    The harness gives a page ten seconds and ends at the first that is slower; the slowest takes the program one. On a
    machine that is busy with other work every page of such a batch is opened anew, each by itself.
    """
    good, faults, unjudged = open_batch(harness, cookie, addresses)
    if not unjudged:
        return good, faults
    good, faults = 0, []
    for address in addresses:
        for _ in range(TRIES):
            opened, found, unjudged = open_batch(harness, cookie, [address])
            if not unjudged:
                break
        good, faults = good + opened, faults + found + unjudged
    return good, faults


def open_batch(harness, cookie: str, addresses: list[str]) -> tuple[int, list[str], list[str]]:
    """How many were right, which were not, and why the harness ended before it had a verdict."""
    chosen = ("--chromium", find_chromium(), "--cookie", cookie, "--pages", *addresses)
    done = harness("verify_xss.py", *chosen, minutes=10)
    faults = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    return done.stdout.count("ok  "), faults, [] if not done.returncode or faults else [done.stderr[-200:]]


def foreign_parts(page: str) -> list[str]:
    """Elements and attributes that the program never writes itself."""
    tree = html.fromstring(page)
    parts = [f"<{one.tag}>" for one in tree.iter("style", "base", "iframe", "object", "embed", "math", "template")]
    parts += ["<script>" for one in tree.iter("script") if not (one.get("src") or "").startswith("/static/")]
    for one in tree.iter():
        if isinstance(one.tag, str):
            parts += [name for name in one.attrib if HANDLER.match(name) or name in {"style", "srcdoc", "ping"}]
            address = "".join(str(one.get(name) or "") for name in ("href", "src", "action", "formaction"))
            parts += (
                [address[:40]] if re.match(r"[\x00-\x20]*(javascript|data|vbscript):", address, re.IGNORECASE) else []
            )
            parts += [address[:40]] if one.tag == "form" and not address.startswith("/") and address else []
    return parts


@pytest.mark.row(
    "T09", "96 payloads in every field × every page, verify_xss.py in Chromium", "0 run, 0 live links, 0 CSP faults"
)
def test_no_payload_runs_in_a_browser(attacks, harness, fill, visit, app, served, reach):
    if find_chromium() is None:
        pytest.skip("no Chromium found")
    payloads, opened, failed, fields = raw_lines(attacks / "xss.txt"), 0, [], 0
    for start in range(0, len(payloads), TOGETHER):
        fields = fill(payloads[start : start + TOGETHER])
        for reader in READERS:
            visitor = visit(reader)
            cookie = visitor.client.get_cookie("passend").value
            paths = pages_of(visitor, app)
            for first in range(0, len(paths), BATCH):
                batch = [served + path for path in paths[first : first + BATCH]]
                good, faults = open_pages(harness, f"passend={cookie}", batch)
                opened, failed = opened + good, failed + faults
    pages = f"{len(failed)} of {opened + len(failed)} pages at fault"
    told = f"{pages}, {len(payloads)} payloads in {fields} fields {failed[:2] or ''}"
    reach(told, held=not failed and opened > 0)


@pytest.mark.row(
    "T10", "96 + 41 payloads in every field, every page read as a browser does", "0 elements or attributes of a payload"
)
def test_no_markup_of_a_payload_is_in_any_page(attacks, fill, visit, app, reach):
    payloads = raw_lines(attacks / "xss.txt") + raw_lines(attacks / "xss_markup.txt")
    found, read = [], 0
    for start in range(0, len(payloads), TOGETHER):
        fill(payloads[start : start + TOGETHER])
        for reader in READERS:
            visitor = visit(reader)
            for path in pages_of(visitor, app):
                read += 1
                found += [(path, part) for part in foreign_parts(visitor.get(path).text)]
    reach(f"{len(found)} parts in {read} pages {found[:3] or ''}", held=not found and read > 0)
