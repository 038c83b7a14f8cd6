"""Serves the pages with waitress: one process, a few threads, until stopped."""

import ctypes
import logging
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from sqlmodel import Session
from waitress.server import create_server

from dossier.settings import Settings
from dossier.storage.database import Database
from passend.tasks.supervisor import supervise
from webui import create_app
from webui.configuration import longest_body

log = logging.getLogger(__name__)
THREADS = 8
LOOK_EVERY = 0.5
NEVER = 2**40
MMAP_THRESHOLD, BLOCK = -3, 512 * 1024
"""What glibc calls the size from which memory is asked of the system apart (malloc.h), and what it is here."""
PATIENCE = 25.0
"""Seconds that a request under way may take after SIGTERM; service managers kill after 30 or 90."""


def believe_proxy(settings: Settings) -> dict[str, Any]:
    """Only the proxy that was named says who asks and how; what anyone else says of it is thrown away."""
    if settings.trusted_proxy is None:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": settings.trusted_proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }


def keep_in_memory(settings: Settings) -> dict[str, Any]:
    """Nothing that people send or get lies open in a temporary file of the server.

    What is a little too large is read, so that a page can say so; what is far too large is refused by its length.
    """
    most = 2 * longest_body(settings)
    return {"max_request_body_size": most, "inbuf_overflow": most + 1, "outbuf_overflow": NEVER}


def give_memory_back() -> None:
    """A body of 20 MB goes back to the system when it is let go.

    Left alone, glibc raises this size after the first such block and keeps the next ones in each thread's own heap.
    """
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(MMAP_THRESHOLD, BLOCK)


def serve_pages(
    settings: Settings, database: Database, announce: Callable[[str], None], sources: Path | None = None
) -> None:
    """Serve until interrupted or asked to stop; `announce` hears the address when the first page can be opened."""
    with ExitStack() as stack:
        if database.engine.dialect.name == "sqlite":
            stack.enter_context(supervise(settings, database, sources))
        serve_until_stopped(settings, database, announce)


def queue_task(database: Database) -> Callable[[Session, int], None] | None:
    """On a shared PostgreSQL a worker does what a page asks for; elsewhere this server looks for it itself."""
    if database.engine.dialect.name == "sqlite":
        return None
    from passend.work.queue import Queue  # only a shared database has a queue

    queue = Queue(database)
    queue.prepare()

    def put(session: Session, task_id: int) -> None:
        moment = datetime.now(UTC)
        queue.put(session, f"task {task_id}", due=moment, now=moment)

    return put


def serve_until_stopped(settings: Settings, database: Database, announce: Callable[[str], None]) -> None:
    listening = socket.create_server((settings.host, settings.port))
    app = create_app(settings, database, put_task=queue_task(database))
    app.config["PROPAGATE_EXCEPTIONS"] = False  # a server has nobody to hand an error to, also where it is tried out
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        **believe_proxy(settings),
        **keep_in_memory(settings),
    )
    give_memory_back()
    stopping = Stopping()
    announce(f"http://{settings.host}:{listening.getsockname()[1]}")
    try:
        while not stopping.asked:
            turn(server)
        finish_requests(server)
    except KeyboardInterrupt:
        log.info("onderbroken")
    finally:
        server.task_dispatcher.shutdown()
        database.close()


class Stopping:
    """Asked by SIGTERM, as a service manager does before it kills."""

    def __init__(self) -> None:
        self.asked = False
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self.ask)

    def ask(self, _signal: int, _frame: object) -> None:
        self.asked = True


def turn(server: Any) -> None:
    """Send and receive what is ready, or wait a moment for it."""
    server.asyncore.loop(timeout=LOOK_EVERY, map=server._map, count=1, use_poll=True)  # noqa: SLF001 - as its own run()


def close(server: Any) -> None:
    """Its threads and every connection, those included of who was helped and did not go yet."""
    server.task_dispatcher.shutdown()
    server.asyncore.close_all(server._map, ignore_all=True)  # noqa: SLF001 - as its own close()


def finish_requests(server: Any) -> None:
    """Take nobody in any more, and give who is being helped the whole answer."""
    server.del_channel()
    server.socket.close()
    until = monotonic() + PATIENCE
    while monotonic() < until and any(is_busy(channel) for channel in list(server.active_channels.values())):
        turn(server)


def is_busy(channel: Any) -> bool:
    return bool(channel.requests or channel.request or channel.total_outbufs_len)
