"""What a document is made of: bytes in any encoding, with or without a wrapping, never too many."""

import gzip

import pytest

from crawler.document import MAX_BYTES, Document
from crawler.extract import Refusal, extract_document
from dossier.errors import Refused

PAGE = "<!doctype html><html><head>{meta}</head><body><h1>Crèche-medewerker</h1><p>Loon € 15</p></body></html>"


@pytest.mark.parametrize(
    ("encoding", "meta", "media_type"),
    [
        ("utf-8", "", None),
        ("utf-8-sig", "", None),
        ("utf-16", "", None),
        ("utf-16-le", "", None),
        ("cp1252", "", None),
        ("cp1252", '<meta charset="windows-1252">', None),
        ("cp1252", "", "text/html; charset=iso-8859-1"),
        ("iso-8859-15", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">', None),
        ("utf-8", '<meta charset="iso-8859-1">', None),
        ("utf-8", '<meta charset="klingon">', "text/html; charset=utf-99"),
        ("utf-8", '<meta charset="utf-7">', None),
    ],
)
def test_a_page_is_decoded_as_a_browser_does(encoding, meta, media_type):
    document = Document(PAGE.format(meta=meta).encode(encoding), media_type=media_type)
    assert "Crèche-medewerker" in document.text
    assert "€ 15" in document.text


def test_a_few_bad_bytes_do_not_change_the_encoding_of_a_page():
    document = Document("Crèche ".encode() + b"\xff" + " crème".encode())
    assert document.text == "Crèche \ufffd crème"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \r\n\x00", "empty"),
        (b'{"a": 1}', "json"),
        (b" [1]", "json"),
        (b"<?xml version='1.0'?><rss/>", "xml"),
        (b"<!-- x --><jobs/>", "xml"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html/>", "html"),
        (b"<!doctype html><p>x", "html"),
        (b"<div>x</div>", "html"),
        (b"User-agent: *", "text"),
        (bytes(range(128, 200)), "text"),
    ],
)
def test_a_document_is_known_by_its_content(content, kind):
    assert Document(content).kind == kind


def test_gzip_is_unpacked_once():
    assert Document(gzip.compress(b"<urlset/>")).text == "<urlset/>"
    assert Document(gzip.compress(gzip.compress(b"<urlset/>"))).kind == "text"


def test_a_gzip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Refused, match="too_large"):
        _ = Document(gzip.compress(b"0" * (MAX_BYTES + 10))).body


def test_a_gzip_file_that_was_cut_off_is_malformed():
    assert [item.code for item in extract_document(Document(gzip.compress(b"<urlset/>" * 999)[:40]))] == ["malformed"]


def test_a_document_above_the_limit_is_refused():
    assert [item.code for item in extract_document(Document(b" " * (MAX_BYTES + 1)))] == ["too_large"]


@pytest.mark.parametrize("content", [b'{"a": ', b"[" * 100_000, b'{"a": ' + b"9" * 10_000 + b"}", b'{"a": 1}}'])
def test_broken_json_is_malformed(content):
    assert [item.code for item in extract_document(Document(content))] == ["malformed"]


def test_nan_is_no_number():
    assert Document(b'{"a": NaN, "b": Infinity}').data == {"a": None, "b": None}


def test_lines_of_json_are_a_list():
    assert Document(b'{"a": 1}\n{"a": 2}\n').data == [{"a": 1}, {"a": 2}]


def test_headers_before_a_page_are_skipped():
    assert Document(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<html></html>").text == "<html></html>"


def test_the_page_inside_a_saved_source_view_is_read():
    posting = '{"@type": "JobPosting", "title": "Kok", "description": "Je kookt."}'
    source = f'<!doctype html><html><head><script type="application/ld+json">{posting}</script></head></html>'
    shown = source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    view = f"<html><body><table><tr><td class='line'><span>{shown}</span></td></tr></table></body></html>"
    assert [item.title for item in extract_document(Document(view.encode()))] == ["Kok"]


def test_entities_of_an_own_dtd_are_not_expanded():
    bomb = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    assert "xxx" not in "".join(map(str, Document(bomb).root.itertext()))


def test_text_that_is_no_document_of_ours_is_unsupported():
    assert extract_document(Document(b"User-agent: *\nDisallow: /")) == [
        Refusal("unsupported", "geen vacature gevonden (text)")
    ]
