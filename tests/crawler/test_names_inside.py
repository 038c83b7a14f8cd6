"""A whole crawl of a site whose name points inside."""

import json
import subprocess
import sys
from datetime import UTC, datetime

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
        "secrets": {},
        "answers": answers,
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CHILD],
        input=json.dumps(order),
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
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
