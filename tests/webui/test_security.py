"""The walls of the web: tokens, headers, cookies, redirects, sizes and pages that say nothing of anyone."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask, request

from dossier.errors import SettingsError
from dossier.settings import Settings
from tests.conftest import REPOSITORY
from tests.webui.addresses import PAGES, WRITES
from tests.webui.cast import NUMBER, PASSWORD, TODAY
from webui.configuration import build_configuration
from webui.views.preferences import safe_path

CASE = f"/dossiers/{NUMBER}"


@pytest.mark.parametrize("endpoint", sorted(WRITES))
def test_a_write_without_a_token_is_refused(endpoint: str, bram):
    assert bram.post(WRITES[endpoint][0], token=False).status_code == 400


@pytest.mark.parametrize("path", ["/inloggen", "/uitloggen", "/voorkeuren", "/bevestigen", "/tweede-stap/herstelcode"])
def test_signing_in_signing_out_and_preferences_ask_for_a_token(path: str, bram, anyone):
    visitor = anyone if path == "/inloggen" else bram
    assert visitor.post(path, {"email": "anna@passend.example", "password": PASSWORD}, token=False).status_code == 400


def test_a_token_of_another_session_is_refused(anna, bram):
    data = {"state": "bekijken", "csrf_token": anna.token()}
    assert bram.post(f"{CASE}/shortlist/{'a3' * 8}", data, token=False).status_code == 400


def header_faults(response) -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    faults = [name for name, value in wanted.items() if response.headers.get(name) != value]
    faults += [part for part in ("default-src 'none'", "frame-ancestors 'none'") if part not in policy]
    faults += [word for word in ("unsafe-inline", "unsafe-eval", "*", "http:") if word in policy]
    return faults + [name for name in ("Permissions-Policy",) if name not in response.headers]


def test_every_page_carries_the_headers_whatever_its_status(bram, anyone, app: Flask):
    answers = [bram.get(path) for path, _ in PAGES.values()]
    answers += [anyone.get("/"), anyone.get("/inloggen"), bram.get("/onzin")]
    answers += [bram.post(f"{CASE}/shortlist/x", token=False), bram.client.delete(CASE)]
    answers += [bram.client.open(CASE, method="TRACE")]
    with anyone.get("/static/css/theme.css") as sheet:
        assert header_faults(sheet) == []
    assert [(answer.request.path, faults) for answer in answers if (faults := header_faults(answer))] == []


def test_no_page_of_a_case_is_kept_by_a_browser(bram):
    kept = [path for path, _ in PAGES.values() if bram.get(path).headers.get("Cache-Control") != "no-store"]
    assert kept == []


def test_no_page_holds_a_script_or_style_of_its_own(bram, daan, anna):
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    found = [
        (path, match[0])
        for visitor in (bram, daan, anna)
        for path, _ in PAGES.values()
        if "html" in (page := visitor.get(path)).mimetype and (match := inline.search(page.text))
    ]
    assert found == []


def test_no_script_keeps_anything_in_the_browser():
    kept = re.compile("localStorage|sessionStorage|indexedDB|caches\\.open|serviceWorker|document\\.cookie")
    scripts = list((REPOSITORY / "webui" / "static" / "js").glob("*.js"))
    assert [path.name for path in scripts if kept.search(path.read_text(encoding="utf-8"))] == []
    assert scripts


def test_no_template_trusts_text_as_html():
    templates = Path(__file__).parent.parent.parent / "webui" / "templates"
    trusting = [path.name for path in templates.rglob("*.html") if re.search(r"\|\s*safe|Markup\(", path.read_text())]
    assert trusting == []


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(anyone):
    cookie = anyone.get("/inloggen").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_the_session_cookie_is_secure_on_any_host_that_is_not_this_machine(tmp_path: Path):
    settings = Settings(data_dir=tmp_path, public_url="https://passend.bureau.example", secret_key="x" * 40)
    configuration = build_configuration(settings, TODAY)
    assert (configuration["SESSION_COOKIE_SECURE"], configuration["SESSION_COOKIE_NAME"]) == (True, "__Host-passend")


@pytest.mark.parametrize("address", ["http://passend.bureau.example", "passend.bureau.example", "https://"])
def test_a_public_name_is_a_whole_address_over_tls(address: str, tmp_path: Path):
    with pytest.raises(SettingsError, match="PASSEND_PUBLIC_URL"):
        Settings(data_dir=tmp_path, public_url=address)


@pytest.mark.parametrize("reach", [{"host": "0.0.0.0"}, {"trusted_proxy": "127.0.0.1"}])
def test_whoever_can_be_reached_from_elsewhere_says_under_which_name(reach: dict, tmp_path: Path):
    with pytest.raises(SettingsError, match="PASSEND_PUBLIC_URL"):
        build_configuration(Settings(data_dir=tmp_path, secret_key="x" * 40, **reach), TODAY)


def test_without_a_secret_key_nothing_starts_outside_the_demo(tmp_path: Path):
    with pytest.raises(SettingsError, match="PASSEND_SECRET_KEY"):
        build_configuration(Settings(data_dir=tmp_path), TODAY)


ELSEWHERE = (
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
    "javascript:alert(1)", "https:evil.example", " //evil.example", "/\n/evil.example", "data:text/html,x", "",
)  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_redirect_never_leaves_the_site(address: str, bram):
    assert safe_path(address) == "/"
    answer = bram.post("/voorkeuren", {"theme": "dark", "back": address})
    assert answer.location == "/"


@pytest.mark.parametrize("address", [*ELSEWHERE, "https://localhost.evil.example/"])
def test_signing_in_never_leaves_the_site(address: str, anyone):
    values = {"email": "anna@passend.example", "password": PASSWORD, "next": address}
    location = anyone.post("/inloggen", values).location or "/"
    assert "\\" not in location
    assert urlsplit(urljoin("http://localhost/inloggen", location)).netloc == "localhost"


@pytest.mark.real
def test_no_known_redirect_trick_works(shared: Path, bram):
    lines = (shared / "attacks" / "open_redirect.txt").read_text(encoding="utf-8").splitlines()
    tricks = [line for line in lines if line and not line.startswith("#")]
    escaped = [line for line in tricks if not re.match(r"^/(?![/\\])", safe_path(line))]
    assert (len(tricks) > 10, escaped) == (True, [])


def test_signing_in_and_out(anyone):
    answer = anyone.post("/inloggen", {"email": "BRAM@passend.example", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (302, "/")
    assert "Anna Visser" in anyone.get("/").text
    assert anyone.post("/uitloggen").status_code == 302
    assert anyone.get("/").status_code == 302


@pytest.mark.parametrize("email", ["anna@passend.example", "niemand@passend.example"])
def test_a_wrong_password_and_an_unknown_address_answer_alike(email: str, anyone):
    page = anyone.post("/inloggen", {"email": email, "password": "fout wachtwoord"})
    assert "Aanmelden lukt niet" in page.text
    assert "fout wachtwoord" not in page.text


def test_the_session_is_another_one_after_signing_in(anyone):
    before = anyone.token()
    anyone.post("/inloggen", {"email": "anna@passend.example", "password": PASSWORD})
    with anyone.client.session_transaction() as stored:
        assert "_user_id" in stored
    assert anyone.get("/").status_code == 200
    assert before


def test_what_is_uploaded_lies_in_no_temporary_file(app: Flask):
    with app.test_request_context("/"):
        assert type(request._get_file_stream(2**20, "application/pdf")) is BytesIO


def test_a_request_that_is_too_large_is_413_and_says_what_to_do(app: Flask, bram):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    answer = bram.client.post(f"{CASE}/sollicitaties/1/bewijs", data={"x": "y" * 5000})
    assert (answer.status_code, header_faults(answer)) == (413, [])
    assert "te groot" in answer.text


def test_a_fault_shows_no_trace_no_path_and_nothing_typed(app: Flask, bram, monkeypatch: pytest.MonkeyPatch):
    from webui.views import cases

    def fail(*_: object) -> None:
        raise RuntimeError("GEHEIM uit de database")

    monkeypatch.setattr(cases, "list_applications", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = bram.get(CASE)
    assert (page.status_code, header_faults(page)) == (500, [])
    assert "Er ging iets mis" in page.text
    assert [word for word in ("GEHEIM", "Traceback", ".py", "Visser") if word in page.text] == []


def test_an_error_keeps_nothing_half_written(app: Flask, bram, web_database):
    from dossier.storage.applications import list_applications

    data = {"applied_on": "2026-11-19", "job_title": "Kok", "employer": "X", "way": "brief of e-mail"}
    data |= {"file": (BytesIO(b"MZ kwaad"), "virus.exe")}
    page = bram.post(f"{CASE}/sollicitaties/nieuw", data, content_type="multipart/form-data")
    assert page.status_code == 422
    with web_database.reading() as session:
        assert len(list_applications(session, 1)) == 2
