"""Every form of every role with missing, wrong, huge and hostile values: kept where it is wrong, and never a fault."""

import json
import re
import shutil
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from itertools import count

import pytest

from dossier.settings import Settings
from dossier.storage.accounts import find_account
from dossier.storage.database import Database
from tests.webui.addresses import PAGES, WRITES
from tests.webui.conftest import TOKEN, Visitor
from tests.webui.later_states import LATER_PAGES, UPLOADS, live_on

ROLES = ("anna", "bram", "daan", "admin", "carla", "nobody", "halfway")
"""Who is signed in; nobody is; halfway gave the password and not yet the second step."""
ARRIVING = {
    "nobody": ["/inloggen", "/inloggen/sleutel", "/link"],
    "halfway": ["/tweede-stap/herstelcode", "/tweede-stap/sleutel"],
}
FREE = {"textarea", "text", "search", "url", "email", "number", "date", "tel", None}
LEAVES = ("/uitloggen", "/account/overal-afmelden", "/account/sessies", "/weergave", "/voorkeuren")
"""Forms after which nobody is signed in, and the choice of colours on every page."""
HUGE = "groot " * 3_500
SECRET = {"code"}
"""Typed anew each time: it does not come back on the screen."""
ANSWERS = {200, 302, 303, 400, 404, 409, 413, 422, 429}
PER_LIST = 3
LISTS = ("hostile_text.txt", "xss.txt", "sqli.txt", "ssti.txt", "formula_injection.txt", "header_injection.txt")
JSON_LINES = {"hostile_text.txt", "sqli.txt", "ssti.txt", "formula_injection.txt", "header_injection.txt"}


@dataclass
class Form:
    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    free: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    is_pressed: bool = False
    """The first button of a form is the one that Enter presses; the others are not."""


class Forms(HTMLParser):
    """The forms of a page that post, with the values that they hold."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found, self.form, self.select, self.area = path, [], None, None, None

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            self.form = Form(has.get("action") or self.path) if has.get("method") == "post" else None
            self.found += [self.form] if self.form else []
        name = has.get("name")
        if self.form is None:
            return
        if tag == "option" and self.select and (has.get("value") is not None) and "selected" in has:
            self.form.values[self.select] = [has["value"]]
        if tag == "input" and name:
            self.read_input(name, has)
        elif tag == "button" and not self.form.is_pressed:
            self.form.is_pressed = True
            self.form.values |= {name: [has.get("value", "")]} if name else {}
        elif tag == "select":
            self.select = name
        elif tag == "textarea" and name:
            self.area = name
            self.form.free.add(name)
            self.form.values[name] = [""]

    def read_input(self, name, has):
        kind = has.get("type")
        if kind == "file":
            self.form.files.add(name)
        elif kind in {"checkbox", "radio"}:
            if "checked" in has:
                self.form.values.setdefault(name, []).append(has.get("value", "on"))
        else:
            self.form.values[name] = [has.get("value") or ""]
            if kind in FREE:
                self.form.free.add(name)
            elif kind == "hidden":
                self.form.hidden.add(name)

    def handle_data(self, data):
        if self.form is not None and self.area:
            self.form.values[self.area] = [data]

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None


@pytest.fixture(scope="session")
def lived_in(filled, tmp_path_factory):
    """The cast of later, made once: the folder, and the address of a link that is still open."""
    folder = shutil.copytree(filled[0], tmp_path_factory.mktemp("later") / "data")
    settings = Settings(data_dir=folder, testing=True)
    database = Database(settings.effective_database_url)
    link = live_on(database, settings, filled[1])
    database.close()
    return folder, link


@pytest.fixture
def web_settings(lived_in, tmp_path):
    return Settings(data_dir=shutil.copytree(lived_in[0], tmp_path / "data"), testing=True)


@dataclass
class Steady(Visitor):
    """Asks for a token once: anew would cost a page each time, and would begin a sign-in again."""

    page: str = "/account"
    known: str = ""

    def token(self) -> str:
        self.known = self.known or TOKEN.search(self.get(self.page).text)[1]
        return self.known


@pytest.fixture
def arrive(visit, app, web_database, cast):
    """The browser of somebody who is signed in, of nobody, or of who stands between the two steps."""

    def come(role: str) -> Steady:
        if role not in ARRIVING:
            return Steady(visit(role).client)
        visitor = Steady(app.test_client(), ARRIVING[role][0])
        if role == "halfway":
            with web_database.reading() as session:
                account = find_account(session, cast.emails["bram"])
            with visitor.client.session_transaction() as stored:
                stored["tf_user_id"], stored["tf_state"] = account.fs_uniquifier, "ready"
        return visitor

    return come


KNOWN: dict[str, list[Form]] = {}
"""The forms of a role are the same in every test, for each begins with the same database."""


@pytest.fixture
def forms_of(arrive, lived_in, app):
    """Each form once, by the view that it goes to and what it asks."""
    match = app.url_map.bind("localhost").match

    def find(role: str) -> list[Form]:
        if role not in KNOWN:
            found = {
                (match(form.action.partition("?")[0], method="POST")[0], frozenset(form.values)): form
                for form in read_forms(arrive(role), role, lived_in[1])
            }
            # A button may take away what others ask about.
            KNOWN[role] = sorted(found.values(), key=lambda form: not form.free)
        return KNOWN[role]

    return find


def pages_of(role: str, link: str) -> list[str]:
    if role in ARRIVING:
        return [link if path == "/link" else path for path in ARRIVING[role]]
    return ["/", *(path for path, allowed in PAGES.values() if role in allowed), *LATER_PAGES[role]]


def read_forms(visitor, role: str, link: str) -> list[Form]:
    answers = [(path, visitor.get(path, follow_redirects=True)) for path in pages_of(role, link)]
    for path, values, (content, name) in UPLOADS.get(role, []):
        given = values | {"file": (BytesIO(content), name)}
        answers.append((path, visitor.post(path, given, content_type="multipart/form-data")))
    found = []
    for path, answer in answers:
        reader = Forms(path)
        reader.feed(answer.text if answer.mimetype == "text/html" else "")
        found += [form for form in reader.found if not form.action.startswith(LEAVES)]
    return found


PLACES = count(1)


def send(visitor, form: Form, value: str | None, *, everywhere: bool = False):
    """The form with this value in every field that a person types in, or everywhere; None sends what nobody gives."""
    names = form.values if everywhere else form.free
    kept = {name: values for name, values in form.values.items() if value is not None or name in form.hidden}
    data = kept | ({} if value is None else {name: [value] for name in names})
    data["csrf_token"] = [visitor.token()]
    if value is not None and form.files:
        data |= {name: (BytesIO(value.encode("utf-8", "replace")), "../../x.exe") for name in form.files}
    kind = "multipart/form-data" if form.files else None
    # From another place each time: else the guard against guessing answers, and not the form.
    place = {"REMOTE_ADDR": f"10.0.{next(PLACES) // 250}.{next(PLACES) % 250}"}
    answer = visitor.client.post(form.action, data=data, content_type=kind, buffered=True, environ_overrides=place)
    answer.request.environ["wsgi.input"].close()
    return answer


def hostile_values(shared) -> list[str]:
    values = []
    for name in LISTS:
        lines = [line for line in (shared / "attacks" / name).read_text(encoding="utf-8").splitlines() if line]
        lines = [line for line in lines if not line.startswith("# ")]
        step = max(1, len(lines) // PER_LIST)
        values += [json.loads(line) if name in JSON_LINES else line for line in lines[::step][:PER_LIST]]
    return values


def is_kept(answer, form: Form, value: str) -> bool:
    """A form that comes back holds what was typed, and says at a field or above the form what is wrong."""
    page = answer.text
    says = "error_summary" in page or 'role="alert"' in page or "-error" in page
    if not comes_back(answer, form):
        return True
    if form.free <= SECRET or len(value) > 200 or not value.strip() or not value.strip().isprintable():
        return says
    shown = [values for one in comes_back(answer, form) for values in one.values.values()]
    return says and any(value.strip() in one for values in shown for one in values)


def comes_back(answer, form: Form) -> list[Form]:
    """The same form on the page that answers; another page says what to do first."""
    reader = Forms(form.action)
    reader.feed(answer.text)
    return [one for one in reader.found if one.action == form.action]


def faults_of(answer, form: Form, value: str | None) -> list[tuple[str, str, int, str]]:
    """What this answer should not be: a fault, no form or no word about it, or markup that was typed."""
    wrong = []
    if answer.status_code not in ANSWERS:
        wrong.append("geen antwoord dat hoort")
    if form.free and answer.status_code in {400, 404} and "\0" not in (value or ""):
        wrong.append("een foutpagina in plaats van het formulier")
    if answer.status_code == 422 and not (is_kept(answer, form, value) if value else says_something(answer, form)):
        wrong.append("niet bewaard op het scherm, of het zegt niets")
    markup = value is not None and re.search(r"<[a-z!/]", value, re.IGNORECASE)
    if markup and answer.mimetype == "text/html" and value in answer.text:
        wrong.append("staat er als opmaak")
    return [(form.action, (value or "")[:40], answer.status_code, one) for one in wrong]


def says_something(answer, form: Form) -> bool:
    return 'role="alert"' in answer.text or not comes_back(answer, form)


@pytest.mark.parametrize("role", ROLES)
def test_no_form_breaks_on_a_missing_a_wrong_or_a_huge_value(role: str, arrive, forms_of):
    visitor, faults = arrive(role), []
    for form in forms_of(role):
        for value in ("onzin", HUGE, None) if form.free else (None,):
            faults += faults_of(send(visitor, form, value), form, value)
    assert "\n".join(map(str, faults)) == ""


def test_no_form_breaks_on_a_hostile_value_nor_shows_it_as_markup(arrive, forms_of, shared):
    """A form that several roles have is sent by the first of them."""
    faults, values, asking = [], hostile_values(shared), {}
    for role in ROLES:
        for form in forms_of(role):
            if set(form.values) - {"csrf_token"}:
                asking.setdefault((form.action, frozenset(form.values)), (role, form))
    visitors = {role: arrive(role) for role in ROLES}
    for number, (role, form) in enumerate(sorted(asking.values(), key=lambda one: not one[1].free)):
        value = values[number % len(values)]
        if form.free:
            faults += faults_of(send(visitors[role], form, value), form, value)
        answer = send(visitors[role], form, values[-1 - number % len(values)], everywhere=True)
        if answer.status_code not in ANSWERS:
            faults.append((form.action, "overal", answer.status_code))
    assert "\n".join(map(str, faults)) == ""


BUTTONS = {
    "course.end_cover", "notices.keep_unread", "own_account.end_all", "own_account.end_one",
    "own_account.switch_digest", "reports.release", "sharing.undo", "tasks.ask_again",
}  # fmt: skip
"""Nobody types in them: they show after an act, where mail is sent, or end the session of who walks."""


def test_the_walk_meets_every_form_but_those_buttons(forms_of, app):
    met = set()
    match = app.url_map.bind("localhost").match
    for role in ROLES:
        met |= {match(form.action.partition("?")[0], method="POST")[0] for form in forms_of(role)}
    assert set(WRITES) - met - BUTTONS == set()
