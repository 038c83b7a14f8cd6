"""Serves the pages with waitress: one process, a few threads, until stopped."""

import socket
from collections.abc import Callable
from typing import Any

from waitress.server import create_server

from dossier.settings import Settings
from dossier.storage.database import Database
from webui import create_app

THREADS = 8


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


def serve_pages(settings: Settings, database: Database, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; `announce` hears the address when the first page can be opened."""
    listening = socket.create_server((settings.host, settings.port))
    server = create_server(
        create_app(settings, database), sockets=[listening], threads=THREADS, **believe_proxy(settings)
    )
    announce(f"http://{settings.host}:{listening.getsockname()[1]}")
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    finally:
        database.close()
