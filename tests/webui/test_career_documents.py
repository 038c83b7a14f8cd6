"""CVs and letters on their pages: from a template, in versions, with comments, and never to the employer."""

import re

import pytest

from dossier.rules.letter import find_mentions
from dossier.rules.letter_templates import plain_templates
from tests.webui.cast import NUMBER

PAGE = f"/dossiers/{NUMBER}/documenten"
LETTER = {"kind": "brief", "title": "Brief receptie", "body": "Beste mevrouw,\nIk kan goed plannen."}


@pytest.fixture
def letter(anna) -> str:
    return anna.post(f"{PAGE}/nieuw", LETTER).headers["Location"]


def test_a_version_is_kept_beside_the_one_before_with_its_own_comments(letter, anna, bram):
    assert bram.post(letter, {"comment": "Noem ook de agenda."}).status_code == 302
    second = anna.post(f"{letter}/versie", LETTER | {"body": "Beste mevrouw,\nIk plan agenda's."}).headers["Location"]
    assert second != letter
    assert "Noem ook de agenda." in anna.get(letter).text
    page = anna.get(second).text
    assert "Noem ook de agenda." not in page
    assert "versie 2" in page
    assert "Ik kan goed plannen." in anna.get(letter).text


def test_a_letter_that_names_track_two_is_warned_about(anna):
    page = anna.post(f"{PAGE}/nieuw", LETTER | {"body": "Ik zit in het tweede spoor."}, follow_redirects=True).text
    assert "het tweede spoor of re-integratie" in page


def test_the_templates_name_nothing_that_a_letter_had_better_not():
    assert {one.title: find_mentions(one.body) for one in plain_templates()} == {
        "Sollicitatiebrief": [],
        "Open sollicitatie": [],
        "Cv": [],
    }


def test_a_template_of_the_office_is_offered_first(bram, anna, visit):
    own = {"kind": "cv", "title": "Cv van ons bureau", "body": "Wie ben ik"}
    assert bram.post(f"{PAGE}/sjabloon", own).status_code == 302
    assert re.search(r'sjabloon=0">Cv van ons bureau', anna.get(PAGE).text)
    assert "Wie ben ik" in anna.get(f"{PAGE}/nieuw?sjabloon=0").text
    assert anna.get(f"{PAGE}/nieuw?sjabloon=9999").status_code == 200
    assert anna.get(f"{PAGE}/sjabloon").status_code == 404


@pytest.mark.parametrize("name", ["daan", "els", "carla", "admin"])
def test_nobody_else_opens_them(letter, visit, name):
    assert (visit(name).get(PAGE).status_code, visit(name).get(letter).status_code) == (404, 404)
