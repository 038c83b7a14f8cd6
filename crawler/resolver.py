"""The guard at the connection: a name is looked up once, every answer is judged, and only those answers are used."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from typing import Any, Self

from scrapy.crawler import Crawler
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from twisted.internet.threads import deferToThreadPool
from twisted.python.failure import Failure
from zope.interface import implementer

from crawler.address import check_answers
from dossier.errors import Refused

LOOKUP_SECONDS = 10.0
REMEMBERED = 1000


@implementer(IHostResolution)
class Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to undo: a late answer is not listened to."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """Scrapy's door to names (TWISTED_DNS_RESOLVER). Twisted connects to exactly the addresses given here,
    also for an address written as a number, so nothing can change between the check and the connection.
    """

    def __init__(self, reactor: Any, loopback: frozenset[str]) -> None:
        self.reactor = reactor
        self.loopback = loopback
        self.refused: dict[str, str] = {}
        """Why a name was refused, by name: the reason for the record of the run."""
        self._known: dict[str, list[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        resolver = cls(reactor, frozenset(crawler.settings.getlist("PASSEND_LOOPBACK")))
        crawler.guarded_resolver = resolver  # type: ignore[attr-defined]
        return resolver

    def install_on_reactor(self) -> None:
        self.reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - the name is Twisted's
        self,
        resolutionReceiver: Any,  # noqa: N803 - as above
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[Any] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        resolution = Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        if f"{hostName}:{portNumber}" in self.loopback:
            self._deliver([hostName], portNumber, resolutionReceiver)
        elif hostName in self._known:
            self._deliver(self._known[hostName], portNumber, resolutionReceiver)
        else:
            self._look_up(hostName, lambda answers: self._deliver(answers, portNumber, resolutionReceiver))
        return resolution

    def _look_up(self, name: str, deliver: Callable[[list[str]], None]) -> None:
        waiting = deferToThreadPool(self.reactor, self.reactor.getThreadPool(), look_up, name)
        waiting.addTimeout(LOOKUP_SECONDS, self.reactor)
        waiting.addCallbacks(lambda answers: self._judge(name, answers), lambda failure: self._miss(name, failure))
        waiting.addCallback(deliver)

    def _judge(self, name: str, answers: list[str]) -> list[str]:
        try:
            vetted = check_answers(answers)
        except Refused as refusal:
            self.refused[name] = refusal.detail
            return []
        if len(self._known) < REMEMBERED:
            self._known[name] = vetted
        return vetted

    def _miss(self, name: str, failure: Failure) -> list[str]:
        self.refused[name] = f"de naam is niet te vinden ({type(failure.value).__name__})"
        return []

    def _deliver(self, answers: list[str], port: int, receiver: Any) -> None:
        for text in answers:
            kind = IPv4Address if ip_address(text).version == 4 else IPv6Address
            receiver.addressResolved(kind("TCP", text, port))
        receiver.resolutionComplete()


def look_up(name: str) -> list[str]:
    """Every address of a name, IPv4 first, from the system's own resolver."""
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    addresses = {str(entry[4][0]) for entry in found}
    return sorted(addresses, key=lambda text: (":" in text, text))
