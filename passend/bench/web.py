"""What the ranked page of a case costs with a whole stock behind it: in process, and for eight readers at once."""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from wsgiref.types import WSGIApplication, WSGIEnvironment

from flask import Flask
from waitress.server import create_server

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.storage.accounts import get_account
from dossier.storage.cases import case_by_number
from dossier.storage.database import READ_ONLY
from dossier.storage.matches import list_matches
from passend.bench.office import NOW, NUMBER, Office, open_office
from passend.bench.web_peers import open_peers
from passend.serving import close, turn
from webui.access import allow_public
from webui.kept_page import EXTENSION as PAGES_KEPT
from webui.match_rows import EXTENSION as ROWS

CLIENTS = 8
REQUESTS = 5
"""So many in a round."""
PATH = f"/dossiers/{NUMBER}/matches"
CONSTANT, NOTHING = "/-/constant", "x" * 12_000


@allow_public
def show_constant() -> str:
    """What no page of the program can cost less than: the same guards and headers around nothing."""
    return NOTHING


def sign_in(office: Office) -> tuple[Flask, str]:
    """The app over this office, and the cookie of its coach."""
    from dossier.storage.sign_in_sessions import Place, begin_session
    from webui import create_app
    from webui.sessions import TICKET

    app = create_app(office.settings, office.database, clock=lambda: NOW)
    app.add_url_rule(CONSTANT, view_func=show_constant)
    with office.database.session() as session:
        coach = get_account(session, office.coach_id)
        ticket = begin_session(session, coach, Place("127.0.0.1", "bench"), now=NOW)
    client = app.test_client()
    with client.session_transaction() as stored:
        stored["_user_id"], stored["_fresh"], stored[TICKET] = coach.fs_uniquifier, True, ticket
    cookie = client.get_cookie(str(app.config["SESSION_COOKIE_NAME"]))
    assert cookie is not None
    return app, f"{cookie.key}={cookie.value}"


def ask(app: WSGIApplication, cookie: str, path: str = PATH, *, takes: str = "") -> tuple[str, bytes]:
    """One page through the WSGI app, as a server would ask it; `takes` is what may be sent packed."""
    told: list[str] = []

    def start(status: str, _headers: Any, _fault: Any = None) -> Callable[[bytes], object]:
        told.append(status)
        return io.BytesIO().write

    path, _, query = path.partition("?")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_COOKIE": cookie, "HTTP_ACCEPT_LANGUAGE": "nl", "HTTP_ACCEPT_ENCODING": takes,
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }  # fmt: skip
    answer = app(environ, start)
    body = b"".join(answer)
    close = getattr(answer, "close", None)
    if close is not None:
        close()
    return told[0], body


PAGES = {"first_page": PATH, "searched": f"{PATH}?zoek=telefonist&filter=open", "newest": f"{PATH}?volgorde=nieuwste"}
"""The page as it opens; one that looks for a word; one in another order."""


def measure_web(sizes: list[int], rounds: int, *, peers: bool = True, seconds: float = 2.0) -> dict[str, Any]:
    """CPU and waiting time per request with so many vacancies, and as many matches, behind one page."""
    rows = []
    for size in sizes:
        with TemporaryDirectory() as folder:
            office = open_office(Path(folder), size, size)
            app, cookie = sign_in(office)
            row: dict[str, Any] = {"vacancies": size, "matches": size}
            for name, path in PAGES.items():
                row[f"{name}_cpu_ms"], row[f"{name}_bytes"] = _measure_page(app, cookie, path, rounds)
            row["packed_cpu_ms"], row["packed_bytes"] = _measure_page(app, cookie, PATH, rounds, takes="gzip")
            row["decided_cpu_ms"] = _measure_decided(office, app, cookie, rounds)
            row["unseen_cpu_ms"] = _measure_unseen(app, cookie, rounds)
            row["constant_cpu_ms"] = _measure_page(app, "", CONSTANT, rounds)[0]
            row["signed_in_constant_cpu_ms"] = _measure_page(app, cookie, CONSTANT, rounds)[0]
            row["peers_cpu_ms"] = _measure_peers(office, rounds) if peers else {}
            row["eight_clients"] = measure_clients(app, cookie, seconds)
            office.database.close()
        rows.append(row)
    return {"subject": "web", "rows_on_page": _page_size(), "rounds": rounds, "sizes": rows}


def _page_size() -> int:
    from webui.views.matches import PAGE_SIZE

    return PAGE_SIZE


def _measure_page(app: Flask, cookie: str, path: str, rounds: int, takes: str = "") -> tuple[float, int]:
    status, body = ask(app, cookie, path, takes=takes)
    if not status.startswith("200"):
        msg = f"{path}: {status}"
        raise RuntimeError(msg)
    times = []
    for _ in range(rounds):
        started = process_time()
        for _ in range(REQUESTS):
            ask(app, cookie, path, takes=takes)
        times.append((process_time() - started) / REQUESTS * 1000)
    return round(median(times), 2), len(body)


def _measure_decided(office: Office, app: Flask, cookie: str, rounds: int) -> float:
    """The page after a decision about one of its rows, as somebody sees it who works through the list."""
    signer, times = Signer.load_or_create(office.settings.signing_key_file), []
    with office.database.reading() as session:
        shown = [row.vacancy_id for row in list_matches(session, office.case_id, limit=rounds)]
    for vacancy_id in shown:
        with office.database.session() as session:
            case = case_by_number(session, NUMBER)
            coach = get_account(session, office.coach_id)
            acts.shortlist_vacancy(session, case, vacancy_id, state="bekijken", actor=coach, now=NOW, signer=signer)
        started = process_time()
        ask(app, cookie, PATH)
        times.append((process_time() - started) * 1000)
    return round(median(times), 2)


def _measure_unseen(app: Flask, cookie: str, rounds: int) -> float:
    """The page when none of its rows was written before, as after a night's ranking."""
    times = []
    for _ in range(rounds):
        app.extensions[ROWS].clear()
        app.extensions[PAGES_KEPT].clear()
        started = process_time()
        ask(app, cookie, PATH)
        times.append((process_time() - started) * 1000)
    return round(median(times), 2)


def _measure_peers(office: Office, rounds: int) -> dict[str, float]:
    """The same rows in a plain table, as others would write it, in this run."""
    app = open_peers(office.database.engine.execution_options(**{READ_ONLY: True}), office.case_id)
    return {path[1:]: _measure_page(app, "", path, rounds)[0] for path in ("/core", "/orm", "/n-plus-1")}


def measure_clients(app: Flask, cookie: str, seconds: float) -> dict[str, float]:
    """Eight threads that ask the page over loopback from the server that the program uses."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server, stopped = create_server(app, sockets=[listening], threads=CLIENTS), threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            turn(server)

    serving = threading.Thread(target=serve, daemon=True)
    serving.start()
    waits: list[float] = []
    started = perf_counter()

    def read_on() -> None:
        connection = HTTPConnection("127.0.0.1", port)
        while perf_counter() - started < seconds:
            before = perf_counter()
            connection.request("GET", PATH, headers={"Cookie": cookie, "Accept-Language": "nl"})
            connection.getresponse().read()
            waits.append((perf_counter() - before) * 1000)
        connection.close()

    readers = [threading.Thread(target=read_on) for _ in range(CLIENTS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    stopped.set()
    serving.join()
    close(server)
    waits.sort()
    return {"requests_a_second": round(len(waits) / seconds, 1), "p95_ms": round(waits[int(len(waits) * 0.95)], 1)}


def lay_out(found: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """The lines of the table."""
    peers = list(found["sizes"][0]["peers_cpu_ms"])
    pages = {
        "first_page": "CPU ms", "packed": "als gzip", "decided": "na een besluit", "unseen": "nieuwe rijen",
        "searched": "gezocht", "newest": "nieuwste", "constant": "niets", "signed_in_constant": "niets, aangemeld",
    }  # fmt: skip
    yield ("vacatures", *pages.values(), "per seconde", "p95 ms", *peers)
    for row in found["sizes"]:
        costs = (row[f"{name}_cpu_ms"] for name in pages)
        yield (row["vacancies"], *costs, *row["eight_clients"].values(), *row["peers_cpu_ms"].values())
