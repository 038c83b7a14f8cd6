"""A site to measure crawlers on: vacancies of 3 kB with JSON-LD and an ETag, from a process of its own on loopback."""

import asyncio
import json
import sys
from hashlib import sha256

from passend.bench.office import make_posting

PAGE_BYTES = 3_000
MENU = "<nav><a href='/'>Werk</a></nav>"


def write_page(number: int) -> bytes:
    """A vacancy page of about 3 kB."""
    posting = make_posting(number)
    assert posting.salary is not None
    data = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": posting.title,
        "identifier": {"@type": "PropertyValue", "value": posting.identifier},
        "hiringOrganization": {"@type": "Organization", "name": posting.employer},
        "jobLocation": {"@type": "Place", "address": {"addressLocality": posting.place, "addressCountry": "NL"}},
        "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": {
            "minValue": float(posting.salary.min or 0), "maxValue": float(posting.salary.max or 0),
            "unitText": "MONTH"}},
        "workHours": f"{posting.hours_min:g}-{posting.hours_max:g} uur", "datePosted": str(posting.date_posted),
        "description": posting.description,
    }  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    page = f'<!doctype html><html lang="nl"><head>{head}</head><body>{MENU}<h1>{posting.title}</h1>'
    room = max(0, PAGE_BYTES - len(page.encode()) - 30)
    return f"{page}<p>{posting.description[:room]}</p></body></html>".encode()


def write_sitemap(base: str, count: int) -> bytes:
    places = "".join(f"<url><loc>{base}/vacature/{number}</loc></url>" for number in range(count))
    return (
        f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'.encode()
    )


class Site(asyncio.Protocol):
    """Answers GET over kept connections, 304 where the asker knows the page, and counts what it sent."""

    sent = 0
    pages: dict[str, tuple[bytes, str]]
    base = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer = transport, b""

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            answer = self.answer(head.decode("latin-1"))
            Site.sent += len(answer)
            self.transport.write(answer)

    def answer(self, head: str) -> bytes:
        path = head.split(" ", 2)[1]
        if path == "/-/sent":
            told, Site.sent = str(Site.sent).encode(), 0
            return _answer("200 OK", told, "text/plain", "")
        if path.startswith("/sitemap-"):
            body = write_sitemap(self.base, int(path.removeprefix("/sitemap-").partition(".")[0]))
            kind, tag = "application/xml", sha256(body).hexdigest()[:16]
        elif path.startswith("/vacature/"):
            number = path.removeprefix("/vacature/")
            if path not in self.pages:
                made = write_page(int(number))
                self.pages[path] = made, sha256(made).hexdigest()[:16]
            (body, tag), kind = self.pages[path], "text/html; charset=utf-8"
        else:
            return _answer("404 Not Found", b"weg", "text/plain", "")
        if f'"{tag}"' in head:
            return f'HTTP/1.1 304 Not Modified\r\nETag: "{tag}"\r\n\r\n'.encode()
        return _answer("200 OK", body, kind, tag)


def _answer(status: str, body: bytes, kind: str, tag: str) -> bytes:
    mark = f'ETag: "{tag}"\r\n' if tag else ""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{mark}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def serve() -> None:
    Site.pages = {}
    server = await asyncio.get_running_loop().create_server(Site, "127.0.0.1", 0)
    Site.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    sys.stdout.write(Site.base + "\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
