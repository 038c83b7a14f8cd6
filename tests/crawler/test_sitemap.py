"""Sitemaps: addresses kept, bombs not."""

import csv
import gzip
import resource

import pytest

from crawler.readers.sitemap import MAX_ADDRESS, MAX_ADDRESSES, read_sitemap
from dossier.errors import Refused

HEAD = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def urlset(*addresses):
    return (HEAD + "".join(f"<url><loc>{address}</loc></url>" for address in addresses) + "</urlset>").encode()


def test_pages_and_sitemaps_are_told_apart():
    index = b"<sitemapindex><sitemap><loc>https://v.example/a.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(index).sitemaps == ["https://v.example/a.xml"]
    assert read_sitemap(urlset("https://v.example/1")).pages == ["https://v.example/1"]


def test_the_day_of_change_is_kept_as_written():
    content = f"{HEAD}<url><loc>https://v.example/1</loc><lastmod>2026-10-01</lastmod></url></urlset>".encode()
    assert read_sitemap(content).modified == {"https://v.example/1": "2026-10-01"}


def test_gzip_prefixes_and_plain_lists_are_read():
    assert read_sitemap(gzip.compress(urlset("https://v.example/1"))).pages == ["https://v.example/1"]
    prefixed = b'<s:urlset xmlns:s="x"><s:url><s:loc> https://v.example/1\n</s:loc></s:url></s:urlset>'
    assert read_sitemap(prefixed).pages == ["https://v.example/1"]
    assert read_sitemap(b"https://v.example/1\nhttps://v.example/2\n").pages == [
        "https://v.example/1",
        "https://v.example/2",
    ]


def test_an_address_comes_once_and_a_relative_one_is_made_whole():
    links = read_sitemap(urlset("/a", "/a", "https://v.example/a"), "https://v.example/sitemap.xml")
    assert links.pages == ["https://v.example/a"]


def test_what_is_no_web_address_is_left_out_and_said():
    links = read_sitemap(urlset("file:///etc/passwd", "javascript:alert(1)", "https://v.example/" + "a" * MAX_ADDRESS))
    assert (links.pages, len(links.faults)) == ([], 3)


def test_an_address_that_was_cut_off_is_no_address():
    assert read_sitemap(urlset("https://v.example/1", "https://v.example/2")[:-25]).pages == ["https://v.example/1"]


def test_no_more_addresses_are_kept_than_the_protocol_allows():
    links = read_sitemap(urlset(*(f"https://v.example/{number}" for number in range(MAX_ADDRESSES + 5))))
    assert len(links.pages) == MAX_ADDRESSES
    assert links.faults == [f"meer dan {MAX_ADDRESSES} adressen: de rest is niet gelezen"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html><body>inloggen</body></html>", "unsupported"),
        (b'{"a": 1}', "unsupported"),
        (bytes(range(128, 250)), "unsupported"),
        (
            b"<!DOCTYPE urlset [<!ENTITY x 'y'>]><urlset><url><loc>https://v.example/&x;</loc></url></urlset>",
            "malformed",
        ),
    ],
)
def test_what_is_no_sitemap_is_refused(content, code):
    with pytest.raises(Refused) as refusal:
        read_sitemap(content)
    assert refusal.value.code == code


@pytest.mark.real
def test_no_hostile_sitemap_costs_much_or_names_more_than_it_may(shared):
    folder = shared / "attacks" / "sitemaps"
    if not folder.is_dir():
        pytest.skip(f"de vijandige sitemaps zijn er niet: {folder}")
    rows = list(csv.DictReader((folder / "expected.tsv").read_text("utf-8").splitlines(), delimiter="\t"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {}
    for row in rows:
        try:
            found[row["file"]] = len(
                read_sitemap((folder / row["file"]).read_bytes(), "https://v.example/sitemap.xml").pages
            )
        except Refused as refusal:
            found[row["file"]] = refusal.code
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    for name in ("billion-laughs", "quadratic-blowup", "entity-attr-bomb", "xxe-file", "xxe-http", "xxe-parameter"):
        assert found[f"{name}.xml"] in ("malformed", "unsupported")
    for name, count in (
        ("ok.xml", 2),
        ("cdata.xml", 1),
        ("bom.xml", 1),
        ("ok.xml.gz", 1),
        ("notgzip.xml.gz", 1),
        ("long-url.xml", 0),
    ):
        assert found[name] == count
    assert grown < 100
