"""What is read from fictional documents in many layouts, and how much of it is right."""

import io
from datetime import date

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.capability_reading.private import leave_out
from dossier.capability_reading.proposal import Confidence
from dossier.capability_reading.reading import propose, read_bytes
from dossier.capability_reading.text_line import Text, make_line
from dossier.rules.fml import items, read_items, read_old_items
from tests.dossier.capability_reading.held_out import HELD_OUT, LATER
from tests.dossier.capability_reading.measure import read_points, score
from tests.dossier.capability_reading.papers import TUNED, make_docx, make_pdf
from tests.dossier.capability_reading.third_set import FOURTH, THIRD

ALL = (*TUNED, *HELD_OUT, *LATER, *THIRD, *FOURTH)
KNOWN = {item.item: len(item.levels) for item in items()}


def read_text(*lines):
    made = [make_line([(line, 0.0)], 1, gap=True) for line in lines]
    return propose(Text([line for line in made if line is not None]))


def points_of(proposal):
    return [(one.item, one.level) for one in proposal.findings]


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.name)
def test_the_head_says_what_the_document_is_of_which_day_and_by_whom(paper):
    proposal = read_bytes(paper.content())
    assert (proposal.kind, str(proposal.dated), proposal.author_function) == (paper.kind, paper.dated, paper.author)
    assert (proposal.hours_per_week and int(proposal.hours_per_week.value)) in {paper.hours, None}


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.name)
def test_no_item_stands_outside_the_list_and_every_quote_is_of_the_document(paper):
    for one in read_bytes(paper.content()).findings:
        assert 0 <= one.level < KNOWN[one.item]
        assert one.quote
        assert one.page >= 1


def test_items_and_levels_are_right_on_the_layouts_it_was_written_with():
    precision, recall = score(TUNED)
    assert (precision >= 0.98, recall >= 0.97) == (True, True)


def test_items_and_levels_are_mostly_right_on_layouts_it_was_not_written_with():
    precision, recall = score((*HELD_OUT, *LATER, *THIRD, *FOURTH))
    assert (precision >= 0.97, recall >= 0.95) == (True, True)


def test_the_older_numbering_is_recognised_by_its_names_and_converted():
    proposal = read_bytes(TUNED[3].content())
    assert proposal.generation == "old"
    lifting = next(one for one in proposal.findings if one.item == "4.13")
    assert lifting.quote == "4.14 tillen of dragen: 2, beperkt, kan ca. 5 kg tillen of dragen"
    assert lifting.confidence is Confidence.LOW
    assert "oude lijst" in lifting.why


def test_what_may_not_be_kept_is_counted_and_nowhere_in_the_proposal():
    proposal = read_bytes(TUNED[2].content())
    assert proposal.health_lines == 2
    text = proposal.model_dump_json()
    assert [word for word in ("depressie", "vermoeid", "psycholoog", "behandeling") if word in text] == []


def test_a_cause_is_cut_off_and_the_limitation_stays():
    proposal = read_text("4.13 tillen: 2, maximaal 5 kg in verband met een hernia", "Naam: J. Jansen")
    assert points_of(proposal) == [("4.13", 2)]
    assert (proposal.health_lines, proposal.identity_lines) == (1, 1)
    assert proposal.findings[0].quote == "4.13 tillen: 2, maximaal 5 kg"
    assert "Jansen" not in proposal.model_dump_json()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "Betrokkene kan vanwege pijn niet langer dan 30 minuten zitten.",
            "Betrokkene kan niet langer dan 30 minuten zitten.",
        ),
        ("Wegens zijn hernia mag betrokkene niet bukken.", "mag betrokkene niet bukken."),
        ("Hij heeft pijn bij lopen langer dan 30 minuten.", "Hij heeft […] bij lopen langer dan 30 minuten."),
        ("Lopen is beperkt ten gevolge van artrose in de knie.", "Lopen is beperkt."),
        ("De klachten zijn afgenomen na de operatie.", ""),
        ("Behandeling 2 uur per week bij de psycholoog.", ""),
        ("Geen werk waarbij overprikkeling kan ontstaan.", "Geen werk waarbij overprikkeling kan ontstaan."),
        ("Hij slikt oxazepam en heeft een angststoornis.", ""),
        ("Vanwege knieklachten en rugklachten niet knielen.", "niet knielen."),
        ("3.8 overige: allergie voor latex.", "3.8 overige: allergie voor latex."),
    ],
)
def test_an_illness_goes_and_what_it_limits_stays(said, kept):
    assert leave_out(said).text == kept
    assert leave_out(said).health == int(said != kept)


@pytest.mark.parametrize(
    ("sentence", "hours"),
    [
        ("Inzetbaar voor 20 uur per week.", 20),
        ("Uitbreiden met 2 uur per week.", None),
        ("Het dienstverband is 36 uur per week.", None),
        ("Inzetbaar voor 5 dagen van 4 uur.", 20),
        ("Fysiotherapie is 2 uur per week.", None),
    ],
)
def test_the_hours_of_work_are_told_from_other_hours(sentence, hours):
    found = read_text(sentence).hours_per_week
    assert (found and found.value) == hours


@pytest.mark.parametrize(
    ("line", "is_dropped"),
    [
        ("De heer J. van der Berg", True),
        ("Betrokkene: J. Jansen", True),
        ("BSN 123456782", True),
        ("De heer Jansen kan niet tillen", False),
        ("Betrokkene: kan niet tillen", False),
    ],
)
def test_a_line_that_only_says_who_it_is_goes(line, is_dropped):
    assert (leave_out(line).text == "") == is_dropped


def test_klachten_of_customers_are_work_and_no_illness():
    proposal = read_text("2.8 omgaan met conflicten: 1, geen klachten van boze klanten afhandelen")
    assert (points_of(proposal), proposal.health_lines) == ([("2.8", 1)], 0)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Betrokkene kan niet langer dan een half uur aaneengesloten staan.", [("5.3", 1)]),
        ("Geen nachtdiensten.", [("6.1", 2)]),
        ("Tillen tot 10 kg.", [("4.13", 1)]),
        ("Maximaal 4 uur per dag, 20 uur per week.", [("6.2", 3), ("6.3", 3)]),
        ("Inzetbaar voor 3 x 6 uur per week.", [("6.2", 2)]),
        ("Tillen en dragen tot 5 kilo.", [("4.13", 2), ("4.14", 2)]),
        ("Niet langer dan een kwartier staan of lopen.", [("4.16", 2), ("5.3", 2)]),
        ("Zitten maximaal 1 uur aaneen, in totaal 4 uur per dag.", [("5.1", 1), ("5.2", 2)]),
        ("Er is geen urenbeperking.", []),
        ("Het dienstverband is 36 uur per week.", []),
        ("Lopen is niet beperkt.", [("4.16", 0), ("4.17", 0)]),
        ("Werkt graag samen met collega's in een team.", []),
    ],
)
def test_free_text_is_read_clause_by_clause(sentence, expected):
    assert points_of(read_text(sentence)) == expected


def test_an_amount_between_two_levels_is_read_strictly_and_kept_in_words():
    (one,) = read_text("Tillen tot maximaal 8 kg.").findings
    assert (one.item, one.level, one.note, one.confidence) == ("4.13", 2, "Tillen tot maximaal 8 kg", Confidence.LOW)


def test_a_number_and_an_amount_that_disagree_are_doubtful():
    (one,) = read_text("4.13 tillen: 1, kan ca. 5 kg tillen").findings
    assert (one.level, one.confidence) == (1, Confidence.LOW)


def test_an_explanation_is_never_dropped():
    (one,) = read_text("4.13 Tillen: 1. Toelichting: alleen met twee handen").findings
    assert one.note == "alleen met twee handen"
    (plain,) = read_text("4.13 tillen: 1, licht beperkt, kan ongeveer 10 kg tillen").findings
    assert plain.note is None


def test_a_limitation_of_an_izp_without_an_item_goes_in_words_to_its_rubric():
    proposal = read_text("Inzetbaarheidsprofiel", "Rubriek 6 Werktijden", "Alleen thuiswerken op vrijdag is mogelijk.")
    assert [(one.item, one.note) for one in proposal.findings] == [
        ("6.4", "Alleen thuiswerken op vrijdag is mogelijk.")
    ]


def test_a_bar_is_taken_over_in_words_by_its_icf_codes():
    proposal = read_text(
        "Beschrijving arbeidsbelastbaarheid en re-integratie (BAR)",
        "d430 Optillen en meenemen: matig beperkt, tot 10 kg.",
        "d240 Omgaan met stress: geen hoge werkdruk.",
    )
    assert (proposal.kind, proposal.instrument) == ("BAR", "BAR")
    assert [(one.item, one.note) for one in proposal.findings] == [
        ("1.8.7", "d240 Omgaan met stress: geen hoge werkdruk."),
        ("4.21", "d430 Optillen en meenemen: matig beperkt, tot 10 kg."),
    ]


def test_boxes_of_word_itself_and_of_old_forms_are_read():
    def build(document):
        document.add_paragraph("Functionele mogelijkhedenlijst, bedrijfsarts, 1 mei 2026")
        paragraph = document.add_paragraph("4.13 Tillen ")
        for code, label in (("F0A8", " normaal "), ("F0FE", " licht beperkt "), ("F0A8", " beperkt")):
            symbol = paragraph.add_run()._r.makeelement(f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": code})
            paragraph.add_run()._r.append(symbol)
            paragraph.add_run(label)

    assert points_of(read_bytes(make_docx(build))) == [("4.13", 1)]


def fill_form() -> bytes:
    """A PDF form: three boxes behind the name of an item, of which the second is ticked, and a typed explanation."""
    file = io.BytesIO()
    source = "FML, bedrijfsarts, 1 mei 2026 \\\n4.13 Tillen \\\n #v(2cm) Deze lijst is ingevuld op het spreekuur."
    with pikepdf.open(io.BytesIO(make_pdf(source))) as document:
        page = document.pages[0]
        height = float(page.mediabox[3])
        fields = []
        for place, label in enumerate(("0 normaal", "1 licht beperkt", "2 beperkt")):
            left, top = 200 + 110 * place, height - 92
            box = {"FT": "/Btn", "AS": "/Aan" if place == 1 else "/Off", "Rect": [left, top, left + 10, top + 10]}
            typed = {"FT": "/Tx", "V": pikepdf.String(label), "Rect": [left + 14, top, left + 90, top + 10]}
            fields += [box, typed]
        page.Annots = document.make_indirect(pikepdf.Array([make_widget(document, field) for field in fields]))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=page.Annots)
        document.save(file)
    return file.getvalue()


def make_widget(document, field):
    names = {name: pikepdf.Name(value) if isinstance(value, str) else value for name, value in field.items()}
    return document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, **names))


def test_the_boxes_and_texts_of_a_filled_in_pdf_form_are_read():
    assert points_of(read_bytes(fill_form())) == [("4.13", 1)]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBERS = sorted(set(read_items()) | set(read_old_items()))
ENDINGS = (
    "",
    ": 1",
    " tillen: 2",
    " beperkt",
    " geen beperking",
    " nodig",
    " zie boven",
    ", 4.1: 3",
    " ☒ beperkt",
    " 20 kg",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NUMBERS), st.sampled_from(ENDINGS), st.text(max_size=25)), max_size=6))
def test_every_line_with_a_number_is_proposed_or_shown_as_not_understood(rows):
    lines = [f"{number}{ending} {rest.replace(chr(12), ' ')}".split("\n")[0] for number, ending, rest in rows]
    proposal = read_text(*lines)
    said = " ".join([one.quote for one in proposal.findings] + [one.text for one in proposal.unplaced])
    hours = proposal.hours_per_week.quote if proposal.hours_per_week else ""
    if not proposal.health_lines and not proposal.identity_lines:
        assert [number for number, _, _ in rows if number not in f"{said} {hours}"] == []
    assert all(one.item in KNOWN and one.level < KNOWN[one.item] for one in proposal.findings)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_text_is_read_without_falling_over(lines):
    proposal = read_text(*lines)
    assert proposal == read_text(*lines)


def test_a_date_before_an_item_number_is_no_item():
    proposal = read_text("4.12.2025 gesprek gevoerd over werkhervatting in het eigen werk")
    assert proposal.findings == []


def test_the_day_of_birth_is_not_the_day_of_the_document():
    assert read_text(
        "FML", "Geboortedatum: 01-02-1980", "Eerste ziektedag 03-03-2025", "Datum: 05-06-2026"
    ).dated == date(2026, 6, 5)


def test_the_points_of_every_paper_are_the_same_twice():
    assert read_points(TUNED[0]) == read_points(TUNED[0])
