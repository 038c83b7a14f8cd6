"""A page without anything on it says what to do next, with a link where there is something to do."""

import re

import pytest

from dossier import acts
from dossier.evidence.signing import Signer
from dossier.storage.accounts import find_account
from dossier.storage.cases import all_cases
from tests.webui.cast import NOW

EMPTY = re.compile(r'<div class="empty"><p>(.+?)</p>(.*?)</div>', re.DOTALL)
PARTS = ("matches", "shortlist", "sollicitaties", "activiteiten", "profiel", "mogelijkheden", "loon", "zoekprofiel",
         "inzage", "rapporten", "export", "documenten", "verloop", "re-integratieverslag", "bewaren", "")  # fmt: skip


@pytest.fixture
def new_case(web_database, web_settings, cast) -> str:
    """A case that was opened today and holds nothing: its number."""
    signer = Signer.load_or_create(web_settings.signing_key_file)
    with web_database.session() as session:
        people = {name: find_account(session, cast.emails[name]) for name in ("anna", "bram", "daan")}
        values = {
            "number": "2026-0099", "employee_name": "Nieuwe Collega", "employee_id": people["anna"].id,
            "coach_id": people["bram"].id,
            "employer_id": people["daan"].organisation_id, "first_sick_day": "2026-01-05",
        }  # fmt: skip
        acts.open_case(session, values, actor=people["bram"], now=NOW, signer=signer)
    return "2026-0099"


@pytest.mark.parametrize("actor", ["anna", "bram", "daan"])
def test_every_empty_page_of_a_new_case_opens_and_says_what_comes_next(actor: str, new_case: str, visit):
    visitor = visit(actor)
    pages = {part: visitor.get(f"/dossiers/{new_case}/{part}".rstrip("/")) for part in PARTS}
    assert {page.status_code for page in pages.values()} <= {200, 404}
    opened = [part for part, page in pages.items() if page.status_code == 200]
    assert len(opened) >= 9
    short = [
        (part, text)
        for part in opened
        for text, link in EMPTY.findall(pages[part].text)
        if "href" not in link and len(text.split()) < 8
    ]
    assert short == []


@pytest.mark.parametrize(("actor", "link"), [("bram", "/nieuw-dossier"), ("anna", "/hulp"), ("daan", "/hulp/weken")])
def test_who_has_no_case_yet_is_shown_the_way(actor: str, link: str, visit, web_database, cast):
    with web_database.session() as session:
        elsewhere = find_account(session, cast.emails["els"]).organisation_id
        for case in all_cases(session):
            case.coach_id = case.employee_id = None
            case.employer_id = elsewhere
    found = EMPTY.search(visit(actor).get("/").text)
    assert found is not None
    assert f'href="{link}"' in found[2]
