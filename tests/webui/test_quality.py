"""The quality checklist of an application (U-24): seen or not, for coach and employee, never a mark."""

import pytest

from dossier.evidence.columns import columns_for
from dossier.evidence.gathering import Gathering
from dossier.evidence.log import entries_of
from dossier.evidence.visibility import shown_fields
from dossier.storage.cases import case_by_number
from dossier.storage.evidence import contents_of
from dossier.storage.quality_checks import list_quality_checks
from tests.webui.cast import NUMBER, TODAY

PAGE = f"/dossiers/{NUMBER}/sollicitaties/1"
GOOD = {
    "checked_on": "2026-11-19",
    "fits_profile": "ja",
    "fits_vacancy": "nog niet",
    "language": "ja",
    "layout": "niet nagekeken",
    "motivation": "niet nagekeken",
    "advice": "Noem de kassa-ervaring in de eerste alinea.",
}


def test_coach_and_employee_read_what_was_seen_and_an_employer_does_not(bram, anna, daan):
    assert bram.post(f"{PAGE}/kwaliteit", GOOD).status_code == 302
    words = ("Noem de kassa-ervaring", " door Bram de Wit")
    pages = [visitor.get(PAGE).text for visitor in (bram, anna, daan)]
    assert [[word in page for word in words] for page in pages] == [[True, True], [True, True], [False, False]]


def test_a_later_look_leaves_the_earlier_one_as_it_was(bram, anna, web_database):
    bram.post(f"{PAGE}/kwaliteit", GOOD)
    anna.post(f"{PAGE}/kwaliteit", GOOD | {"fits_vacancy": "ja", "advice": ""})
    with web_database.reading() as session:
        looks = list_quality_checks(session, 1)
    assert [(look.fits_vacancy, look.advice is None) for look in looks] == [("ja", True), ("nog niet", False)]
    assert "Eerder nagekeken" in anna.get(PAGE).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"checked_on": "2027-01-01"}, "tot en met vr 20 nov 2026"),
        ({"language": "8"}, "Ongeldige keuze"),
        (
            {"fits_profile": "niet nagekeken", "fits_vacancy": "niet nagekeken", "language": "niet nagekeken"},
            "minstens",
        ),
        ({"advice": "Noem de depressie niet."}, "woorden over gezondheid"),
        ({"advice": "Haal BSN 123456782 weg."}, "burgerservicenummer"),
    ],
)
def test_what_cannot_be_kept_says_so(changed, words, bram, web_database):
    page = bram.post(f"{PAGE}/kwaliteit", GOOD | changed)
    assert (page.status_code, words in page.text) == (422, True)
    with web_database.reading() as session:
        assert list_quality_checks(session, 1) == []


def test_an_employer_can_neither_look_nor_learn_that_the_list_is_there(daan, visit):
    assert [visitor.post(f"{PAGE}/kwaliteit", GOOD).status_code for visitor in (daan, visit("els"))] == [404, 404]


def test_the_log_shows_it_to_coach_and_employee_alone(bram, web_database):
    bram.post(f"{PAGE}/kwaliteit", GOOD)
    with web_database.reading() as session:
        last = entries_of(session, 1)[-1]
        content = contents_of(session, 1)[last.id].content
    assert last.kind == "kwaliteitslijst ingevuld"
    seen = {role: shown_fields(last.kind, content, role, frozenset({1})) for role in ("coach", "employee", "employer")}
    assert ("advice" in seen["coach"], "advice" in seen["employee"], seen["employer"]) == (True, True, frozenset())


def test_the_overview_of_coach_and_employee_holds_it_and_that_of_an_employer_has_no_such_column(
    bram, web_database, web_settings
):
    bram.post(f"{PAGE}/kwaliteit", GOOD)
    bram.post(f"/dossiers/{NUMBER}/sollicitaties/vrijgeven", {"serial": "1"})
    said = {}
    with web_database.reading() as session:
        case = case_by_number(session, NUMBER)
        for receiver in ("coach", "employee", "employer"):
            period = (case.first_sick_day, TODAY)
            gathering = Gathering(session, case, settings=web_settings, receiver=receiver, period=period)
            said[receiver] = gathering._applications()[0].get("quality")
    assert said["coach"] == said["employee"]
    assert said["coach"].startswith("19 november 2026 door Bram de Wit: vacature past bij het zoekprofiel: ja; brief")
    assert said["employer"] is None
    assert "quality" not in {column.key for column in columns_for("employer")}
