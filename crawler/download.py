"""The one place where a request goes over the wire: in the turn of its host."""

from typing import Any
from urllib.parse import urlsplit

from OpenSSL.SSL import Connection
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from crawler.run import run_of
from dossier.storage.tls_state import Tls

TLS = "passend_tls"
Place = tuple[str, int]


class TurnHandler(HTTP11DownloadHandler):
    """Scrapy's own, after its queues and pauses; waiting for the turn counts as no time of the site."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.turns = run_of(crawler).turns
        self.verifies = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        self.policy = WatchingPolicy(self._contextFactory)
        self._contextFactory = self.policy  # type: ignore[assignment]  # of zope

    async def download_request(self, request: Request) -> Response:
        async with self.turns.turn(request.url):
            response = await super().download_request(request)
        request.meta[TLS] = self.tls_of(response)
        return response

    def tls_of(self, response: Response) -> Tls | None:
        """Of the connection over which this answer came: a site may show another certificate the next time."""
        if response.certificate is None:
            return None
        parts = urlsplit(response.url)
        connection = self.policy.newest.get((parts.hostname or "", parts.port or 443))
        own = digest_of(response.certificate)
        chain = () if connection is None else tuple(map(digest_of, connection.get_peer_cert_chain() or ()))
        if connection is None or chain[:1] != (own,):
            return Tls("tls", "", (own,), self.verifies)
        protocol, cipher = connection.get_protocol_version_name(), connection.get_cipher_name() or ""
        return Tls(protocol, cipher, chain, self.verifies)


def digest_of(certificate: Any) -> str:
    """The sha256 of a certificate as OpenSSL or Twisted holds it."""
    said = certificate.digest("sha256")
    return (said.decode() if isinstance(said, bytes) else str(said)).replace(":", "").lower()


@implementer(IPolicyForHTTPS)
class WatchingPolicy:
    """Passes on whom to trust, and remembers the newest connection to each site: Scrapy tells one certificate of it."""

    def __init__(self, policy: Any) -> None:
        self.policy = policy
        self.newest: dict[Place, Connection] = {}

    def creatorForNetloc(self, hostname: bytes, port: int) -> "WatchingCreator":  # noqa: N802 - Twisted's name
        return WatchingCreator(self.policy.creatorForNetloc(hostname, port), self.newest, (hostname.decode(), port))


@implementer(IOpenSSLClientConnectionCreator)
class WatchingCreator:
    """Makes a connection as told, and keeps it."""

    def __init__(self, creator: Any, newest: dict[Place, Connection], place: Place) -> None:
        self.creator, self.newest, self.place = creator, newest, place

    def clientConnectionForTLS(self, tlsProtocol: Any) -> Connection:  # noqa: N802, N803 - Twisted's names
        connection: Connection = self.creator.clientConnectionForTLS(tlsProtocol)
        self.newest[self.place] = connection
        return connection
