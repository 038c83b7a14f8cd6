"""Vacancies shared with several people in three clicks, and taken back in one."""

import re
from datetime import timedelta

import pytest

from dossier import acts
from dossier.acts.sharing import share_vacancies
from dossier.evidence.signing import Signer
from dossier.evidence.verify import verify_database
from dossier.storage.accounts import find_account
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import contents_of, entries_of
from dossier.storage.match_list import Wanted, cut_list
from dossier.storage.shortlists import entries_for, entry_for
from tests.webui.cast import NOW, NUMBER, OTHER_NUMBER

MATCHES = f"/dossiers/{NUMBER}/matches"
SHARE = f"/dossiers/{NUMBER}/delen"
FREE = "a5" * 8
TICKED = re.compile(r'name="people" value="([^"]+)" checked')
MOMENT = re.compile(r'name="moment" value="([^"]+)"')


@pytest.fixture
def second(web_database, web_settings, cast) -> str:
    """A second case of Bram's, with the same vacancies in stock."""
    with web_database.session() as session:
        first = case_by_number(session, NUMBER)
        bram = find_account(session, cast.emails["bram"])
        signer = Signer.load_or_create(web_settings.signing_key_file)
        given = {"number": "2026-0009", "employee_name": "Jan Bakker", "coach_id": bram.id}
        given["employer_id"] = first.employer_id
        acts.open_case(session, {**given, "first_sick_day": first.first_sick_day}, actor=bram, now=NOW, signer=signer)
    return "2026-0009"


@pytest.fixture
def undecided(web_database) -> list[str]:
    with web_database.reading() as session:
        case = case_by_number(session, NUMBER)
        return [row.id for row in cut_list(session, case.id, Wanted(undecided=True), 100).rows]


def board(database, number: str) -> dict[str, str]:
    with database.reading() as session:
        return {row.vacancy_id: row.state for row in entries_for(session, case_by_number(session, number).id)}


def share(bram, vacancies: list[str], people: list[str], **more):
    return bram.post(SHARE, {"vacature": vacancies, "people": people, "back": MATCHES, **more})


def test_what_is_ticked_in_the_list_lands_on_each_shortlist_to_look_at(bram, second, undecided, web_database):
    listed = bram.get(f"{MATCHES}?filter=").text
    assert 'form="delen" name="vacature"' in listed
    page = bram.get(f"{SHARE}?vacature={undecided[0]}&vacature={'a2' * 8}").text
    assert "Jan Bakker" in page
    assert "al besproken: niet geschikt" in page
    answer = share(bram, [undecided[0], "a2" * 8], [NUMBER, second], note="Rustig team")
    assert answer.headers["Location"] == MATCHES
    assert board(web_database, NUMBER)[undecided[0]] == "bekijken"
    assert board(web_database, NUMBER)["a2" * 8] == "niet geschikt"
    assert board(web_database, second) == {undecided[0]: "bekijken", "a2" * 8: "bekijken"}
    with web_database.reading() as session:
        case = case_by_number(session, second)
        assert {row.note for row in entries_for(session, case.id)} == {"Rustig team"}
        last = contents_of(session, case.id)[entries_of(session, case.id)[-1].id].content
        assert (last["state"], last["origin"]) == ("bekijken", "gedeeld")


def test_the_button_of_a_row_shares_it_and_what_is_ticked_with_the_person_of_the_list(bram, undecided, web_database):
    listed = bram.get(MATCHES).text
    button = f'form="delen" name="vacature" value="{undecided[0]}"'
    assert button in listed
    assert f'name="people" value="{NUMBER}" data-person checked' in listed
    answer = bram.post(SHARE, {"vacature": ["a2" * 8, undecided[0]], "people": NUMBER, "back": MATCHES})
    assert answer.headers["Location"] == MATCHES
    assert board(web_database, NUMBER)[undecided[0]] == "bekijken"


def test_the_button_below_the_list_asks_with_whom(bram, undecided, web_database):
    chosen = {"vacature": undecided[:1], "people": NUMBER, "back": MATCHES, "kiezen": "1"}
    page = bram.post(SHARE, chosen, follow_redirects=True)
    assert f'name="vacature" value="{undecided[0]}" checked' in page.text
    assert f'name="back" value="{MATCHES}"' in page.text
    assert "csrf_token" not in page.request.url
    assert undecided[0] not in board(web_database, NUMBER)


def test_the_person_whose_list_it_was_is_ticked_already(bram, second, undecided):
    page = bram.get(f"{SHARE}?vacature={undecided[0]}").text
    assert TICKED.findall(page) == [NUMBER]
    assert "het laatst deelde" not in page


def test_who_was_along_the_last_time_is_ticked_and_said_until_it_was_with_one_alone(
    bram, second, undecided, web_database, web_settings, cast
):
    signer = Signer.load_or_create(web_settings.signing_key_file)
    with web_database.session() as session:
        by = {"actor": find_account(session, cast.emails["bram"]), "now": NOW - timedelta(hours=2), "signer": signer}
        for number in (NUMBER, second):
            share_vacancies(session, case_by_number(session, number), undecided[:1], **by)
    page = f"{SHARE}?vacature={undecided[1]}"
    both, bar = bram.get(page).text, bram.get(MATCHES).text
    assert (TICKED.findall(both), "het laatst deelde" in both) == ([NUMBER, second], True)
    assert re.search(r"data-names[^>]*>([^<]+)<", bar)[1] == "Anna Visser, Jan Bakker"
    share(bram, undecided[1:2], [NUMBER])
    assert TICKED.findall(bram.get(page).text) == [NUMBER]


def test_shared_with_all_is_taken_back_in_one_click(bram, second, undecided, web_database, web_settings):
    before = board(web_database, NUMBER)
    share(bram, [undecided[0], "a4" * 8], [NUMBER, second])
    moment = MOMENT.search(bram.get(MATCHES).text)[1]
    assert bram.post("/ongedaan-maken", {"moment": moment, "back": MATCHES}).headers["Location"] == MATCHES
    assert board(web_database, NUMBER) == before
    assert board(web_database, second) == {}
    with web_database.reading() as session:
        case = case_by_number(session, NUMBER)
        assert entry_for(session, case.id, undecided[0]) is None
        assert undecided[0] in [row.id for row in cut_list(session, case.id, Wanted(undecided=True), 100).rows]
    assert verify_database(web_settings.data_dir / "passend.sqlite").ok
    assert "Dit is al teruggenomen" in bram.post("/ongedaan-maken", {"moment": moment}, follow_redirects=True).text


def test_a_decision_of_one_click_goes_back_to_what_stood_there(anna, web_database):
    was = board(web_database, NUMBER)["a3" * 8]
    anna.post(f"/dossiers/{NUMBER}/shortlist/{'a3' * 8}", {"state": "niet geschikt", "reason": "HOURS"})
    moment = MOMENT.search(anna.get(MATCHES).text)[1]
    anna.post("/ongedaan-maken", {"moment": moment})
    assert board(web_database, NUMBER)["a3" * 8] == was


def test_nobody_takes_back_what_another_decided(bram, anna, undecided, web_database):
    share(bram, undecided[:1], [NUMBER])
    moment = MOMENT.search(bram.get(MATCHES).text)[1]
    anna.post("/ongedaan-maken", {"moment": moment})
    assert board(web_database, NUMBER)[undecided[0]] == "bekijken"


@pytest.mark.parametrize("moment", ["", "gisteren", "2026-11-20", (NOW - timedelta(hours=3)).isoformat()])
def test_a_moment_that_nothing_was_decided_at_changes_nothing(moment, bram, web_database):
    before = board(web_database, NUMBER)
    bram.post("/ongedaan-maken", {"moment": moment})
    assert board(web_database, NUMBER) == before


def test_without_a_person_the_form_comes_back_with_what_was_typed(bram, undecided):
    answer = share(bram, undecided[:1], [], note="Rustig team")
    assert answer.status_code == 422
    assert "Kies minstens één persoon." in answer.text
    assert "Rustig team" in answer.text


def test_words_about_health_are_pointed_out_before_they_reach_anyone(bram, undecided, web_database):
    answer = share(bram, undecided[:1], [NUMBER], note="Past bij uw depressie")
    assert answer.status_code == 422
    assert "woorden over gezondheid" in answer.text
    assert undecided[0] not in board(web_database, NUMBER)
    share(bram, undecided[:1], [NUMBER], note="Past bij uw depressie", confirmed_words="y")
    assert board(web_database, NUMBER)[undecided[0]] == "bekijken"


def test_another_coachs_person_cannot_be_chosen(bram, undecided, web_database):
    answer = share(bram, undecided[:1], [NUMBER, OTHER_NUMBER])
    assert answer.status_code == 422
    assert board(web_database, OTHER_NUMBER) == {}


def test_only_a_coach_shares(anna, daan, visit):
    assert anna.get(SHARE).status_code == daan.get(SHARE).status_code == 404
    assert visit("carla").get(SHARE).status_code == 404
    assert 'form="delen"' not in anna.get(MATCHES).text


def test_without_a_vacancy_the_page_says_where_to_choose_them(bram):
    assert "Kies eerst een of meer vacatures" in bram.get(f"{SHARE}?vacature=nietbekend").text
