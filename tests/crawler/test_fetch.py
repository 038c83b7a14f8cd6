"""What Scrapy leaves open is closed, and the pause between two requests is kept on the wire."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from scrapy.http import Request

from crawler.fetch import AddressMiddleware, pause_seconds, scrapy_settings, user_agent
from crawler.refusal import RefusedRequest
from dossier.settings import Settings
from dossier.storage.crawls import start_run
from dossier.storage.database import open_database


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELNETCONSOLE_ENABLED", False),
        ("REMOTE_CONTROL_ENABLED", False),
        ("COOKIES_ENABLED", False),
        ("METAREFRESH_ENABLED", False),
        ("HTTPPROXY_ENABLED", False),
        ("DOWNLOAD_VERIFY_CERTIFICATES", True),
        ("DOWNLOAD_FAIL_ON_DATALOSS", True),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", 1),
        ("DOWNLOAD_DELAY_JITTER", 0),
        (
            "DOWNLOAD_HANDLERS",
            {
                **dict.fromkeys(("http", "https"), "crawler.download.TurnHandler"),
                **dict.fromkeys(("data", "file", "ftp", "s3")),
            },
        ),
        ("JOBDIR", None),
        ("REDIRECT_MAX_TIMES", 5),
    ],
)
def test_a_switch_that_scrapy_leaves_open_is_closed(settings, make_source, name, value):
    assert scrapy_settings(settings, make_source("https://mulder.example/"), frozenset())[name] == value


def test_limits_are_modest(settings, make_source):
    limits = scrapy_settings(settings, make_source("https://mulder.example/"), frozenset())
    assert limits["DOWNLOAD_MAXSIZE"] <= 24 * 1024 * 1024
    assert limits["DOWNLOAD_TIMEOUT"] <= 30
    assert 0 < limits["MEMUSAGE_LIMIT_MB"] <= 512
    assert limits["CLOSESPIDER_TIMEOUT"] == 3600


def test_a_source_may_ask_for_a_longer_pause_and_never_for_a_shorter_one(make_source, tmp_path):
    settings = Settings(data_dir=tmp_path, crawl_delay_seconds=8.0)
    assert pause_seconds(settings, make_source("https://mulder.example/", delay_seconds=20)) == 20.0
    assert pause_seconds(settings, make_source("https://mulder.example/", delay_seconds=1)) == 8.0


def test_the_user_agent_says_who_asks_and_where_to_complain(settings):
    assert user_agent(settings).endswith(" (+contact beheerder@passend.example)")
    assert user_agent(settings).startswith("Passend/")


def test_every_request_passes_the_guard():
    guard = AddressMiddleware(frozenset({"127.0.0.1:5001"}))
    assert guard.process_request(Request("http://127.0.0.1:5001/robots.txt")) is None
    with pytest.raises(RefusedRequest):
        guard.process_request(Request("http://127.0.0.1:5002/"))


PAUSED = """
import json, sys
from crawler import politeness
politeness.Pauses.of = lambda self, key: 0.4
from crawler.child import crawl_order
crawl_order(json.load(sys.stdin))
"""


def test_two_requests_to_one_site_are_never_closer_than_the_pause(settings, site, make_source):
    site.listing("/vacatures", range(5))
    source = make_source(f"{site.base}/vacatures")
    database = open_database(settings)
    with database.session() as session:
        run_id = start_run(session, source.name, datetime.now(UTC)).id
    database.close()
    order = {
        "settings": settings.model_dump(mode="json", exclude={"secret_key"}),
        "secrets": {},
        "source": source.model_dump(mode="json"),
        "run_id": run_id,
        "pasted": False,
        "looking": False,
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PAUSED],
        input=json.dumps(order),
        text=True,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    moments = [moment for moment, _, _ in site.asked]
    assert len(moments) == 7
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.38
