"""Menus, footers and buttons go before the tags of a page are taken apart, and nothing else goes with them."""

import pytest

from crawler.silence import cut_silent


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (b"<p>a</p><nav>menu</nav><p>b</p>", b"<p>a</p> <p>b</p>"),
        (b"<NAV class='x'>menu</NAV >b", b" b"),
        (b"a<button>x<nav>y</button>z</nav>b", b"a z</nav>b"),
        (b"<navigation>a</navigation>", b"<navigation>a</navigation>"),
        (b"a<footer>never closed", b"a<footer>never closed"),
        (b"a<!-- <nav> -->b<nav>c</nav>d", b"a<!-- <nav> -->b d"),
        (b"a</nav>b", b"a</nav>b"),
        (b"<nav", b"<nav"),
        (b"", b""),
    ],
)
def test_whole_silent_elements_go_and_the_rest_stays(page, kept):
    assert cut_silent(page) == kept


def test_ten_thousand_openings_without_an_end_cost_one_pass():
    page = b"<nav><!--" * 10_000
    assert cut_silent(page) == page
