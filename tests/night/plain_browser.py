"""A browser without a screen that talks to a running server: keeps cookies, sends the token of the form."""

import http.client
import re
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

    def ask(self, method: str, path: str, values: dict[str, str] | None = None) -> tuple[int, str]:
        link = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        link.request(method, path, urllib.parse.urlencode(values or {}), head)
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
