"""A platform whose list only answers to POST: asked with the same manners as everything else, and kept the same way."""

import io
import json

import pytest
from sqlmodel import select
from warcio.archiveiterator import ArchiveIterator

from crawler.crawling import crawl_sources
from crawler.page import what_to_send
from dossier.model.vacancy import Vacancy
from dossier.settings import Settings
from dossier.storage.database import open_database

pytestmark = pytest.mark.xdist_group("crawl")
LIST = "/wday/cxs/mulder/Banen/jobs"
DETAIL = "/wday/cxs/mulder/Banen"
JOBS = 43


def path_of(number):
    return f"/job/Utrecht/Bakker_JR{number:03}"


def answer_list(asked):
    def answer(body):
        asked.append(json.loads(body))
        offset, limit = asked[-1]["offset"], asked[-1]["limit"]
        jobs = [
            {"title": f"Bakker {number}", "externalPath": path_of(number), "locationsText": "Utrecht"}
            for number in range(offset, min(offset + limit, JOBS))
        ]
        total = 0 if offset else JOBS  # only the first page tells
        return 200, {"Content-Type": "application/json"}, json.dumps({"total": total, "jobPostings": jobs})

    return answer


def detail(base, number):
    info = {
        "id": f"id{number}",
        "jobReqId": f"JR{number:03}",
        "title": f"Bakker {number}",
        "jobDescription": f"<p>Je bakt brood van soort {number} en je houdt de oven schoon.</p>",
        "location": "Utrecht",
        "timeType": "Full time",
        "externalUrl": f"{base}/Banen{path_of(number)}",
    }
    body = {"jobPostingInfo": info, "hiringOrganization": {"name": "Bakkerij Mulder BV"}}
    return 200, {"Content-Type": "application/json"}, json.dumps(body)


class World:
    def __init__(self, site, folder, make_source):
        self.site, self.asked = site, []
        site["/robots.txt"] = "User-agent: *\nDisallow: /wday/cxs/mulder/Banen/job/Utrecht/Bakker_JR042\n"
        site[f"POST {LIST}"] = answer_list(self.asked)
        for number in range(JOBS):
            site[DETAIL + path_of(number)] = detail(site.base, number)
        self.settings = Settings(data_dir=folder, testing=True, loopback_crawl=True)
        source = make_source(f"{site.base}{LIST}", reader="workday", kind="employer")
        (self.first,) = crawl_sources(self.settings, [source])
        self.paths = site.paths()
        (self.second,) = crawl_sources(self.settings, [source])


@pytest.fixture(scope="module")
def world(open_site, tmp_path_factory, make_source):
    with open_site() as site:
        yield World(site, tmp_path_factory.mktemp("post"), make_source)


def test_every_page_of_the_list_is_asked_for_with_the_body_of_the_platform(world):
    assert world.asked[:3] == [
        {"appliedFacets": {}, "limit": 20, "offset": offset, "searchText": ""} for offset in (0, 20, 40)
    ]
    assert world.paths.count(f"POST {LIST}") == 3


def test_every_job_is_one_vacancy_of_one_version_with_the_text_of_its_own_page(world):
    database = open_database(world.settings)
    with database.reading() as session:
        rows = list(session.exec(select(Vacancy)))
    database.close()
    assert {(row.version, row.employer, "bakt brood" in row.description) for row in rows} == {
        (1, "Bakkerij Mulder BV", True)
    }
    assert len(rows) == world.first["new"] == JOBS - 1


def test_robots_txt_holds_for_the_pages_behind_the_list(world):
    assert (world.paths[0], world.first["refused"], DETAIL + path_of(42) in world.paths) == (
        "/robots.txt",
        {"robots": 1},
        False,
    )


def test_a_second_crawl_makes_no_version_and_asks_the_list_without_a_condition(world):
    second = world.second
    assert (second["state"], second["new"], second["changed"], second["same"]) == ("ok", 0, 0, JOBS - 1)
    posted = [headers for _, path, headers in world.site.asked if path.startswith("POST")]
    assert not any("If-None-Match" in headers or "Cookie" in headers for headers in posted)


def test_the_body_that_was_sent_stands_in_the_warc_record(world):
    found = []
    for path in sorted(world.settings.snapshot_dir.rglob("*.warc.gz")):
        for record in ArchiveIterator(io.BytesIO(path.read_bytes()), check_digests="raise"):
            content = record.raw_stream.read()  # the digests are checked while reading
            if record.rec_type == "request" and record.http_headers.protocol.startswith("POST"):
                assert record.http_headers.get_header("Content-Length") == str(len(content))
                found.append((record.rec_headers.get_header("WARC-Target-URI"), json.loads(content)["offset"]))
    assert found[:3] == [(f"{world.site.base}{LIST}", offset) for offset in (0, 20, 40)]


def test_filters_of_the_platform_stand_behind_the_hash_of_the_address():
    sent = what_to_send("https://v.example/wday/cxs/v/Site/jobs#locationCountry=nl&locationCountry=be&searchText=zorg")
    assert json.loads(sent) == {
        "appliedFacets": {"locationCountry": ["nl", "be"]},
        "limit": 20,
        "offset": 0,
        "searchText": "zorg",
    }


def test_any_other_address_is_asked_plainly():
    assert what_to_send("https://v.example/wday/cxs/v/Site/job/Venlo/Bakker_JR1") is None
