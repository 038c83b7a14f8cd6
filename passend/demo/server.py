"""The three sample sites on loopback, each on a port of its own, with the source files that lead a crawl to them."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from passend.demo.sites.agency import AgencySite
from passend.demo.sites.answer import Answer
from passend.demo.sites.board import BoardSite
from passend.demo.sites.employer import EmployerSite
from passend.demo.sites.site import Site

HOST = "127.0.0.1"
SOURCE_TEMPLATES = Path(__file__).parent / "sources"
_KINDS: tuple[type[Site], ...] = (EmployerSite, AgencySite, BoardSite)


class DemoSites:
    """Serves the sites from `with` to its end, and counts what is asked of them."""

    def __init__(self, today: date, ports: Sequence[int] = (0, 0, 0)) -> None:
        self.sites: dict[str, Site] = {}
        self.statuses: Counter[int] = Counter()
        self._lock = Lock()
        self._servers: list[ThreadingHTTPServer] = []
        self._today, self._ports = today, ports

    @property
    def requests(self) -> int:
        return self.statuses.total()

    @property
    def bases(self) -> dict[str, str]:
        """The address of each site by its name: werkgever, bureau, bord."""
        return {name: site.base for name, site in self.sites.items()}

    def __enter__(self) -> Self:
        for kind, port in zip(_KINDS, self._ports, strict=True):
            server = _QuietServer((HOST, port), _Handler)
            site = kind(self._today, f"http://{HOST}:{server.server_address[1]}")
            server.site, server.sites = site, self
            self.sites[site.name] = site
            self._servers.append(server)
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
        self._servers.clear()

    def write_sources(self, folder: Path) -> Path:
        """Write one source file per site, with the port filled in; returns the folder for `load_sources`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, base in self.bases.items():
            text = (SOURCE_TEMPLATES / f"{name}.toml").read_text(encoding="utf-8")
            (folder / f"{name}.toml").write_text(text.replace("BASE_URL", base), encoding="utf-8")
        return folder

    def count(self, status: int) -> None:
        with self._lock:
            self.statuses[status] += 1


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: Site
    sites: DemoSites


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every answer waits 40 ms for the other side
    server: _QuietServer
    timeout = 20

    def do_GET(self) -> None:
        self._send(self.server.site.answer(self.path), with_body=True)

    def do_HEAD(self) -> None:
        self._send(self.server.site.answer(self.path), with_body=False)

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        status = HTTPStatus.NOT_MODIFIED if self._has_already(answer) else HTTPStatus(answer.status)
        self.server.sites.count(status)
        self.send_response(status)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", f"{answer.media_type}; charset=utf-8")
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("ETag", answer.etag)
        if answer.modified:
            self.send_header("Last-Modified", format_datetime(_morning(answer.modified), usegmt=True))
        self.end_headers()
        if with_body and status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(answer.body)

    def _has_already(self, answer: Answer) -> bool:
        """Whether the asker kept this answer: by its tag, else by its day (RFC 9110 13.2.2)."""
        if answer.status != HTTPStatus.OK:
            return False
        if tags := self.headers.get("If-None-Match"):
            return tags.strip() == "*" or answer.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        if not since or not answer.modified:
            return False
        try:
            return parsedate_to_datetime(since) >= _morning(answer.modified)
        except (TypeError, ValueError):
            return False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Nothing is printed: the demo counts requests and shows its own progress."""


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 15), UTC)
