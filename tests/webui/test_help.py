"""The help: every verdict, word and right is explained in both languages, from the rules themselves."""

import re

import pytest

from dossier.rules.access import Right, access_rows, stand_ins
from dossier.rules.fml import RUBRICS
from dossier.rules.terms import list_terms
from tests.webui.cast import NUMBER, TODAY
from webui.core_names import core_names
from webui.help_tables import EXAMPLE_DAY
from webui.help_text import CODES, list_steps, list_topics, list_verdicts, list_words, verdict_anchor

ENGLISH = {"Accept-Language": "en"}
PAGES = ["/hulp", *(f"/hulp/{slug}" for slug in list_topics())]
RULE = re.compile(r"[A-Z]{1,2}-\d{2}")


def test_every_verdict_of_the_rules_is_explained_and_none_that_is_not():
    explained = {(group.codes, one.code) for group in list_verdicts() for one in group.verdict}
    assert explained == {(name, one.value) for name, kind in CODES.items() for one in kind}


def test_every_group_of_verdicts_names_its_rules():
    assert [group.key for group in list_verdicts() if not group.rules] == []
    named = [rule for group in list_verdicts() for rule in group.rules]
    assert [rule for rule in named if not RULE.fullmatch(rule)] == []


@pytest.mark.parametrize("path", PAGES)
def test_help_is_open_to_who_did_not_sign_in_and_speaks_both_languages(path: str, anyone):
    dutch, english = anyone.get(path), anyone.get(path, headers=ENGLISH)
    assert (dutch.status_code, english.status_code) == (200, 200)
    assert dutch.text != english.text
    assert re.findall(r"\{\w+\}", dutch.text + english.text) == []


def test_an_unknown_topic_is_not_there(anyone):
    assert anyone.get("/hulp/onzin").status_code == 404


def test_the_threshold_in_the_text_is_that_of_the_rules(anyone, monkeypatch):
    from decimal import Decimal

    from webui import help_figures

    monkeypatch.setattr(help_figures, "number_on", lambda *_: Decimal(71))
    page = anyone.get("/hulp/65-procent").text.replace("\xa0", " ")
    assert [words for words in ("71%", "De grens is niet gehaald.", "€ 2.272") if words not in page] == []


def test_who_sees_what_is_the_matrix_itself(anyone):
    page = anyone.get("/hulp/wie-ziet-wat").text
    assert [row.title for row in access_rows().values() if row.title not in page] == []
    lift = page.partition(access_rows()[5].title)[2].partition("</tr>")[0]
    assert lift.count("niets") == 4


def test_all_names_of_the_core_that_the_help_shows_have_an_english_name():
    shown = {*RUBRICS.values(), *(term.name for term in list_terms(EXAMPLE_DAY, on=TODAY))}
    shown |= {term.who for term in list_terms(EXAMPLE_DAY, on=TODAY)}
    for row in access_rows().values():
        shown |= {row.title, row.note}
    shown |= {one.why for one in stand_ins()}
    assert sorted(shown - set(core_names()) - {""}) == []


def test_every_right_of_the_matrix_has_a_name(app):
    from webui.help_tables import right_names

    with app.test_request_context():
        assert set(right_names()) == set(Right)


def test_words_stand_once_and_in_the_order_of_the_alphabet(anyone):
    words = [term.word for term in list_words()[0]]
    assert len(words) == len(set(words)) > 30
    shown = re.findall(r"<dt>([^<]+?)\s*<", anyone.get("/hulp/begrippen").text)
    assert shown[: len(words)] == sorted(shown[: len(words)], key=str.casefold)


def test_every_verdict_of_a_match_and_a_vacancy_leads_to_its_explanation(bram):
    help_page = bram.get("/hulp/oordelen").text
    anchors = {verdict_anchor(group.key, one.code) for group in list_verdicts() for one in group.verdict}
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in help_page] == []
    for path in (f"/dossiers/{NUMBER}/matches", f"/dossiers/{NUMBER}/vacatures/{'a1' * 8}"):
        links = re.findall(r'href="/hulp/oordelen#([^"]+)"', bram.get(path).text)
        assert {link.partition("-")[0] for link in links} >= {"loon", "uren", "reis", "beperkingen"}
        assert set(links) - anchors <= {"beperkingen"}


@pytest.mark.parametrize("role", ["employee", "coach", "employer", "admin"])
def test_every_role_has_a_tour_of_three_to_five_steps(role: str):
    assert 3 <= len(list_steps(role)) <= 5


@pytest.mark.parametrize("actor", ["anna", "bram", "daan", "admin"])
def test_a_tour_is_offered_until_it_was_skipped_and_can_be_opened_again(actor: str, visit):
    visitor = visit(actor)
    assert "/rondleiding" in visitor.get("/", follow_redirects=True).text
    step, seen = 1, []
    while True:
        page = visitor.get(f"/rondleiding?stap={step}").text
        seen.append(re.search(r"<h1>(.+?)</h1>", page)[1])
        leads = re.search(r'<p><a href="([^"]+)">Deze pagina', page)
        assert leads is not None
        assert visitor.get(leads[1]).status_code == 200
        if f"stap={step + 1}" not in page:
            break
        step += 1
    assert len(set(seen)) == step >= 3
    assert visitor.post("/rondleiding").status_code == 302
    after = visitor.get("/", follow_redirects=True).text
    assert 'id="rondleiding"' not in after
    assert "/rondleiding" in visitor.get("/hulp").text
    assert visitor.get("/rondleiding").status_code == 200


def test_a_step_that_is_not_there_is_the_last_or_the_first(anna):
    assert "stap 4 van 4" in anna.get("/rondleiding?stap=99").text
    assert "stap 1 van 4" in anna.get("/rondleiding?stap=onzin").text
