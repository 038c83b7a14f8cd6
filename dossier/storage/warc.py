"""WARC 1.1 as bytes: one exchange with a web server as a request and a response record, each a gzip member."""

import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dossier.errors import EvidenceError
from dossier.storage.tls_state import Tls

MEMBER_LEVEL = 4  # a twentieth larger than 6, for little more than half the work
CHUNK = 1 << 20


@dataclass(frozen=True)
class Exchange:
    """One request and its answer as they went over the wire: the body still encoded, headers untouched."""

    url: str
    fetched_at: datetime
    request_head: bytes
    response_head: bytes
    body: bytes
    address: str | None = None
    request_body: bytes = b""
    tls: Tls | None = None


def record_pair(exchange: Exchange) -> bytes:
    """The two records of one exchange; together they are a valid `.warc.gz` of their own."""
    request_id, response_id = f"<urn:uuid:{uuid4()}>", f"<urn:uuid:{uuid4()}>"
    common = [("WARC-Target-URI", exchange.url), ("WARC-Date", _stamp(exchange.fetched_at))]
    address = [("WARC-IP-Address", exchange.address)] if exchange.address else []
    connection = exchange.tls.to_headers() if exchange.tls else []
    together = [*common, ("WARC-Concurrent-To", response_id)]
    request = _record("request", request_id, together, exchange.request_head, exchange.request_body)
    response = _record("response", response_id, [*common, *address, *connection], exchange.response_head, exchange.body)
    return request + response


def info_record(filename: str, fields: dict[str, str], now: datetime) -> bytes:
    """The first record of a file: which program wrote it, for whom it can be asked."""
    content = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()
    headers = [("WARC-Date", _stamp(now)), ("WARC-Filename", filename)]
    return _record("warcinfo", f"<urn:uuid:{uuid4()}>", headers, content, b"")


def _record(kind: str, record_id: str, headers: list[tuple[str, str]], head: bytes, body: bytes) -> bytes:
    media = "application/warc-fields" if kind == "warcinfo" else f"application/http; msgtype={kind}"
    block = hashlib.sha256(head)
    block.update(body)
    lines = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", record_id),
        *headers,
        *(
            [("WARC-Payload-Digest", f"sha256:{hashlib.sha256(body).hexdigest()}")]
            if kind == "response" or body
            else []
        ),
        ("WARC-Block-Digest", f"sha256:{block.hexdigest()}"),
        ("Content-Type", media),
        ("Content-Length", str(len(head) + len(body))),
    ]
    text = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines) + "\r\n"
    return gzip.compress(b"".join((text.encode(), head, body, b"\r\n\r\n")), MEMBER_LEVEL, mtime=0)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True)
class Answer:
    """What a server answered: its headers as sent, its body unpacked, and how the connection was protected."""

    headers: list[tuple[str, str]]
    body: bytes
    tls: Tls | None = None


def read_answer(members: bytes) -> Answer:
    """The answer in a slice; refuses a slice whose own digests do not hold."""
    try:
        for record in ArchiveIterator(io.BytesIO(members), check_digests="raise"):
            if record.rec_type == "response":
                raw, headers = record.raw_stream.read(), record.http_headers
                body = _decoded(raw, headers.get_header("Content-Encoding", ""))
                return Answer(list(headers.headers), body, Tls.from_headers(record.rec_headers.get_header))
    except (ArchiveLoadFailed, zlib.error, EOFError) as error:
        raise EvidenceError(f"De momentopname is beschadigd: {error}") from error
    raise EvidenceError("De momentopname bevat geen antwoord.")


def _decoded(body: bytes, encodings: str) -> bytes:
    """Undo gzip and deflate; the crawler asks for nothing else and keeps nothing else."""
    for encoding in reversed([name.strip().lower() for name in encodings.split(",") if name.strip()]):
        if encoding in {"gzip", "x-gzip"}:
            body = zlib.decompress(body, wbits=31)
        elif encoding == "deflate":
            body = _inflated(body)
    return body


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompress(body)
    except zlib.error:  # some servers send the bare stream, without the zlib wrapper
        return zlib.decompress(body, wbits=-15)


def whole_length(path: Path) -> int:
    """How many bytes from the start are whole records, every request followed by its response."""
    whole, pairs, position = 0, 0, 0
    with path.open("rb") as file:
        for length, kind in _members(file):
            position += length
            pairs += kind == b"request"
            if kind != b"request":
                whole = position
    return whole


def _members(file: io.BufferedReader) -> list[tuple[int, bytes]]:
    """Length and record type of each whole gzip member; stops at the first that is cut off or damaged."""
    found: list[tuple[int, bytes]] = []
    pending = b""
    while True:
        unpacker, head, length = zlib.decompressobj(wbits=31), b"", 0
        while not unpacker.eof:
            data = pending or file.read(CHUNK)
            if not data:
                return found
            try:
                plain = unpacker.decompress(data)
            except zlib.error:
                return found
            head = head or plain[:200]
            pending = unpacker.unused_data
            length += len(data) - len(pending)
        kind = head.partition(b"WARC-Type: ")[2].partition(b"\r\n")[0]
        found.append((length, kind))
