"""A folder and a bucket keep the same: what one answers, the other does."""

import os
from importlib.util import find_spec

import pytest
from pydantic import ValidationError

from dossier.errors import EvidenceError, NotFoundError, SettingsError
from dossier.model.vacancy import Snapshot
from dossier.settings import Settings
from dossier.storage.attachments import AttachmentStore
from dossier.storage.data_keys import DataKeys
from dossier.storage.sealing import reseal_file, sealed_files
from dossier.storage.snapshots import Slice, WarcStore
from dossier.storage.store import ATTACHMENTS, open_store
from dossier.storage.warc import Exchange
from tests.conftest import skip_or_fail
from tests.dossier.cast import NOW
from tests.dossier.storage.fake_s3 import serve_s3

PDF = b"%PDF-1.7\n"
BY = {"software": "Passend/1", "operator": "admin@passend.example"}
KEYS = {"s3_access_key": "sleutel", "s3_secret_key": "geheim"}


@pytest.fixture(scope="module")
def bucket():
    if find_spec("boto3") is None:
        skip_or_fail("geen boto3 gevonden: installeer requirements-dev.lock")
    with serve_s3() as server:
        yield server


@pytest.fixture(params=["folder", "bucket"])
def settings(request, tmp_path, bucket):
    bucket.objects.clear()
    keys = {"s3_bucket": "passend", "s3_endpoint": bucket.address, **KEYS} if request.param == "bucket" else {}
    made = Settings(data_dir=tmp_path, testing=True, **keys)
    DataKeys.load_or_create(made.data_key_file)
    return made


def exchange(number):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return Exchange(f"https://mulder.example/{number}", NOW, b"GET / HTTP/1.1\r\n\r\n", head, b"<p>%d</p>" % number)


def write_pages(store, name, batches):
    """Every batch is made safe by itself, as a crawl does."""
    with store.create(name, now=NOW, **BY) as warc:
        found = []
        for batch in batches:
            found += [warc.append(exchange(number)) for number in batch]
            warc.sync()
    return found


def test_an_attachment_comes_back_and_lies_sealed(settings, bucket):
    store = AttachmentStore.of(settings)
    kept = store.save(PDF + b"geheime brief", "brief.pdf")
    assert AttachmentStore.of(settings).open_bytes(kept.sha256) == PDF + b"geheime brief"
    (found,) = store.files.walk()
    assert found.name == f"{kept.sha256[:2]}/{kept.sha256}"
    assert b"geheime brief" not in store.files.get(found.name)
    assert found.size == len(store.files.get(found.name))
    if settings.keeps_in_s3:
        assert list(bucket.objects) == [f"/passend/attachments/{found.name}"]
        assert found.changed == NOW.timestamp()  # what the sweep goes by


def test_what_is_not_there_is_not_found_and_removing_it_is_no_fault(settings):
    store = AttachmentStore.of(settings)
    with pytest.raises(NotFoundError):
        store.open_bytes("a" * 64)
    store.remove("a" * 64)
    assert not store.has("a" * 64)


def test_pages_come_back_byte_for_byte_whatever_was_made_safe_together(settings):
    store = WarcStore.of(settings)
    slices = write_pages(store, "mulder/1.warc.gz", [range(3), [], range(3, 5)])
    assert [store.read_answer(where).body for where in slices] == [b"<p>%d</p>" % number for number in range(5)]
    assert {name for name, _ in store.files("mulder")} == {where.warc for where in slices}
    assert store.folders() == ["mulder"]
    with pytest.raises(FileExistsError):
        store.create("mulder/1.warc.gz", now=NOW, **BY)


def test_a_page_that_was_changed_or_lost_is_told(settings):
    store = WarcStore.of(settings)
    (where,) = write_pages(store, "mulder/1.warc.gz", [[1]])
    page = Snapshot(id=1, url="", fetched_at=NOW, status=200, body_sha256="", **vars(where))
    assert store.read_slice(page)
    store.where.put(where.warc, b"x" * (where.offset + where.length))
    with pytest.raises(EvidenceError, match="niet meer wat is opgehaald"):
        store.read_slice(page)
    store.remove(where.warc)
    with pytest.raises(EvidenceError, match="kan niet gelezen worden"):
        store.read_slice(page)


def test_an_attachment_gets_another_seal_where_it_lies(settings):
    kept = AttachmentStore.of(settings).save(PDF, "brief.pdf")
    new = DataKeys.load_or_create(settings.data_key_file)
    new.take(os.urandom(32))
    assert [reseal_file(*where, new, taking_over=False) for where in sealed_files(settings)] == [True]
    assert AttachmentStore(open_store(settings, ATTACHMENTS), 1, new).open_bytes(kept.sha256) == PDF


def test_a_bucket_that_refuses_is_told_as_a_page_that_cannot_be_read(tmp_path, bucket):
    settings = Settings(data_dir=tmp_path, testing=True, s3_bucket="passend", s3_endpoint=bucket.address, **KEYS)
    bucket.out_of_order = True
    try:
        with pytest.raises(EvidenceError, match="kan niet gelezen worden"):
            WarcStore.of(settings).read_bytes(Slice("mulder/1.warc.gz", 0, 9, ""))
    finally:
        bucket.out_of_order = False


@pytest.mark.parametrize("endpoint", [None, "http://opslag.example", "opslag.example"])
def test_a_bucket_is_asked_over_tls_and_with_keys(tmp_path, endpoint):
    with pytest.raises((SettingsError, ValidationError), match="PASSEND_S3_ENDPOINT"):
        Settings(data_dir=tmp_path, testing=True, s3_bucket="passend", s3_endpoint=endpoint, **KEYS)
