"""Pages without data for machines: our own reading first, trafilatura where no heading shows where to begin."""

import subprocess
import sys

import pytest

from crawler.document import Document
from crawler.extract import Refusal, extract_document

DUTIES = "".join(
    f"<li>Je legt tegels in tuin {number} en je ruimt je eigen gereedschap weer op.</li>" for number in range(9)
)
OFFER = "<p>Wij bieden 32 tot 36 uur per week en een salaris van \u20ac 2.600 tot \u20ac 3.100 per maand.</p>"
TEXT = (
    "<p>Mulder Tuinen zoekt een hovenier die graag buiten werkt en die met klanten over hun tuin kan praten.</p>"
    f"<div>Wat ga je doen</div><ul>{DUTIES}</ul>"
    f"<div>Wij vragen</div><p>Rijbewijs B en een diploma mbo niveau 3.</p>{OFFER}"
)
MENU = "<nav><a href='/'>Home</a><a href='/over'>Over ons</a></nav>"
FOOTER = "<footer><p>Privacy</p></footer>"


def page(title, body):
    head = f"<!doctype html><html lang='nl'><head><title>{title}</title></head>"
    text = f"{head}<body>{MENU}{body}{FOOTER}</body></html>"
    return Document(text.encode(), url="https://mulder.example/vacature/hovenier")


def test_the_text_under_the_heading_is_the_vacancy():
    (vacancy,) = extract_document(page("Hovenier | Mulder Tuinen", f"<h1>Hovenier</h1><main>{TEXT}</main>"))
    assert (vacancy.title, vacancy.hours_min, vacancy.hours_max) == ("Hovenier", 32, 36)
    assert vacancy.salary.min == 2600
    assert vacancy.description.count("- Je legt tegels") == 9
    assert "Privacy" not in vacancy.description


def test_without_any_heading_the_title_of_the_page_and_the_main_text_are_taken():
    (vacancy,) = extract_document(page("Hovenier | Mulder Tuinen", f"<div class='wrap'>{TEXT}</div>"))
    assert (vacancy.title, vacancy.hours_min, vacancy.hours_max) == ("Hovenier", 32, 36)
    assert "tuin 8" in vacancy.description
    assert "Over ons" not in vacancy.description


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Hovenier - klein team - Werken bij Mulder", "Hovenier - klein team"),
        ("Hovenier - klein team", "Hovenier - klein team"),
        ("Hovenier \u2013 Mulder Tuinen", "Hovenier"),
    ],
)
def test_the_name_of_the_site_is_left_out_of_a_title(title, read):
    (vacancy,) = extract_document(page(title, f"<div>{TEXT}</div>"))
    assert vacancy.title == read


def test_a_page_about_something_else_is_not_made_a_vacancy():
    words = "<p>De gemeente legt dit jaar nieuwe stoepen aan in de wijk en plant daarna zestig bomen.</p>" * 12
    (refusal,) = extract_document(page("Nieuwe stoepen", f"<div>{words}</div>"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "no_vacancy"


def test_trafilatura_is_not_imported_before_a_page_needs_it():
    code = (
        "import sys\nfrom crawler.document import Document\nfrom crawler.extract import extract_document\n"
        "extract_document(Document(b'<html><body><h1>Welkom</h1></body></html>'))\n"
        "sys.exit('trafilatura' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
