"""Which links lead to a vacancy, which to more links, and which are left alone."""

import lxml.html
import pytest

from crawler.links import canonical, choose_pages, find_links
from crawler.source import Follow

BASE = "https://mulder.example/vacatures"
ANY = Follow()


def links(html, follow=ANY, base=BASE):
    return find_links(lxml.html.document_fromstring(html), base, follow)


@pytest.mark.parametrize(
    ("url", "spelling"),
    [
        ("https://Mulder.example/A?x=1#deel", "https://mulder.example/A?x=1"),
        ("https://mulder.example/a;jsessionid=7F?PHPSESSID=1&id=3&utm_source=x", "https://mulder.example/a?id=3"),
        ("https://mulder.example", "https://mulder.example/"),
        ("https://mulder.example/a?q=%20b&leeg=", "https://mulder.example/a?q=%20b&leeg="),
    ],
)
def test_a_page_has_one_spelling(url, spelling):
    assert canonical(url) == spelling


def test_links_are_sorted_by_what_they_lead_to():
    found = links(
        "<a href='/vacature/1'>Bakker</a> <a href='/x/2'>Bekijk de functie</a> <a href='?page=2'>2</a>"
        "<a rel=next href='/verder'>verder</a> <a href='/over-ons'>Over ons</a> <a href='/vacature/1#top'>nog eens</a>"
    )
    assert found.vacancies == ["https://mulder.example/vacature/1", "https://mulder.example/x/2"]
    assert found.pages == ["https://mulder.example/vacatures?page=2", "https://mulder.example/verder"]
    assert found.others == ["https://mulder.example/over-ons"]


def test_what_changes_something_or_is_no_page_is_never_followed():
    found = links(
        "<a href='/uitloggen'>vacature</a><a href='/verwijder?id=1'>vacature</a>"
        "<a href='/solliciteer?direct=1'>vacature</a>"
        "<a href='mailto:els@kramer.example'>vacature</a><a href='javascript:x()'>vacature</a>"
        "<a href='/vacature.pdf'>vacature</a>"
        "<a href='http://[vacature'>vacature</a><form action='/vacature/zoek'><button>vacature</button></form>"
    )
    assert (found.vacancies, found.pages, found.others) == ([], [], [])


def test_the_rules_of_a_source_decide_and_exclusion_wins():
    follow = Follow(vacancies=[r"/baan/\d+$"], pages=["/lijst/"], exclude=["/baan/9"])
    found = links(
        "<a href='/baan/1'>x</a><a href='/baan/9'>x</a><a href='/lijst/2'>x</a><a href='/vacature/3'>x</a>", follow
    )
    assert (found.vacancies, found.pages) == (["https://mulder.example/baan/1"], ["https://mulder.example/lijst/2"])


def test_the_base_of_a_page_counts():
    found = links(
        "<html><head><base href='https://mulder.example/nl/'></head><body><a href='vacature/1'>x</a></body></html>"
    )
    assert found.vacancies == ["https://mulder.example/nl/vacature/1"]


def test_of_a_sitemap_the_vacancies_are_asked_and_else_everything():
    pages = ["https://a.example/vacature/1", "https://a.example/contact", "https://a.example/folder.pdf"]
    assert choose_pages(pages, ANY) == pages[:1]
    assert choose_pages(pages[1:], ANY) == pages[1:2]
    assert choose_pages(pages, Follow(vacancies=["contact"])) == pages[1:2]
    assert choose_pages(pages, Follow(exclude=["vacature"])) == pages[1:2]
