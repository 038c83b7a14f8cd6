"""A source that gives less than it should is broken with its reason, the others go on, and it recovers by itself."""

import pytest

from crawler.crawling import crawl_sources
from crawler.wall import find_wall

pytestmark = pytest.mark.xdist_group("crawl")
SIGN_IN = "<html><body><h1>Mijn account</h1><form><input name=u><input type='password' name=p></form></body></html>"
PUZZLE = "<html><body><h1>Even controleren</h1><p>Bent u een mens?</p><div class=g-recaptcha></div></body></html>"
EMPTY = "<html><body><h1>Werken bij ons</h1><p>Er zijn nu geen vacatures.</p></body></html>"


def busy(_):
    return 429, {"Retry-After": "3600"}, "druk"


def test_every_way_of_giving_nothing_is_told_with_its_reason_and_stops_nobody_else(settings, open_site, make_source):
    with open_site() as one, open_site() as other:
        one.listing("/goed", range(5))
        one["/fout"] = (500, {}, "stuk")
        one["/inloggen"] = SIGN_IN
        one["/captcha"] = PUZZLE
        other["/robots.txt"] = "User-agent: *\nDisallow: /\n"
        with open_site() as third:
            third["/druk"] = busy
            sources = [
                make_source(f"{one.base}/goed", name="goed", min_items=5),
                make_source(f"{one.base}/fout", name="fout"),
                make_source(f"{one.base}/inloggen", name="inloggen"),
                make_source(f"{one.base}/captcha", name="captcha"),
                make_source(f"{other.base}/vacatures", name="verboden"),
                make_source(f"{third.base}/druk", name="druk"),
                make_source(f"https://{third.base.removeprefix('http://')}/", name="tls"),
                make_source("http://127.0.0.1:9/vacatures", name="weg"),
            ]
            reports = crawl_sources(settings, sources)
    assert {report["source"]: (report["state"], report["reason"]) for report in reports} == {
        "goed": ("ok", None),
        "fout": ("broken", "alleen fouten (status 1)"),
        "inloggen": ("broken", "geen enkele vacature gevonden (no_vacancy 1); de site vraagt om in te loggen"),
        "captcha": ("broken", "geen enkele vacature gevonden (no_vacancy 1); de site vraagt om een captcha"),
        "verboden": ("broken", "robots.txt laat het niet toe (gelezen)"),
        "druk": ("broken", "alleen fouten (status 1)"),
        "tls": ("broken", "alleen fouten (status 1)"),
        "weg": ("broken", "alleen fouten (status 1)"),
    }


def test_less_than_half_of_the_usual_number_is_broken_closes_nothing_and_recovers(settings, site, make_source):
    source = make_source(f"{site.base}/vacatures")
    told = []
    for numbers in (range(9), range(4), range(9)):
        site.listing("/vacatures", numbers)
        (report,) = crawl_sources(settings, [source])
        told.append((report["state"], report["reason"], report["gone"]))
    assert told == [
        ("ok", None, 0),
        ("broken", "4 vacatures, minder dan de helft van het gewone aantal (9)", 0),
        ("ok", None, 0),
    ]


@pytest.mark.parametrize(
    ("page", "wall"),
    [
        (SIGN_IN, "de site vraagt om in te loggen"),
        (PUZZLE, "de site vraagt om een captcha"),
        (EMPTY, None),
        (
            EMPTY.replace("<p>", "<script src='/recaptcha.js'></script>" + "<p>Wij bakken elke dag brood. </p>" * 50),
            None,
        ),
        ("<p>Wij zoeken een robotprogrammeur.</p>", None),
    ],
)
def test_a_wall_is_recognised(page, wall):
    assert find_wall(page) == wall
