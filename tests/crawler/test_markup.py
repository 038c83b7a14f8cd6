"""What is left of markup: the words, where lines, items and paragraphs begin, headings and links; nothing unseen."""

import re

import pytest

from crawler.normalise.markup import ITEM, PARAGRAPH, SILENT, read_markup

WITH_FORMS = SILENT | {"form"}
HIDE = 'style="display:none"'


def words_of(value, silent=SILENT):
    """The words, with / for a line, * for an item and ¶ for a paragraph."""
    text = read_markup(value, silent).text()
    return text.replace("\n", "/").replace(ITEM, "*").replace(PARAGRAPH, "¶")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("een\r\ntwee <b>drie</b>", "een\r/twee drie"), ("een\r\ntwee<br>drie", "een  twee/drie"),
        ("<p>een</p><ul><li>twee</li></ul>", "/¶een/¶/¶/*twee//¶"), ("<td>een</td><td>twee</td>", "een twee "),
        ("<DIV>een</DIV><Div>", "/een//"), ("1 < 2 en 3 > 2", "1 < 2 en 3 > 2"), ("een<b", "een<b"),
        ("een<!-- <b>x</b> -->twee", "eentwee"), ("een<!-- x --><!-- y", "een"), ("<!-- x", ""),
        ("een --> twee", "een --> twee"),
        ("een<!doctype html>twee<?xml x?>", "eentwee"), ("<![CDATA[een]]>", "een"), ("een]]>twee", "eentwee"),
        ("<els@v.example> en <a+b@v.example>", "&lt;els@v.example> en &lt;a+b@v.example>"),
        ("mail els@v.example <b>nu</b>", "mail els@v.example nu"),
        ("<b>@x</b> <els@v.example>", "@x &lt;els@v.example>"),
        ("<" + "a" * 70 + "@v.example>x", "x"), ("@ <els@v.example>", "@ &lt;els@v.example>"),
        ("een<script>x</script>twee", "een twee"), ("een<SCRIPT>x</script>twee", "een twee"),
        ("een<script>x<style>y</script>twee", "een twee"), ("een<script>x<p>twee", "een "),
        ("een<script>if (a<b) x()</script>twee", "een twee"), ("<style>a<b{}</STYLE>een <b>twee</b>", " een twee"),
        ("<script><!-- x</script>een", " een"), ("een<!-- <script> -->twee", "eentwee"),
        ("een<!-- <script> --!>twee", "een"), ("<textarea><b</textarea>een", " een"),
        ("een<svg><style/></svg>twee", "een twee"), ("<script>a</scripts></script>een", " een"),
        ("een<script>if (a<b)", "een "), ("<scripted>een</scripted>", "een"),
        ("een<style>x</style><svg><path/>y</svg>twee", "een  twee"),
        (f"<p {HIDE}>een</p>twee", " twee"), (f"een<p {HIDE}>twee<div>drie</div>", "een /drie/"),
        (f"een<p {HIDE}>twee<p>drie</p>", "een /¶drie/¶"), (f"een<p {HIDE}>twee</p>drie", "een drie"),
        (f"<p {HIDE}>een<b>twee</b></p>drie", " drie"),
        (f"<span {HIDE}>een<p>twee</p></span>drie", " drie"),
        (f"<div {HIDE}>een<div>twee</div>drie</div>vier", " vier"), (f"<div {HIDE}>een", "/een"),
        (f"een<img {HIDE}>twee", "een twee"), (f"<script {HIDE}>een<script></script>twee", " twee"),
        (f"<b {HIDE}>een</b>twee<i {HIDE}>drie</i>vier", " twee vier"),
        (f"<b {HIDE}>een<i {HIDE}>x</i></b>twee", " twee"),
        ("display:none <b>een</b>", "display:none een"), (f"display <b {HIDE}>een</b>twee", "display  twee"),
        ("<b>display:none</b>een", "display:noneeen"), ("<3 display:none <b>een</b>", "<3 display:none een"),
        ('<b style="display:block">een</b>', "een"), ('<b style="display : none">een</b>twee', " twee"),
    ],
)  # fmt: skip
def test_markup_becomes_words_and_marks(value, words):
    assert words_of(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("een<form>twee<b>drie</b></form>vier", "een vier"), ("een<FORM>twee</form>vier", "een vier"),
        ("een<form>twee", "een/twee"), ("<form>" + "x" * 2_999 + "</form>", " "),
        ("<form>" + "x" * 3_000 + "</form>", "/" + "x" * 3_000 + "/"),
        ("x" * 4_000 + "<form>een</form>", "x" * 4_000 + " "),
    ],
)  # fmt: skip
def test_a_form_is_left_out_unless_it_is_the_page_itself(value, words):
    assert words_of(value, WITH_FORMS) == words


@pytest.mark.parametrize(("times", "is_hidden"), [(20, True), (21, False)])
@pytest.mark.parametrize(
    ("unclosed", "between", "closed"),
    [("<form>", "x" * 3_001 + "</form>", "<form>een</form>"), (f"<b {HIDE}>", "", f"<i {HIDE}>een</i>")],
)
def test_ends_are_not_looked_for_without_limit(unclosed, between, closed, times, is_hidden):
    assert ("een" not in words_of(unclosed * times + between + closed, WITH_FORMS)) == is_hidden


def test_what_is_silent_is_closed_also_behind_many_unclosed_forms():
    assert "een" not in words_of("<form>" * 21 + "<script>een</script>", WITH_FORMS)


def test_headings_are_those_that_are_seen_and_closed():
    value = "</h1><h1>Een</h1>x<H2 class='y'>Twee <b>drie</b></H2><script><h1>x</h1></script><h2>los<h1>Vier</h1></h1>"
    found = read_markup(value)
    assert [(name, words) for name, words, _ in found.headings] == [
        ("h1", "\n\ue0b1Een"), ("h2", "\n\ue0b1Twee drie"), ("h1", "\n\ue0b1Vier"),
    ]  # fmt: skip
    assert found.text(found.headings[1][2]).startswith("\n\ue0b1Twee drie\n")


def test_links_are_those_with_an_address_and_an_end():
    value = (
        "</a><a href='/Werk/1'>Een <b>twee</b></a><a name='x'>los</a><A HREF=\"/werk/2\">Drie</A>"
        "<a href='/elders'>Vier</a></a><b>x</b></a><a href='/werk/3#top'>" + "x" * 500 + "</a><a href='/werk/4'>open"
    )
    assert list(read_markup(value).links(re.compile("^/werk"))) == [
        ("/Werk/1", "Een twee"), ("/werk/2", "Drie"), ("/werk/3", "x" * 400),
    ]  # fmt: skip
