"""What no keyboard types is refused at its field and never ends in a fault."""

import json

import pytest

from dossier.acts.entry import Input, read_input
from dossier.errors import InvalidInputError
from tests.webui.cast import NUMBER
from tests.webui.test_bad_days import APPLIED, error_at
from tests.webui.test_url_map import tables

CASE = f"/dossiers/{NUMBER}"


class Note(Input):
    text: str
    lines: tuple[str, ...] = ()


@pytest.mark.parametrize("code", [0, 1, 8, 11, 12, 27, 31, 127, 128, 159, 0xFFFE])
def test_a_control_character_is_refused_at_its_field(code):
    with pytest.raises(InvalidInputError) as refused:
        read_input(Note, {"text": f"a{chr(code)}b"})
    assert refused.value.field == "text"
    with pytest.raises(InvalidInputError):
        read_input(Note, {"text": "a", "lines": ("b", f"c{chr(code)}d")})


def test_line_ends_tabs_and_every_language_stay():
    text = "één\r\ntwee\tdrie 👩‍💼 שלום العربية 日本"
    assert read_input(Note, {"text": text}).text == text


@pytest.mark.parametrize("field", ["job_title", "employer"])
def test_a_nul_in_a_form_comes_back_at_its_field_and_keeps_nothing(field, bram, web_database):
    before = tables(web_database)
    answer = bram.post(f"{CASE}/sollicitaties/nieuw", APPLIED | {"applied_on": "2026-11-02", field: "De\x00Hoek"})
    assert answer.status_code == 422
    assert "stuurtekens" in error_at(answer.text, field)
    assert tables(web_database) == before


def test_addresses_and_sign_in_fields_with_control_characters_are_refused(bram, anyone):
    assert bram.get("/dossiers/2026%00").status_code == 404
    assert bram.get(f"{CASE}/matches?zoek=%00").status_code == 400
    assert anyone.post("/inloggen", {"email": "a\x00@b.nl", "password": "x"}).status_code == 400


@pytest.mark.real
def test_no_hostile_text_in_any_of_these_forms_ends_in_a_fault(shared, bram, app):
    """T15: 86 strings in three forms; each is kept or refused at its field."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    lines = (shared / "attacks" / "hostile_text.txt").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line) for line in lines if line and not line.startswith("# ")]
    assert len(texts) == 86
    faults = []
    for text in texts:
        sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")[:300]
        for path, values in (
            (f"{CASE}/sollicitaties/nieuw", APPLIED | {"applied_on": "2026-11-02", "employer": sent}),
            (
                f"{CASE}/activiteiten/nieuw",
                {"kind": "cv", "title": sent, "occurred_on": "2026-11-02", "status": "gepland"},
            ),
        ):
            code = bram.post(path, values).status_code
            faults += [(path, sent[:20], code)] if code >= 500 else []
    assert faults == []
