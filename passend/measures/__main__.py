"""`python -m passend.measures [FILE.json]`: take every measure once; prints a table and writes the figures as JSON."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from flask import Flask
from waitress.server import create_server

from dossier.storage.accounts import get_account
from dossier.storage.sign_in_sessions import Place, begin_session
from passend.bench.office import NOW
from passend.measures.acts_of_the_week import PROMISES, WITH_TWO, Measured, Promise, measure_act
from passend.measures.caseload import MATCHES, PEOPLE, Caseload, open_caseload
from passend.measures.pasting import pasted
from passend.output import print_line, print_progress
from passend.screens import FLAGS, find_chromium
from webui import create_app
from webui.sessions import TICKET

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HEADINGS = ("wat", "wie", "beloofd", "klikken", "velden", "programma (s)", "mens (s)", "gevonden", "gehaald")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def cookie_of(app: Flask, caseload: Caseload, role: str) -> tuple[str, str]:
    """The cookie of somebody who is signed in."""
    with caseload.office.database.session() as session:
        account = get_account(session, caseload.accounts[role])
        ticket, who = begin_session(session, account, Place("127.0.0.1", "measures"), now=NOW), account.fs_uniquifier
    client = app.test_client()
    with client.session_transaction() as stored:
        stored["_user_id"], stored["_fresh"], stored[TICKET] = who, True, ticket
    cookie = client.get_cookie(str(app.config["SESSION_COOKIE_NAME"]))
    assert cookie is not None
    return cookie.key, cookie.value


def take_measures(browser: "Browser", folder: Path, people: int = PEOPLE, matches: int = MATCHES) -> list[Measured]:
    """Every act in a new window of its own, so that nothing is kept from the one before."""
    caseload = open_caseload(folder, people, matches)
    settings, database = caseload.office.settings, caseload.office.database
    app = create_app(settings, database, clock=lambda: NOW)
    with served(app) as address:

        def measure(promise: Promise) -> Measured:
            return measure_in_window(browser, address, cookie_of(app, caseload, promise.role), promise)

        rows = [measure(promise) for promise in (*PROMISES, *WITH_TWO)]
        with pasted(settings, database) as promise:  # last: its task weighs the list anew
            rows.append(measure(promise))
    database.close()
    return rows


def measure_in_window(browser: "Browser", address: str, cookie: tuple[str, str], promise: Promise) -> Measured:
    context = browser.new_context(base_url=address, viewport={"width": promise.width, "height": 800}, locale="nl-NL")
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": address}])
    context.request.get("/")  # the program runs and has shown this page before; the browser has not
    row = measure_act(promise, context.new_page())
    context.close()
    return row


def lay_out(rows: list[Measured]) -> str:
    """The table as Markdown."""
    lines = [HEADINGS, tuple("---" for _ in HEADINGS)]
    lines += [
        tuple(str(value) for value in (*list(vars(row).values())[:-1], "ja" if row.holds else "nee")) for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    from playwright.sync_api import sync_playwright

    chromium = find_chromium()
    if chromium is None:
        print_progress("Geen Chromium gevonden: installeer chromium om te meten.")
        return 1
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        rows = take_measures(browser, Path(folder))
        browser.close()
    print_line(lay_out(rows))
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
