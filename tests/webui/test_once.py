"""A form that is sent several times, one after the other or all at once, adds one row (R25, T31)."""

import errno
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest

from dossier.storage.applications import list_applications, proofs_of
from dossier.storage.form_receipts import location_of, note_location, take_form
from tests.webui.cast import NOW, NUMBER
from tests.webui.conftest import Visitor
from webui.views import applications

LIST = f"/dossiers/{NUMBER}/sollicitaties"
PAGE = f"{LIST}/nieuw"
APPLICATION = {
    "applied_on": "2026-11-18", "employer": "Bakkerij De Dubbele", "job_title": "Bakker", "way": "netwerk",
    "file_kind": "brief", "fits_limitations": "", "performed_by": "employee",
}  # fmt: skip
TIMES = 20


@pytest.fixture
def kept(web_database):
    """How many applications at this employer there are, and how many proofs they have."""

    def count(employer=APPLICATION["employer"]):
        with web_database.reading() as session:
            rows = [row for row in list_applications(session, 1) if row.employer == employer]
            return len(rows), sum(len(proofs_of(session, row.id)) for row in rows)

    return count


def browser_of(visitor, app):
    """Another tab of the same browser."""
    other = app.test_client()
    for name in ("passend", "passend-device"):
        cookie = visitor.client.get_cookie(name)
        if cookie is not None:
            other.set_cookie(name, cookie.value)
    return Visitor(other)


def test_twenty_clicks_at_once_are_one_application(anna, app, kept):
    form = APPLICATION | {"csrf_token": anna.token()}
    tabs = [browser_of(anna, app) for _ in range(TIMES)]

    def send(tab):
        values = form | {"file": (BytesIO(b"%PDF-1.4 brief"), "brief.pdf")}
        return tab.post(PAGE, values, token=False, content_type="multipart/form-data")

    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(send, tabs))
    assert {answer.status_code for answer in answers} == {302}
    assert {answer.location for answer in answers} <= {f"{LIST}/3", LIST}
    assert kept() == (1, 1)
    assert send(anna).location == f"{LIST}/3"


def test_what_was_refused_may_be_sent_again_and_something_else_is_another(anna, kept):
    form = APPLICATION | {"csrf_token": anna.token()}
    for way in ("", "", "netwerk", "netwerk"):
        status = anna.post(PAGE, form | {"way": way}, token=False).status_code
        assert status == (302 if way else 422)
    assert kept() == (1, 0)
    anna.post(PAGE, form | {"job_title": "Kok"}, token=False)
    assert kept() == (2, 0)


def test_the_same_form_of_another_person_is_another(anna, bram, app, kept):
    token = anna.token()
    with anna.client.session_transaction() as own, bram.client.session_transaction() as other:
        other["csrf_token"] = own["csrf_token"]
    for visitor in (anna, bram):
        assert visitor.post(PAGE, APPLICATION | {"csrf_token": token}, token=False).status_code == 302
    assert kept() == (2, 0)


def test_what_failed_after_its_transaction_was_let_go_can_be_sent_again(anna, kept, monkeypatch, app):
    """A letter is read between two transactions; the second is what the disk refuses."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    form, broken = APPLICATION | {"csrf_token": anna.token()}, [True]
    keep = applications.keep_file

    def refuse(*given, **more):
        if broken.pop():
            raise OSError(errno.ENOSPC, "vol")
        return keep(*given, **more)

    monkeypatch.setattr(applications, "keep_file", refuse)
    for status, count in ((507, (0, 0)), (302, (1, 1))):
        values = form | {"file": (BytesIO(b"%PDF-1.4 brief"), "brief.pdf")}
        assert anna.post(PAGE, values, token=False, content_type="multipart/form-data").status_code == status
        assert kept() == count
        broken.append(False)


def test_a_form_that_led_nowhere_is_taken_again_after_a_minute(database):
    with database.session() as session:
        look_at_receipts(session)


def look_at_receipts(session):
    moments = [NOW, NOW + timedelta(seconds=60), NOW + timedelta(seconds=61), NOW + timedelta(seconds=62)]
    assert [take_form(session, "a" * 64, now=moment) for moment in moments] == [True, False, True, False]
    note_location(session, "a" * 64, "/ergens")
    assert location_of(session, "a" * 64) == "/ergens"
    later = [
        take_form(session, key * 64, now=NOW + timedelta(hours=hours))
        for key, hours in (("a", 3), ("b", 25), ("a", 25))
    ]
    assert later == [False, True, True]
