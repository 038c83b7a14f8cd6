"""Serves the pages with waitress: one process, a few threads, until stopped."""

import socket
from collections.abc import Callable

from waitress.server import create_server

from dossier.settings import Settings
from dossier.storage.database import Database
from webui import create_app

THREADS = 8


def serve_pages(settings: Settings, database: Database, announce: Callable[[str], None]) -> None:
    """Serve until interrupted; `announce` hears the address when the first page can be opened."""
    listening = socket.create_server((settings.host, settings.port))
    server = create_server(create_app(settings, database), sockets=[listening], threads=THREADS)
    announce(f"http://{settings.host}:{listening.getsockname()[1]}")
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()
    finally:
        database.close()
