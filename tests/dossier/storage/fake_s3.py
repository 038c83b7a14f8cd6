"""A store on loopback that speaks as much of S3 as the program does: a dictionary behind seven verbs."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

LINE = "<Contents><Key>{0}</Key><Size>{1}</Size><LastModified>2026-11-20T09:30:00.000Z</LastModified></Contents>"


class FakeS3(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Verbs)
        self.objects: dict[str, bytes] = {}
        self.out_of_order = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Verbs(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeS3

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def parse_request(self) -> bool:
        is_good = super().parse_request()
        if is_good and (self.server.out_of_order or "AWS4-HMAC-SHA256" not in self.headers.get("Authorization", "")):
            self.answer(403, b"<Error><Code>AccessDenied</Code></Error>")
            return False
        self.key = unquote(urlsplit(self.path).path)
        return is_good

    def do_PUT(self) -> None:
        self.server.objects[self.key] = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(200)

    def do_GET(self) -> None:
        if "prefix" in (asked := parse_qs(urlsplit(self.path).query)):
            self.list_objects(f"{self.key.rstrip('/')}/{asked['prefix'][0]}")
        elif self.key not in self.server.objects:
            self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        elif wanted := self.headers.get("Range"):
            start, _, end = wanted.removeprefix("bytes=").partition("-")
            self.answer(206, self.server.objects[self.key][int(start) : int(end) + 1 if end else None])
        else:
            self.answer(200, self.server.objects[self.key])

    do_HEAD = do_GET  # noqa: N815 - the name of the verb

    def do_DELETE(self) -> None:
        self.server.objects.pop(self.key, None)
        self.answer(204)

    def list_objects(self, start: str) -> None:
        bucket = start.split("/")[1]
        named = {key: body for key, body in sorted(self.server.objects.items()) if key.startswith(start)}
        lines = [LINE.format(key.removeprefix(f"/{bucket}/"), len(body)) for key, body in named.items()]
        self.answer(200, f"<ListBucketResult>{''.join(lines)}</ListBucketResult>".encode())


@contextmanager
def serve_s3() -> Iterator[FakeS3]:
    with FakeS3() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join(timeout=5)
