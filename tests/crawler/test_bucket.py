"""A crawl that keeps its pages in a bucket: the child process gets the keys, and a page comes back from there whole."""

from importlib.util import find_spec

import pytest
from sqlmodel import select

from crawler.crawling import crawl_sources
from dossier.model.vacancy import Snapshot
from dossier.storage.database import open_database
from dossier.storage.snapshots import WarcStore
from tests.conftest import skip_or_fail
from tests.crawler.conftest import write_posting, write_tagged
from tests.dossier.storage.fake_s3 import serve_s3

KEYS = {"s3_access_key": "sleutel", "s3_secret_key": "geheim"}


@pytest.fixture
def bucket():
    if find_spec("boto3") is None:
        skip_or_fail("geen boto3 gevonden: installeer requirements-dev.lock")
    with serve_s3() as server:
        yield server


def test_a_crawl_into_a_bucket_keeps_every_page_there_and_a_crawl_of_nothing_new_leaves_nothing(
    settings, bucket, site, make_source
):
    pages = {f"/vacature/{number}": write_posting(number) for number in (1, 2)}
    site["/lijst"] = write_tagged("".join(f"<a href='{path}'>vacature</a>" for path in pages))
    for path, page in pages.items():
        site[path] = write_tagged(page)
    told = {"s3_bucket": "passend", "s3_endpoint": bucket.address, **KEYS}
    there = settings.model_validate(settings.model_dump() | told)
    reports = crawl_sources(there, [source := make_source(f"{site.base}/lijst")])
    first = dict(bucket.objects)
    reports += crawl_sources(there, [source])
    assert [(each["state"], each["new"], each["same"]) for each in reports] == [("ok", 2, 0), ("ok", 0, 2)]
    assert len(first) == 1
    assert bucket.objects == first
    assert not there.snapshot_dir.exists()
    database = open_database(there)
    with database.reading() as session:
        kept = {row.url: WarcStore.of(there).read_body(row).decode() for row in session.exec(select(Snapshot))}
    database.close()
    assert kept == {f"{site.base}{path}": page for path, page in pages.items()}
