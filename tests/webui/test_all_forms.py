"""Every form of every role with missing, wrong, huge and hostile values: kept where it is wrong, and never a fault."""

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO

import pytest

from tests.webui.addresses import PAGES, WRITES

ROLES = ("anna", "bram", "daan", "admin")
FREE = {"textarea", "text", "search", "url", "email", "number", "date", "tel", None}
LEAVES = ("/uitloggen", "/account/overal-afmelden", "/account/sessies", "/weergave", "/voorkeuren", "/account/sleutels")
"""Forms after which nobody is signed in, the choice of colours on every page, and keys that a script makes."""
HUGE = "groot " * 20_000
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


def forms_of(visitor, role: str) -> list[Form]:
    """Each form once, by where it goes and what it asks."""
    known: dict[tuple, Form] = {}
    for path in ["/", *(path for path, allowed in PAGES.values() if role in allowed)]:
        answer = visitor.get(path, follow_redirects=True)
        if answer.mimetype != "text/html":
            continue
        reader = Forms(path)
        reader.feed(answer.text)
        for form in reader.found:
            if not form.action.startswith(LEAVES):
                known.setdefault((form.action.partition("?")[0], frozenset(form.values)), form)
    return list(known.values())


def send(visitor, form: Form, value: str | None):
    """The form with this value in every field that a person types in; None sends nothing but the token."""
    kept = {} if value is None else {name: list(values) for name, values in form.values.items()}
    data = {**kept, **({} if value is None else {name: [value] for name in form.free})}
    data["csrf_token"] = form.values.get("csrf_token", [""])
    if value is not None and form.files:
        data |= {name: (BytesIO(value.encode("utf-8", "replace")), "../../x.exe") for name in form.files}
    kind = "multipart/form-data" if form.files else None
    answer = visitor.client.post(form.action, data=data, content_type=kind, buffered=True)
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
    if not form.free or len(value) > 200 or not value.strip() or not value.strip().isprintable():
        return says
    shown = [values for one in comes_back(answer, form) for values in one.values.values()]
    return says and any(value.strip() in one for values in shown for one in values)


def comes_back(answer, form: Form) -> list[Form]:
    """The same form on the page that answers; another page says what to do first."""
    reader = Forms(form.action)
    reader.feed(answer.text)
    return [one for one in reader.found if one.action == form.action]


@pytest.mark.parametrize("role", ROLES)
def test_every_form_that_is_sent_empty_says_what_is_missing(role: str, visit):
    visitor, faults = visit(role), []
    for form in forms_of(visitor, role):
        answer = send(visitor, form, None)
        if answer.status_code not in ANSWERS:
            faults.append((form.action, answer.status_code))
        if answer.status_code == 422 and 'role="alert"' not in answer.text and comes_back(answer, form):
            faults.append((form.action, "zegt niets"))
    assert faults == []


@pytest.mark.parametrize("role", ROLES)
def test_no_form_breaks_on_a_wrong_or_a_huge_value(role: str, visit):
    visitor, faults = visit(role), []
    for form in forms_of(visitor, role):
        for value in ("onzin", HUGE):
            answer = send(visitor, form, value)
            if answer.status_code not in ANSWERS:
                faults.append((form.action, value[:9], answer.status_code))
            if answer.status_code == 422 and not is_kept(answer, form, value):
                faults.append((form.action, value[:9], "niet bewaard op het scherm"))
    assert faults == []


@pytest.mark.parametrize("role", ROLES)
def test_no_form_breaks_on_a_hostile_value_nor_shows_it_as_markup(role: str, visit, shared):
    visitor, faults = visit(role), []
    values = hostile_values(shared)
    for number, form in enumerate(forms_of(visitor, role)):
        for value in values[number % 6 :: 6]:  # each form meets one of every list, and all forms together all of them
            answer = send(visitor, form, value)
            if answer.status_code not in ANSWERS:
                faults.append((form.action, value[:40], answer.status_code))
            if re.search(r"<[a-z!/]", value, re.IGNORECASE) and answer.mimetype == "text/html" and value in answer.text:
                faults.append((form.action, value[:40], "staat er als opmaak"))
            if answer.status_code == 422 and not is_kept(answer, form, value):
                faults.append((form.action, value[:40], "niet bewaard op het scherm"))
    assert faults == []


BUTTONS = {
    "account_links.approve", "account_links.refuse", "agreements.keep", "agreements.reopen", "calendar.revoke_address",
    "connections.confirm_connection", "connections.revoke_connection", "connections.revoke_office_connection",
    "erasures.lift", "exports.release", "list_import.download_refused", "notices.keep_unread",
    "own_account.end_all", "own_account.end_one", "own_account.switch_digest", "passkeys.add", "passkeys.remove",
    "reports.release", "sharing.undo", "tasks.ask_again",
}  # fmt: skip
"""Nothing is typed in them but, once, the password that ends every session."""
LATER = {
    "agreements.correct", "agreements.settle", "career_documents.new_version", "career_documents.show_document",
    "course.change_part", "course.sign", "document_reading.save_proposal", "erasures.decline", "erasures.erase",
    "list_import.save_rows", "passkeys.rename", "pieces.withdraw", "retention.withdraw",
}  # fmt: skip
"""They wait for something that the cast has not: an agreement, a plan, a proposal, a key, a request."""


def test_the_walk_meets_every_form_but_bare_buttons_and_those_of_a_later_state(visit, app):
    met = set()
    match = app.url_map.bind("localhost").match
    for role in ROLES:
        met |= {match(form.action.partition("?")[0], method="POST")[0] for form in forms_of(visit(role), role)}
    assert set(WRITES) - met == BUTTONS | LATER
