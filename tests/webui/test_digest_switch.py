"""The weekly message is chosen on one's own account page."""

import pytest

from dossier.storage.accounts import digest_readers, find_account
from tests.webui.cast import TODAY


@pytest.fixture
def web_settings(web_settings):
    return web_settings.model_copy(update={"smtp_host": "127.0.0.1", "smtp_from": "passend@bureau.example"})


def wanting(database) -> list[int]:
    with database.reading() as session:
        return digest_readers(session, before=TODAY)


def test_the_digest_is_off_until_its_owner_puts_it_on_and_off_again(anna, web_database):
    assert (wanting(web_database), "Weekbericht aanzetten" in anna.get("/account").text) == ([], True)
    anna.post("/account/weekbericht", {"wanted": "yes"})
    with web_database.reading() as session:
        owner = find_account(session, "anna@passend.example")
    assert owner is not None
    assert (wanting(web_database), "Weekbericht uitzetten" in anna.get("/account").text) == ([owner.id], True)
    anna.post("/account/weekbericht", {"wanted": "no"})
    assert wanting(web_database) == []


def test_the_administrator_who_has_no_case_gets_no_switch(visit):
    admin = visit("admin")
    assert ("Weekbericht" in admin.get("/account").text, admin.post("/account/weekbericht").status_code) == (False, 404)
