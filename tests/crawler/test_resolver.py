"""Names that point inside are refused at the connection, also when they change their mind."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from unittest.mock import Mock

import pytest

from crawler.resolver import GuardedResolver
from dossier.storage.crawls import get_run, refusals_of, start_run
from dossier.storage.database import open_database

CHILD = """
import json, socket, sys
order = json.load(sys.stdin)
answers, real = order.pop("answers"), socket.getaddrinfo
def pretend(host, port, *rest, **more):
    if host in answers:
        told = answers[host].pop(0) if len(answers[host]) > 1 else answers[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 0)) for address in told]
    return real(host, port, *rest, **more)
socket.getaddrinfo = pretend
from crawler.child import crawl_order
crawl_order(order)
"""


def crawl_with_names(settings, source, answers):
    """One crawl in a process that believes these answers; gives the codes by address."""
    database = open_database(settings)
    with database.session() as session:
        run_id = start_run(session, source.name, datetime.now(UTC)).id
    order = {
        "settings": settings.model_dump(mode="json", exclude={"secret_key"}),
        "run_id": run_id,
        "source": source.model_dump(mode="json"),
        "pasted": False,
        "looking": False,
        "answers": answers,
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CHILD],
        input=json.dumps(order),
        text=True,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    with database.reading() as session:
        run, refusals = (
            get_run(session, run_id),
            {row.url: (row.code, row.detail) for row in refusals_of(session, run_id)},
        )
    database.close()
    return run, refusals


def test_a_name_that_points_inside_is_never_connected_to(settings, site, make_source):
    source = make_source("http://mulder.example:8080/vacatures")
    run, refusals = crawl_with_names(settings, source, {"mulder.example": [["127.0.0.1"]]})
    assert (site.paths(), run.state, run.refused) == ([], "broken", {"address": 1})
    assert refusals["http://mulder.example:8080/vacatures"][0] == "address"


def test_a_name_that_changes_its_mind_gets_no_second_question(monkeypatch):
    """Rebinding: public at the check, inside at the connection. The connection gets the addresses of the check."""
    resolver, receiver = GuardedResolver(None, frozenset()), Mock()
    assert resolver._judge("mulder.example", ["93.184.216.34"]) == ["93.184.216.34"]
    monkeypatch.setattr(resolver, "_look_up", lambda *_: pytest.fail("nog eens opgezocht"))
    resolver.resolveHostName(receiver, "mulder.example", 443)
    told = [call.args[0] for call in receiver.addressResolved.call_args_list]
    assert [(address.host, address.port) for address in told] == [("93.184.216.34", 443)]
    receiver.resolutionComplete.assert_called_once()


def test_one_answer_inside_among_public_ones_is_enough_to_refuse(settings, make_source):
    source = make_source("http://mulder.example:8080/vacatures")
    run, _ = crawl_with_names(settings, source, {"mulder.example": [["93.184.216.34", "127.0.0.1"]]})
    assert (run.state, run.statuses) == ("broken", {})
