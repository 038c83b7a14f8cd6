"""The ranked list: rows in words, filters that say what they hide, and nothing lost from sight."""

import re

import pytest

from dossier.model.match import Match
from dossier.model.vacancy import Vacancy
from dossier.rules.liveness import HOW
from tests.webui.cast import NOW, NUMBER, OVER_TLS
from tests.webui.postings import POSTINGS
from webui.filters import judge_alive
from webui.match_card import offer_text, wage_fact

CASE = f"/dossiers/{NUMBER}"


def titles(page: str) -> list[str]:
    return re.findall(r"data-open>([^<]+)</a>", page)


def test_the_list_shows_open_vacancies_that_were_not_dismissed(bram):
    page = bram.get(f"{CASE}/matches").text
    assert sorted(titles(page)) == [
        "Administratief medewerker", "Bezorger met bestelbus", "Medewerker klantenservice", "Planner thuiszorg",
    ]  # fmt: skip
    assert "4 van 6 getoond" in page


def test_with_every_filter_off_all_vacancies_are_there(bram):
    page = bram.get(f"{CASE}/matches?zoek=&filter=afgewezen").text
    assert len(titles(page)) == len(POSTINGS)


def test_a_filter_says_how_many_it_hides_before_it_is_used(bram):
    page = bram.get(f"{CASE}/matches").text
    assert re.search(r'value="open" checked>[^(]*<span class="small soft">\(verbergt 1\)', page)
    assert re.search(r'value="nieuw">[^(]*<span class="small soft">\(verbergt 4\)', page)


def test_the_filter_on_limitations_really_applies(bram):
    page = bram.get(f"{CASE}/matches?zoek=&filter=belasting&filter=afgewezen").text
    assert "Orderpicker magazijn" not in titles(page)
    assert "Administratief medewerker" in titles(page)


def test_searching_looks_in_title_employer_and_place(bram):
    found = titles(bram.get(f"{CASE}/matches?zoek=zorggroep+amersfoort").text)
    assert found == ["Planner thuiszorg"]


def test_nothing_found_says_how_to_go_on(bram):
    page = bram.get(f"{CASE}/matches?zoek=astronaut").text
    assert "Geen enkele vacature past bij deze filters" in page
    assert "Filters wissen" in page


def test_a_row_says_wage_hours_travel_and_limitations_in_words(bram):
    page = re.sub(r"<[^>]+>", "", bram.get(f"{CASE}/matches").text).replace("\xa0", " ")
    assert re.search(r"Beperkingen: \d binnen, \d vragen, \d overschreden", page)
    assert re.search(r"€ 2\.650–3\.100 per maand · 53,9–93,4% van het oude loon · haalt de 65% vanaf 29 uur", page)
    assert "24–36 uur, hoogstens 32 past" in page
    assert re.search(r"ongeveer \d+ minuten · openbaar vervoer · [\d,]+ km", page)


def test_what_does_not_fit_stays_visible_and_last(bram):
    ranks = titles(bram.get(f"{CASE}/matches?zoek=&filter=afgewezen").text)
    assert set(ranks[-2:]) == {"Orderpicker magazijn", "Bezorger met bestelbus"}


@pytest.mark.parametrize("page", ["0", "-1", "abc", "²", "9" * 30, "a9" * 8])
def test_a_page_that_is_no_page_shows_the_list(page: str, bram):
    assert len(titles(bram.get(f"{CASE}/matches?na={page}").text)) == 4


def test_a_vacancy_marks_what_it_asks_where_it_stands(bram):
    page = bram.get(f"{CASE}/vacatures/{'a2' * 8}").text
    assert re.search(r'<mark>[^<]*20 kg<span class="demand-tag">tillen</span></mark>', page)
    text = re.sub(r'<span class="demand-tag">[^<]*</span>|</?mark>', "", page)
    assert "Je tilt regelmatig dozen tot 20 kg en loopt de hele dag." in text


def test_a_vacancy_shows_its_kept_page_with_hash_and_time(bram, web_database):
    from dossier.storage.snapshots import snapshots_of

    with web_database.reading() as session:
        kept = snapshots_of(session, "a1" * 8)[0]
    page = bram.get(f"{CASE}/vacatures/{'a1' * 8}").text
    assert kept.sha256 in page
    assert "wo 18 nov 2026, 10:30" in page
    assert "Over een beveiligde verbinding (TLSv1.3), met certificaten die zijn gecontroleerd:" in page
    assert all(certificate in page for certificate in OVER_TLS.certificates)
    answer = bram.get(f"{CASE}/vacatures/{'a1' * 8}/vastlegging/{kept.id}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(answer.data) == kept.length


def test_the_page_of_one_vacancy_is_not_handed_out_as_that_of_another(bram):
    assert bram.get(f"{CASE}/vacatures/{'a1' * 8}/vastlegging/2").status_code == 404


def test_hostile_words_in_a_vacancy_are_shown_as_typed(bram, web_database):
    from dossier.storage.vacancies import get_vacancy

    with web_database.session() as session:
        vacancy = get_vacancy(session, "a1" * 8)
        vacancy.title = "<script>alert(1)</script>"
        vacancy.description = "Je tilt dozen tot 20 kg <img src=x onerror=alert(2)> {{ 7*7 }}"
        vacancy.url = "javascript:alert(3)"
    for path in (f"{CASE}/vacatures/{'a1' * 8}", f"{CASE}/matches", f"{CASE}/shortlist"):
        page = bram.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page


def test_deciding_keeps_the_place_in_the_list(bram):
    data = {"state": "bekijken", "back": f"{CASE}/matches?pagina=2&zoek="}
    answer = bram.post(f"{CASE}/shortlist/{'a6' * 8}", data)
    assert answer.location == f"{CASE}/matches?pagina=2&zoek="


def test_a_no_without_a_reason_is_refused(bram):
    answer = bram.post(f"{CASE}/shortlist/{'a6' * 8}", {"state": "niet geschikt", "note": "te ver"})
    assert (answer.status_code, "Kies een reden" in answer.text, "te ver" in answer.text) == (422, True, True)


def test_a_vacancy_that_is_not_there_cannot_be_shortlisted(bram):
    assert bram.post(f"{CASE}/shortlist/{'zz' * 8}", {"state": "bekijken"}).status_code == 404


def test_the_coach_sees_who_needs_what_first(bram):
    page = bram.get("/").text
    assert "1 sollicitatie zonder bewijs" in page
    assert "16 dagen niets vastgelegd" not in page
    assert "Staat niet meer open: Baliemedewerker gemeente" in page
    assert re.search(r"\d nieuwe vacatures? bij de beste 20", page)
    assert f"{CASE}/sollicitaties/2#bewijs" in page


@pytest.mark.parametrize(
    ("salary", "text"),
    [
        (
            {"is_wage": True, "min": "2650", "max": "3100", "unit": "month", "fulltime_hours": "36"},
            "€ 2.650–3.100 per maand bij 36 uur",
        ),
        ({"is_wage": True, "min": "15.45", "max": "15.45", "unit": "hour"}, "€ 15,45 per uur"),
        ({"is_wage": True, "min": "2400", "max": None, "unit": "month"}, "vanaf € 2.400 per maand"),
        ({"is_wage": True, "min": None, "max": "4350", "unit": "month"}, "tot € 4.350 per maand"),
        ({"is_wage": False, "min": "5", "max": "5", "unit": "hour"}, "zoals vermeld"),
        (None, "zoals vermeld"),
    ],
)
def test_an_offer_is_written_with_its_unit_and_base(app, salary, text: str):
    vacancy = Vacancy(
        id="x", source="s", title="t", salary=salary, salary_text="zoals vermeld", first_seen=NOW, last_seen=NOW
    )
    with app.test_request_context("/", headers={"Accept-Language": "nl"}):
        assert offer_text(vacancy).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("flags", "source", "text"),
    [
        ([], "STATED", "€ 2.400 per maand bij 40 uur · haalt de 65%"),
        (["FULLTIME_HOURS_CORRECTED"], "STATED", "€ 2.400 per maand · haalt de 65%"),
        (
            ["RAISED_TO_MINIMUM"],
            "STATED",
            "het laagste genoemde bedrag ligt onder het wettelijk minimum, gerekend is met het minimum · haalt de 65%",
        ),
        (
            ["AMOUNT_UNUSABLE"],
            "LEGAL_MINIMUM",
            "loon twijfelachtig: het genoemde bedrag ligt onder het wettelijk minimum; vraag het na",
        ),
    ],
)
def test_a_wage_below_the_legal_minimum_is_never_shown_as_a_fact(app, flags, source, text: str):
    salary = {"is_wage": True, "min": "2400", "max": "2400", "unit": "month", "fulltime_hours": "40"}
    vacancy = Vacancy(id="x", source="s", title="t", salary=salary, first_seen=NOW, last_seen=NOW)
    detail = {"verdicts": {"wage": {"flags": flags, "wage_source": source}}}
    match = Match(case_id=1, vacancy_id="x", wage_verdict="MEETS", detail=detail)
    with app.test_request_context("/", headers={"Accept-Language": "nl"}):
        assert wage_fact(match, vacancy).text.replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ("open", "")),
        ({"gone_at": NOW}, ("waarschijnlijk gesloten", "De vacature staat niet meer in de lijst van de site.")),
        ({"state": "GONE", "closed_by": "STATUS", "gone_at": NOW}, ("gesloten", HOW["STATUS"])),
    ],
)
def test_a_vacancy_says_whether_it_is_open_and_why_not(app, changes, words):
    vacancy = Vacancy(id="x", source="s", title="t", first_seen=NOW, last_seen=NOW, **changes)
    with app.test_request_context("/"):
        found = judge_alive(vacancy)
    assert (found.liveness.value, found.reason) == words
