"""The list as it was kept is never the list of before, of another reader, or with the token of another request."""

import re
from gzip import decompress

import pytest
from sqlalchemy import text, update

from dossier.model.case import ReintegrationCase
from dossier.model.people import Account, Organisation
from dossier.model.vacancy import Vacancy
from tests.webui.cast import NOW, NUMBER

PATH = f"/dossiers/{NUMBER}/matches"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def without_token(page):
    return TOKEN.sub("", page)


def test_what_is_asked_again_is_the_same_page_with_a_token_of_its_own(bram):
    first, again = (bram.get(PATH).text for _ in range(2))
    assert without_token(first) == without_token(again)
    assert len(set(TOKEN.findall(again))) == 1
    packed = bram.get(PATH, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    opened = decompress(packed.data).decode()
    assert without_token(opened) == without_token(again)
    assert len(set(TOKEN.findall(opened))) == 1


CHANGES = {
    "the employer is called otherwise": (update(Organisation).values(name="Anders BV"), "Anders BV"),
    "the person is called otherwise": (update(ReintegrationCase).values(employee_name="Anna Anders"), "Anna Anders"),
    "the reader is called otherwise": (update(Account).values(name="Bram Anders"), "Bram Anders"),
    "a vacancy is closed": (
        update(Vacancy).values(state="GONE", gone_at=NOW, closed_by="STATUS"), "Geen enkele vacature past"
    ),
    "a vacancy says otherwise": (update(Vacancy).values(employer="Werk Anders BV"), "Werk Anders BV"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_stands_on_the_page_at_once(change, bram, web_database):
    statement, words = CHANGES[change]
    assert words not in bram.get(PATH).text
    with web_database.session() as session:
        session.execute(statement)
    assert words in bram.get(PATH).text


def test_a_decision_a_language_and_a_message_stand_on_the_page_at_once(bram, web_database):
    page = bram.get(PATH).text
    with web_database.reading() as session:
        vacancy_id = session.execute(text('SELECT vacancy_id FROM "match" ORDER BY rank LIMIT 1')).scalar_one()
    data = {"state": "niet geschikt", "reason": "HOURS", "back": PATH}
    bram.post(f"/dossiers/{NUMBER}/shortlist/{vacancy_id}", data)
    told, after = bram.get(PATH).text, bram.get(PATH).text
    assert f'/{vacancy_id}"' in page
    assert f'/{vacancy_id}"' not in after
    assert 'role="status"' in told
    assert 'role="status"' not in after
    bram.post("/voorkeuren", {"language": "en", "back": PATH})
    assert "Vacancies" in bram.get(PATH).text


def test_another_reader_sees_the_own_page(bram, anna):
    assert "Delen" in bram.get(PATH).text
    page = anna.get(PATH).text
    assert "data-pick" not in page
    assert "anna" in page.lower()
