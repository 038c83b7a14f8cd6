"""A browser without a screen that talks to a running server: keeps cookies, sends the token of the form."""

import http.client
import re
import secrets
import urllib.parse

from tests.webui.cast import NUMBER, PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
NEW_APPLICATION = f"/dossiers/{NUMBER}/sollicitaties/nieuw"
APPLICATION = {
    "applied_on": "2026-11-19", "job_title": "Telefonist", "way": "telefonisch", "file_kind": "ontvangstbevestiging",
    "fits_limitations": "", "performed_by": "employee",
}  # fmt: skip


class PlainBrowser:
    """One person at one server."""

    def __init__(self, port: int, email: str = "", cookies: dict[str, str] | None = None) -> None:
        self._port = port
        self.cookies: dict[str, str] = dict(cookies or {})
        if cookies is None:
            self.post("/inloggen", csrf_token=self.token("/inloggen"), email=email, password=PASSWORD)

    def ask(
        self, method: str, path: str, values: dict[str, str] | None = None, file: bytes | None = None
    ) -> tuple[int, str]:
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body, kind = pack(values or {}, file)
        link.request(method, path, body, {"Cookie": cookies, "Content-Type": kind})
        answer = link.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        told = answer.read().decode(errors="replace")
        link.close()
        return answer.status, told

    def get(self, path: str) -> tuple[int, str]:
        return self.ask("GET", path)

    def post(self, path: str, **values: str) -> int:
        return self.ask("POST", path, values)[0]

    def token(self, path: str) -> str:
        found = TOKEN.search(self.get(path)[1])
        assert found is not None, path
        return found[1]

    def log_application(self, employer: str, token: str) -> int:
        return self.post(NEW_APPLICATION, **APPLICATION, employer=employer, csrf_token=token)


def pack(values: dict[str, str], file: bytes | None) -> tuple[bytes, str]:
    """What a form sends, with a file or without."""
    if file is None:
        return urllib.parse.urlencode(values).encode(), "application/x-www-form-urlencoded"
    edge = secrets.token_hex(16)
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in values.items()]
    parts.append(b'name="file"; filename="brief.pdf"\r\n\r\n' + file)
    body = b"".join(f"--{edge}\r\nContent-Disposition: form-data; ".encode() + part + b"\r\n" for part in parts)
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
