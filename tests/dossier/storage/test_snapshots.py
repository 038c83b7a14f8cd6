"""Fetched pages: kept byte for byte, found back, and never believed without their hash."""

import gzip
import hashlib
import io
from datetime import UTC, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from dossier.errors import EvidenceError
from dossier.model.vacancy import Snapshot
from dossier.storage.snapshots import WarcStore, kept_until
from dossier.storage.warc import Exchange

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PAGE = "<html><body>Bakkerij Mulder zoekt een broodbakker. Coördinator €</body></html>".encode()


def exchange(body=PAGE, headers=b"Content-Type: text/html\r\n", url="https://mulder.example/vacature/1"):
    request = b"GET /vacature/1 HTTP/1.1\r\nHost: mulder.example\r\n\r\n"
    return Exchange(url, NOW, request, b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n", body, "93.184.216.34")


def keep(folder, *exchanges, name="mulder/1.warc.gz"):
    store = WarcStore(folder)
    with store.create(name, software="Passend/1", operator="admin@passend.example", now=NOW) as warc:
        slices = [warc.append(one) for one in exchanges]
    return store, slices


def snapshot_of(where, body=PAGE):
    digest = hashlib.sha256(body).hexdigest()
    return Snapshot(
        id=1,
        url="https://mulder.example/vacature/1",
        fetched_at=NOW,
        status=200,
        warc=where.warc,
        offset=where.offset,
        length=where.length,
        sha256=where.sha256,
        body_sha256=digest,
    )


def test_a_slice_is_a_warc_of_its_own_with_request_and_response(tmp_path):
    store, (where,) = keep(tmp_path, exchange())
    content = store.read_slice(snapshot_of(where))
    records = [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
        for record in ArchiveIterator(io.BytesIO(content), check_digests="raise")
    ]
    assert records == [(kind, "https://mulder.example/vacature/1") for kind in ("request", "response")]
    assert content.count(b"\x1f\x8b\x08") >= 2
    assert hashlib.sha256(content).hexdigest() == where.sha256


def test_the_whole_file_is_warc_1_1_and_passes_its_own_digests(tmp_path):
    keep(tmp_path, exchange(), exchange(url="https://mulder.example/vacature/2"))
    with (tmp_path / "mulder/1.warc.gz").open("rb") as file:
        kinds = [
            (record.rec_headers.protocol, record.rec_type, record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind[:2] for kind in kinds] == [
        ("WARC/1.1", kind) for kind in ("warcinfo", "request", "response", "request", "response")
    ]
    assert kinds[2][2] == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_the_body_comes_back_unpacked(tmp_path, encoding):
    import zlib

    packed = gzip.compress(PAGE) if encoding == "gzip" else zlib.compress(PAGE)
    store, (where,) = keep(tmp_path, exchange(packed, f"Content-Encoding: {encoding}\r\n".encode()))
    assert store.read_body(snapshot_of(where)) == PAGE


def test_every_flipped_byte_of_a_slice_is_noticed(tmp_path):
    store, (where,) = keep(tmp_path, exchange())
    path = tmp_path / where.warc
    content = path.read_bytes()
    for position in range(where.offset, where.offset + where.length):
        path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
        assert not store.verify_slice(snapshot_of(where))
    path.write_bytes(content)
    assert store.verify_slice(snapshot_of(where))


def test_a_page_that_is_not_the_page_that_was_read_is_refused(tmp_path):
    store, (where,) = keep(tmp_path, exchange())
    with pytest.raises(EvidenceError, match="niet de pagina die gelezen is"):
        store.read_body(snapshot_of(where, b"een andere pagina"))


def test_a_missing_file_is_an_evidence_error(tmp_path):
    store, (where,) = keep(tmp_path, exchange())
    (tmp_path / where.warc).unlink()
    with pytest.raises(EvidenceError, match="kan niet gelezen worden"):
        store.read_slice(snapshot_of(where))


def test_a_name_that_leads_outside_the_folder_is_refused(tmp_path):
    with pytest.raises(EvidenceError, match="ligt buiten de map"):
        WarcStore(tmp_path / "snapshots").read_slice(
            Snapshot(
                id=1,
                url="",
                fetched_at=NOW,
                status=200,
                offset=0,
                length=1,
                warc="../geheim",
                sha256="",
                body_sha256="",
            )
        )


def test_a_file_is_never_written_over(tmp_path):
    keep(tmp_path, exchange())
    with pytest.raises(FileExistsError):
        keep(tmp_path, exchange())


def test_a_tail_cut_off_anywhere_is_repaired_and_what_was_whole_stays(tmp_path):
    store, slices = keep(tmp_path, exchange(), exchange(), exchange())
    path = tmp_path / "mulder/1.warc.gz"
    content, ends = path.read_bytes(), [where.offset + where.length for where in slices]
    info_end = slices[0].offset
    for cut in range(info_end, len(content) + 1, 7):
        path.write_bytes(content[:cut])
        whole = max([info_end, *[end for end in ends if end <= cut]])
        assert store.repair_tail("mulder/1.warc.gz") == cut - whole
        assert path.read_bytes() == content[:whole]


def test_a_repair_never_cuts_what_a_row_refers_to(tmp_path, database):
    store, (first, second) = keep(tmp_path, exchange(), exchange())
    with database.session() as session:
        session.add(snapshot_of(second))
    path = tmp_path / second.warc
    damaged = bytearray(path.read_bytes())
    damaged[first.offset + 20] ^= 1
    path.write_bytes(damaged)
    with database.reading() as session:
        keep_bytes = kept_until(session, second.warc)
    assert store.repair_tail(second.warc, keep=keep_bytes) == 0
    assert store.verify_slice(snapshot_of(second))
