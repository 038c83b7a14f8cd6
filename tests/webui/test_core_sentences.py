"""What the core says in Dutch is said in English to who reads it, and what is not known is marked, never guessed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_babel import force_locale

import dossier.acts
from dossier.rules.fml import items
from dossier.rules.wage_flag import FLAG_TEXTS, WageFlag
from webui.core_sentences import in_english, load_sentences, say_here
from webui.refusals import allowed_here, refusal_in_english


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("De functie past bij de zoekrichting planner.", "The job fits the search direction planner."),
        ("Eerder werk: zelfde beroep als caissière.", "Earlier work: same occupation as caissière."),
        (
            "De opleiding is hoog genoeg (gevraagd: mbo 2 of vmbo). De gevraagde taal is bekend: Engels.",
            "The education is high enough (asked: mbo 2 of vmbo). The language that is asked is known: Engels.",
        ),
        (
            "€ 2.650 per maand bij 36 uur is € 16,99 per uur. Daarmee is de grens van 65% gehaald.",
            "€ 2.650 per month at 36 hours is € 16,99 per hour. That reaches the bar of 65%.",
        ),
        (
            "De vacature vraagt 24-32 uur per week; de medische urengrens is 32 uur: dat past.",
            "The vacancy asks for 24-32 hours a week; the medical limit is 32 hours: that fits.",
        ),
        (
            "Naar Tiel is het ongeveer 11 minuten met de auto (9-14, 3,6 km); de grens is 45 minuten.",
            "To Tiel it is about 11 minutes by car (9-14, 3,6 km); the limit is 45 minutes.",
        ),
        (
            "Gevraagd: 20 kg; grens: 10 kg. Dat is 2 keer de grens: een duidelijke overschrijding.",
            "Asked: 20 kg; limit: 10 kg. That is 2 times the limit: clearly exceeded.",
        ),
        ("Het werk gaat over een grens heen: tillen.", "The work goes over a limit: lifting."),
    ],
)
def test_a_sentence_is_said_with_what_stood_in_it(dutch, english):
    assert in_english(dutch) == english


def test_what_is_not_known_stays_dutch_and_says_so(app):
    with app.test_request_context(), force_locale("en"):
        assert say_here("Iets heel anders. Het werk blijft binnen de beperkingen.") == (
            '<span lang="nl">Iets heel anders.</span> The work stays within the limitations.'
        )
        assert say_here("<b>Iets</b> anders.") == '<span lang="nl">&lt;b&gt;Iets&lt;/b&gt; anders.</span>'


def test_a_dutch_reader_gets_the_words_of_the_core(app):
    with app.test_request_context(), force_locale("nl"):
        assert say_here("Het werk blijft binnen de beperkingen.") == "Het werk blijft binnen de beperkingen."


def test_every_sentence_has_as_many_holes_in_english():
    assert [one for one, english in load_sentences().items() if one.count("{}") != english.count("{}")] == []


def test_every_flag_of_a_wage_and_every_item_of_the_list_has_an_english_text():
    unknown = [text for text in (FLAG_TEXTS[flag] for flag in WageFlag) if in_english(text) is None]
    words = [text for item in items() for text in (item.name, *item.levels)]
    assert unknown + [text for text in words if in_english(text) is None] == []


def test_no_english_sentence_has_a_dutch_word():
    dutch = re.compile(r"\b(?:het|een|niet|voor|wordt|deze|bij|naar|uur|loon)\b")
    assert [english for english in load_sentences().values() if dutch.search(english)] == []


def refusals() -> Iterator[str]:
    """What the acts allow where they refuse, as it stands in their own words; its holes filled with a day."""
    for path in sorted(Path(dossier.acts.__file__).parent.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "InvalidInputError":
                words = call.args[2]
                if isinstance(words, ast.Constant):
                    yield words.value
                elif isinstance(words, ast.JoinedStr):
                    parts = [one.value if isinstance(one, ast.Constant) else "2026-11-20" for one in words.values]
                    yield "".join(map(str, parts))


def test_every_refusal_of_an_act_has_an_english_text():
    unknown = [text for text in refusals() if refusal_in_english(text) is None]
    assert unknown == ["alleen bij '2026-11-20'"]  # a reason with a choice that needs none: no form sends it


def test_a_refusal_names_its_days_as_people_write_them(app):
    text = "van 2025-03-03 tot en met 2026-11-20"
    with app.test_request_context(), force_locale("en"):
        assert allowed_here(text) == "from Mon 3 Mar 2025 up to and including Fri 20 Nov 2026"
        assert allowed_here("hoogstens 80") == "at most 80"
    with app.test_request_context(), force_locale("nl"):
        assert allowed_here(text) == "van ma 3 mrt 2025 tot en met vr 20 nov 2026"
