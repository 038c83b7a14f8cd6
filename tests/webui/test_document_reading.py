"""From a file to a confirmed document: nothing is taken over that a person did not tick, and the file is not kept."""

import html
import io
import re

import pytest

from dossier.storage.profiles import documents_of, latest_document, limitations_of
from tests.dossier.capability_reading.papers import TUNED
from tests.webui.cast import NUMBER

CASE = f"/dossiers/{NUMBER}"
READ, SAVE = f"{CASE}/mogelijkheden/inlezen", f"{CASE}/mogelijkheden/voorstel"
TEXT = b"""Inzetbaarheidsprofiel
Datum: 02-11-2026, bedrijfsarts
Rubriek 4 Dynamische handelingen
Tillen tot 10 kg. Lopen maximaal 30 minuten aaneengesloten.
Vanwege rugklachten loopt een behandeling bij de fysiotherapeut.
Rubriek 6 Werktijden
Maximaal 24 uur per week. Geen nachtdiensten.
"""


def upload(visitor, content=TEXT, name="izp.txt"):
    return visitor.post(READ, {"file": (io.BytesIO(content), name)}, content_type="multipart/form-data")


def hidden(page) -> str:
    found = re.search(r'name="proposal" value="([^"]+)"', page.text)
    assert found is not None
    return html.unescape(found[1])


def facts(page, **more):
    values = {
        "proposal": hidden(page), "kind": "IZP", "instrument": "IZP", "dated": "2026-11-02",
        "author_function": "bedrijfsarts", "max_hours_per_week": "24",
    }  # fmt: skip
    return values | more


def kept(web_database):
    with web_database.reading() as session:
        document = latest_document(session, 1)
        return document, [(row.item, row.level, row.note) for row in limitations_of(session, document)]


def test_a_file_becomes_a_proposal_with_its_own_words_and_nothing_ticked(bram, web_database):
    page = upload(bram)
    assert page.status_code == 200
    assert "“Tillen tot 10 kg.”" in page.text
    assert re.findall(r'name="take-[^"]+"[^>]*checked', page.text) == []
    assert "1 regel over ziekte of behandeling is niet overgenomen." in page.text
    assert [word for word in ("rugklachten", "fysiotherapeut") if word in page.text] == []
    with web_database.reading() as session:
        assert len(documents_of(session, 1)) == 1


def test_only_what_was_ticked_is_saved_and_as_it_was_changed(bram, web_database):
    page = upload(bram)
    ticked = {"take-0": "1", "read-level-0": "2", "read-note-0": "met twee handen", "take-hours": "1"}
    answer = bram.post(SAVE, facts(page, **ticked))
    assert answer.status_code == 302
    document, rows = kept(web_database)
    assert (document.kind, document.instrument, document.max_hours_per_week) == ("IZP", "IZP", 24.0)
    assert rows == [("4.13", 2, "met twee handen")]


def test_hours_that_were_not_ticked_are_not_saved(bram, web_database):
    assert bram.post(SAVE, facts(upload(bram), **{"take-0": "1", "read-level-0": "1"})).status_code == 302
    assert kept(web_database)[0].max_hours_per_week is None


def test_a_point_that_was_missed_is_added_by_hand(bram, web_database):
    page = upload(bram)
    assert bram.post(SAVE, facts(page, **{"level-5.9": "1", "level-6.1": "1"})).status_code == 302
    assert kept(web_database)[1] == [("5.9", 1, None), ("6.1", 1, None)]


def test_without_a_tick_nothing_is_saved_and_the_proposal_comes_back(bram, web_database):
    page = bram.post(SAVE, facts(upload(bram), **{"read-note-0": "mijn woorden"}))
    assert page.status_code == 422
    assert "minstens één punt dat u aanvinkt" in page.text
    assert "mijn woorden" in page.text
    assert "“Tillen tot 10 kg.”" in page.text
    assert kept(web_database)[0].kind == "FML"


@pytest.mark.parametrize("level", ["9", "veel", ""])
def test_a_level_that_is_not_on_the_list_comes_back(level: str, bram):
    page = bram.post(SAVE, facts(upload(bram), **{"take-0": "1", "read-level-0": level}))
    assert page.status_code == 422


def test_a_proposal_that_was_changed_or_is_another_case_s_is_refused(bram, visit):
    page = upload(bram)
    sealed = hidden(page)
    assert bram.post(SAVE, facts(page, proposal=sealed[:-2] + "xx", **{"take-0": "1"})).status_code == 400
    carla = visit("carla")
    other = carla.post("/dossiers/2026-0002/mogelijkheden/voorstel", facts(page, **{"take-0": "1"}))
    assert other.status_code == 400
    assert carla.post(SAVE, facts(page, **{"take-0": "1"})).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(300), "kan niet worden gelezen"), (b"kort", "gescand")],
)
def test_a_file_that_cannot_be_read_comes_back_at_its_field_and_says_what_to_do(bram, content, words):
    page = upload(bram, content, "document.pdf")
    assert page.status_code == 422
    assert 'id="file-error"' in page.text
    assert words in page.text


def test_without_a_file_the_form_asks_for_one(bram):
    page = bram.post(READ, {}, content_type="multipart/form-data")
    assert (page.status_code, "Kies een bestand." in page.text) == (422, True)


def test_a_pdf_of_three_pages_is_read_through_the_page(bram):
    page = upload(bram, TUNED[0].content(), "fml.pdf")
    assert 'value="2026-03-12"' in page.text
    assert "ongeveer 5 kg, met twee handen" in page.text


def test_the_file_is_not_kept_anywhere(bram, web_settings):
    upload(bram, TEXT + b"KANARIE-IN-HET-BESTAND tillen alleen op dinsdag")
    found = [path for path in web_settings.data_dir.rglob("*") if path.is_file() and b"KANARIE" in path.read_bytes()]
    assert found == []


def test_an_update_lies_on_top_and_both_are_named(bram, web_database):
    page = upload(bram, b"Spreekuurrapportage 3 november 2026, bedrijfsarts.\nTillen tot 5 kg is nu het maximum.")
    values = facts(page, kind="spreekuurrapportage", instrument="FML", max_hours_per_week="", dated="2026-11-03")
    assert bram.post(SAVE, values | {"take-0": "1", "read-level-0": "2"}).status_code == 302
    shown = bram.get(f"{CASE}/mogelijkheden").text
    assert "Aangevuld door" in shown
    assert "tot 5 kg" in shown
    assert "niet &#39;s nachts" in shown
    assert kept(web_database)[0].kind == "FML"


def test_the_employer_sees_no_more_of_it_than_before(bram, daan):
    page = upload(bram)
    bram.post(SAVE, facts(page, **{"take-0": "1", "read-level-0": "2", "read-note-0": "NOTITIE-X", "take-hours": "1"}))
    shown = daan.get(f"{CASE}/mogelijkheden").text
    assert "hoogstens 24 uur per week" in shown
    assert [word for word in ("NOTITIE-X", "4.13", "tillen", "tot 5 kg") if word in shown] == []


def test_an_update_lifts_a_limitation_by_hand_and_by_reading(bram, web_database):
    values = {"kind": "verduidelijking", "instrument": "FML", "dated": "2026-11-05", "author_function": "bedrijfsarts"}
    assert bram.post(f"{CASE}/mogelijkheden/nieuw", values | {"level-2.8": "vervalt"}).status_code == 302
    shown = bram.get(f"{CASE}/mogelijkheden").text
    assert "omgaan met conflicten" not in shown
    assert "tot 10 kg, 10 keer per uur" in shown
    page = upload(
        bram, b"Spreekuurrapportage 6 november 2026, bedrijfsarts.\nTillen is niet meer beperkt, geen beperkingen."
    )
    data = facts(page, kind="spreekuurrapportage", instrument="FML", max_hours_per_week="", dated="2026-11-06")
    assert bram.post(SAVE, data | {"take-0": "1", "read-level-0": "0"}).status_code == 302
    assert "tot 10 kg, 10 keer per uur" not in bram.get(f"{CASE}/mogelijkheden").text
