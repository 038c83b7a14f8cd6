"""A list of applications on the page: upload, look, confirm; what was refused comes back as a file."""

import re
from io import BytesIO

from dossier.storage.applications import list_applications
from tests.webui.cast import NUMBER

PAGE = f"/dossiers/{NUMBER}/lijst"
LIST = (
    "Datum;Werkgever;Functie;Wijze;Status;Kleur\n"
    "05-03-2026;Bakkerij Zon;Baliemedewerker;mail;afgewezen;rood\n"
    "31-02-2026;Bus BV;Planner;mail;;\n"
    '06-03-2026;"<script>alert(1)</script>";Kassa;mail;;\n'
)
SEALED = re.compile(r'name="list" value="([^"]+)"')


def upload(visitor, content: str = LIST, **more: str):
    values = {"kind": "sollicitaties", "way": "", **more, "file": (BytesIO(content.encode()), "lijst.csv")}
    return visitor.post(PAGE, values, content_type="multipart/form-data")


def count(web_database) -> int:
    with web_database.reading() as session:
        return len(list_applications(session, 1))


def test_the_preview_shows_what_will_be_read_and_keeps_nothing(bram, web_database):
    before, answer = count(web_database), upload(bram)
    assert (answer.status_code, count(web_database)) == (200, before)
    for words in (
        "2 rijen worden ingelezen",
        "1 rij wordt niet ingelezen",
        "deze dag bestaat niet",
        "Kleur",
        "Bakkerij Zon",
    ):
        assert words in answer.text
    assert "<script>alert" not in answer.text


def test_confirmed_rows_are_kept_and_once(anna, web_database):
    before = count(web_database)
    sealed = SEALED.search(upload(anna).text)[1]
    assert anna.post(f"{PAGE}/bewaren", {"list": sealed}).status_code == 302
    assert count(web_database) == before + 2
    assert anna.post(f"{PAGE}/bewaren", {"list": sealed}).status_code == 302
    assert count(web_database) == before + 2


def test_refused_rows_come_back_as_a_file_with_the_reason(bram):
    sealed = SEALED.search(upload(bram).text)[1]
    answer = bram.post(f"{PAGE}/afgekeurd", {"list": sealed})
    assert answer.headers["Content-Disposition"] == "attachment; filename=afgekeurd-lijst.csv"
    assert "deze dag bestaat niet" in answer.data.decode("utf-8-sig")


def test_a_list_opens_for_who_read_it_and_for_nobody_else(anna, bram, web_database):
    sealed, before = SEALED.search(upload(bram).text)[1], count(web_database)
    assert anna.post(f"{PAGE}/bewaren", {"list": sealed}).status_code == 400
    assert bram.post(f"{PAGE}/bewaren", {"list": sealed[:-3]}).status_code == 400
    assert count(web_database) == before


def test_a_file_that_is_no_list_comes_back_with_a_sentence(bram):
    answer = upload(bram, "onzin")
    assert (answer.status_code, "geen kolommen te herkennen" in answer.text) == (422, True)
