"""Names that point inside are refused at the connection, also when they change their mind."""

from unittest.mock import Mock

import pytest
from twisted.internet.defer import Deferred
from twisted.internet.task import Clock

from crawler import resolver
from crawler.resolver import GuardedResolver


class Desk(Clock):
    """A reactor whose clock stands still; the answers to its questions come when the test gives them."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[str, Deferred] = {}
        self.installed: list[object] = []

    def getThreadPool(self) -> None:  # noqa: N802 - the name is Twisted's
        """No threads: see `ask`."""

    def installNameResolver(self, resolver: object) -> None:  # noqa: N802
        self.installed.append(resolver)

    def ask(self, _reactor: object, _pool: None, _function: object, name: str) -> Deferred:
        assert name not in self.asked, "asked once more"
        self.asked[name] = Deferred()
        return self.asked[name]


@pytest.fixture
def desk(monkeypatch):
    made = Desk()
    monkeypatch.setattr(resolver, "deferToThreadPool", made.ask)
    return made


@pytest.fixture
def guarded(desk):
    return GuardedResolver(desk, frozenset({"127.0.0.1:8099"}))


def resolve(guarded, name, port=443):
    receiver = Mock()
    assert guarded.resolveHostName(receiver, name, port).name == name
    assert receiver.resolutionBegan.call_args.args[0].name == name
    return receiver


def told(receiver):
    """What the connection may use; None where the answer is not there yet."""
    calls = receiver.addressResolved.call_args_list
    found = [(type(call.args[0]).__name__, call.args[0].host, call.args[0].port) for call in calls]
    return found if receiver.resolutionComplete.call_count == 1 else None


def test_a_name_that_changes_its_mind_gets_no_second_question(desk, guarded):
    """Rebinding: public at the check, inside at the connection. The connection gets the addresses of the check."""
    first = resolve(guarded, "mulder.example")
    assert told(first) is None
    desk.asked["mulder.example"].callback(["93.184.216.34", "2001:4860:4860::8888"])
    answers = [("IPv4Address", "93.184.216.34", 443), ("IPv6Address", "2001:4860:4860::8888", 443)]
    assert (told(first), told(resolve(guarded, "mulder.example")), guarded.refused) == (answers, answers, {})


def test_a_name_that_points_inside_or_is_not_found_gives_no_address(desk, guarded):
    waiting = [resolve(guarded, name) for name in ("inside.example", "lost.example", "slow.example")]
    desk.asked["inside.example"].callback(["93.184.216.34", "10.0.0.5"])
    desk.asked["lost.example"].errback(OSError("unknown"))
    assert [told(one) for one in waiting] == [[], [], None]
    desk.advance(resolver.LOOKUP_SECONDS)
    assert told(waiting[2]) == []
    assert guarded.refused == {
        "inside.example": "de naam wijst naar een besloten netwerk",
        "lost.example": "de naam is niet te vinden (OSError)",
        "slow.example": "de naam is niet te vinden (TimeoutError)",
    }


def test_only_the_allowed_door_on_loopback_needs_no_question(desk, guarded):
    assert told(resolve(guarded, "127.0.0.1", 8099)) == [("IPv4Address", "127.0.0.1", 8099)]
    resolve(guarded, "127.0.0.1", 8098)
    assert list(desk.asked) == ["127.0.0.1"]


def test_no_more_names_are_remembered_than_a_fixed_number(desk, guarded, monkeypatch):
    monkeypatch.setattr(resolver, "REMEMBERED", 1)
    for name in ("first.example", "second.example"):
        resolve(guarded, name)
        desk.asked.pop(name).callback(["93.184.216.34"])
        resolve(guarded, name)
    assert list(desk.asked) == ["second.example"]


def test_scrapy_gets_the_guard_as_its_only_way_to_names(desk):
    crawler = Mock()
    crawler.settings.getlist.return_value = ["127.0.0.1:8099"]
    made = GuardedResolver.from_crawler(crawler, desk)
    made.install_on_reactor()
    assert (desk.installed, crawler.guarded_resolver, made.loopback) == ([made], made, {"127.0.0.1:8099"})


def test_the_addresses_of_a_name_come_once_each_and_ipv4_first(monkeypatch):
    found = [(0, 0, 0, "", (address, 0)) for address in ("2001:db8::1", "93.184.216.34", "93.184.216.34")]
    monkeypatch.setattr(resolver.socket, "getaddrinfo", lambda *_, **__: found)
    assert resolver.look_up("mulder.example") == ["93.184.216.34", "2001:db8::1"]
